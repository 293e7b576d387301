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
    /// Months that have ended, by decisions that are facts and verified as such.
    let ended: Set<YearMonth>
    var unswept = 0
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
        ended = Set(try LogExpiryBook.all(db).map(\.month))
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
            checkpoints: checkpoints.count, problems: problems,
            expired: position.months.reduce(0) { $0 + (ended.contains($1.key) ? $1.value : 0) },
            unswept: unswept, witnessedSize: checkpoints.witnessedSize, position: position)
    }

    private func take(_ leaves: [(id: Int64, body: [UInt8])]) throws {
        var entries: [LedgerLeaf] = []
        for (id, body) in leaves {
            let expected = Int64(position.entries) + 1
            if id != expected {
                report(.entryMissing, expected, "操作\(expected)の記録がありません（次は\(id)）。")
            }
            if let leaf = LedgerLeaf(body: body), leaf.operation == id {
                entries.append(leaf)
                position.months[leaf.month, default: 0] += 1
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
        // What belongs to an entry was read with it; here is what belongs to none.
        try none("operation_subject", .subjectsChanged, "対象者の行")
        try none("operation_end", .resultChanged, "結果の行")
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

    private func none(_ table: String, _ kind: LedgerProblem.Kind, _ name: String) throws {
        let found =
            try db.first(
                "SELECT COUNT(*) FROM \(table) WHERE operation_id < 1 OR operation_id > ?",
                [position.entries]
            ) { $0.int64(0) } ?? 0
        if found != 0 { report(kind, nil, "\(name)が\(found)件、記録のない操作を指しています。") }
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
