// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// What the insurers' files said last of each child of ours.
enum FeedRowRegister {
    private static let columns = 9
    private static let most = 100

    static func statements(
        _ children: Set<AddresseeNumber>, of layout: String, from db: any Connection
    ) throws -> [InsuranceKey: LastStatement] {
        var found: [InsuranceKey: LastStatement] = [:]
        try Among.forEach(
            """
            SELECT child, insurer, acquired_on, made_at, line, digest, is_open, seen_at
            FROM feed_row WHERE {among} AND layout = ?
            """, column: "child", key: 0, ids: children.map(\.value), in: db, arguments: [layout]
        ) { row in
            let key = InsuranceKey(
                child: row.addressee(0), insurer: row.text(1), acquiredOn: row.date(2))
            found[key] = LastStatement(
                time: StatementTime(madeAt: row.instant(3), line: row.int(4)),
                digest: row.text(5), isOpen: row.bool(6), seenAt: row.instant(7))
        }
        return found
    }

    /// Moves the register forward, a hundred rows a statement.
    static func write(
        _ statements: [(key: InsuranceKey, last: LastStatement)], of layout: String,
        in scope: Scope
    ) throws {
        var rest = statements[...]
        while !rest.isEmpty {
            let size = rest.count >= most ? most : 1
            let part = rest.prefix(size)
            rest = rest.dropFirst(size)
            let marks = Array(
                repeating: "(\(Array(repeating: "?", count: columns).joined(separator: ", ")))",
                count: size
            ).joined(separator: ", ")
            try scope.db.execute(
                """
                INSERT INTO feed_row (layout, child, insurer, acquired_on, made_at, line, digest,
                    is_open, seen_at) VALUES \(marks)
                ON CONFLICT (child, layout, insurer, acquired_on) DO UPDATE SET
                    made_at = excluded.made_at, line = excluded.line, digest = excluded.digest,
                    is_open = excluded.is_open, seen_at = excluded.seen_at
                """,
                part.flatMap { key, last -> [any SQLValueConvertible] in
                    [
                        layout, key.child, key.insurer, key.acquiredOn, last.time.madeAt,
                        last.time.line, last.digest, last.isOpen, last.seenAt,
                    ]
                })
        }
    }

    /// Insurances that go on by what the peer said, and that its newest full file does not have.
    static func absent(
        from layout: String, since full: Instant, in db: any Connection
    ) throws -> [InsuranceKey] {
        try db.rows(
            """
            SELECT child, insurer, acquired_on FROM feed_row
            WHERE layout = ? AND is_open = 1 AND seen_at < ? ORDER BY child, insurer, acquired_on
            """, [layout, full]
        ) { InsuranceKey(child: $0.addressee(0), insurer: $0.text(1), acquiredOn: $0.date(2)) }
    }
}
