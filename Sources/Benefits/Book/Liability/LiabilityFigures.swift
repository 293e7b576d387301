// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// What benefits of accidents cost and what the scheme has paid for them, as it stands now.
enum LiabilityFigures {
    typealias Figure = (totalCost: Yen, paid: Yen)

    /// Claims that were taken back and forms that were withdrawn are not in it.
    static func now(
        of sources: Set<LedgerEntry.Source>, from db: any Connection
    ) throws -> [LedgerEntry.Source: Figure] {
        var found: [LedgerEntry.Source: Figure] = [:]
        try Among.forEach(
            """
            SELECT c.id, c.total_cost, c.payable - COALESCE((SELECT SUM(t.offset_yen)
                FROM claim_objection t WHERE t.claim_id = c.id), 0) FROM claim c
            WHERE {among} AND \(ObjectionBook.notTakenBack("c"))
            """, column: "c.id", keys: sources.compactMap(\.claim), in: db
        ) { found[.claim($0.int64(0))] = ($0.yen(1), max(.zero, $0.yen(2))) }
        try Among.forEach(
            """
            SELECT r.id, r.total_cost, COALESCE((SELECT MAX(p.payable)
                FROM reimbursement_proposal p
                JOIN reimbursement_approval a ON a.proposal_id = p.id AND a.outcome = 'approved'
                WHERE p.reimbursement_id = r.id AND NOT EXISTS
                (SELECT 1 FROM reimbursement_cancellation_outcome c WHERE c.approval_id = a.id)), 0)
            FROM reimbursement r JOIN reimbursement_status s ON s.reimbursement_id = r.id
            WHERE {among} AND s.status <> 'withdrawn'
            """, column: "r.id", keys: sources.compactMap(\.reimbursement), in: db
        ) { found[.reimbursement($0.int64(0))] = ($0.yen(1), $0.yen(2)) }
        return found
    }
}
