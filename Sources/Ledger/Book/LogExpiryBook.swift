// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// The tables of ended months.
enum LogExpiryBook {
    /// Operations are numbered as they are committed, and stamped when they begin: at the turn of
    /// a month a few numbers may stand on the wrong side.
    private static let slack: Int64 = 10_000

    static func all(_ db: any Connection) throws -> [LogExpiry] {
        try db.rows(
            """
            SELECT month, entries, key_digest, operation_id, recorded_at FROM ledger_expiry
            ORDER BY month
            """
        ) { row in
            LogExpiry(
                month: row.yearMonth(0), entries: row.int64(1),
                keyDigest: Digest(row.blob(2)) ?? MerkleHash.empty, operation: row.int64(3),
                decidedAt: row.instant(4))
        }
    }

    static func expiry(of month: YearMonth, _ db: any Connection) throws -> LogExpiry? {
        try all(db).first { $0.month == month }
    }

    static func count(_ month: YearMonth, _ db: any Connection) throws -> Int64 {
        try db.first(
            "SELECT COUNT(*) FROM operation WHERE recorded_at >= ? AND recorded_at < ?",
            bounds(month)
        ) { $0.int64(0) } ?? 0
    }

    /// True when the entries of a month are sealed. A ledger goes over to sealed leaves at one
    /// moment, so the oldest of the month tell for all.
    static func isSealed(_ month: YearMonth, _ db: any Connection) throws -> Bool {
        let bodies = try db.rows(
            """
            SELECT e.body FROM operation o JOIN ledger_entry e ON e.id = o.id
            WHERE o.recorded_at >= ? AND o.recorded_at < ? ORDER BY o.recorded_at LIMIT 100
            """, bounds(month)
        ) { $0.blob(0) }
        return bodies.allSatisfy { $0.starts(with: LedgerLeaf.magic) }
    }

    static func readableMonths(_ db: any Connection) throws -> [YearMonth] {
        let ended = Set(try all(db).map(\.month))
        var found: [YearMonth] = []
        var from = Instant(microseconds: .min)
        // One step of the index a month, not one a row.
        while let next = try db.first(
            "SELECT recorded_at FROM operation WHERE recorded_at >= ? ORDER BY recorded_at LIMIT 1",
            [from], { $0.instant(0) })
        {
            if !ended.contains(next.logMonth) { found.append(next.logMonth) }
            from = Instant(startInJapan: next.logMonth.next.firstDay)
        }
        return found
    }

    static func sweep(_ month: YearMonth, limit: Int, _ db: any Connection) throws -> Int {
        func edge(_ order: String) throws -> Int64? {
            try db.first(
                """
                SELECT id FROM operation WHERE recorded_at >= ? AND recorded_at < ?
                ORDER BY recorded_at \(order) LIMIT 1
                """, bounds(month)
            ) { $0.int64(0) }
        }
        guard let first = try edge("ASC"), let last = try edge("DESC") else { return 0 }
        let ids = try db.rows(
            """
            SELECT e.operation_id FROM operation_end e JOIN operation o ON o.id = e.operation_id
            WHERE e.operation_id >= ? AND e.operation_id <= ?
                AND o.recorded_at >= ? AND o.recorded_at < ?
            ORDER BY e.operation_id LIMIT ?
            """, [first - slack, last + slack] + bounds(month) + [limit]
        ) { $0.int64(0) }
        try Among.execute(
            "DELETE FROM operation_subject WHERE {among}", column: "operation_id", ids: ids,
            in: db)
        try Among.execute(
            "DELETE FROM operation_end WHERE {among}", column: "operation_id", ids: ids, in: db)
        try Among.execute(
            """
            UPDATE operation SET officer = '', session = '', terminal = '', purpose = '',
            reason = NULL WHERE {among}
            """, column: "id", ids: ids, in: db)
        return ids.count
    }

    private static func bounds(_ month: YearMonth) -> [any SQLValueConvertible] {
        [Instant(startInJapan: month.firstDay), Instant(startInJapan: month.next.firstDay)]
    }
}
