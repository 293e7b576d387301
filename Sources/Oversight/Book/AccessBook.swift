// SPDX-License-Identifier: Apache-2.0
public import Database
public import Ledger
import Safeguards
public import Vocabulary

/// What the log itself says about an officer and a person: it is the only memory of explanations.
public enum AccessBook {
    /// Text of codes in a condition; codes are names of the program, never typed.
    static func list(_ codes: Set<OperationCode>) -> String {
        codes.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    }

    private static let deeds = list(OpeningOperations.deeds)
    private static let openings = list(OpeningOperations.all)

    /// The newest deed of an officer about one of the persons since a moment.
    static func deed(
        of officer: String, about persons: [AddresseeNumber], since moment: Instant,
        in db: any Connection
    ) throws -> Int64? {
        try newest(
            "o.code IN (\(deeds)) AND (e.result IS NULL OR e.result LIKE 'ok%')", of: officer,
            about: persons, since: moment, in: db)
    }

    /// The entry of today in which the officer gave a reason for one of the persons.
    static func reasoned(
        by officer: String, about persons: [AddresseeNumber], since moment: Instant,
        in db: any Connection
    ) throws -> Int64? {
        try newest(
            """
            o.code IN (\(openings)) AND o.reason IS NOT NULL AND e.result = 'ok | unexplained'
            """, of: officer, about: persons, since: moment, in: db)
    }

    /// The newest operation of an officer about one of the persons, all asked at once.
    private static func newest(
        _ condition: String, of officer: String, about persons: [AddresseeNumber],
        since moment: Instant, in db: any Connection
    ) throws -> Int64? {
        guard !persons.isEmpty, let first = try first(since: moment, in: db) else { return nil }
        let marks = persons.map { _ in "?" }.joined(separator: ", ")
        return try db.first(
            """
            SELECT o.id FROM operation_subject s JOIN operation o ON o.id = s.operation_id
            LEFT JOIN operation_end e ON e.operation_id = o.id
            WHERE s.subject IN (\(marks)) AND s.operation_id >= ? AND o.officer = ?
                AND o.recorded_at >= ? AND \(condition)
            ORDER BY s.operation_id DESC LIMIT 1
            """, persons.map { $0 as any SQLValueConvertible } + [first, officer, moment]
        ) { $0.int64(0) }
    }

    /// Accesses that wait for the head, of any day or of those from one moment to another: the longest
    /// waiting first.
    public static func waiting(
        from start: Instant? = nil, until end: Instant? = nil, limit: Int, offset: Int,
        in db: any Connection
    ) throws -> [UnexplainedAccess] {
        let waits = Waits(from: start, until: end)
        let lines = try db.rows(
            """
            SELECT \(LogIndex.columns) FROM \(waits.condition)
            ORDER BY e.operation_id LIMIT ? OFFSET ?
            """, waits.values + [limit, offset], LogIndex.line)
        let subjects = try self.subjects(of: lines.map(\.operation), in: db)
        return lines.map { UnexplainedAccess(line: $0, subjects: subjects[$0.operation] ?? []) }
    }

    /// The first entry since a moment: numbers grow with time, so an index of subjects is walked
    /// only as far back.
    private static func first(since moment: Instant, in db: any Connection) throws -> Int64? {
        try db.first(
            "SELECT id FROM operation WHERE recorded_at >= ? ORDER BY recorded_at LIMIT 1",
            [moment]
        ) { $0.int64(0) }
    }

    /// Which accesses wait: a reason alone explains them, nobody has confirmed them, and no deed of the
    /// same officer about the person has followed.
    private struct Waits {
        /// The first entry of the day of an access: numbers grow with time, so that what was written about
        /// a person is walked only as far back.
        private static let firstOfDay = """
            COALESCE((SELECT b.id FROM operation b WHERE b.recorded_at >=
                o.recorded_at - (o.recorded_at + 32400000000) % 86400000000
                ORDER BY b.recorded_at, b.id LIMIT 1), 0)
            """

        /// The tables and the condition of a question.
        let condition: String
        let values: [any SQLValueConvertible]

        init(from start: Instant?, until end: Instant?) {
            let days =
                (start == nil ? "" : " AND o.recorded_at >= ?")
                + (end == nil ? "" : " AND o.recorded_at < ?")
            // CROSS JOIN keeps the order: from the person to the few deeds about it, not through
            // everything that the officer did on that day.
            condition = """
                operation_end e JOIN operation o ON o.id = e.operation_id
                WHERE e.result = 'ok | unexplained'\(days)
                    AND NOT EXISTS (SELECT 1 FROM access_confirmation c WHERE c.access_id = o.id)
                    AND NOT EXISTS (SELECT 1 FROM operation_subject s
                        CROSS JOIN operation_subject t CROSS JOIN operation d
                        WHERE s.operation_id = o.id AND t.subject = s.subject
                            AND t.operation_id >= \(Self.firstOfDay) AND d.id = t.operation_id
                            AND d.officer = o.officer
                            AND d.code IN (\(deeds))
                            AND d.recorded_at >= o.recorded_at - (o.recorded_at + 32400000000)
                                % 86400000000
                            AND NOT EXISTS (SELECT 1 FROM operation_end f
                                WHERE f.operation_id = d.id AND f.result NOT LIKE 'ok%'))
                """
            values = [start, end].compactMap(\.self)
        }
    }

    /// How many accesses wait for the head: of any day, or from one moment to another.
    public static func countWaiting(
        since start: Instant? = nil, until end: Instant? = nil, in db: any Connection
    ) throws -> Int {
        let waits = Waits(from: start, until: end)
        // Counted where the rows lie: the first page names no person, so it reads none.
        return try db.first("SELECT COUNT(*) FROM \(waits.condition)", waits.values) { $0.int(0) }
            ?? 0
    }

    /// The same by the day in Japan.
    public static func waitingDays(
        since moment: Instant, in db: any Connection
    ) throws -> [CivilDate: Int] {
        let waits = Waits(from: moment, until: nil)
        var found: [CivilDate: Int] = [:]
        try db.forEachRow(
            """
            SELECT MIN(o.recorded_at), COUNT(*) FROM \(waits.condition)
            GROUP BY (o.recorded_at + 32400000000) / 86400000000
            """, waits.values
        ) { found[$0.instant(0).dayInJapan] = $0.int(1) }
        return found
    }

    /// The first person of each entry: a list names one and counts the others.
    public static func firstSubjects(
        of operations: [Int64], in db: any Connection
    ) throws -> [Int64: AddresseeNumber] {
        var found: [Int64: AddresseeNumber] = [:]
        try Among.forEach(
            """
            SELECT operation_id, MIN(subject) FROM operation_subject WHERE {among}
            GROUP BY operation_id
            """, column: "operation_id", keys: operations, in: db
        ) { found[$0.int64(0)] = $0.addressee(1) }
        return found
    }

    /// The persons of entries.
    public static func subjects(
        of operations: [Int64], in db: any Connection
    ) throws -> [Int64: [AddresseeNumber]] {
        var found: [Int64: [AddresseeNumber]] = [:]
        try Among.forEach(
            "SELECT operation_id, subject FROM operation_subject WHERE {among}",
            column: "operation_id", keys: operations, in: db
        ) { found[$0.int64(0), default: []].append($0.addressee(1)) }
        return found
    }

    /// Whose access it was; `nil` for an entry that needs no confirmation.
    static func officer(ofUnexplained access: Int64, in db: any Connection) throws -> String? {
        try db.first(
            """
            SELECT o.officer FROM operation o JOIN operation_end e ON e.operation_id = o.id
            WHERE o.id = ? AND e.result = 'ok | unexplained'
            """, [access]
        ) { $0.text(0) }
    }

    static func confirmations(
        of accesses: [Int64], in db: any Connection
    ) throws -> [Int64: AccessConfirmation] {
        var found: [Int64: AccessConfirmation] = [:]
        try Among.forEach(
            """
            SELECT access_id, confirmer, verdict, note, recorded_at FROM access_confirmation
            WHERE {among}
            """, column: "access_id", keys: accesses, in: db
        ) { row in
            found[row.int64(0)] = AccessConfirmation(
                confirmer: row.text(1), verdict: row.code(2, Verdict.self), note: row.text(3),
                at: row.instant(4))
        }
        return found
    }

    /// Midnight in Japan before a moment.
    static func startOfDay(_ moment: Instant) -> Instant { startOfDay(moment.dayInJapan) }

    /// Midnight in Japan at the beginning of a day.
    public static func startOfDay(_ day: CivilDate) -> Instant {
        Instant(noonInJapan: day).adding(seconds: -43_200)
    }
}

/// An access that a typed reason alone explains and that waits for the head.
public struct UnexplainedAccess: Sendable {
    public let line: LogLine
    public let subjects: [AddresseeNumber]
}

/// What the head found.
public struct AccessConfirmation: Hashable, Sendable {
    public let confirmer: String
    public let verdict: Verdict
    public let note: String
    public let at: Instant
}
