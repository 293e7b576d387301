// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("二重払い：何万通りもの入り混じり", .measure("R-05"))
struct StormTests {
    /// Seeds, and how many families and steps each has.
    static let isLarge = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] != nil
    static let seeds = 1...(isLarge ? 60 : 4)
    private static let families = isLarge ? 200 : 60
    private static let steps = isLarge ? 260 : 130

    @Test("電源断・再起動・二度押し・環境の取り違えがあっても、1円も二度払わず、1円も失わない", arguments: seeds)
    func nobodyIsPaidTwice(seed: Int) throws {
        var storm = try Storm(seed: UInt64(seed), families: Self.families)
        for step in 0..<Self.steps {
            try storm.step()
            for (family, yen) in storm.received {
                #expect(yen <= storm.owed[family] ?? 0, "世帯\(family) 手\(step)")
            }
        }
        try storm.finish()
        for (family, yen) in storm.owed {
            #expect(storm.received[family] ?? 0 == yen, "世帯\(family)")
        }
        try check(storm)
        if Self.isLarge { print("storm seed \(seed): \(storm.claims) claims \(storm.done)") }
    }

    @Test(
        "時計が進んでも戻っても、払う額と状態の順は変わらず、記録の順に並ぶ", .measure("R-05", "R-04"),
        arguments: 101...(isLarge ? 130 : 102))
    func clockJumps(seed: Int) throws {
        var storm = try Storm(seed: UInt64(seed), families: 20, jumps: true)
        for _ in 0..<Self.steps { try storm.step() }
        try storm.finish()
        for (family, yen) in storm.owed {
            #expect(storm.received[family] ?? 0 == yen, "世帯\(family)")
        }
        #expect(storm.done["jump", default: 0] > 0)
        let office = storm.office
        #expect(try office.imbalances().isEmpty)
        let report = try office.ledger.verify(office.store)
        #expect(report.ok, "\(report.problems.prefix(3))")
        // Time runs backwards in the facts; the order of the log does not.
        try office.read { db in
            var last: [Int64: Int64] = [:]
            var isBackwards = false
            var moment = Int64.min
            try db.forEachRow(
                "SELECT item_id, operation_id, recorded_at FROM payment_item_event ORDER BY id", []
            ) { row in
                #expect(row.int64(1) >= last[row.int64(0)] ?? 0)
                last[row.int64(0)] = row.int64(1)
                if row.int64(2) < moment { isBackwards = true }
                moment = row.int64(2)
            }
            #expect(isBackwards)
        }
    }

    private func check(_ storm: Storm) throws {
        let office = storm.office
        #expect(try office.balance().sum == .zero)
        #expect(try office.imbalances().isEmpty)
        try office.read { db in
            func count(_ sql: String) throws -> Int { try db.first(sql, []) { $0.int(0) } ?? -1 }
            let files = try count("SELECT COUNT(*) FROM transfer_file")
            // Per claim: at most one attempt that is on its way or paid.
            #expect(
                try count(
                    """
                    SELECT COUNT(*) FROM (SELECT decision_id FROM payment_item_status
                    WHERE status IN ('sent','paid') GROUP BY decision_id HAVING COUNT(*) > 1) t
                    """) == 0)
            // One line a claim version: an attempt stands in one run that was not sent back.
            #expect(
                try count(
                    """
                    SELECT COUNT(*) FROM (SELECT r.item_id FROM payment_row r
                    JOIN payment_run_status s ON s.run_id = r.run_id WHERE s.status <> 'sent-back'
                    GROUP BY r.item_id HAVING COUNT(*) > 1) t
                    """) == 0)
            // Σ planned = Σ file = Σ ledger.
            #expect(
                try count(
                    """
                    SELECT COUNT(*) FROM transfer_file f JOIN payment_run r ON r.id = f.run_id
                    WHERE f.total <> r.total OR f.total <> (SELECT SUM(t.amount)
                    FROM bank_transfer t WHERE t.run_id = r.id) OR f.total <> (SELECT SUM(p.amount)
                    FROM payment_row p WHERE p.run_id = r.id)
                    """) == 0)
            #expect(
                try files == count("SELECT COUNT(DISTINCT name) FROM transfer_file"))
            #expect(try count("SELECT COUNT(DISTINCT audience) FROM transfer_file") <= 1)
            #expect(
                files == storm.files.count, "金融機関に渡ったファイルと台帳の数が違います")
        }
        let report = try office.ledger.verify(office.store)
        #expect(report.ok, "\(report.problems.prefix(3))")
        for act in ["write", "twice", "power cut", "restart", "results", "repay", "stop"] {
            #expect(storm.done[act, default: 0] > 0, "\(act): \(storm.done)")
        }
    }
}
