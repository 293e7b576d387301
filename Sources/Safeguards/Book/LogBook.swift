// SPDX-License-Identifier: Apache-2.0
public import Database
public import Ledger
public import Vocabulary

/// What the log is searched by; every given condition must hold.
public struct LogQuery: Hashable, Sendable {
    public var officer: String?
    public var subject: AddresseeNumber?
    public var operation: OperationCode?
    public var terminal: String?
    /// The days in Japan, both inside.
    public var from: CivilDate?
    public var through: CivilDate?
    /// At most so many lines, newest first.
    public var limit: Int

    public init(
        officer: String? = nil, subject: AddresseeNumber? = nil, operation: OperationCode? = nil,
        terminal: String? = nil, from: CivilDate? = nil, through: CivilDate? = nil,
        limit: Int = 200
    ) {
        self.officer = officer
        self.subject = subject
        self.operation = operation
        self.terminal = terminal
        self.from = from
        self.through = through
        self.limit = limit
    }
}

/// The log of the gate, for auditors: who did what, when, from where, about whom.
public enum LogBook {
    /// Entries, newest first.
    public static func search(
        _ query: LogQuery, from db: any Connection
    ) throws -> [LogLine] {
        var conditions = ["1 = 1"]
        var arguments: [any SQLValueConvertible] = []
        func add(_ condition: String, _ value: any SQLValueConvertible) {
            conditions.append(condition)
            arguments.append(value)
        }
        if let officer = query.officer { add("o.officer = ?", officer) }
        if let operation = query.operation { add("o.code = ?", operation.rawValue) }
        if let terminal = query.terminal { add("o.terminal = ?", terminal) }
        if let from = query.from { add("o.recorded_at >= ?", startOfDay(from)) }
        if let through = query.through { add("o.recorded_at < ?", startOfDay(through.next)) }
        if let subject = query.subject {
            add(
                """
                EXISTS (SELECT 1 FROM operation_subject s
                WHERE s.operation_id = o.id AND s.subject = ?)
                """, subject)
        }
        arguments.append(query.limit)
        let lines = try db.rows(
            """
            SELECT \(LogIndex.columns) FROM \(LogIndex.tables)
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY o.id DESC LIMIT ?
            """, arguments, LogIndex.line)
        return try LogIndex.completed(lines, from: db)
    }

    /// The persons of an entry, at most `limit`.
    public static func subjects(
        of operation: Int64, limit: Int, from db: any Connection
    ) throws -> [AddresseeNumber] {
        try db.rows(
            """
            SELECT subject FROM operation_subject WHERE operation_id = ?
            ORDER BY subject LIMIT ?
            """, [operation, limit]
        ) { $0.addressee(0) }
    }

    /// Midnight in Japan.
    private static func startOfDay(_ day: CivilDate) -> Instant {
        Instant(noonInJapan: day).adding(seconds: -43_200)
    }
}
