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

    /// Accesses of some days that a reason alone explains, oldest first.
    public static func unexplained(
        from start: Instant, until end: Instant, limit: Int = 1_000, in db: any Connection
    ) throws -> [UnexplainedAccess] {
        let lines = try db.rows(
            """
            SELECT \(LogIndex.columns) FROM operation_end e JOIN operation o ON o.id = e.operation_id
            WHERE e.result = 'ok | unexplained' AND o.recorded_at >= ? AND o.recorded_at < ?
            ORDER BY o.id LIMIT ?
            """, [start, end, limit], LogIndex.line)
        let subjects = try self.subjects(of: lines.map(\.operation), in: db)
        let done = try confirmations(of: lines.map(\.operation), in: db)
        let deeds = try self.deeds(
            about: Set(subjects.values.joined()), since: startOfDay(start), in: db)
        return lines.map { line in
            let seen = subjects[line.operation] ?? []
            let morning = startOfDay(line.recordedAt)
            let following = seen.lazy.compactMap { person in
                deeds[Doing(officer: line.act.officer, person: person)]
                    .flatMap { $0.at >= morning ? $0.operation : nil }
            }
            return UnexplainedAccess(
                line: line, subjects: seen, followedBy: following.first,
                confirmation: done[line.operation])
        }
    }

    private struct Doing: Hashable {
        let officer: String
        let person: AddresseeNumber
    }

    /// The newest deed of each officer about each of the persons since a moment. Numbers grow with
    /// time: when the newest is too old, all are.
    private static func deeds(
        about persons: Set<AddresseeNumber>, since moment: Instant, in db: any Connection
    ) throws -> [Doing: (operation: Int64, at: Instant)] {
        guard let first = try first(since: moment, in: db) else { return [:] }
        var found: [Doing: (operation: Int64, at: Instant)] = [:]
        try Among.forEach(
            """
            SELECT o.officer, s.subject, MAX(o.id), MAX(o.recorded_at)
            FROM operation_subject s JOIN operation o ON o.id = s.operation_id
            LEFT JOIN operation_end e ON e.operation_id = o.id
            WHERE {among} AND s.operation_id >= \(first)
                AND o.code IN (\(deeds)) AND (e.result IS NULL OR e.result LIKE 'ok%')
            GROUP BY o.officer, s.subject
            """, column: "s.subject", keys: persons.map(\.value).sorted(), in: db
        ) { row in
            found[Doing(officer: row.text(0), person: row.addressee(1))] =
                (row.int64(2), row.instant(3))
        }
        return found
    }

    /// The first entry since a moment: numbers grow with time, so an index of subjects is walked
    /// only as far back.
    private static func first(since moment: Instant, in db: any Connection) throws -> Int64? {
        try db.first(
            "SELECT id FROM operation WHERE recorded_at >= ? ORDER BY recorded_at LIMIT 1",
            [moment]
        ) { $0.int64(0) }
    }

    /// How many accesses since a moment wait for the head.
    public static func countWaiting(
        since moment: Instant, in db: any Connection
    ) throws -> Int {
        try waitingDays(since: moment, in: db).values.reduce(0, +)
    }

    /// The same by the day in Japan.
    public static func waitingDays(
        since moment: Instant, in db: any Connection
    ) throws -> [CivilDate: Int] {
        guard let first = try first(since: startOfDay(moment), in: db) else { return [:] }
        // Counted where the rows lie: the first page names no person, so it reads none. CROSS JOIN
        // keeps the order: from the person to the few deeds about it, not through everything that
        // the officer did on that day.
        var found: [CivilDate: Int] = [:]
        try db.forEachRow(
            """
            SELECT MIN(o.recorded_at), COUNT(*)
            FROM operation_end e JOIN operation o ON o.id = e.operation_id
            WHERE e.result = 'ok | unexplained' AND o.recorded_at >= ?
                AND NOT EXISTS (SELECT 1 FROM access_confirmation c WHERE c.access_id = o.id)
                AND NOT EXISTS (SELECT 1 FROM operation_subject s
                    CROSS JOIN operation_subject t CROSS JOIN operation d
                    WHERE s.operation_id = o.id AND t.subject = s.subject
                        AND t.operation_id >= \(first) AND d.id = t.operation_id
                        AND d.officer = o.officer
                        AND d.code IN (\(deeds))
                        AND d.recorded_at >= o.recorded_at - (o.recorded_at + 32400000000)
                            % 86400000000
                        AND NOT EXISTS (SELECT 1 FROM operation_end f
                            WHERE f.operation_id = d.id AND f.result NOT LIKE 'ok%'))
            GROUP BY (o.recorded_at + 32400000000) / 86400000000
            """, [moment]
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

/// An access that a typed reason alone explains.
public struct UnexplainedAccess: Sendable {
    public let line: LogLine
    public let subjects: [AddresseeNumber]
    /// The deed of the same officer and day that explains it after all.
    public let followedBy: Int64?
    public let confirmation: AccessConfirmation?

    /// True when the head has to ask.
    public var isWaiting: Bool { followedBy == nil && confirmation == nil }
}

/// What the head found.
public struct AccessConfirmation: Hashable, Sendable {
    public let confirmer: String
    public let verdict: Verdict
    public let note: String
    public let at: Instant
}
