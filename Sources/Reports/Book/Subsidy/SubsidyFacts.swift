// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Scheme
import Vocabulary

/// The facts of the claims that the city paid, as they stand in the books.
enum SubsidyFacts {
    /// So many months are read at a time: a year of a city would not stand in memory.
    private static let atOnce = 2

    /// Claims in kind and reimbursements of a period, month by month, each in the order of the list.
    ///
    /// - Parameter body: takes the place of the month in the period, the month, and its claims.
    static func forEachMonth(
        of period: StatisticsPeriod, from db: any Connection,
        _ body: (Int, YearMonth, [SubsidyClaim]) throws -> Void
    ) throws {
        let births = try births(from: db)
        let months = period.months
        for start in stride(from: 0, to: months.count, by: atOnce) {
            let part = months[start..<min(start + atOnce, months.count)]
            guard let first = part.first, let last = part.last else { continue }
            let read = try StatisticsPeriod(first: first, last: last)
            let claims =
                try inKind(read, nil, births, from: db)
                + reimbursements(read, nil, births, from: db)
            for (index, month) in part.enumerated() {
                try body(start + index, month, claims.filter { $0.billed == month })
            }
        }
    }

    /// Claims in kind and reimbursements of one billing month, in the order of the list.
    static func claims(
        in month: YearMonth, only mark: StatisticsMark? = nil, from db: any Connection
    ) throws -> [SubsidyClaim] {
        let period = try StatisticsPeriod(first: month, last: month)
        let births = try births(from: db)
        var found: [SubsidyClaim] = []
        if mark?.part != 1 { found += try inKind(period, mark?.id, births, from: db) }
        if mark?.part != 0 { found += try reimbursements(period, mark?.id, births, from: db) }
        return found
    }

    /// The day of birth of every child that was ever decided on.
    private static func births(
        from db: any Connection
    ) throws -> [AddresseeNumber: CivilDate] {
        var births: [AddresseeNumber: CivilDate] = [:]
        try db.forEachRow(
            """
            SELECT h.child, h.child_born FROM entitlement_history h JOIN
            (SELECT child, MAX(id) AS id FROM entitlement_history GROUP BY child) n ON n.id = h.id
            """, []
        ) { births[$0.addressee(0)] = $0.date(1) }
        return births
    }

    private static func inKind(
        _ period: StatisticsPeriod, _ id: Int64?, _ births: [AddresseeNumber: CivilDate],
        from db: any Connection
    ) throws -> [SubsidyClaim] {
        let from = BenefitSums.claims(by: .billing) + (id == nil ? "" : " AND c.id = ?")
        let arguments =
            BenefitSums.claimArguments(period) + (id.map { [$0 as any SQLValueConvertible] } ?? [])
        var funds: [Int64: [ClaimFacts.OtherFund]] = [:]
        try db.forEachRow(
            """
            SELECT f.claim_id, f.funder, f.covered_cost, f.copayment FROM claim_fund f
            WHERE f.claim_id IN (SELECT c.id \(from)) ORDER BY f.claim_id, f.position
            """, arguments
        ) { row in
            funds[row.int64(0), default: []].append(
                ClaimFacts.OtherFund(
                    funder: row.text(1), points: row.int(2) / 10, copayment: row.yen(3)))
        }
        return try db.rows(
            """
            SELECT c.id, c.child, c.recipient, c.treatment_month, c.setting, c.institution_name,
            c.points, c.burden_tenths, c.high_cost, c.additional_benefit, c.days,
            \(ObjectionBook.stillPaid("c")), c.billing_month
            \(from) ORDER BY c.id
            """, arguments
        ) { row in
            let child = row.addressee(1)
            let setting = row.code(4, CareSetting.self)
            return SubsidyClaim(
                id: row.int64(0), route: .inKind, billed: row.yearMonth(12), child: child,
                recipient: row.addressee(2),
                born: births[child] ?? .distantPast, setting: setting,
                institution: row.text(5),
                facts: ClaimFacts(
                    treatmentMonth: row.yearMonth(3), isInpatient: setting == .inpatient,
                    born: births[child], cost: .points(row.int(6)), burdenTenths: row.int(7),
                    highCost: .decided(row.yen(8)), additionalBenefit: row.yen(9),
                    otherFunds: funds[row.int64(0)] ?? [], days: row.int(10),
                    visits: row.int(10)),
                paid: row.yen(11))
        }
    }

    private static func reimbursements(
        _ period: StatisticsPeriod, _ id: Int64?, _ births: [AddresseeNumber: CivilDate],
        from db: any Connection
    ) throws -> [SubsidyClaim] {
        let from = BenefitSums.reimbursements(by: .billing) + (id == nil ? "" : " AND r.id = ?")
        let arguments =
            BenefitSums.reimbursementArguments(period)
            + (id.map { [$0 as any SQLValueConvertible] } ?? [])
        return try db.rows(
            """
            SELECT r.id, r.child, r.applicant, r.treatment_month, r.setting, r.institution_name,
            r.total_cost, r.burden_tenths, r.high_cost, r.additional_benefit, r.days, d.payable,
            r.other_fund, r.other_fund_copayment, r.billing_month \(from) ORDER BY r.id
            """, arguments
        ) { row in
            let child = row.addressee(1)
            let setting = row.code(4, CareSetting.self)
            let cost = row.yen(6)
            let fund = row.optionalText(12).flatMap { $0.isEmpty ? nil : $0 }.map {
                ClaimFacts.OtherFund(
                    funder: $0, points: cost.amount / 10,
                    copayment: row.optionalYen(13) ?? .zero)
            }
            return SubsidyClaim(
                id: row.int64(0), route: .reimbursement, billed: row.yearMonth(14), child: child,
                recipient: row.addressee(2), born: births[child] ?? .distantPast,
                setting: setting, institution: row.text(5),
                facts: ClaimFacts(
                    treatmentMonth: row.yearMonth(3), isInpatient: setting == .inpatient,
                    born: births[child], cost: .totalCost(cost), burdenTenths: row.int(7),
                    highCost: .decided(row.optionalYen(8) ?? .zero),
                    additionalBenefit: row.optionalYen(9) ?? .zero,
                    otherFunds: [fund].compactMap(\.self), days: row.int(10),
                    visits: row.int(10)),
                paid: row.yen(11))
        }
    }
}

extension CivilDate {
    /// Where a birth is not on record the child is no child of the rule.
    fileprivate static let distantPast = CivilDate(dayNumber: 0)
}
