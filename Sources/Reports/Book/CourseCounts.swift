// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Vocabulary

/// Counts of applications and decisions, added up by the database.
enum CourseCounts {
    /// Which rows are counted: the same words stand behind the sums and behind their lists.
    static let applied = "FROM application h WHERE applied_on >= ? AND applied_on < ?"
    static let decided = "FROM entitlement_history h WHERE decided_on >= ? AND decided_on < ?"
    static let first = """
        \(decided) AND application_id IS NOT NULL
        AND ex_officio = 0 AND application_kind = ? AND result IN (?, ?)
        """
    static let firstArguments: [any SQLValueConvertible & Sendable] = [
        ApplicationKind.registration, DecisionResult.granted, DecisionResult.refused,
    ]

    static func applications(
        in period: StatisticsPeriod, from db: any Connection
    ) throws -> [MonthCount<ApplicationKind>] {
        try db.rows(
            """
            SELECT SUBSTR(applied_on, 1, 7), kind, COUNT(*) \(applied)
            GROUP BY SUBSTR(applied_on, 1, 7), kind
            """, period.bounds
        ) { MonthCount(month: $0.yearMonth(0), code: $0.code(1), count: $0.int(2)) }
    }

    static func decisions(
        in period: StatisticsPeriod, from db: any Connection
    ) throws -> [MonthCount<DecisionResult>] {
        try db.rows(
            """
            SELECT SUBSTR(decided_on, 1, 7), result, COUNT(*) \(decided)
            GROUP BY SUBSTR(decided_on, 1, 7), result
            """, period.bounds
        ) { MonthCount(month: $0.yearMonth(0), code: $0.code(1), count: $0.int(2)) }
    }

    /// First decisions (認定, 却下) of applications for registration, by the days they took.
    static func days(
        in period: StatisticsPeriod, from db: any Connection
    ) throws -> [DaysCount] {
        try db.rows(
            "SELECT decided_on, applied_on, COUNT(*) \(first) GROUP BY decided_on, applied_on",
            period.bounds + firstArguments
        ) { row in
            let decided = row.date(0)
            return DaysCount(
                month: decided.yearMonth, days: row.date(1).days(until: decided),
                count: row.int(2))
        }
    }
}

extension StatisticsPeriod {
    /// The first day inside and the first day outside.
    var bounds: [any SQLValueConvertible] { [first.firstDay, last.next.firstDay] }
}
