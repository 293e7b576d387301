// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Vocabulary

/// Sums of claims and reimbursements, added up by the database.
enum BenefitSums {
    /// Accepted claims, without those that an accepted objection took back.
    static func claims(
        by month: BenefitMonth, in period: StatisticsPeriod, from db: any Connection
    ) throws -> [BenefitSum] {
        try db.rows(
            """
            SELECT c.\(month.column), c.setting, c.data_kind, COUNT(*), SUM(c.points),
            SUM(c.total_cost), SUM(c.payable) FROM claim c
            WHERE c.\(month.column) >= ? AND c.\(month.column) <= ? AND NOT EXISTS
            (SELECT 1 FROM claim_objection o WHERE o.claim_id = c.id AND o.result = ?)
            GROUP BY c.\(month.column), c.setting, c.data_kind
            """, [period.first, period.last, ObjectionResult.accepted]
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
            SUM(r.total_cost), SUM(d.payable) FROM reimbursement r
            JOIN (SELECT p.reimbursement_id, SUM(p.payable) AS payable
                FROM reimbursement_proposal p
                JOIN reimbursement_approval a ON a.proposal_id = p.id
                WHERE a.outcome = 'approved' AND p.outcome IN (?, ?)
                AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome c
                    WHERE c.approval_id = a.id)
                GROUP BY p.reimbursement_id) d ON d.reimbursement_id = r.id
            WHERE r.base_id IS NULL AND r.\(month.column) >= ? AND r.\(month.column) <= ?
            GROUP BY r.\(month.column), r.setting, r.care
            """,
            [
                ReimbursementOutcome.paid, ReimbursementOutcome.partlyPaid, period.first,
                period.last,
            ]
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
            SELECT SUBSTR(applied_on, 1, 7), COUNT(*) FROM reimbursement
            WHERE base_id IS NULL AND corrects_id IS NULL
            AND applied_on >= ? AND applied_on < ?
            GROUP BY SUBSTR(applied_on, 1, 7)
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
            FROM reimbursement_approval a JOIN reimbursement_proposal p ON p.id = a.proposal_id
            WHERE a.outcome = 'approved' AND a.decided_on >= ? AND a.decided_on < ?
            AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome c
                WHERE c.approval_id = a.id)
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
    fileprivate var column: String {
        switch self {
        case .billing: "billing_month"
        case .treatment: "treatment_month"
        }
    }
}
