// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// One verification while it runs.
final class AuditRun {
    let audit: LedgerAudit
    let db: any Connection
    var position: AuditPosition
    private(set) var problems: [LedgerProblem] = []
    private let limit: Int
    private let firstSize: Int
    private let tables: [String: FactTable]
    private var checkpoints: AuditCheckpoints

    init(
        _ audit: LedgerAudit, in db: any Connection, from position: AuditPosition, limit: Int
    ) throws {
        self.audit = audit
        self.db = db
        self.position = position
        self.limit = limit
        firstSize = position.entries
        let all = try FactTable.all(in: db)
        tables = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
        checkpoints = AuditCheckpoints(audit, after: position)
    }

    var isFull: Bool { problems.count >= limit }

    func report(_ kind: LedgerProblem.Kind, _ operation: Int64? = nil, _ message: String) {
        guard !isFull else { return }
        problems.append(LedgerProblem(kind: kind, operation: operation, message: message))
    }

    func run(chunk: Int) throws -> LedgerReport {
        try checkpoints.readFile(self)
        var last = Int64(position.entries)
        while !isFull {
            let leaves = try db.rows(
                "SELECT id, body FROM ledger_entry WHERE id > ? ORDER BY id LIMIT ?",
                [last, chunk]
            ) { (id: $0.int64(0), body: $0.blob(1)) }
            guard let end = leaves.last?.id else { break }
            try take(leaves)
            last = end
        }
        if !isFull { try finish() }
        return LedgerReport(
            checkpoints: checkpoints.count, problems: problems, position: position)
    }

    private func take(_ leaves: [(id: Int64, body: [UInt8])]) throws {
        var entries: [LedgerEntry] = []
        for (id, body) in leaves {
            let expected = Int64(position.entries) + 1
            if id != expected {
                report(.entryMissing, expected, "操作\(expected)の記録がありません（次は\(id)）。")
            }
            if let entry = LedgerEntry(body: body), entry.operation == id {
                entries.append(entry)
            } else {
                report(.entryUnreadable, id, "操作\(id)の記録が壊れているか、番号が違います。")
            }
            position.frontier.append(MerkleHash.leaf(body))
            try checkpoints.reach(entries.last, self)
            if isFull { return }
        }
        guard let first = leaves.first?.id, let last = leaves.last?.id else { return }
        try AuditActs(self).check(entries, ids: first...last)
        try AuditFacts(self, tables).check(entries)
    }

    private func finish() throws {
        try checkpoints.finish(self)
        try count("operation", Int64(position.entries), .operationForeign, "操作の行")
        try count("operation_subject", position.subjects, .subjectsChanged, "対象者の行")
        for table in tables.keys.sorted() {
            let erased = try db.first(
                """
                SELECT COUNT(*) FROM purge_permit AS p WHERE p.table_name = ?
                AND NOT EXISTS (SELECT 1 FROM \(table) AS t WHERE t.id = p.row_id)
                """, [table]
            ) { $0.int64(0) }
            let expected = position.factCounts[table, default: 0] - (erased ?? 0)
            try count(table, expected, .factsForeign, "事実の表 \(table) の行")
        }
    }

    private func count(
        _ table: String, _ expected: Int64, _ kind: LedgerProblem.Kind, _ name: String
    ) throws {
        let found = try db.first("SELECT COUNT(*) FROM \(table)") { $0.int64(0) } ?? 0
        if found != expected {
            report(kind, nil, "\(name)は\(expected)件のはずですが、\(found)件あります。")
        }
    }
}
