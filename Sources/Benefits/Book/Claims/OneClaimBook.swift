// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Ledger
import Scheme
import Vocabulary

/// Everything that one keyed claim is judged by, in one statement: whoever keys it waits for the
/// answer, and every statement is a walk to the database and back.
struct OneClaimBook {
    private(set) var question = IndexQuestion()
    private(set) var before = BeforeClaims()
    /// The file of what is keyed for a month, where there is one.
    private(set) var file: Int64?
    /// The forms of explanations under the book, by digest.
    private(set) var forms: [String: Int64] = [:]

    private var groups: SwitchGroups

    /// - Parameter recipient: our recipient number.
    init(
        _ claim: ClaimContent, recipient: String, law: BenefitLaw, from db: any Connection
    ) throws {
        groups = SwitchGroups(law)
        let month = claim.treatmentMonth
        try db.forEachRow(
            "\(IndexQuestion.sql) \(OneClaimBook.ours) ORDER BY 1, 4",
            [
                recipient, recipient, claim.institution, claim.institution, recipient, month,
                claim.institution, month, claim.institution, month,
                OneClaimBook.digest(claim.billingMonth), law.book.digest, claim.institution,
                month,
            ]
        ) { row in if !question.take(row) { take(row) } }
    }

    /// By which the file of what is keyed for a month of billing is known.
    static func digest(_ month: YearMonth) -> String {
        Digest.of(Array("keyed \(month)".utf8)).description
    }

    /// Parts 3 to 9, after those of `IndexQuestion`, each with four numbers and ten texts.
    private static let ours = """
        UNION ALL
        SELECT 3, 0, 0, f.id, f.institution, f.closure, f.closed_on, f.name, f.short_name,
        f.location, NULL, NULL, NULL, NULL FROM institution_fact f WHERE f.institution = ?
        UNION ALL
        SELECT 4, c.child, c.burden - c.high_cost - c.other_funds, c.id, c.institution,
        c.treatment_month, c.setting, c.insurer, c.prescriber, NULL, NULL, NULL, NULL, NULL
        FROM claim c WHERE (c.institution = ? OR c.child IN
        (SELECT n.child FROM entitlement_history n WHERE n.recipient_number = ?))
        AND c.treatment_month = ? AND \(ObjectionBook.notTakenBack("c"))
        UNION ALL
        SELECT 5, r.child, 0, r.id, r.institution, r.treatment_month, r.setting, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL FROM reimbursement r
        JOIN reimbursement_status s ON s.reimbursement_id = r.id
        WHERE r.institution = ? AND r.treatment_month = ? AND s.status = 'paid'
        UNION ALL
        SELECT 6, b.child, 0, b.id, b.institution, b.treatment_month, b.setting, NULL, NULL, NULL,
        NULL, NULL, NULL, NULL FROM prior_benefit b
        WHERE b.institution = ? AND b.treatment_month = ?
        UNION ALL
        SELECT 7, 0, 0, k.id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM claim_file k WHERE k.digest = ?
        UNION ALL
        SELECT 8, 0, 0, m.id, m.digest, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM computation_form m WHERE m.scheme = ?
        UNION ALL
        SELECT 9, w.error, w.claim, w.child, w.institution, w.treatment_month, w.setting,
        w.prescriber, w.born, NULL, NULL, NULL, NULL, NULL FROM (\(RebillingBook.waiting)) w
        WHERE w.institution = ? AND w.treatment_month = ?
        """

    private mutating func take(_ row: any Row) {
        func treatment() -> TreatmentKey {
            TreatmentKey(
                child: row.addressee(1), institution: row.text(4), month: row.yearMonth(5),
                setting: row.code(6))
        }
        switch row.int(0) {
        case 3:
            guard let code = MedicalInstitutionCode(row.text(4)) else { return }
            before.master[code.digits] = Institution(
                code: code, closure: row.code(5), closedOn: row.optionalDate(6),
                name: row.text(7), shortName: row.text(8), location: row.code(9))
        case 4:
            let key = ClaimKey(
                child: row.addressee(1), institution: row.text(4), month: row.yearMonth(5),
                setting: row.code(6), insurer: row.text(7), prescriber: row.text(8))
            before.claims.insert(key.under(question.successions))
            let group = groups.group(key.treatment, prescriber: key.prescriber)
            before.shares[group, default: .zero] += Yen(row.int(2))
        case 5: before.reimbursed.insert(treatment())
        case 6: before.paidBefore.insert(treatment())
        case 7: file = row.int64(3)
        case 8: forms[row.text(4)] = row.int64(3)
        case 9:
            if let claim = RebillingBook.read(row, from: 1) { before.returned.add(claim) }
        default: break
        }
    }
}
