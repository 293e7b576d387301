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
    /// `HAGUKUMI_STORM` names another number of seeds for a large run.
    static let seeds =
        1...(isLarge
        ? ProcessInfo.processInfo.environment["HAGUKUMI_STORM"].flatMap { Int($0) } ?? 48 : 2)
    private static let families = isLarge ? 400 : 40
    private static let steps = isLarge ? 260 : 120
    private static let acts =
        isLarge
        ? ["write", "twice", "power cut", "restart", "results", "repay", "stop", "cancel"]
        : ["twice", "power cut"]

    @Test("電源断・再起動・二度押し・環境の取り違えがあっても、1円も二度払わず、1円も失わない", arguments: seeds)
    func nobodyIsPaidTwice(seed: Int) throws {
        var storm = try Storm(seed: UInt64(seed), families: Self.families)
        // A long storm goes on until it has met every kind of act.
        for step in 0..<16 * Self.steps {
            let isOver = step >= Self.steps
            if isOver, Self.acts.allSatisfy({ storm.done[$0, default: 0] > 0 }) { break }
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
        arguments: 101...(isLarge ? 130 : 101))
    func clockJumps(seed: Int) throws {
        var storm = try Storm(seed: UInt64(seed), families: 12, jumps: true)
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
            try db.forEachRow(
                "SELECT item_id, operation_id FROM payment_item_event ORDER BY id", []
            ) { row in
                #expect(row.int64(1) >= last[row.int64(0)] ?? 0)
                last[row.int64(0)] = row.int64(1)
            }
            var isBackwards = false
            var moment = Int64.min
            try db.forEachRow("SELECT recorded_at FROM operation ORDER BY id", []) { row in
                if row.int64(0) < moment { isBackwards = true }
                moment = row.int64(0)
            }
            #expect(isBackwards)
        }
    }

    @Test("状態の比較を外した壊れたプログラムでは、嵐が必ず誤りを見つける")
    func findsTheBreak() async {
        // A broken program may stop at one of its own checks: that, too, is finding it.
        await #expect(processExitsWith: .failure) { try StormTests.runBroken() }
    }

    /// Ends the process where the storm finds something.
    private static func runBroken() throws {
        for seed in 201...206 {
            // An item is moved on, wherever it stands.
            var storm = try Storm(seed: UInt64(seed), families: 6) { sql in
                guard sql.hasPrefix("UPDATE payment_item_status"),
                    let place = sql.range(of: "AND status IN (")
                else { return sql }
                return sql[..<place.lowerBound] + "AND (1 = 1 OR status IN ("
                    + sql[place.upperBound...] + ")"
            }
            for _ in 0..<120 {
                try storm.step()
                let isOverpaid = storm.received.contains { $1 > storm.owed[$0] ?? 0 }
                precondition(!isOverpaid, "二度払いました")
            }
            let imbalances = try storm.office.imbalances()
            precondition(imbalances.isEmpty, "出納が合いません")
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
        for act in Self.acts {
            #expect(
                storm.done[act, default: 0] > 0, "\(act): \(storm.done.sorted { $0.key < $1.key })")
        }
    }
}
