// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// 統計: what was paid, by month, setting and way to the family.
public enum BenefitTotals {
    /// How the benefit reached the family.
    public enum Channel: String, Sendable, CaseIterable {
        case inKind, reimbursement

        public var wording: String {
            switch self {
            case .inKind: "現物給付"
            case .reimbursement: "償還払い"
            }
        }
    }

    /// Which month a row is counted under.
    public enum MonthKind: Sendable {
        /// 診療年月.
        case treatment
        /// 請求年月 of claims; the month of the decision for reimbursements.
        case billing
    }

    /// One row of the table.
    public struct Total: Hashable, Sendable {
        public let month: YearMonth
        public let setting: CareSetting
        public let channel: Channel
        /// 医科, 歯科, 調剤 …: データ区分 of claims, 診療種別 of reimbursements.
        public let kind: String
        /// 件数.
        public let count: Int
        public let days: Int
        /// 総医療費.
        public let totalCost: Yen
        /// 公費負担額.
        public let payable: Yen
    }

    /// Totals of a range of months; claims that an accepted objection took back and decisions that
    /// were cancelled do not count, nor what was taken back of a claim in part.
    public static func totals(
        _ months: ClosedRange<YearMonth>, by kind: MonthKind = .treatment,
        from db: any Connection
    ) throws -> [Total] {
        let claimMonth = kind == .treatment ? "c.treatment_month" : "c.billing_month"
        var found = try db.rows(
            """
            SELECT \(claimMonth), c.setting, c.data_kind, COUNT(*), SUM(c.days),
            SUM(c.total_cost), SUM(\(ObjectionBook.stillPaid("c"))) FROM claim c
            WHERE \(claimMonth) >= ? AND \(claimMonth) <= ?
            AND \(ObjectionBook.notTakenBack("c"))
            GROUP BY \(claimMonth), c.setting, c.data_kind
            ORDER BY \(claimMonth), c.setting, c.data_kind
            """, [months.lowerBound, months.upperBound]
        ) { row in
            let kind: ClaimDataKind = row.code(2)
            return total(row, .inKind, kind.wording)
        }
        let paidMonth = kind == .treatment ? "r.treatment_month" : "SUBSTR(a.decided_on, 1, 7)"
        found += try db.rows(
            """
            SELECT \(paidMonth), r.setting, r.care, COUNT(*), SUM(r.days), SUM(r.total_cost),
            SUM(p.payable) FROM reimbursement_approval a
            JOIN reimbursement_proposal p ON p.id = a.proposal_id
            JOIN reimbursement r ON r.id = p.reimbursement_id
            WHERE a.outcome = 'approved' AND p.payable > 0 AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome c
            WHERE c.approval_id = a.id)
            AND \(paidMonth) >= ? AND \(paidMonth) <= ?
            GROUP BY \(paidMonth), r.setting, r.care ORDER BY \(paidMonth), r.setting, r.care
            """, [months.lowerBound, months.upperBound]
        ) { row in
            let care: CareKind = row.code(2)
            return total(row, .reimbursement, care.wording)
        }
        return found
    }

    private static func total(_ row: any Row, _ channel: Channel, _ kind: String) -> Total {
        Total(
            month: row.yearMonth(0), setting: row.code(1), channel: channel, kind: kind,
            count: row.int(3), days: row.int(4), totalCost: row.yen(5), payable: row.yen(6))
    }
}
