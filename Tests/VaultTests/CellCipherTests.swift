// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Vault

@Suite("項目の暗号化")
struct CellCipherTests {
    let random = RehearsalRandomBytes(seed: 7)

    func cipher(
        body: String = "119997", seed: UInt64 = 1, _ keyClass: KeyClass = .account
    ) throws -> CellCipher {
        try Keyring.create(body: body, random: RehearsalRandomBytes(seed: seed))
            .cipher(for: keyClass, random: random)
    }

    @Test("封をした項目は同じ場所でだけ開く")
    func opensOnlyAtItsPlace() throws {
        let cipher = try cipher()
        let place = CellAddress(table: "account", column: "holder", row: 12)
        let sealed = cipher.seal("ミホン　ハナコ", at: place)
        #expect(try cipher.openText(sealed, at: place) == "ミホン　ハナコ")
        let others = [
            CellAddress(table: "account", column: "holder", row: 13),
            CellAddress(table: "account", column: "number", row: 12),
            CellAddress(table: "accounts", column: "holder", row: 12),
            CellAddress(table: "accounth", column: "older", row: 12),
        ]
        for other in others {
            #expect(throws: Fault.self) { try cipher.open(sealed, at: other) }
        }
    }

    @Test("千人の口座を入れ替えると、すべて開かない")
    func swappedCellsAreRefused() throws {
        let cipher = try cipher()
        let places = (0..<1_000).map {
            CellAddress(table: "account", column: "number", row: Int64($0))
        }
        let cells = places.enumerated().map { cipher.seal("9\($0.offset)", at: $0.element) }
        for (index, place) in places.enumerated() {
            let foreign = cells[(index + 1 + index % 998) % 1_000]
            guard foreign != cells[index] else { continue }
            #expect(throws: Fault.self) { try cipher.open(foreign, at: place) }
        }
    }

    @Test("別の団体・別の分類・別の鍵束では開かない")
    func otherKeysDoNotOpen() throws {
        let place = CellAddress(table: "account", column: "number", row: "90")
        let sealed = try cipher().seal("9000001", at: place)
        #expect(throws: Fault.self) { try cipher(body: "119998").open(sealed, at: place) }
        #expect(throws: Fault.self) { try cipher(.sensitive).open(sealed, at: place) }
        #expect(throws: Fault.self) { try cipher(seed: 2).open(sealed, at: place) }
    }

    @Test("どの1ビットが変わっても開かない")
    func everyFlippedBitIsRefused() throws {
        let cipher = try cipher()
        let place = CellAddress(table: "person", column: "number", row: 3)
        let sealed = cipher.seal([0x39, 0x30], at: place)
        for index in sealed.indices {
            for bit in 0..<8 {
                var altered = sealed
                altered[index] ^= 1 << UInt8(bit)
                #expect(throws: Fault.self) { try cipher.open(altered, at: place) }
            }
        }
    }

    @Test("短すぎる値は項目ではない", arguments: [0, 1, 30])
    func shortBytesAreRefused(count: Int) throws {
        let cipher = try cipher()
        let place = CellAddress(table: "person", column: "number", row: 3)
        #expect(throws: Fault.self) {
            try cipher.open([UInt8](repeating: 1, count: count), at: place)
        }
    }

    @Test("同じ値に二度封をすると別の暗号文になる")
    func noncesDiffer() throws {
        let cipher = try cipher()
        let place = CellAddress(table: "person", column: "number", row: 3)
        let sealed = Set((0..<1_000).map { _ in cipher.seal("同じ", at: place) })
        #expect(sealed.count == 1_000)
    }

    @Test("鍵を更新しても古い項目を読め、新しい項目は新しい版になる")
    func rotation() throws {
        var ring = Keyring.create(body: "119997", random: random)
        let place = CellAddress(table: "account", column: "number", row: 5)
        let old = try ring.cipher(for: .account, random: random).seal("9000005", at: place)
        ring.rotate(.account, random: random)
        let cipher = try ring.cipher(for: .account, random: random)
        #expect(ring.currentVersion(of: .account) == 2)
        #expect(try cipher.openText(old, at: place) == "9000005")
        #expect(cipher.isOutdated(old))
        let new = cipher.seal("9000005", at: place)
        #expect(CellCipher.version(of: new) == 2)
        #expect(!cipher.isOutdated(new))
    }
}
