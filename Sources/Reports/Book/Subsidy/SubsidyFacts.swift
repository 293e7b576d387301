// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Safeguards
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
        of period: StatisticsPeriod, law: BenefitLaw, in scope: Scope,
        _ body: (Int, YearMonth, [SubsidyClaim]) throws -> Void
    ) throws {
        let db = scope.db
        let births = try births(from: db)
        let months = period.months
        for start in stride(from: 0, to: months.count, by: atOnce) {
            let part = months[start..<min(start + atOnce, months.count)]
            guard let first = part.first, let last = part.last else { continue }
            let read = try StatisticsPeriod(first: first, last: last)
            let claims = try known(
                inKind(.of(read), births, from: db)
                    + reimbursements(.of(read), births, from: db), law: law, in: scope)
            for (index, month) in part.enumerated() {
                try body(start + index, month, claims.filter { $0.billed == month })
            }
        }
    }

    /// One claim of a billing month, with its household whatever its age: its steps are shown.
    static func claim(
        _ mark: StatisticsMark, in month: YearMonth, law: BenefitLaw, scope: Scope
    ) throws -> SubsidyClaim? {
        let which = Which.one(mark.id, try StatisticsPeriod(first: month, last: month))
        let births = try births(from: scope.db)
        let found =
            try mark.part == 0
            ? inKind(which, births, from: scope.db)
            : reimbursements(which, births, from: scope.db)
        return try with(found, law.households(found.map(\.question), in: scope)).first
    }

    /// The claims with the households in their months of treatment, where the prefecture's rule asks
    /// about them; whom it does not cover by age is not asked about.
    private static func known(
        _ claims: [SubsidyClaim], law: BenefitLaw, in scope: Scope
    ) throws -> [SubsidyClaim] {
        with(
            claims,
            try law.households(
                claims.filter { claim in
                    law.book.coversAge(
                        born: claim.born, setting: claim.setting, in: claim.facts.treatmentMonth
                    )?.isCovered ?? false
                }.map(\.question), isSum: true, in: scope))
    }

    private static func with(
        _ claims: [SubsidyClaim], _ households: ClaimHouseholds
    ) -> [SubsidyClaim] {
        claims.map { claim in
            var claim = claim
            claim.facts.household = households[claim.question]
            claim.family = households.persons(of: claim.question)
            return claim
        }
    }

    /// The benefits of money that came back, whenever they were billed; those that an accepted
    /// objection took back or whose decision was cancelled are left out.
    static func benefits(
        _ asked: Set<ReturnedMoney.Benefit>, law: BenefitLaw, in scope: Scope
    ) throws -> [ReturnedMoney.Benefit: SubsidyClaim] {
        guard !asked.isEmpty else { return [:] }
        let db = scope.db
        let births = try births(from: db)
        var (claims, forms): ([Int64], [Int64]) = ([], [])
        for benefit in asked {
            switch benefit {
            case .claim(let id): claims.append(id)
            case .reimbursement(let id): forms.append(id)
            }
        }
        var found: [ReturnedMoney.Benefit: SubsidyClaim] = [:]
        let all = try known(
            inKind(.ids(claims), births, from: db)
                + reimbursements(.ids(forms), births, from: db), law: law, in: scope)
        for claim in all {
            found[claim.route == .inKind ? .claim(claim.id) : .reimbursement(claim.id)] = claim
        }
        return found
    }

    /// Which claims or reimbursements are read.
    private enum Which {
        case of(StatisticsPeriod)
        case one(Int64, StatisticsPeriod)
        case ids([Int64])

        /// The first and last billing month; every month there is, where ids are asked for.
        var months: [any SQLValueConvertible] {
            switch self {
            case .of(let period), .one(_, let period): [period.first, period.last]
            case .ids: ["0000-01", "9999-12"]
            }
        }

        /// Reads rows of the claims or reimbursements whose id is in a column.
        func forEach(
            _ select: String, _ from: String, _ arguments: [any SQLValueConvertible],
            id column: String, then: String = "", in db: any Connection,
            _ body: (any Row) throws -> Void
        ) throws {
            let order = " ORDER BY \(column)\(then)"
            switch self {
            case .of: try db.forEachRow("\(select) \(from)\(order)", arguments, body)
            case .one(let id, _):
                try db.forEachRow(
                    "\(select) \(from) AND \(column) = ?\(order)", arguments + [id], body)
            case .ids(let ids):
                for start in stride(from: 0, to: ids.count, by: 400) {
                    let part = ids[start..<min(start + 400, ids.count)]
                    let marks = part.map { _ in "?" }.joined(separator: ", ")
                    try db.forEachRow(
                        "\(select) \(from) AND \(column) IN (\(marks))\(order)",
                        arguments + part.map { $0 as any SQLValueConvertible }, body)
                }
            }
        }
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
        _ which: Which, _ births: [AddresseeNumber: CivilDate], from db: any Connection
    ) throws -> [SubsidyClaim] {
        let from = BenefitSums.claims(by: .billing)
        let arguments = which.months
        var funds: [Int64: [ClaimFacts.OtherFund]] = [:]
        try which.forEach(
            "SELECT f.claim_id, f.funder, f.covered_cost, f.copayment",
            "FROM claim_fund f JOIN (SELECT c.id \(from)) k ON k.id = f.claim_id WHERE 1 = 1",
            arguments, id: "f.claim_id", then: ", f.position", in: db
        ) { row in
            funds[row.int64(0), default: []].append(
                ClaimFacts.OtherFund(
                    funder: row.text(1), points: row.int(2) / 10, copayment: row.yen(3)))
        }
        var claims: [SubsidyClaim] = []
        try which.forEach(
            """
            SELECT c.id, c.child, c.recipient, c.treatment_month, c.setting, c.institution_name,
            c.points, c.burden_tenths, c.high_cost, c.additional_benefit, c.days,
            \(ObjectionBook.stillPaid("c")), c.billing_month, c.data_kind,
            c.first_visits, c.admitted
            """, from, arguments, id: "c.id", in: db
        ) { row in
            let child = row.addressee(1)
            let setting = row.code(4, CareSetting.self)
            let kind = row.code(13, ClaimDataKind.self)
            claims.append(
                SubsidyClaim(
                    id: row.int64(0), route: .inKind, billed: row.yearMonth(12), child: child,
                    recipient: row.addressee(2), entitled: row.addressee(2),
                    born: births[child] ?? .distantPast, setting: setting,
                    institution: row.text(5),
                    facts: ClaimFacts(
                        treatmentMonth: row.yearMonth(3), isInpatient: setting == .inpatient,
                        born: births[child], cost: .points(row.int(6)), burdenTenths: row.int(7),
                        highCost: .decided(row.yen(8)), additionalBenefit: row.yen(9),
                        otherFunds: funds[row.int64(0)] ?? [], days: row.int(10),
                        visits: row.int(10),
                        firstVisits: kind.firstVisits(row.optionalInt(14)),
                        care: CareWord(kind), admitted: row.optionalDate(15)),
                    paid: row.yen(11)))
        }
        return claims
    }

    private static func reimbursements(
        _ which: Which, _ births: [AddresseeNumber: CivilDate], from db: any Connection
    ) throws -> [SubsidyClaim] {
        var claims: [SubsidyClaim] = []
        try which.forEach(
            """
            SELECT r.id, r.child, r.applicant, r.treatment_month, r.setting, r.institution_name,
            r.total_cost, r.burden_tenths, r.high_cost, r.additional_benefit, r.days, d.payable,
            r.other_fund, r.other_fund_copayment, r.billing_month, r.care,
            (SELECT q.recipient FROM reimbursement_proposal q WHERE q.id = d.proposal),
            r.first_visits, r.admitted
            """, BenefitSums.reimbursements(by: .billing),
            [ReimbursementOutcome.paid, ReimbursementOutcome.partlyPaid] + which.months,
            id: "r.id", in: db
        ) { row in
            let child = row.addressee(1)
            let setting = row.code(4, CareSetting.self)
            let cost = row.yen(6)
            let fund = row.optionalText(12).flatMap { $0.isEmpty ? nil : $0 }.map {
                ClaimFacts.OtherFund(
                    funder: $0, points: cost.amount / 10,
                    copayment: row.optionalYen(13) ?? .zero)
            }
            claims.append(
                SubsidyClaim(
                    id: row.int64(0), route: .reimbursement, billed: row.yearMonth(14),
                    child: child, recipient: row.addressee(2), entitled: row.addressee(16),
                    born: births[child] ?? .distantPast, setting: setting,
                    institution: row.text(5),
                    facts: ClaimFacts(
                        treatmentMonth: row.yearMonth(3), isInpatient: setting == .inpatient,
                        born: births[child], cost: .totalCost(cost), burdenTenths: row.int(7),
                        highCost: .decided(row.optionalYen(8) ?? .zero),
                        additionalBenefit: row.optionalYen(9) ?? .zero,
                        otherFunds: [fund].compactMap(\.self), days: row.int(10),
                        visits: row.int(10),
                        firstVisits: row.code(15, CareKind.self).firstVisits(
                            row.optionalInt(17)),
                        care: CareWord(row.code(15, CareKind.self)),
                        admitted: row.optionalDate(18)),
                    paid: row.yen(11)))
        }
        return claims
    }
}

extension CivilDate {
    /// Where a birth is not on record the child is no child of the rule.
    fileprivate static let distantPast = CivilDate(dayNumber: 0)
}
