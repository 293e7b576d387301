// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Office
import Support
import Testing
import Vocabulary

@Suite("据え付けた事務所")
struct InstallationTests {
    @Test("作った事務所は、開き直せて、両方の台帳が検証に通る")
    func createdOpensAndVerifies() throws {
        let rehearsal = try Rehearsal()
        try Installation.create(rehearsal.settings()).close()
        let office = try Installation.open(rehearsal.settings())
        let reports = try office.verify()
        #expect(reports.map(\.system) == ["casework", "addressee"])
        for (system, report) in reports {
            #expect(report.ok, "\(system): \(report.problems)")
            #expect(report.entries == 1)
        }
        try office.close()
    }

    @Test("既にある事務所の上には作らない")
    func neverOverwritten() throws {
        let rehearsal = try Rehearsal()
        try Installation.create(rehearsal.settings()).close()
        #expect(throws: InstallationRefusal.folderIsTaken(rehearsal.data)) {
            try Installation.create(rehearsal.settings())
        }
        try Installation.open(rehearsal.settings()).close()
    }

    @Test("作れなかったときは、何も残らない")
    func failedCreationLeavesNothing() throws {
        let rehearsal = try Rehearsal()
        #expect(throws: InstallationRefusal.unknownScheme("nowhere")) {
            try Installation.create(rehearsal.settings(scheme: "nowhere"))
        }
        // A file where the folder should go: the move at the end cannot succeed.
        let blocked = rehearsal.folder.file("blocked").path
        try Data("x".utf8).write(to: URL(fileURLWithPath: blocked))
        #expect(throws: (any Error).self) {
            try Installation.create(rehearsal.settings(data: blocked + "/data"))
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: rehearsal.folder.url.path)
        #expect(left == ["blocked"])
    }

    @Test("庫か鍵がなければ、空の庫を作らずに断る", arguments: ["casework.sqlite", "keys/addressee.keyring.json"])
    func missingPartsAreRefused(part: String) throws {
        let rehearsal = try Rehearsal()
        try Installation.create(rehearsal.settings()).close()
        try FileManager.default.removeItem(atPath: rehearsal.data + "/" + part)
        #expect(throws: InstallationRefusal.notInstalled(rehearsal.data)) {
            try Installation.open(rehearsal.settings())
        }
        #expect(!FileManager.default.fileExists(atPath: rehearsal.data + "/" + part))
    }

    @Test("鍵のフォルダは、持ち主だけが開ける")
    func keysArePrivate() throws {
        let rehearsal = try Rehearsal()
        try Installation.create(rehearsal.settings()).close()
        for folder in [rehearsal.data, rehearsal.data + "/keys"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder)
            #expect(attributes[.posixPermissions] as? Int == 0o700)
        }
    }
}
