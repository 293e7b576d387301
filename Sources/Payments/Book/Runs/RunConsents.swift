// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Safeguards
import Vocabulary

struct RunConsentRow: FactRow {
    static let table = "payment_run_consent"
    static let columns = ["run_id", "officer", "grade", "rank", "amount", "rules"]
    let run: Int64
    let consent: ApprovalConsent
    /// What decided how many approvals are needed: the sum of the payment day, or more.
    let amount: Yen
    let rules: String?

    var values: [any SQLValueConvertible] {
        [run, consent.officer, consent.grade, consent.rank, amount, rules]
    }
}

/// Who approved a run, one after the other, until the amount is covered.
enum RunConsents {
    /// Consents of a run, oldest first.
    static func consents(of run: Int64, from db: any Connection) throws -> [ApprovalConsent] {
        try db.rows(
            """
            SELECT officer, grade, rank, recorded_at FROM payment_run_consent
            WHERE run_id = ? ORDER BY id
            """, [run]
        ) {
            ApprovalConsent(
                officer: $0.text(0), grade: $0.text(1), rank: $0.optionalInt(2), at: $0.instant(3))
        }
    }

    /// What all runs of a payment day pay together; runs that were sent back pay nothing.
    static func sum(ofDay day: CivilDate, from db: any Connection) throws -> Yen {
        try db.first(
            """
            SELECT COALESCE(SUM(r.total), 0) FROM payment_run r
            JOIN payment_run_status s ON s.run_id = r.id
            WHERE r.payment_day = ? AND s.status <> 'sent-back'
            """, [day]
        ) { $0.yen(0) } ?? .zero
    }
}
