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
        // Numbers grow with time: the index of subjects is walked only as far back as the moment.
        let first = try db.first(
            "SELECT id FROM operation WHERE recorded_at >= ? ORDER BY recorded_at LIMIT 1",
            [moment]
        ) { $0.int64(0) }
        guard let first else { return nil }
        for person in persons {
            let found = try db.first(
                """
                SELECT o.id FROM operation_subject s JOIN operation o ON o.id = s.operation_id
                LEFT JOIN operation_end e ON e.operation_id = o.id
                WHERE s.subject = ? AND s.operation_id >= ? AND o.officer = ?
                    AND o.code IN (\(deeds)) AND (e.result IS NULL OR e.result LIKE 'ok%')
                ORDER BY s.operation_id DESC LIMIT 1
                """, [person, first, officer]
            ) { $0.int64(0) }
            if let found { return found }
        }
        return nil
    }

    /// The entry of today in which the officer gave a reason for one of the persons.
    static func reasoned(
        by officer: String, about persons: [AddresseeNumber], since moment: Instant,
        in db: any Connection
    ) throws -> Int64? {
        for person in persons {
            let found = try db.first(
                """
                SELECT o.id FROM operation_subject s JOIN operation o ON o.id = s.operation_id
                JOIN operation_end e ON e.operation_id = o.id
                WHERE s.subject = ? AND o.officer = ? AND o.recorded_at >= ?
                    AND o.reason IS NOT NULL AND e.result = 'ok | unexplained'
                    AND o.code IN (\(openings))
                ORDER BY s.operation_id DESC LIMIT 1
                """, [person, officer, moment]
            ) { $0.int64(0) }
            if let found { return found }
        }
        return nil
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
        return try lines.map { line in
            let seen = subjects[line.operation] ?? []
            return UnexplainedAccess(
                line: line, subjects: seen,
                followedBy: try deed(
                    of: line.act.officer, about: seen, since: startOfDay(line.recordedAt),
                    in: db),
                confirmation: done[line.operation])
        }
    }

    /// How many accesses since a moment wait for the head.
    public static func countWaiting(
        since moment: Instant, in db: any Connection
    ) throws -> Int {
        // Counted where the rows lie: the first page names no person, so it reads none.
        try db.first(
            """
            SELECT COUNT(*) FROM operation_end e JOIN operation o ON o.id = e.operation_id
            WHERE e.result = 'ok | unexplained' AND o.recorded_at >= ?
                AND NOT EXISTS (SELECT 1 FROM access_confirmation c WHERE c.access_id = o.id)
                AND NOT EXISTS (SELECT 1 FROM operation_subject s
                    JOIN operation_subject t ON t.subject = s.subject
                    JOIN operation d ON d.id = t.operation_id
                    WHERE s.operation_id = o.id AND d.officer = o.officer
                        AND d.code IN (\(deeds))
                        AND d.recorded_at >= o.recorded_at - (o.recorded_at + 32400000000)
                            % 86400000000
                        AND NOT EXISTS (SELECT 1 FROM operation_end f
                            WHERE f.operation_id = d.id AND f.result NOT LIKE 'ok%'))
            """, [moment]
        ) { $0.int(0) } ?? 0
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
