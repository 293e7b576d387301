// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

struct ReimbursementConsentRow: FactRow {
    static let table = "reimbursement_consent"
    static let columns = ["proposal_id", "officer", "grade", "rank", "amount", "rules"]
    let proposal: Int64
    let consent: ApprovalConsent
    /// What decided how many approvals are needed: the sum of the payee's day, or more.
    let amount: Yen
    let rules: String?

    var values: [any SQLValueConvertible] {
        [proposal, consent.officer, consent.grade, consent.rank, amount, rules]
    }
}

/// Approvals of reimbursements that need more than one.
enum ReimbursementConsents {
    /// Consents by proposal, oldest first.
    static func consents(
        _ proposals: [Int64], from db: any Connection
    ) throws -> [Int64: [ApprovalConsent]] {
        var found: [Int64: [ApprovalConsent]] = [:]
        try Among.forEach(
            """
            SELECT proposal_id, officer, grade, rank, recorded_at FROM reimbursement_consent
            WHERE {among} ORDER BY id
            """, column: "proposal_id", keys: proposals, in: db
        ) { row in
            found[row.int64(0), default: []].append(
                ApprovalConsent(
                    officer: row.text(1), grade: row.text(2), rank: row.optionalInt(3),
                    at: row.instant(4)))
        }
        return found
    }

    /// What each payee gets by decisions of a day and by what waits: an amount that is cut into
    /// pieces is decided as one.
    static func sums(
        of payees: [AddresseeNumber], on day: CivilDate, from db: any Connection
    ) throws -> [AddresseeNumber: Yen] {
        var found: [AddresseeNumber: Yen] = [:]
        try Among.forEach(
            """
            SELECT p.recipient, SUM(p.payable) FROM reimbursement_proposal p
            JOIN reimbursement_status s ON s.reimbursement_id = p.reimbursement_id
            LEFT JOIN reimbursement_approval a ON a.proposal_id = p.id
            WHERE {among} AND ((a.outcome = 'approved' AND a.decided_on = ?)
            OR (a.id IS NULL AND s.status = 'proposed')) GROUP BY p.recipient
            """, column: "p.recipient", keys: payees.map(\.value), in: db, arguments: [day]
        ) { found[$0.addressee(0)] = $0.yen(1) }
        return found
    }
}
