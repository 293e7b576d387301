// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Ledger
import Retention
import Safeguards
import Support
import Testing
import Vault
import Vocabulary

@testable import Office

@Suite("町の記録を、保存期間の後に消す")
struct TownErasureTests {
    let town: KeyTown
    let key: BackupPrivateKey
    let admin: Principal
    let head: Principal

    init() throws {
        town = try KeyTown(people: 200)
        key = try town.makeBackupKey()
        admin = town.administrator
        head = town.town.head
    }

    private func count(_ office: Installation, _ table: String) throws -> Int {
        try office.column(.casework).store.read {
            try $0.first("SELECT COUNT(*) FROM \(table)") { $0.int(0) } ?? 0
        }
    }

    private func release(_ system: RetentionSystem) throws -> Int64 {
        let office = town.office
        let random = office.settings.random
        let surroundings = try office.retention(of: system, for: admin)
        let list = try office.gate(of: system).perform(
            .proposePurge, by: admin, for: .maintenance
        ) {
            try ProposePurge.perform(of: system, surroundings, random: random, in: $0)
        }
        try office.gate(of: system).perform(
            .approvePurge, by: head, for: .maintenance, reason: "期間満了"
        ) { try ApprovePurge.perform(list, surroundings.catalogue, in: $0) }
        return list
    }

    /// What System 1 wrote down of people: names of children and recipients by 宛名番号.
    private func names(_ office: Installation) throws -> [AddresseeNumber: String] {
        try office.column(.casework).store.read {
            try $0.rows("SELECT DISTINCT subject, name FROM person_snapshot") {
                ($0.addressee(0), $0.text(1))
            }
        }.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }

    @Test("資格が終わって期間が過ぎるまで誰も候補にならず、過ぎた日に全員が候補になる", .measure("R-88"))
    func dueOnTheDay() throws {
        let office = town.office
        let surroundings = try office.retention(of: .casework, for: admin)
        func due(_ on: String) throws -> Int {
            town.town.rehearsal.clock.stand(on: day(on))
            return try office.casework.perform(.viewRetention, by: admin, for: .maintenance) {
                try ViewRetention.candidates(of: .casework, surroundings, in: $0)
                    .filter { $0.unit.kind == .entitlement }.count
            }
        }
        #expect(try due("2026-04-01") == 0)
        let last = try #require(
            try office.column(.casework).store.read {
                try $0.first("SELECT MAX(valid_until) FROM entitlement_history") { $0.date(0) }
            })
        let end = FiscalYear(FiscalYear(of: last).year + 5).lastDay
        let children = try office.column(.casework).store.read {
            try $0.first("SELECT COUNT(DISTINCT child) FROM application") { $0.int(0) } ?? 0
        }
        #expect(try due(end.description) < children)
        #expect(try due(end.next.description) == children)
    }

    @Test(
        "消した町の名前は System 1 のどのファイルにもなく、鍵は開かず、前のバックアップを戻しても戻らない",
        .measure("R-88"))
    func nothingComesBack() throws {
        let office = town.office
        let store = office.column(.casework).store
        let cells = try town.cells(in: store)
        let before = try names(office)
        #expect(before.count > 20 && !cells.isEmpty)
        _ = try office.backUp(to: town.file("old").path, by: admin, records: 10)
        town.town.rehearsal.clock.stand(on: day("2060-04-02"))
        // The moves of the town have been looked at, and nothing came of them.
        _ = try office.column(.casework).store.write {
            try $0.execute("UPDATE rejudgement_task SET done_at = noticed_at WHERE done_at IS NULL")
        }
        let list = try release(.casework)
        let certificate = try office.purgeRun(of: .casework, for: admin, batch: 30)
            .carryOut(list, by: admin, reason: "期間満了")
        #expect(certificate.leftOut == 0)
        #expect(try office.verify().allSatisfy(\.report.ok))
        // Who is left has something open; of all others nothing is there any more.
        let after = try names(office)
        let gone = before.filter { after[$0.key] == nil }
        #expect(gone.count > before.count / 2 && certificate.personsGone >= gone.count)
        // Their cells do not open, wherever a copy of them lies.
        var closed = 0
        for (recipient, cell) in cells where gone[AddresseeNumber(value: recipient)] != nil {
            closed += 1
            for row in 1...3 {
                #expect(throws: Fault.self) {
                    try office.column(.casework).cells.open(
                        cell, table: "account_use", column: "account_number", row: Int64(row))
                }
            }
        }
        #expect(closed > 5 && certificate.owners >= closed)
        let others = Set(after.values)
        let detector = LeakDetector(
            canaries: gone.values.filter { $0.utf8.count >= 6 && !others.contains($0) })
        #expect(try leaks(detector, town.town.rehearsal.data) == [])
        // The numbers are never given out again.
        #expect(try count(office, "retired_recipient_number") > 0)
        // System 2 keeps its residents, and System 1 needs nobody of the gone any more.
        let second = try office.retention(of: .addressee, for: admin)
        #expect(try second.needed(Array(gone.keys)) == [])
        #expect(try second.needed(Array(after.keys)) == Set(after.keys))

        let settings = town.empty("host2")
        _ = try Installation.restore(
            RestoreSources(
                data: town.file("old").path, keys: town.file("old").path + ".keys", key: key,
                kekFolder: office.settings.keysDirectory,
                destroyedFolder: office.settings.keysDirectory),
            to: settings, reason: "復元の訓練")
        let again = try Installation.open(settings)
        #expect(try names(again) == after)
        #expect(try count(again, "application") == count(office, "application"))
        #expect(try again.verify().allSatisfy(\.report.ok))
        #expect(try leaks(detector, settings.dataDirectory) == [])
        try again.close()
        #expect(try leaks(detector, settings.dataDirectory) == [])
    }

    /// Files of the folder with a name in them, but for those of System 2, which keeps its residents.
    private func leaks(_ detector: LeakDetector, _ folder: String) throws -> [String] {
        try detector.leaks(below: URL(fileURLWithPath: folder)).filter {
            !$0.hasPrefix("addressee.sqlite")
        }
    }
}
