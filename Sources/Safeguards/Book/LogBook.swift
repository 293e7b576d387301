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
    /// Minutes of the first and of the last day in Japan from and through which; `nil` is all day.
    public var fromMinute: Int?
    public var throughMinute: Int?
    /// Nothing newer than this entry: a list stays the same while somebody leafs through it, though
    /// leafing is written down as well.
    public var newest: Int64?
    /// At most so many lines, newest first.
    public var limit: Int
    /// Lines that are left out at the head.
    public var skipping = 0

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
        let (sql, arguments) = statement(query)
        return try LogIndex.completed(try db.rows(sql, arguments, LogIndex.line), from: db)
    }

    /// How many entries there are, whatever the limit.
    public static func count(_ query: LogQuery, from db: any Connection) throws -> Int {
        let (condition, arguments) = query.condition
        return try db.first(
            "SELECT COUNT(*) FROM operation o WHERE \(condition)", arguments
        ) { $0.int(0) } ?? 0
    }

    /// How many entries of several operations there are, whatever the limit.
    public static func count(
        _ query: LogQuery, among operations: [OperationCode], from db: any Connection
    ) throws -> Int {
        guard !operations.isEmpty else { return 0 }
        let (condition, arguments) = query.condition
        let marks = Array(repeating: "?", count: operations.count).joined(separator: ", ")
        return try db.first(
            "SELECT COUNT(*) FROM operation o WHERE \(condition) AND o.code IN (\(marks))",
            arguments + operations.map { $0.rawValue as any SQLValueConvertible }
        ) { $0.int(0) } ?? 0
    }

    /// The newest entry of all.
    public static func newest(from db: any Connection) throws -> Int64 {
        try db.first("SELECT COALESCE(MAX(id), 0) FROM operation", []) { $0.int64(0) } ?? 0
    }

    /// Entries of several operations, newest first, `limit` of all of them: the newest of each operation
    /// are found by its index, as ids; the database leaves out what stands before the page, and only the
    /// lines of the page are read.
    public static func search(
        _ query: LogQuery, among operations: [OperationCode], from db: any Connection
    ) throws -> [LogLine] {
        guard !operations.isEmpty else { return [] }
        var parts: [String] = []
        var arguments: [any SQLValueConvertible] = []
        for (index, operation) in operations.enumerated() {
            var one = query
            one.operation = operation
            let (condition, values) = one.condition
            parts.append(
                """
                SELECT * FROM (SELECT o.id AS id FROM operation o
                    WHERE \(condition) ORDER BY o.id DESC LIMIT ?) AS p\(index)
                """)
            arguments += values + [query.skipping + query.limit]
        }
        let ids = try db.rows(
            """
            SELECT id FROM (\(parts.joined(separator: "\nUNION ALL\n"))) AS p
            ORDER BY id DESC LIMIT ? OFFSET ?
            """, arguments + [query.limit, query.skipping]
        ) { $0.int64(0) }
        var lines: [LogLine] = []
        try Among.forEach(
            "SELECT \(LogIndex.columns) FROM \(LogIndex.tables) WHERE {among}", column: "o.id",
            keys: ids, in: db
        ) { lines.append(LogIndex.line($0)) }
        return try LogIndex.completed(
            lines.sorted { $0.operation > $1.operation }, from: db)
    }

    private static func statement(
        _ query: LogQuery
    ) -> (sql: String, arguments: [any SQLValueConvertible]) {
        let (condition, arguments) = query.condition
        return (
            """
            SELECT \(LogIndex.columns) FROM \(LogIndex.tables)
            WHERE \(condition) ORDER BY o.id DESC LIMIT ? OFFSET ?
            """, arguments + [query.limit, query.skipping]
        )
    }

    /// The persons of entries, of each the first `limit`: an output may name a whole town, so each is
    /// found by its place in the index.
    public static func subjects(
        of operations: [Int64], limit: Int, from db: any Connection
    ) throws -> [Int64: [AddresseeNumber]] {
        let places = (0..<limit).map { place in
            """
            (SELECT s.subject FROM operation_subject s WHERE s.operation_id = o.id
                ORDER BY s.subject LIMIT 1 OFFSET \(place))
            """
        }
        var found: [Int64: [AddresseeNumber]] = [:]
        try Among.forEach(
            "SELECT o.id, \(places.joined(separator: ", ")) FROM operation o WHERE {among}",
            column: "o.id", keys: operations, in: db
        ) { row in
            found[row.int64(0)] = (1...limit).compactMap { row.optionalAddressee($0) }
        }
        return found
    }
}

extension LogQuery {
    /// What must hold of an entry `o` of the log.
    public var condition: (sql: String, arguments: [any SQLValueConvertible]) {
        var conditions = ["1 = 1"]
        var arguments: [any SQLValueConvertible] = []
        func add(_ condition: String, _ value: any SQLValueConvertible) {
            conditions.append(condition)
            arguments.append(value)
        }
        if let officer { add("o.officer = ?", officer) }
        if let operation { add("o.code = ?", operation.rawValue) }
        if let terminal { add("o.terminal = ?", terminal) }
        if let from { add("o.recorded_at >= ?", Self.moment(from, minute: fromMinute ?? 0)) }
        if let through {
            // The last minute belongs to it.
            let end = throughMinute.map { $0 + 1 } ?? 24 * 60
            add("o.recorded_at < ?", Self.moment(through, minute: end))
        }
        if let newest { add("o.id <= ?", newest) }
        if let subject {
            add(
                """
                o.id IN (SELECT s.operation_id FROM operation_subject s WHERE s.subject = ?)
                """, subject)
        }
        return (conditions.joined(separator: " AND "), arguments)
    }

    /// A minute after midnight in Japan.
    private static func moment(_ day: CivilDate, minute: Int) -> Instant {
        Instant(noonInJapan: day).adding(seconds: Int64(minute) * 60 - 43_200)
    }
}
