// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Vocabulary

/// 年間上限: whose year may be above a cap, and what mandates of its months bring.
extension ProxyBook {
    /// Recipients whose children's shares of a year come to more than a cap, roughly: what the insurer
    /// would still pay of a month is in it.
    static func recipients(
        in months: ClosedRange<YearMonth>, above cap: Yen, from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        var sums: [AddresseeNumber: Int] = [:]
        let range: [any SQLValueConvertible] = [months.lowerBound, months.upperBound]
        try db.forEachRow(
            """
            SELECT child, CAST(SUM(share) AS BIGINT) FROM (
            SELECT c.child AS child, c.burden - c.other_funds - c.high_cost AS share
                FROM claim c WHERE c.treatment_month >= ? AND c.treatment_month <= ?
                AND \(ObjectionBook.notTakenBack("c"))
            UNION ALL
            SELECT r.child, (CASE WHEN r.total_cost > 0 THEN r.total_cost
                ELSE COALESCE(r.points, 0) * 10 END) * r.burden_tenths / 10
                FROM reimbursement r JOIN reimbursement_status s ON s.reimbursement_id = r.id
                WHERE r.treatment_month >= ? AND r.treatment_month <= ?
                AND s.status NOT IN ('withdrawn', 'not-paid')
            UNION ALL
            SELECT p.child, p.self_payment - p.high_cost FROM prior_benefit p
                WHERE p.treatment_month >= ? AND p.treatment_month <= ?
            ) shares GROUP BY child
            """, range + range + range
        ) { row in
            if row.int(1) > 0 { sums[row.addressee(0)] = row.int(1) }
        }
        // The child counts for everybody who was its recipient: who the family is, is asked later.
        var families: [AddresseeNumber: Int] = [:]
        for (child, history) in try HistoryBook.decisions(
            children: sums.keys.sorted(), from: db)
        {
            for recipient in Set(history.map(\.recipient)) {
                families[recipient, default: 0] += sums[child] ?? 0
            }
        }
        return Set(families.filter { $0.value > cap.amount }.keys)
    }

    /// What the insurer pays by mandates of months, by child and month: as it was decided, with what
    /// the family gives back because the insurer paid it; before that as it is expected.
    static func monthBenefits(
        of children: [AddresseeNumber], in months: ClosedRange<YearMonth>,
        payments: any ClaimsBack, from db: any Connection
    ) throws -> [AddresseeNumber: [YearMonth: Yen]] {
        var ids: Set<Int64> = []
        for select in [
            """
            SELECT id FROM proxy_receipt WHERE {among} AND treatment_month >= ?
            AND treatment_month <= ?
            """,
            """
            SELECT proxy_id FROM proxy_part WHERE {among} AND treatment_month >= ?
            AND treatment_month <= ?
            """,
        ] {
            try Among.forEach(
                select, column: "child", keys: children, in: db,
                arguments: [months.lowerBound, months.upperBound]
            ) { ids.insert($0.int64(0)) }
        }
        var found: [AddresseeNumber: [YearMonth: Yen]] = [:]
        let mandates = try proxies(ids, from: db).values.filter { !$0.period.isYear }
        for proxy in try payments.counted(mandates, from: db) {
            for (child, amount) in proxy.benefits {
                found[child, default: [:]][proxy.month] = amount
            }
        }
        return found
    }
}

extension ProxyReceipt {
    /// What the insurer pays for each child, as far as it is known.
    fileprivate var benefits: [AddresseeNumber: Yen] {
        let most = max(estimate.benefit, decided ?? .zero)
        let all = decided.map { min(most, $0 + claimedBack) } ?? estimate.benefit
        return Dictionary(
            zip(parts.map(\.child), all.divided(by: parts.map(\.amount))),
            uniquingKeysWith: { $1 })
    }
}
