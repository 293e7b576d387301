// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Vocabulary

@testable import Vault

@Suite("鍵の保管")
struct KeyCabinetTests {
    let random = RehearsalRandomBytes(seed: 11)
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("hagukumi-keys-\(UUID().uuidString)").path

    func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    @Test("作った鍵は開き直しても同じ項目を読め、ファイルは所有者だけが読める")
    func createdKeysOpenAgain() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cabinet = KeyCabinet(folder: folder)
        #expect(!cabinet.holds(.casework))
        let made = try cabinet.create(.casework, body: "119997", random: random)
        #expect(cabinet.holds(.casework))
        let place = CellAddress(table: "account", column: "number", row: 1)
        let sealed = try made.cipher(for: .account, random: random).seal("9000001", at: place)
        let opened = try cabinet.open(.casework, body: "119997")
        #expect(
            try opened.cipher(for: .account, random: random).openText(sealed, at: place)
                == "9000001")
        #expect(try mode("\(folder)/casework.kek") == 0o600)
        #expect(try mode("\(folder)/casework.keyring.json") == 0o600)
        #expect(try mode(folder) == 0o700)
    }

    @Test("福祉総合システムの鍵束は個人番号の鍵を持たない")
    func caseworkHoldsNoNumberKey() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let ring = try KeyCabinet(folder: folder).create(.casework, body: "119997", random: random)
        for keyClass in [KeyClass.individualNumber, .blindIndex, .numberOpening] {
            #expect(ring.currentVersion(of: keyClass) == nil)
        }
        #expect(throws: Fault.self) { try ring.blindIndex() }
        #expect(throws: Fault.self) {
            try ring.cipher(for: .individualNumber, random: random)
        }
        #expect(throws: Fault.self) { try ring.withSecret(of: .numberOpening) { $0.count } }
    }

    @Test("既にある鍵は上書きしない")
    func neverOverwritten() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cabinet = KeyCabinet(folder: folder)
        _ = try cabinet.create(.addressee, body: "119997", random: random)
        #expect(throws: Fault.self) {
            try cabinet.create(.addressee, body: "119997", random: random)
        }
    }

    @Test("他の利用者が読める鍵ファイルは使わない", arguments: [0o640, 0o604, 0o644, 0o666])
    func openModesAreRefused(mode: Int) throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cabinet = KeyCabinet(folder: folder)
        _ = try cabinet.create(.casework, body: "119997", random: random)
        try FileManager.default.setAttributes(
            [.posixPermissions: mode], ofItemAtPath: "\(folder)/casework.kek")
        #expect(throws: Fault.self) { try cabinet.open(.casework, body: "119997") }
    }

    @Test("別の団体・別の鍵ファイル・記号リンクでは開かない")
    func foreignKeysAreRefused() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cabinet = KeyCabinet(folder: folder)
        _ = try cabinet.create(.casework, body: "119997", random: random)
        #expect(throws: Fault.self) { try cabinet.open(.casework, body: "119998") }
        let kek = "\(folder)/casework.kek"
        try FileManager.default.moveItem(atPath: kek, toPath: "\(folder)/away")
        #expect(throws: Fault.self) { try cabinet.open(.casework, body: "119997") }
        try FileManager.default.createSymbolicLink(
            atPath: kek, withDestinationPath: "\(folder)/away")
        #expect(throws: Fault.self) { try cabinet.open(.casework, body: "119997") }
        try FileManager.default.removeItem(atPath: kek)
        try KeyFile.create(at: kek, random: random)
        #expect(throws: Fault.self) { try cabinet.open(.casework, body: "119997") }
    }

    @Test("32バイトでない鍵は断る", arguments: [0, 31, 33])
    func wrongLength(count: Int) {
        #expect(throws: Fault.self) {
            try KeyEncryptionKey([UInt8](repeating: 1, count: count))
        }
    }

    @Test("包んだ鍵の分類や版を書き換えると開かない")
    func wrappedKeysAreBound() throws {
        let kek = try KeyEncryptionKey(random.bytes(32))
        let ring = Keyring.create(body: "119997", random: random)
        let wrapped = ring.wrapped(by: kek, random: random)
        #expect(wrapped.count == KeyClass.allCases.count)
        let text = String(decoding: try JSONEncoder().encode(wrapped), as: UTF8.self)
        let renamed = text.replacingOccurrences(of: "\"sensitive\"", with: "\"account\"")
        let forged = try JSONDecoder().decode([WrappedKey].self, from: Data(renamed.utf8))
        #expect(throws: Fault.self) {
            try Keyring(opening: forged, body: "119997", with: kek)
        }
        #expect(throws: Never.self) {
            try Keyring(opening: wrapped, body: "119997", with: kek)
        }
    }
}
