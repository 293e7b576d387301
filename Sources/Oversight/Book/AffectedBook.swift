// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// Which entries of the log an incident is about; every given condition must hold.
public struct AffectedQuery: Hashable, Sendable {
    public var officer: String?
    public var terminal: String?
    public var session: String?
    public var operations: Set<OperationCode>
    /// The first moment, and the first after.
    public var from: Instant
    public var until: Instant

    public init(
        officer: String? = nil, terminal: String? = nil, session: String? = nil,
        operations: Set<OperationCode> = [], from: Instant, until: Instant
    ) {
        self.officer = officer
        self.terminal = terminal
        self.session = session
        self.operations = operations
        self.from = from
        self.until = until
    }
}

/// One person whose data the incident touched.
public struct AffectedPerson: Hashable, Sendable {
    public let subject: AddresseeNumber
    public let entries: Int
    public let first: Instant
    public let last: Instant
}

/// 影響を受けた本人の一覧, from the log.
enum AffectedBook {
    /// Refused entries showed nothing, and are left out.
    static func persons(
        _ query: AffectedQuery, limit: Int, in db: any Connection
    ) throws -> [AffectedPerson] {
        var conditions = [
            "o.recorded_at >= ?", "o.recorded_at < ?",
            "(e.result IS NULL OR e.result LIKE 'ok%' OR e.result NOT LIKE 'refused%')",
            "(e.result IS NULL OR (e.result NOT LIKE 'fault%' AND e.result <> 'failed'))",
        ]
        var arguments: [any SQLValueConvertible] = [query.from, query.until]
        for (column, value) in [
            ("officer", query.officer), ("terminal", query.terminal), ("session", query.session),
        ] {
            guard let value else { continue }
            conditions.append("o.\(column) = ?")
            arguments.append(value)
        }
        if !query.operations.isEmpty {
            conditions.append("o.code IN (\(AccessBook.list(query.operations)))")
        }
        return try db.rows(
            """
            SELECT s.subject, COUNT(*), MIN(o.recorded_at), MAX(o.recorded_at)
            FROM operation o JOIN operation_subject s ON s.operation_id = o.id
            LEFT JOIN operation_end e ON e.operation_id = o.id
            WHERE \(conditions.joined(separator: " AND "))
            GROUP BY s.subject ORDER BY s.subject LIMIT ?
            """, arguments + [limit]
        ) { row in
            AffectedPerson(
                subject: row.addressee(0), entries: row.int(1), first: row.instant(2),
                last: row.instant(3))
        }
    }
}
