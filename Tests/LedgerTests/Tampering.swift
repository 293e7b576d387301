// SPDX-License-Identifier: Apache-2.0
import Database
import Support
import Vocabulary

@testable import Ledger

/// The ways in which somebody who holds the database can change it.
enum Tampering: CaseIterable {
    case flipByte, dropEntry, swapEntries, truncate
    case changeFact, moveFact, dropFact, insertFact, swapFacts
    case changeOperation, blankOperation, insertOperation, changeSubject, dropSubject, insertSubject
    case changeNote, changeFrontier, changeNextFact, changeSize, dropCheckpoint, resign
    case changeResult, changeSalt, dropEnd, insertEnd, forgeExpiry
    case forgePermit

    /// Changes something and says from which entry on it can be seen.
    func apply(
        _ db: any Connection, size: Int, _ random: inout Seeded
    ) throws -> Int {
        let id = Int.random(in: 1...size, using: &random)
        func change(_ sql: String, _ arguments: [any SQLValueConvertible]) throws {
            guard try db.execute(sql, arguments) > 0 else {
                preconditionFailure("nothing was changed: \(sql)")
            }
        }
        func fact(_ table: String) throws -> (id: Int64, operation: Int) {
            let found = try db.first(
                """
                SELECT id, operation_id FROM \(table) WHERE operation_id >= ?
                ORDER BY id LIMIT 1
                """, [min(id, size - 5)]
            ) { ($0.int64(0), $0.int(1)) }
            guard let found else { preconditionFailure("every fifth operation has facts") }
            return found
        }
        func checkpoint() throws -> (id: Int64, size: Int) {
            let found = try db.first(
                "SELECT id, size FROM ledger_checkpoint WHERE size >= ? ORDER BY id LIMIT 1", [id]
            ) { ($0.int64(0), $0.int(1)) }
            guard let found else { preconditionFailure("the last entry has a checkpoint") }
            return found
        }
        func flip(_ bytes: [UInt8]) -> [UInt8] {
            var bytes = bytes
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] ^= UInt8.random(in: 1...255, using: &random)
            return bytes
        }
        func body(_ id: Int) throws -> [UInt8] {
            try db.first("SELECT body FROM ledger_entry WHERE id = ?", [id]) { $0.blob(0) } ?? []
        }
        switch self {
        case .flipByte:
            try change("UPDATE ledger_entry SET body = ? WHERE id = ?", [flip(body(id)), id])
            return id
        case .dropEntry:
            try change("DELETE FROM ledger_entry WHERE id = ?", [id])
            return id
        case .swapEntries:
            let other = id == size ? 1 : id + 1
            let (mine, theirs) = try (body(id), body(other))
            try change("UPDATE ledger_entry SET body = ? WHERE id = ?", [theirs, id])
            try change("UPDATE ledger_entry SET body = ? WHERE id = ?", [mine, other])
            return min(id, other)
        case .truncate:
            // Everything after a checkpoint, as if it had never been.
            let cut = try db.first(
                """
                SELECT COALESCE(MAX(size), 0) FROM ledger_checkpoint
                WHERE size < (SELECT MAX(size) FROM ledger_checkpoint) AND size <= ?
                """, [max(id, size * 9 / 10)]
            ) { $0.int(0) }
            let end = cut ?? 0
            try Tampering.cut(db, after: end)
            return max(end, 1)
        case .changeFact:
            let target = try fact("visit")
            let columns = [
                "amount = amount + 1", "name = 'x'", "seal = NULL, name = 'y'",
                "recorded_at = recorded_at - 1", "id = id + 1000000",
            ]
            let column = columns[Int.random(in: 0..<columns.count, using: &random)]
            try change("UPDATE visit SET \(column) WHERE id = ?", [target.id])
            return target.operation
        case .moveFact:
            let target = try fact("award")
            let other = target.operation == 1 ? 2 : target.operation - 1
            try change("UPDATE award SET operation_id = ? WHERE id = ?", [other, target.id])
            return min(target.operation, other)
        case .dropFact:
            let target = try fact("visit")
            try change("DELETE FROM visit WHERE id = ?", [target.id])
            return target.operation
        case .insertFact:
            try change(
                """
                INSERT INTO award (id, operation_id, recorded_at, kind)
                VALUES (9000000, ?, 1, 'x')
                """, [id])
            return size
        case .swapFacts:
            let target = try fact("award")
            try change("UPDATE award SET id = 9000000 WHERE id = ?", [target.id])
            try change("UPDATE award SET id = ? WHERE id = ?", [target.id, target.id + 1])
            try change("UPDATE award SET id = ? WHERE id = 9000000", [target.id + 1])
            return target.operation
        case .changeOperation:
            let columns = [
                "recorded_at = recorded_at + 1", "code = code || 'x'", "officer = 'x'",
                "session = 'x'", "terminal = ''", "purpose = 'audit'", "reason = 'x'",
            ]
            let column = columns[Int.random(in: 0..<columns.count, using: &random)]
            try change("UPDATE operation SET \(column) WHERE id = ?", [id])
            return id
        case .blankOperation:
            // As a month that has ended looks, without the decision.
            try change(
                """
                UPDATE operation SET officer = '', session = '', terminal = '', purpose = '',
                reason = NULL WHERE id = ?
                """, [id])
            try db.execute("DELETE FROM operation_subject WHERE operation_id = ?", [id])
            try change("DELETE FROM operation_end WHERE operation_id = ?", [id])
            return id
        case .changeResult:
            let columns = ["result = 'x'", "row_count = 77", "subjects = subjects + 1"]
            let column = columns[Int.random(in: 0..<columns.count, using: &random)]
            try change("UPDATE operation_end SET \(column) WHERE operation_id = ?", [id])
            return id
        case .changeSalt:
            let salt = try db.first(
                "SELECT salt FROM operation_end WHERE operation_id = ?", [id]
            ) { $0.blob(0) }
            try change(
                "UPDATE operation_end SET salt = ? WHERE operation_id = ?",
                [flip(salt ?? []), id])
            return id
        case .dropEnd:
            try change("DELETE FROM operation_end WHERE operation_id = ?", [id])
            return id
        case .insertEnd:
            try change(
                """
                INSERT INTO operation (id, recorded_at, code, officer, session, terminal, purpose)
                VALUES (?, 1, 'x', '', '', '', '')
                """, [size + 1])
            try change(
                "INSERT INTO operation_end (operation_id, salt, subjects) VALUES (?, ?, 0)",
                [size + 1, [UInt8](repeating: 1, count: 16)])
            return size
        case .forgeExpiry:
            // Hides a whole month by a decision that nobody took.
            try change(
                """
                INSERT INTO ledger_expiry (id, operation_id, recorded_at, month, from_time,
                    until_time, entries, key_digest)
                VALUES (9000001, 1, 1, '2025-04', 0, 9000000000000000, 1, ?)
                """, [[UInt8](repeating: 7, count: 32)])
            try change(
                """
                UPDATE operation SET officer = '', session = '', terminal = '', purpose = '',
                reason = NULL WHERE id = ?
                """, [id])
            try db.execute("DELETE FROM operation_subject WHERE operation_id = ?", [id])
            try change("DELETE FROM operation_end WHERE operation_id = ?", [id])
            return size
        case .insertOperation:
            try change(
                """
                INSERT INTO operation (id, recorded_at, code, officer, session, terminal, purpose)
                VALUES (?, 1, 'x', 'x', 'x', 'x', 'x')
                """, [size + 1 + id])
            return size
        case .changeSubject, .dropSubject:
            let operation = min(id, size - 4) / 4 * 4 + 1
            let what =
                self == .dropSubject
                ? "DELETE FROM operation_subject" : "UPDATE operation_subject SET subject = 9"
            try change("\(what) WHERE operation_id = ?", [operation])
            return operation
        case .insertSubject:
            try change(
                "INSERT INTO operation_subject (operation_id, subject) VALUES (?, 9)", [id])
            return id
        case .changeNote:
            let target = try checkpoint()
            let note = try db.first(
                "SELECT note FROM ledger_checkpoint WHERE id = ?", [target.id]
            ) { $0.text(0) }
            var bytes = Array((note ?? "").utf8)
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = bytes[place] == 0x41 ? 0x42 : 0x41
            try change(
                "UPDATE ledger_checkpoint SET note = ? WHERE id = ?",
                [String(decoding: bytes, as: UTF8.self), target.id])
            return target.size
        case .changeFrontier:
            let target = try checkpoint()
            let frontier = try db.first(
                "SELECT frontier FROM ledger_checkpoint WHERE id = ?", [target.id]
            ) { $0.blob(0) }
            try change(
                "UPDATE ledger_checkpoint SET frontier = ? WHERE id = ?",
                [flip(frontier ?? []), target.id])
            return target.size
        case .changeNextFact:
            let target = try checkpoint()
            try change(
                "UPDATE ledger_checkpoint SET next_fact = next_fact + 1 WHERE id = ?", [target.id])
            return target.size
        case .changeSize:
            let target = try checkpoint()
            try change(
                "UPDATE ledger_checkpoint SET size = size + 1000000 WHERE id = ?", [target.id])
            return target.size
        case .dropCheckpoint:
            let target = try checkpoint()
            try change("DELETE FROM ledger_checkpoint WHERE id = ?", [target.id])
            return target.size
        case .resign:
            let target = try checkpoint()
            let stranger = try Sample.signer(3)
            let note = try db.first(
                "SELECT note FROM ledger_checkpoint WHERE id = ?", [target.id]
            ) { $0.text(0) }
            let verifier = try Sample.signer().verifier
            guard let note, let signed = SignedCheckpoint(note: note, verifier: verifier) else {
                preconditionFailure("the checkpoint was right")
            }
            // The same name and tree under another key.
            try change(
                "UPDATE ledger_checkpoint SET note = ? WHERE id = ?",
                [SignedCheckpoint(signed.checkpoint, signer: stranger).note, target.id])
            return target.size
        case .forgePermit:
            let target = try fact("visit")
            try db.execute(
                """
                INSERT INTO purge_permit
                    (id, operation_id, recorded_at, table_name, row_id, row_digest)
                VALUES (9000000, 1, 1, 'visit', ?, ?)
                """, [target.id, [UInt8](repeating: 7, count: 32)])
            try change("DELETE FROM visit WHERE id = ?", [target.id])
            return target.operation
        }
    }

    /// Everything after a checkpoint, as if it had never been.
    static func cut(_ db: any Connection, after end: Int) throws {
        for table in ["visit", "award", "operation_subject", "operation_end"] {
            try db.execute("DELETE FROM \(table) WHERE operation_id > ?", [end])
        }
        try db.execute("DELETE FROM ledger_checkpoint WHERE size > ?", [end])
        try db.execute("DELETE FROM ledger_entry WHERE id > ?", [end])
        try db.execute("DELETE FROM operation WHERE id > ?", [end])
    }
}
