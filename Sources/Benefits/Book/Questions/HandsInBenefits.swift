// SPDX-License-Identifier: Apache-2.0
public import Database
public import Entitlement
public import Vocabulary

/// Who had a hand in the decisions of 給付 about a child: granted or refused reimbursements with every
/// consent of 専決 and the word about double benefits they rest on, their cancellation, and what a
/// family was told to give back.
public struct HandsInBenefits: DecisionHands {
    public init() {}

    private static let decisions = [
        """
        SELECT p.proposer, a.approver FROM reimbursement_proposal p
        JOIN reimbursement_approval a ON a.proposal_id = p.id
        WHERE p.child = ? AND a.outcome = 'approved'
        """,
        """
        SELECT c.officer, c.officer FROM reimbursement_proposal p
        JOIN reimbursement_approval a ON a.proposal_id = p.id
        JOIN reimbursement_consent c ON c.proposal_id = p.id
        WHERE p.child = ? AND a.outcome = 'approved'
        """,
        """
        SELECT d.officer, d.officer FROM reimbursement_proposal p
        JOIN reimbursement_approval a ON a.proposal_id = p.id
        JOIN duplicate_decision d ON d.second_reimbursement_id = p.reimbursement_id
        WHERE p.child = ? AND a.outcome = 'approved'
        """,
        """
        SELECT c.proposer, a.approver FROM reimbursement r
        JOIN reimbursement_cancellation c ON c.reimbursement_id = r.id
        JOIN reimbursement_cancellation_outcome a ON a.cancellation_id = c.id
        WHERE r.child = ? AND a.outcome = 'approved'
        """,
        """
        SELECT c.proposer, a.approver FROM claim_back c
        JOIN claim_back_outcome a ON a.claim_back_id = c.id
        WHERE c.child = ? AND a.outcome = 'approved'
        """,
    ]

    public func hands(
        ofChild child: AddresseeNumber, decidedOn day: CivilDate?, from db: any Connection
    ) throws -> Set<String> {
        var found: Set<String> = []
        let only = day == nil ? "" : " AND a.decided_on = ?"
        let arguments: [any SQLValueConvertible] = [child] + (day.map { [$0] } ?? [])
        for decision in Self.decisions {
            try db.forEachRow(decision + only, arguments) {
                found.formUnion([$0.text(0), $0.text(1)])
            }
        }
        return found
    }
}
