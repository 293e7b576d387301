// SPDX-License-Identifier: Apache-2.0
public import Database
public import Entitlement
public import Vocabulary

/// Who had a hand in the decisions of 給付 about a child: granted or refused reimbursements with every
/// consent of 専決 and the word about double benefits they rest on, their cancellation, and what a
/// family was told to give back.
public struct HandsInBenefits: DecisionHands {
    public init() {}

    /// Two officers of the approved reimbursements of a child, of these tables or of one joined to them.
    private static func reimbursed(_ officers: String, _ join: String = "") -> String {
        """
        SELECT \(officers), a.decided_on FROM reimbursement_proposal p
        JOIN reimbursement_approval a ON a.proposal_id = p.id \(join)
        WHERE p.child = ? AND a.outcome = 'approved'
        """
    }

    private static let decisions = [
        reimbursed("p.proposer, a.approver"),
        reimbursed(
            "c.officer, c.officer", "JOIN reimbursement_consent c ON c.proposal_id = p.id"),
        reimbursed(
            "d.officer, d.officer",
            "JOIN duplicate_decision d ON d.second_reimbursement_id = p.reimbursement_id"),
        """
        SELECT c.proposer, a.approver, a.decided_on FROM reimbursement r
        JOIN reimbursement_cancellation c ON c.reimbursement_id = r.id
        JOIN reimbursement_cancellation_outcome a ON a.cancellation_id = c.id
        WHERE r.child = ? AND a.outcome = 'approved'
        """,
        """
        SELECT c.proposer, a.approver, a.decided_on FROM claim_back c
        JOIN claim_back_outcome a ON a.claim_back_id = c.id
        WHERE c.child = ? AND a.outcome = 'approved'
        """,
    ]

    public func hands(
        ofChild child: AddresseeNumber, decidedOn day: CivilDate?, from db: any Connection
    ) throws -> Set<String> {
        try fold(Self.decisions, ofChild: child, decidedOn: day, from: db)
    }
}
