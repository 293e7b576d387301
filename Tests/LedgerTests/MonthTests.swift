// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Support
import Testing
import Vault
import Vocabulary

@testable import Ledger

@Suite("月ごとの鍵と、記録の満了")
struct MonthTests {
    private let april = Sample.start.logMonth
    private let later = Sample.start.adding(seconds: 45 * 86_400)

    /// Decides that April ends, in one operation.
    private func expire(_ sample: Sample, at now: Instant) throws -> LogExpiry {
        let act = Act(
            code: "approvePurge", officer: "k1", session: "s", terminal: "t",
            purpose: "maintenance", reason: "保存期間の満了")
        return try sample.store.write { db in
            try sample.ledger.record(act, at: now, in: db) { operation in
                (try operation.facts.expireMonth(april), subjects: [])
            }.value
        }
    }

    private func sweep(_ sample: Sample) throws {
        _ = try sample.store.read { db in try sample.ledger.destroyExpiredKeys(in: db) }
        while try sample.store.write({ db in try sample.ledger.sweepExpired(limit: 7, in: db) }) > 0
        {}
    }

    @Test("満了した月は読めず、探せず、証明は残る", .measure("R-54", "R-88"), arguments: Engine.allCases)
    func expiry(engine: Engine) throws {
        let sample = try Sample(engine)
        try sample.append(30)
        try sample.append(20, from: later)
        let before = try sample.ledger.verify(sample.store)
        #expect(before.ok && before.expired == 0)
        let expiry = try expire(sample, at: later.adding(seconds: 100))
        #expect(expiry.entries == 30)
        // Killed between the decision and the sweep: nothing is wrong, something waits.
        let between = try sample.ledger.verify(sample.store)
        #expect(between.problems == [])
        #expect(between.expired == 30 && between.unswept == 30)
        try sweep(sample)
        let after = try sample.ledger.verify(sample.store)
        #expect(after.problems == [])
        #expect(after.entries == 51)
        #expect(after.expired == 30 && after.unswept == 0)
        try sample.store.read { db in
            let left = try db.rows(
                """
                SELECT o.officer, o.reason, o.purpose FROM operation o WHERE o.id <= 30
                """
            ) { $0.text(0) + ($0.optionalText(1) ?? "") + $0.text(2) }
            #expect(left.count == 30 && left.allSatisfy(\.isEmpty))
            for table in ["operation_subject", "operation_end"] {
                let count = try db.first(
                    "SELECT COUNT(*) FROM \(table) WHERE operation_id <= 30"
                ) { $0.int(0) }
                #expect(count == 0, "\(table)")
            }
            let body = try #require(
                try db.first("SELECT body FROM ledger_entry WHERE id = 3") { $0.blob(0) })
            #expect(try sample.keys.existing(april) == nil)
            #expect(LedgerLeaf(body: body) != nil)
        }
        // A verification that had come as far as April goes on from there.
        let on = try sample.store.read {
            try sample.ledger.audit.run(in: $0, from: before.position)
        }
        #expect(on.problems == [] && on.expired == 30)
        #expect(throws: Fault.self, "満了した月には書けません") { try sample.append(1) }
    }

    @Test("終わらない月・二度目・記録のない月は満了にできない")
    func refusals() throws {
        let sample = try Sample(.sqlite)
        try sample.append(3)
        #expect(throws: LedgerRefusal.monthNotOver(april)) {
            _ = try expire(sample, at: Sample.start.adding(seconds: 86_400))
        }
        _ = try expire(sample, at: later)
        #expect(throws: LedgerRefusal.monthExpired(april)) {
            _ = try expire(sample, at: later)
        }
        #expect(throws: LedgerRefusal.monthEmpty(april.previous)) {
            try sample.store.write { db in
                let act = Act(code: "x", officer: "o", session: "s", terminal: "t", purpose: "p")
                _ = try sample.ledger.record(act, at: later, in: db) { operation in
                    (try operation.facts.expireMonth(april.previous), subjects: [])
                }
            }
        }
    }

    @Test("満了していない月の索引は、消すことも空にすることもできない", arguments: Engine.allCases)
    func triggers(engine: Engine) throws {
        let sample = try Sample(engine)
        try sample.append(8)
        let blank = """
            UPDATE operation SET officer = '', session = '', terminal = '', purpose = '',
            reason = NULL WHERE id = 5
            """
        let statements = [
            blank, "DELETE FROM operation_subject WHERE operation_id = 5",
            "DELETE FROM operation_end WHERE operation_id = 5",
        ]
        for statement in statements {
            #expect(throws: (any Error).self, "\(statement)") {
                _ = try sample.store.write { db in try db.execute(statement) }
            }
        }
        _ = try expire(sample, at: later)
        #expect(throws: (any Error).self, "書き換えは満了の後も拒まれます") {
            _ = try sample.store.write { db in
                try db.execute("UPDATE operation SET officer = 'x' WHERE id = 5")
            }
        }
        #expect(throws: (any Error).self) {
            _ = try sample.store.write { db in try db.execute("DELETE FROM operation WHERE id = 5")
            }
        }
        for statement in statements {
            _ = try sample.store.write { db in try db.execute(statement) }
        }
        #expect(try sample.ledger.verify(sample.store).ok)
    }

    @Test("満了した月に何かを書き入れても、見つかる")
    func tampering() throws {
        let sample = try Sample(.sqlite)
        try sample.append(30)
        _ = try expire(sample, at: later)
        try sweep(sample)
        try sample.disarm()
        let ways = [
            "UPDATE operation SET officer = 'x' WHERE id = 4",
            "UPDATE operation SET recorded_at = recorded_at + 1 WHERE id = 4",
            "UPDATE operation SET code = 'x' WHERE id = 4",
            "INSERT INTO operation_subject (operation_id, subject) VALUES (4, 9)",
            "UPDATE ledger_expiry SET month = '2025-05'",
            "DELETE FROM ledger_expiry", "UPDATE visit SET amount = 1 WHERE operation_id = 4",
        ]
        for way in ways {
            var found: [LedgerProblem] = []
            do {
                try sample.store.write { db in
                    try db.execute(way)
                    found = try sample.ledger.audit.run(in: db).problems
                    throw Undo()
                }
            } catch is Undo {}
            #expect(!found.isEmpty, "\(way)")
        }
        #expect(try sample.ledger.verify(sample.store).ok)
    }

    private struct Undo: Error {}

    @Test("月の鍵はファイルに封をして置かれ、廃棄すると戻らず、鍵の更新に続く")
    func folder() throws {
        let place = try TemporaryFolder("months")
        let random = RehearsalRandomBytes(seed: 4)
        var ring = Keyring.create(body: "119997", classes: [.sensitive], random: random)
        func keys() throws -> MonthKeyFolder {
            MonthKeyFolder(
                folder: place.file("log").path,
                cipher: try ring.cipher(for: .sensitive, random: random), random: random)
        }
        let first = try keys().key(for: april)
        #expect(try keys().key(for: april).digest == first.digest)
        _ = try keys().key(for: april.next)
        let path = place.file("log/2025-04.key").path
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        let resting = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(resting.range(of: Data(first.bytes)) == nil, "鍵が読める形で置かれています")
        let old = try keys()
        ring.rotate(.sensitive, random: random)
        #expect(try old.reseal(under: ring.cipher(for: .sensitive, random: random)) == 2)
        #expect(try keys().key(for: april).digest == first.digest)
        try keys().destroy(april)
        try keys().destroy(april)
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(try keys().existing(april) == nil)
        #expect(try keys().destroyed(april) == first.digest)
        #expect(throws: Fault.self) { _ = try keys().key(for: april) }
        #expect(try keys().months() == [april.next])
    }
}
