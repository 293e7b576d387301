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

@Suite("人ごとの鍵の消去と、鍵の更新")
struct PersonKeyOfficeTests {
    let town: KeyTown

    init() throws { town = try KeyTown() }

    @Test("鍵を消した受給者の口座だけが、今の庫でも前の写しでも読めない", .measure("R-08", "R-82"))
    func destroyedRecipient() throws {
        let before = try town.accounts()
        let gone = try #require(before.keys.min())
        let older = town.file("older.sqlite")
        let column = town.office.column(.casework)
        try column.store.backup(to: older.path)
        let destroyed = try town.office.casework.perform(
            .approvePurge, by: town.town.head, for: .maintenance, about: [gone], reason: "検証"
        ) { try $0.db.cells.destroy(owners: [.person(gone)]) }
        #expect(destroyed >= 1)
        let copy = try Stores.sqlite(at: older.path, body: town.office.body, cells: column.cells)
        for store in [column.store, copy] {
            try store.read { db in
                try db.forEachRow("SELECT id, recipient, account_number FROM account_use", []) {
                    row in
                    func open() throws -> String {
                        try db.place("account_use", row.int64(0)).open(
                            row.blob(2), "account_number")
                    }
                    if row.addressee(1) == gone {
                        #expect(throws: Fault.self) { try open() }
                    } else {
                        let number = try open()
                        #expect(number.count == 7)
                    }
                }
            }
        }
        try copy.close()
        // No byte of the key is left on the shelf or in its write-ahead log, and a second time
        // there is nothing to destroy.
        #expect(try column.cells.destroy(owners: [.person(gone)]) == 0)
    }

    @Test("更新を20回止めても続きから終わり、その間の照会は一度も失敗しない", .measure("R-82"))
    func rotationInTheOffice() throws {
        struct Cut: Error {}
        let before = try town.accounts()
        var (kills, failed, newVersions) = (0, 0, 0)
        while true {
            var left = kills < 20 ? kills % 3 : Int.max
            do {
                let report = try town.office.rotateKeys(by: .machine("keys"), size: 1) { _ in
                    guard left > 0 else { throw Cut() }
                    left -= 1
                }
                newVersions += report.versions
                break
            } catch is Cut { kills += 1 }
            for column in town.office.columns { column.1.keys.forget() }
            if try town.accounts() != before { failed += 1 }
        }
        #expect(kills >= 10)
        #expect(failed == 0)
        let ages = try town.office.keyAges(by: town.administrator)
        let accounts = try #require(
            ages.first { $0.system == .casework && $0.keyClass == .account })
        #expect(accounts.versions == [1, 2])
        #expect(accounts.waiting == 0 && accounts.total > 0)
        #expect(accounts.since != nil)
        #expect(try town.accounts() == before)
        // One renewal, however often it was cut: no class has a third version.
        #expect(ages.allSatisfy { $0.versions.count <= 2 })
        try town.office.close()
        let again = try Installation.open(town.settings)
        #expect(try town.accounts(again) == before)
        #expect(try again.verify().allSatisfy { $0.report.ok })
        #expect(try again.keyChanges(by: town.administrator).contains { $0.event == .rotated })
        try again.close()
    }

    @Test("庫と鍵棚を持つ管理者にも、鍵なしでは何も開かず、平文も残らない", .measure("R-82", "R-14", "R-08"))
    func administratorOfTheDatabase() throws {
        let accounts = try town.accounts()
        let numbers = try town.numbers()
        #expect(accounts.count > 2 && numbers.count > 80)
        let words = accounts.values.map { $0.holderKana }.filter { $0.utf8.count >= 6 }
        try town.office.close()
        let detector = LeakDetector(
            canaries: numbers + accounts.values.map { $0.bankCode + $0.branchCode + $0.number }
                + words)
        let folder = URL(fileURLWithPath: town.office.settings.dataDirectory)
        #expect(try detector.leaks(below: folder).isEmpty, "庫・鍵・記録のどのファイルにも")
    }
}
