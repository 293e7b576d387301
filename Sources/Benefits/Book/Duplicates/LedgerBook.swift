// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// The one ledger of both channels (給付台帳): claims in kind and reimbursements side by side.
public enum LedgerBook {
    /// What counts: all but withdrawn applications, or only what may be paid twice.
    public enum Choice: Sendable {
        /// Everything that an officer may want to see; claims that were taken back are left out.
        case all
        /// Neither refused nor withdrawn.
        case alive
    }

    /// The benefits of children in a range of months, by month and source.
    public static func entries(
        children: some Sequence<AddresseeNumber>, months: ClosedRange<YearMonth>,
        _ choice: Choice, from db: any Connection
    ) throws -> [AddresseeNumber: [LedgerEntry]] {
        let children = Array(children)
        var found = try claims(children, months, from: db)
        for (child, entries) in try reimbursements(children, months, choice, from: db) {
            found[child, default: []] += entries
        }
        for (child, benefits) in try PriorBenefitBook.among(children: children, from: db) {
            found[child, default: []] +=
                benefits.filter { months.contains($0.treatmentMonth) }.map(LedgerEntry.init)
        }
        return found.mapValues { $0.sorted { ($0.month, $0.source) < ($1.month, $1.source) } }
    }

    /// The clinic behind claims of pharmacies.
    static func prescribers(
        children: some Sequence<AddresseeNumber>, month: YearMonth, from db: any Connection
    ) throws -> [LedgerEntry.Source: String] {
        try prescribers(children: children, months: month...month, from: db)
    }

    static func prescribers(
        children: some Sequence<AddresseeNumber>, months: ClosedRange<YearMonth>,
        from db: any Connection
    ) throws -> [LedgerEntry.Source: String] {
        var found: [LedgerEntry.Source: String] = [:]
        try Among.forEach(
            """
            SELECT id, prescriber FROM claim WHERE {among} AND treatment_month >= ?
            AND treatment_month <= ?
            """, column: "child", keys: Array(children), in: db,
            arguments: [months.lowerBound, months.upperBound]
        ) { found[.claim($0.int64(0))] = $0.text(1) }
        return found
    }

    /// Months before one in which a limit was reached: the insurer has paid a high-cost benefit. A
    /// claim that was taken back (取下げ・過誤) and a form that was withdrawn reached none.
    static func highCostMonths(
        children: some Sequence<AddresseeNumber>, before month: YearMonth,
        from db: any Connection
    ) throws -> [AddresseeNumber: Set<YearMonth>] {
        let children = Array(children)
        var found: [AddresseeNumber: Set<YearMonth>] = [:]
        try Among.forEach(
            """
            SELECT DISTINCT child, treatment_month FROM claim
            WHERE {among} AND treatment_month < ? AND high_cost > 0
            AND \(ObjectionBook.notTakenBack("claim"))
            """, column: "child", keys: children, in: db, arguments: [month]
        ) { found[$0.addressee(0), default: []].insert($0.yearMonth(1)) }
        try Among.forEach(
            """
            SELECT DISTINCT r.child, r.treatment_month FROM reimbursement r
            JOIN reimbursement b ON b.id = COALESCE(r.base_id, r.id)
            JOIN reimbursement_status s ON s.reimbursement_id = b.id
            WHERE {among} AND r.treatment_month < ? AND r.high_cost > 0
            AND s.status <> 'withdrawn'
            """, column: "r.child", keys: children, in: db, arguments: [month]
        ) { found[$0.addressee(0), default: []].insert($0.yearMonth(1)) }
        try ProxyBook.forEachGranted(children: children, before: month, from: db) {
            found[$0, default: []].insert($1)
        }
        let prior = try PriorBenefitBook.highCostMonths(of: children, before: month, from: db)
        return found.merging(prior) { $0.union($1) }
    }

    private static func claims(
        _ children: [AddresseeNumber], _ months: ClosedRange<YearMonth>, from db: any Connection
    ) throws -> [AddresseeNumber: [LedgerEntry]] {
        let cancelled = try ObjectionBook.cancelled(from: db)
        var found: [AddresseeNumber: [LedgerEntry]] = [:]
        try Among.forEach(
            """
            SELECT id, child, treatment_month, institution, institution_name, setting, data_kind,
            points, total_cost, burden, burden_tenths, high_cost, other_funds, payable,
            billing_month FROM claim
            WHERE {among} AND treatment_month >= ? AND treatment_month <= ?
            """, column: "child", keys: children, in: db,
            arguments: [months.lowerBound, months.upperBound]
        ) { row in
            guard !cancelled.contains(row.int64(0)) else { return }
            let kind: ClaimDataKind = row.code(6)
            found[row.addressee(1), default: []].append(
                LedgerEntry(
                    source: .claim(row.int64(0)), child: row.addressee(1),
                    month: row.yearMonth(2), institution: row.text(3),
                    institutionName: row.text(4), setting: row.code(5), kind: kind.wording,
                    points: row.int(7), totalCost: row.yen(8), paidAtCounter: nil,
                    burden: row.yen(9), burdenTenths: row.int(10), highCost: row.yen(11),
                    otherFunds: row.yen(12), payable: row.yen(13), state: "支給済",
                    day: row.yearMonth(14).firstDay))
        }
        return found
    }

    private static func reimbursements(
        _ children: [AddresseeNumber], _ months: ClosedRange<YearMonth>, _ choice: Choice,
        from db: any Connection
    ) throws -> [AddresseeNumber: [LedgerEntry]] {
        var found: [AddresseeNumber: [LedgerEntry]] = [:]
        try Among.forEach(
            """
            SELECT r.id, r.child, r.treatment_month, r.institution, r.institution_name, r.setting,
            r.care, r.points, r.total_cost, r.self_payment, r.burden_tenths,
            COALESCE((SELECT MAX(l.high_cost) FROM reimbursement l WHERE l.base_id = r.id
                AND l.branch = (SELECT MAX(m.branch) FROM reimbursement m WHERE m.base_id = r.id)),
                r.high_cost),
            (SELECT MAX(p.payable) FROM reimbursement_proposal p
                JOIN reimbursement_approval a ON a.proposal_id = p.id AND a.outcome = 'approved'
                WHERE p.reimbursement_id = r.id AND NOT EXISTS
                (SELECT 1 FROM reimbursement_cancellation_outcome c WHERE c.approval_id = a.id)),
            s.status, r.applied_on
            FROM reimbursement r JOIN reimbursement_status s ON s.reimbursement_id = r.id
            WHERE {among} AND r.treatment_month >= ? AND r.treatment_month <= ?
            AND s.status <> 'withdrawn'
            """, column: "r.child", keys: children, in: db,
            arguments: [months.lowerBound, months.upperBound]
        ) { row in
            let status: ReimbursementStatus = row.code(13)
            if choice == .alive, status == .notPaid { return }
            let care: CareKind = row.code(6)
            found[row.addressee(1), default: []].append(
                LedgerEntry(
                    source: .reimbursement(row.int64(0)), child: row.addressee(1),
                    month: row.yearMonth(2), institution: row.text(3),
                    institutionName: row.text(4), setting: row.code(5), kind: care.wording,
                    points: row.optionalInt(7), totalCost: row.yen(8),
                    paidAtCounter: row.yen(9), burden: nil, burdenTenths: row.int(10),
                    highCost: row.optionalYen(11) ?? .zero, otherFunds: .zero,
                    payable: row.optionalYen(12), state: status.wording, day: row.date(14)))
        }
        return found
    }
}

extension LedgerEntry {
    /// What was paid before this system; its cost stands in its points alone.
    fileprivate init(_ prior: PriorBenefit) {
        self.init(
            source: .prior(prior.sourceKey), child: prior.child, month: prior.treatmentMonth,
            institution: prior.institution, institutionName: "",
            setting: CareSetting(isInpatient: prior.isInpatient), kind: prior.channel.wording,
            points: prior.points, totalCost: .zero,
            paidAtCounter: prior.channel == .reimbursement ? prior.selfPayment : nil,
            burden: prior.selfPayment, burdenTenths: 0, highCost: prior.highCost,
            otherFunds: .zero, payable: prior.payable, state: "旧システムで支給済",
            day: prior.paidOn)
    }
}
