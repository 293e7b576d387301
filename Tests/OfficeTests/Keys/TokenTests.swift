// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Safeguards
import Support
import Testing
import Vault
import Vocabulary

@testable import Office

/// Where the token made of software lies.
enum SoftToken {
    static let module = [
        "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    ].first { FileManager.default.fileExists(atPath: $0) }
    /// Where its settings lie. The environment is that of the whole run (`scripts/run-tests`): a test
    /// that changed it would race with every other that starts a program.
    static let settings = ProcessInfo.processInfo.environment["SOFTHSM2_CONF"]
    static let isReady = module != nil && settings != nil
}

/// With the token made of software (softhsm2) where it is installed.
@Suite("鍵をトークン（PKCS#11）に預ける", .serialized, .enabled(if: SoftToken.isReady))
struct TokenTests {
    /// One token for the process: a module reads its settings once.
    private static let place = Result { () throws -> (TokenPlace, TemporaryFolder) in
        let folder = try TemporaryFolder("token")
        let store = folder.file("tokens")
        try FileManager.default.createDirectory(at: store, withIntermediateDirectories: true)
        try Data(
            "directories.tokendir = \(store.path)\nobjectstore.backend = file\nlog.level = ERROR\n"
                .utf8
        ).write(to: URL(fileURLWithPath: SoftToken.settings ?? ""))
        let module = try TokenModule(path: SoftToken.module ?? "")
        let slot = try #require(try module.slots().first)
        try module.prepare(slot: slot, label: "hagukumi-test", officerPIN: "9999", pin: "1234")
        return (TokenPlace(module: SoftToken.module ?? "", token: "hagukumi-test"), folder)
    }

    @Test("預けた後は、トークンとPINがそろったときだけ開き、ほかでは鍵なしで動く", .measure("R-82"))
    func entrusted() throws {
        let (place, _) = try TokenTests.place.get()
        let town = try KeyTown()
        let accounts = try town.accounts()
        try town.office.entrustKeys(to: place, pin: "1234", by: .machine("key"))
        try town.office.close()
        let keys = town.settings.keysDirectory
        for system in KeyCabinet.System.allCases {
            #expect(!FileManager.default.fileExists(atPath: "\(keys)/\(system.rawValue).kek"))
        }
        let locked = try Installation.open(town.settings)
        #expect(locked.isLocked)
        #expect(throws: KeyRefusal.locked) { try town.accounts(locked) }
        try locked.close()
        var settings = town.settings
        #expect(try settings.token == place)
        #expect(throws: Fault.self) { try settings.join(tokenPIN: "4321") }
        try settings.join(tokenPIN: "1234")
        let office = try Installation.open(settings)
        #expect(try town.accounts(office) == accounts)
        #expect(try office.verify().allSatisfy { $0.report.ok })
        try office.close()
        // An altered file opens nothing.
        let file = try #require(try TokenFile.read(.casework, keys))
        var altered = file.sealed
        altered[3] ^= 1
        try TokenFile(place: place, iv: file.iv, sealed: altered).write(.casework, keys)
        #expect(throws: Fault.self) { try settings.join(tokenPIN: "1234") }
    }

    @Test("預ける途中のどこで止まっても、前の鍵かトークンで開く", .measure("R-82"), arguments: CustodyStep.allCases)
    func kills(step: CustodyStep) throws {
        struct Cut: Error {}
        let (place, _) = try TokenTests.place.get()
        let rehearsal = try Rehearsal()
        let office = try Installation.create(rehearsal.settings())
        var left = 2
        try? office.entrustKeys(to: place, pin: "1234", by: .machine("key")) {
            guard $0 == step else { return }
            left -= 1
            if left == 0 { throw Cut() }
        }
        try office.close()
        var settings = rehearsal.settings()
        try settings.join(tokenPIN: "1234")
        let again = try Installation.open(settings)
        #expect(!again.isLocked)
        #expect(try again.verify().allSatisfy { $0.report.ok })
        try again.close()
    }
}
