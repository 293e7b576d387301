// SPDX-License-Identifier: Apache-2.0
import Database

/// What must hold of the pairs that an officer has decided: one treatment is paid once, two are both
/// paid.
enum DuplicateReading {
    private static let newest = """
        NOT EXISTS (SELECT 1 FROM duplicate_decision n WHERE n.id > d.id
        AND n.second_reimbursement_id = d.second_reimbursement_id
        AND COALESCE(n.first_claim_id, 0) = COALESCE(d.first_claim_id, 0)
        AND COALESCE(n.first_reimbursement_id, 0) = COALESCE(d.first_reimbursement_id, 0)
        AND COALESCE(n.first_prior_key, '') = COALESCE(d.first_prior_key, ''))
        """
    private static let paid = """
        EXISTS (SELECT 1 FROM reimbursement_proposal p
        JOIN reimbursement_approval a ON a.proposal_id = p.id AND a.outcome = 'approved'
        WHERE p.reimbursement_id = d.second_reimbursement_id AND p.payable > 0
        AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome c
        WHERE c.approval_id = a.id))
        """

    static func broken(from db: any Connection) throws -> [String] {
        let questions = [
            (
                "同じ診療と判断したのに二度支給を決めたもの",
                "d.outcome = 'same' AND \(paid)"
            ),
            (
                "同じ診療と判断したのに二度支払ったもの",
                """
                d.outcome = 'same' AND EXISTS (SELECT 1 FROM payment_item i
                JOIN payment_item_status s ON s.item_id = i.id AND s.status IN ('sent', 'paid')
                WHERE i.reimbursement_id = d.second_reimbursement_id
                AND NOT EXISTS (SELECT 1 FROM recovery v WHERE v.item_id = i.id))
                """
            ),
            (
                "別の診療と判断したのに止まったままのもの",
                """
                d.outcome = 'different' AND EXISTS (SELECT 1 FROM reimbursement_status s
                WHERE s.reimbursement_id = d.second_reimbursement_id
                AND s.status IN ('received', 'held'))
                """
            ),
        ]
        return try questions.compactMap { name, condition in
            let count = try db.first(
                "SELECT COUNT(*) FROM duplicate_decision d WHERE \(newest) AND \(condition)", []
            ) { $0.int(0) }
            return (count ?? 0) > 0 ? "\(name): \(count ?? 0)件" : nil
        }
    }

    /// Forms that nobody has decided yet.
    static func waiting(from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT reimbursement_id FROM reimbursement_status
            WHERE status IN ('received', 'held') ORDER BY reimbursement_id
            """
        ) { $0.int64(0) }
    }

    /// How many words of each kind stand.
    static func counts(from db: any Connection) throws -> [String: Int] {
        try db.rows(
            "SELECT d.outcome, COUNT(*) FROM duplicate_decision d WHERE \(newest) GROUP BY d.outcome"
        ) { ($0.text(0), $0.int(1)) }.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
}
