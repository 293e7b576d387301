// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Vocabulary

/// Sums of claims and reimbursements, added up by the database.
enum BenefitSums {
    /// Which claims are counted: the same words stand behind the sums and behind their lists.
    static func claims(by month: BenefitMonth) -> String {
        """
        FROM claim c WHERE c.\(month.column) >= ? AND c.\(month.column) <= ?
        AND \(ObjectionBook.notTakenBack("c"))
        """
    }

    static func claimArguments(_ period: StatisticsPeriod) -> [any SQLValueConvertible] {
        [period.first, period.last]
    }

    /// Which reimbursements are counted, with what was decided for each.
    static func reimbursements(by month: BenefitMonth) -> String {
        """
        FROM reimbursement r JOIN (SELECT p.reimbursement_id, SUM(p.payable) AS payable,
            MAX(p.id) AS proposal FROM reimbursement_proposal p
            JOIN reimbursement_approval a ON a.proposal_id = p.id
            WHERE a.outcome = 'approved' AND p.outcome IN (?, ?)
            AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome c
                WHERE c.approval_id = a.id)
            GROUP BY p.reimbursement_id) d ON d.reimbursement_id = r.id
        WHERE r.base_id IS NULL AND r.\(month.column) >= ? AND r.\(month.column) <= ?
        """
    }

    static func reimbursementArguments(
        _ period: StatisticsPeriod
    ) -> [any SQLValueConvertible] {
        [
            ReimbursementOutcome.paid, ReimbursementOutcome.partlyPaid, period.first, period.last,
        ]
    }

    /// Which decisions of reimbursements stand.
    static let decided = """
        FROM reimbursement_approval a JOIN reimbursement_proposal p ON p.id = a.proposal_id
        JOIN reimbursement r ON r.id = p.reimbursement_id
        WHERE a.outcome = 'approved' AND a.decided_on >= ? AND a.decided_on < ?
        AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome c
            WHERE c.approval_id = a.id)
        """
    /// Which applications for reimbursement are counted; letters are none.
    static let applied = """
        FROM reimbursement r WHERE r.base_id IS NULL AND r.corrects_id IS NULL
        AND r.applied_on >= ? AND r.applied_on < ?
        """
    /// First decisions of applications, for the days that they took.
    static let firstDecided = decided + " AND p.branch = 1"
    /// First payments of first decisions that went out, for the days that they took.
    static let firstPaid = """
        FROM payment_row w JOIN payment_item i ON i.id = w.item_id
        JOIN payment_item_status s ON s.item_id = i.id
        JOIN payment_run_status u ON u.run_id = w.run_id
        JOIN reimbursement r ON r.id = i.reimbursement_id
        WHERE i.branch = 1 AND i.attempt = 0 AND u.status IN ('written', 'settled')
        AND s.status IN ('sent', 'paid') AND w.paid_on >= ? AND w.paid_on < ?
        """

    static let benefitMeaning =
        "に決裁した償還払いの申請(差額の決定を除く)について、申請日から決裁の日までの日数(同じ日は0日)。取り消した決定は数えません。"
    static let paymentMeaning =
        "に振り込んだ償還払いの申請(差額と再振込を除き、戻っていないもの)について、申請日から振込の日までの日数。"

    /// Decisions or payments of a period by the days since the application.
    static func days(
        _ from: String, until day: String, in period: StatisticsPeriod, from db: any Connection
    ) throws -> [DaysCount] {
        try db.rows(
            "SELECT \(day), r.applied_on, COUNT(*) \(from) GROUP BY \(day), r.applied_on",
            period.bounds
        ) { row in
            let end = row.date(0)
            return DaysCount(
                month: end.yearMonth, days: max(0, row.date(1).days(until: end)),
                count: row.int(2))
        }
    }

    /// Accepted claims, without those that an accepted objection took back; what one that was
    /// accepted in part took back is no benefit.
    static func claims(
        by month: BenefitMonth, in period: StatisticsPeriod, from db: any Connection
    ) throws -> [BenefitSum] {
        try db.rows(
            """
            SELECT c.\(month.column), c.setting, c.data_kind, COUNT(*), SUM(c.points),
            SUM(c.total_cost), SUM(\(ObjectionBook.stillPaid("c"))) \(claims(by: month))
            GROUP BY c.\(month.column), c.setting, c.data_kind
            """, claimArguments(period)
        ) { row in
            sum(row, .inKind, row.code(2, ClaimDataKind.self))
        }
    }

    /// Reimbursements that were decided to be paid, without decisions that were cancelled; the letters
    /// of the insurer add to their sum.
    static func reimbursements(
        by month: BenefitMonth, in period: StatisticsPeriod, from db: any Connection
    ) throws -> [BenefitSum] {
        try db.rows(
            """
            SELECT r.\(month.column), r.setting, r.care, COUNT(*), SUM(COALESCE(r.points, 0)),
            SUM(r.total_cost), SUM(d.payable) \(reimbursements(by: month))
            GROUP BY r.\(month.column), r.setting, r.care
            """, reimbursementArguments(period)
        ) { row in
            sum(row, .reimbursement, row.code(2, CareKind.self))
        }
    }

    /// Applications for reimbursement by the month of applying; letters are none.
    static func received(
        in period: StatisticsPeriod, from db: any Connection
    ) throws -> [YearMonth: Int] {
        var counts: [YearMonth: Int] = [:]
        try db.forEachRow(
            """
            SELECT SUBSTR(r.applied_on, 1, 7), COUNT(*) \(applied)
            GROUP BY SUBSTR(r.applied_on, 1, 7)
            """, period.bounds
        ) { counts[$0.yearMonth(0)] = $0.int(1) }
        return counts
    }

    /// Decided reimbursements that stand, by the month of deciding.
    static func outcomes(
        in period: StatisticsPeriod, from db: any Connection
    ) throws -> [OutcomeSum] {
        try db.rows(
            """
            SELECT SUBSTR(a.decided_on, 1, 7), p.outcome, COUNT(*), SUM(p.payable)
            \(decided)
            GROUP BY SUBSTR(a.decided_on, 1, 7), p.outcome
            """, period.bounds
        ) { row in
            OutcomeSum(
                month: row.yearMonth(0), outcome: row.code(1), count: row.int(2),
                payable: row.yen(3))
        }
    }

    private static func sum<Kind: OfficeCode>(
        _ row: any Row, _ route: BenefitRoute, _ kind: Kind
    ) -> BenefitSum {
        let order = Kind.allCases.enumerated().first { $0.element == kind }?.offset ?? 0
        return BenefitSum(
            month: row.yearMonth(0), route: route, setting: row.code(1), kind: kind.wording,
            order: order, count: row.int(3), points: row.int(4), totalCost: row.yen(5),
            payable: row.yen(6))
    }
}

extension BenefitMonth {
    /// The column of both tables.
    var column: String {
        switch self {
        case .billing: "billing_month"
        case .treatment: "treatment_month"
        }
    }
}
