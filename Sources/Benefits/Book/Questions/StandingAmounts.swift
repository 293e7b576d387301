// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// What standing decisions oblige the city to pay, without saying to whom: for the proof of the
/// money ledger.
public enum StandingAmounts {
    /// Approved decisions to pay that nobody cancelled, by decision.
    public static func byDecision(from db: any Connection) throws -> [Int64: Yen] {
        var found: [Int64: Yen] = [:]
        try db.forEachRow(
            """
            SELECT a.id, p.payable FROM reimbursement_approval a
            JOIN reimbursement_proposal p ON p.id = a.proposal_id
            WHERE a.outcome = 'approved' AND p.payable > 0 AND NOT EXISTS
            (SELECT 1 FROM reimbursement_cancellation_outcome c WHERE c.approval_id = a.id)
            """, []
        ) { found[$0.int64(0)] = $0.yen(1) }
        return found
    }
}
