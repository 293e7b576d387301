// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Ledger
import Safeguards
import Support
import Testing
import Vault
import Vocabulary

@testable import Office

@Suite("鍵なしの運転")
struct LockedTests {
    let town: KeyTown

    init() throws { town = try KeyTown() }

    private func split() throws {
        try town.office.splitKeys(among: KeyTown.officers, by: .machine("key"))
        try town.office.close()
    }

    @Test("担当者がそろわない起動では、個人を扱う操作を一つも通さず、記録は続く", .measure("R-82"))
    func nothingPersonalIsServed() throws {
        let accounts = try town.accounts()
        try split()
        let office = try Installation.open(town.settings)
        #expect(office.isLocked)
        var (refused, allowed, counted, asked) = (0, 0, 0, 0)
        // The rule is asked about every operation; through the gates goes one in six.
        try office.casework.perform(.viewMonitor, by: town.administrator, for: .maintenance) {
            for operation in OperationCode.allCases {
                let passes =
                    (try? LockRule().check(
                        operation, by: town.administrator, at: $0.now, in: $0.db)) != nil
                #expect(passes == LockRule.allowed.contains(operation), "\(operation)")
            }
        }
        for operation in OperationCode.allCases {
            let definition = operation.definition
            let roles = definition.roles
            let principal = Principal(
                officer: "u009", name: "検証", roles: roles, session: "test", terminal: "T")
            let purpose = try #require(
                definition.purposes.sorted { $0.rawValue < $1.rawValue }.first)
            let isSample = counted % 6 == 0
            counted += 1
            for gate in isSample ? [office.casework, office.addressee] : [] {
                asked += 1
                var ran = false
                do {
                    try gate.perform(operation, by: principal, for: purpose, reason: "検証") { _ in
                        ran = true
                    }
                    allowed += 1
                } catch KeyRefusal.locked { refused += 1 }
                #expect(ran == LockRule.allowed.contains(operation), "\(operation)")
            }
        }
        #expect(refused + allowed == asked && asked > 40 && allowed > 2 && refused > 20)
        // Nothing that is allowed names a person in the log.
        for operation in LockRule.allowed { #expect(!operation.definition.auditsSubjects) }
        // Even inside an allowed operation no cell opens.
        try office.casework.perform(.viewMonitor, by: town.administrator, for: .maintenance) {
            let db = $0.db
            try db.forEachRow("SELECT id, account_number FROM account_use", []) { row in
                #expect(throws: Fault.self) {
                    try db.place("account_use", row.int64(0)).open(row.blob(1), "account_number")
                }
            }
        }
        #expect(try office.verify().allSatisfy { $0.report.ok })
        try office.close()
        var settings = town.settings
        #expect(settings.keyHolders?.names == KeyTown.officers.map(\.holder))
        #expect(throws: Fault.self) { try settings.join([KeyTown.officers[0]]) }
        try settings.join([KeyTown.officers[2], KeyTown.officers[0]])
        let open = try Installation.open(settings)
        #expect(!open.isLocked)
        #expect(try town.accounts(open) == accounts)
        #expect(try open.verify().allSatisfy { $0.report.ok })
        let custody = try open.custody(by: town.administrator)
        #expect(custody.allSatisfy { $0.holders.count == 3 && $0.needed == 2 && $0.isOpen })
        // And back into files.
        try open.gatherKeys(by: .machine("key"))
        try open.close()
        let again = try Installation.open(town.settings)
        #expect(!again.isLocked)
        #expect(try town.accounts(again) == accounts)
        try again.close()
    }

    @Test("鍵のファイルがどれか一つ足りない起動は、止まるか、鍵なしになるか、正しく開く", .measure("R-82"))
    func missingFiles() throws {
        let accounts = try town.accounts()
        try town.office.close()
        let keys = town.settings.keysDirectory
        var outcomes: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: keys).sorted() {
            let (here, away) = ("\(keys)/\(name)", town.file("away").path)
            try FileManager.default.moveItem(atPath: here, toPath: away)
            do {
                let office = try Installation.open(town.settings)
                if office.isLocked {
                    outcomes.insert("locked")
                    #expect(throws: KeyRefusal.locked) { try town.accounts(office) }
                } else if let found = try? town.accounts(office) {
                    outcomes.insert("open")
                    #expect(found == accounts)
                } else {
                    // A shelf without the keys: no account is shown.
                    outcomes.insert("fault")
                }
                try office.close()
            } catch { outcomes.insert("refused") }
            try? FileManager.default.removeItem(atPath: here)
            try FileManager.default.moveItem(atPath: away, toPath: here)
        }
        #expect(outcomes.contains("locked") && outcomes.contains("refused"))
        let office = try Installation.open(town.settings)
        #expect(try town.accounts(office) == accounts)
        try office.close()
    }
}
