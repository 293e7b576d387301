// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// Someone passed the mark in an hour.
public struct CeilingAlarm: Hashable, Sendable {
    public let officer: String
    public let kind: CeilingKind
    public let at: Instant
    public let reached: Int
    public let alarmAt: Int
}

/// A ceiling that a head raised for a day.
public struct CeilingRaise: Hashable, Sendable {
    public let officer: String
    public let kind: CeilingKind
    public let day: CivilDate
    public let ceiling: Int
    public let head: String
    public let reason: String
}

/// Alarms and raised ceilings, and what the log says of an hour.
public enum CeilingBook {
    /// The highest ceiling of an officer that was raised for a day.
    static func raised(
        _ officer: String, _ kind: CeilingKind, on day: CivilDate, from db: any Connection
    ) throws -> Int? {
        try db.first(
            """
            SELECT MAX(ceiling) FROM ceiling_raise
            WHERE officer = ? AND raised_on = ? AND kind = ?
            """, [officer, day, kind.rawValue]
        ) { $0.optionalInt(0) } ?? nil
    }

    /// Alarms since a moment, newest first.
    public static func alarms(
        since moment: Instant, limit: Int = 100, from db: any Connection
    ) throws -> [CeilingAlarm] {
        try db.rows(
            """
            SELECT officer, kind, recorded_at, reached, alarm_at FROM ceiling_alarm
            WHERE recorded_at >= ? ORDER BY id DESC LIMIT ?
            """, [moment, limit]
        ) { row in
            CeilingAlarm(
                officer: row.text(0), kind: row.code(1), at: row.instant(2), reached: row.int(3),
                alarmAt: row.int(4))
        }
    }

    /// What was raised for a day.
    public static func raises(
        on day: CivilDate, from db: any Connection
    ) throws -> [CeilingRaise] {
        try db.rows(
            """
            SELECT officer, kind, raised_on, ceiling, head, reason FROM ceiling_raise
            WHERE raised_on = ? ORDER BY id
            """, [day]
        ) { row in
            CeilingRaise(
                officer: row.text(0), kind: row.code(1), day: row.date(2), ceiling: row.int(3),
                head: row.text(4), reason: row.text(5))
        }
    }

    /// What was refused showed nobody.
    private static let answered = "(e.result IS NULL OR e.result NOT LIKE 'refused%')"

    /// What an officer has used since a moment and before an operation, from the log: an hour of one
    /// officer at most.
    static func seen(
        by officer: String, since moment: Instant, until operation: Int64,
        from db: any Connection
    ) throws -> (persons: Set<Int64>, reveals: Int, pages: Int, told: Set<CeilingKind>) {
        let counted = OperationCode.allCases.filter { code in
            code.definition.auditsSubjects && code.definition.kind == .read
                && !Ceilings.exempt.contains(code)
        }
        let marks = counted.map { _ in "?" }.joined(separator: ", ")
        let codes = counted.map(\.rawValue)
        let persons = try db.rows(
            """
            SELECT DISTINCT s.subject FROM operation o
            JOIN operation_end e ON e.operation_id = o.id
            JOIN operation_subject s ON s.operation_id = o.id
            WHERE \(answered) AND o.officer = ? AND o.recorded_at >= ? AND o.id < ? AND o.code IN (\(marks))
            """, [officer, moment, operation] + codes
        ) { $0.int64(0) }
        let shown = Ceilings.reveals.map(\.rawValue).sorted()
        let reveals =
            try db.first(
                """
                SELECT COUNT(*) FROM operation o
                JOIN operation_end e ON e.operation_id = o.id
                WHERE \(answered) AND o.officer = ? AND o.recorded_at >= ? AND o.id < ?
                AND o.code IN (\(shown.map { _ in "?" }.joined(separator: ", ")))
                """, [officer, moment, operation] + shown
            ) { $0.int(0) } ?? 0
        let pages =
            try db.first(
                """
                SELECT COALESCE(SUM(p.pages), 0) FROM operation o
                JOIN print_record p ON p.operation_id = o.id
                WHERE o.officer = ? AND o.recorded_at >= ? AND o.id < ?
                """, [officer, moment, operation]
            ) { $0.int(0) } ?? 0
        let told = try db.rows(
            "SELECT DISTINCT kind FROM ceiling_alarm WHERE officer = ? AND recorded_at >= ?",
            [officer, moment]
        ) { $0.code(0, CeilingKind.self) }
        return (Set(persons), reveals, pages, Set(told))
    }
}
