// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Vocabulary

/// Counts of applications and decisions, added up by the database.
enum CourseCounts {
    /// Which rows are counted: the same words stand behind the sums and behind their lists.
    static let applied = "FROM application h WHERE applied_on >= ? AND applied_on < ?"
    static let decided = "FROM entitlement_history h WHERE decided_on >= ? AND decided_on < ?"
    /// Applications that were withdrawn: no decision is made of one, so the step of the application counts;
    /// one that came with a decision of the system before is counted there.
    static let withdrawn = """
        FROM application h
        JOIN application_event w ON w.application_id = h.id AND w.event = 'withdrawn'
        WHERE w.recorded_at >= ? AND w.recorded_at < ?
        AND NOT EXISTS (SELECT 1 FROM entitlement_history d
        WHERE d.application_id = h.id AND d.result = ?)
        """
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
        let decisions = try db.rows(
            """
            SELECT SUBSTR(decided_on, 1, 7), result, COUNT(*) \(decided)
            GROUP BY SUBSTR(decided_on, 1, 7), result
            """, period.bounds
        ) { row -> MonthCount<DecisionResult> in
            MonthCount(month: row.yearMonth(0), code: row.code(1), count: row.int(2))
        }
        // The day in Japan is not in the row: a month holds few of them.
        var months: [YearMonth: Int] = [:]
        try db.forEachRow("SELECT w.recorded_at \(withdrawn)", period.withdrawals) {
            months[$0.instant(0).dayInJapan.yearMonth, default: 0] += 1
        }
        return decisions
            + months.map { MonthCount(month: $0.key, code: .withdrawn, count: $0.value) }
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
    /// The moments between which an application is withdrawn in the period, and the result of a decision
    /// that says the same.
    var withdrawals: [any SQLValueConvertible] {
        func midnight(_ day: CivilDate) -> Instant {
            Instant(noonInJapan: day).adding(seconds: -12 * 3_600)
        }
        return [
            midnight(first.firstDay), midnight(last.next.firstDay), DecisionResult.withdrawn,
        ]
    }

    /// The first day inside and the first day outside.
    var bounds: [any SQLValueConvertible] { [first.firstDay, last.next.firstDay] }
}
