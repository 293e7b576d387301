// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Vocabulary

extension BeforeClaims {
    /// - Parameter law: says what is added up for the threshold.
    init(
        _ claims: some Sequence<ClaimExaminer.Matched>, law: BenefitLaw, from db: any Connection
    ) throws {
        var asked: [YearMonth: Set<String>] = [:]
        var children: [YearMonth: Set<AddresseeNumber>] = [:]
        var groups = SwitchGroups(law)
        for claim in claims {
            let month = claim.content.treatmentMonth
            asked[month, default: []].insert(claim.content.institution)
            if groups.reachBeyond(month) {
                children[month, default: []].insert(claim.entry.child)
            }
        }
        self.init(
            master: try InstitutionBook.institutions(
                asked.values.reduce(into: Set()) { $0.formUnion($1) }, from: db))
        let cancelled = try ObjectionBook.cancelled(from: db)
        returned = try RebillingBook.waiting(from: db)
        let successions = try SuccessionBook.dated(from: db)
        // Month by month: one claim of years ago must not read all the years between.
        for (month, institutions) in asked {
            try TreatmentKeys.forEachClaim(
                institutions: institutions, month: month, without: cancelled, from: db
            ) { key, share in
                self.claims.insert(key.under(successions))
                guard children[month] == nil else { return }
                shares[groups.group(key.treatment, prescriber: key.prescriber), default: .zero] +=
                    share
            }
            try TreatmentKeys.forEachClaim(
                children: children[month] ?? [], month: month, without: cancelled, from: db
            ) { key, share in
                shares[groups.group(key.treatment, prescriber: key.prescriber), default: .zero] +=
                    share
            }
            paidBefore.formUnion(
                try TreatmentKeys.paidBefore(institutions: institutions, month: month, from: db))
            reimbursed.formUnion(
                try TreatmentKeys.reimbursed(
                    institutions: institutions, month: month, from: db))
        }
    }
}

/// What was accepted or paid before, to find what is asked for twice.
enum TreatmentKeys {
    /// The claims that were accepted for institutions in a month of treatment, leaving out those
    /// that an accepted objection (過誤) has taken back, each with the patient's share.
    static func forEachClaim(
        institutions: some Sequence<String>, month: YearMonth, without cancelled: Set<Int64>,
        from db: any Connection, _ body: (ClaimKey, Yen) -> Void
    ) throws {
        try Among.forEach(
            select, column: "institution", keys: institutions, in: db, arguments: [month]
        ) { if !cancelled.contains($0.int64(0)) { hand($0, body) } }
    }

    /// The same for children, at whatever institution.
    static func forEachClaim(
        children: some Sequence<AddresseeNumber>, month: YearMonth, without cancelled: Set<Int64>,
        from db: any Connection, _ body: (ClaimKey, Yen) -> Void
    ) throws {
        try Among.forEach(select, column: "child", keys: children, in: db, arguments: [month]) {
            if !cancelled.contains($0.int64(0)) { hand($0, body) }
        }
    }

    private static let select = """
        SELECT id, child, institution, treatment_month, setting, insurer, prescriber,
        burden - high_cost - other_funds FROM claim WHERE {among} AND treatment_month = ?
        """

    private static func hand(_ row: any Row, _ body: (ClaimKey, Yen) -> Void) {
        body(
            ClaimKey(
                child: row.addressee(1), institution: row.text(2), month: row.yearMonth(3),
                setting: row.code(4), insurer: row.text(5), prescriber: row.text(6)), row.yen(7))
    }

    /// Treatments at institutions in a month that were decided to be paid as reimbursements.
    static func reimbursed(
        institutions: some Sequence<String>, month: YearMonth, from db: any Connection
    ) throws -> Set<TreatmentKey> {
        var found: Set<TreatmentKey> = []
        try Among.forEach(
            """
            SELECT r.child, r.institution, r.treatment_month, r.setting
            FROM reimbursement r JOIN reimbursement_status s ON s.reimbursement_id = r.id
            WHERE {among} AND r.treatment_month = ? AND s.status = 'paid'
            """, column: "r.institution", keys: institutions, in: db, arguments: [month]
        ) { found.insert(treatment($0)) }
        return found
    }

    /// Treatments at institutions in a month that the system used before has paid.
    static func paidBefore(
        institutions: some Sequence<String>, month: YearMonth, from db: any Connection
    ) throws -> Set<TreatmentKey> {
        var found: Set<TreatmentKey> = []
        try Among.forEach(
            """
            SELECT child, institution, treatment_month, setting FROM prior_benefit
            WHERE {among} AND treatment_month = ?
            """, column: "institution", keys: institutions, in: db, arguments: [month]
        ) { found.insert(treatment($0)) }
        return found
    }

    /// The newest operation that accepted a claim in kind, by treatment of children.
    static func claimed(
        children: some Sequence<AddresseeNumber>, from db: any Connection
    ) throws -> [TreatmentKey: Int64] {
        let cancelled = try ObjectionBook.cancelled(from: db)
        var found: [TreatmentKey: Int64] = [:]
        try Among.forEach(
            """
            SELECT child, institution, treatment_month, setting, id, operation_id FROM claim
            WHERE {among} ORDER BY id
            """, column: "child", keys: children, in: db
        ) { row in
            if !cancelled.contains(row.int64(4)) { found[treatment(row)] = row.int64(5) }
        }
        return found
    }

    private static func treatment(_ row: any Row) -> TreatmentKey {
        TreatmentKey(
            child: row.addressee(0), institution: row.text(1), month: row.yearMonth(2),
            setting: row.code(3))
    }
}
