// SPDX-License-Identifier: Apache-2.0
public import Database
public import Entitlement
public import Vocabulary

/// Who had a hand in the decisions of 支払 about a child: runs of payment, payments held or cancelled,
/// recoveries with what was asked for and decided about them, and settlements for the past.
public struct HandsInPayments: DecisionHands {
    public init() {}

    /// Officers and the day of the decision.
    private static let days = [
        """
        SELECT r.officer, r.officer, r.claimed_on FROM recovery r WHERE r.child = ?
        """,
        """
        SELECT q.proposer, o.approver, o.decided_on FROM recovery r
        JOIN recovery_request q ON q.recovery_id = r.id
        JOIN recovery_request_outcome o ON o.request_id = q.id
        WHERE r.child = ? AND o.outcome = 'approved'
        """,
        """
        SELECT q.proposer, o.approver, o.decided_on FROM payment_item i
        JOIN payee_change q ON q.item_id = i.id
        JOIN payee_change_outcome o ON o.change_id = q.id
        WHERE i.child = ? AND o.outcome = 'approved'
        """,
        """
        SELECT d.officer, d.officer, d.issued_on FROM recovery r
        JOIN recovery_demand d ON d.recovery_id = r.id WHERE r.child = ?
        """,
    ]

    /// Officers and the moment of the record.
    private static let moments = [
        """
        SELECT p.proposer, o.officer, o.recorded_at FROM retroactive_proposal p
        JOIN retroactive_outcome o ON o.proposal_id = p.id
        WHERE p.child = ? AND o.outcome = 'approved'
        """,
        """
        SELECT e.officer, e.officer, e.recorded_at FROM payment_item i
        JOIN payment_item_event e ON e.item_id = i.id
        WHERE i.child = ? AND e.event IN ('held','cancelled')
        """,
        """
        SELECT r.proposer, a.officer, a.recorded_at FROM payment_item i
        JOIN payment_item_event e ON e.item_id = i.id AND e.event = 'extracted'
        JOIN payment_run r ON r.id = e.run_id
        JOIN payment_run_event a ON a.run_id = r.id AND a.event = 'approved'
        WHERE i.child = ?
        """,
        """
        SELECT c.officer, c.officer, a.recorded_at FROM payment_item i
        JOIN payment_item_event e ON e.item_id = i.id AND e.event = 'extracted'
        JOIN payment_run_consent c ON c.run_id = e.run_id
        JOIN payment_run_event a ON a.run_id = e.run_id AND a.event = 'approved'
        WHERE i.child = ?
        """,
    ]

    public func hands(
        ofChild child: AddresseeNumber, decidedOn day: CivilDate?, from db: any Connection
    ) throws -> Set<String> {
        try fold(Self.days, ofChild: child, decidedOn: day, from: db)
            .union(
                fold(Self.moments, ofChild: child, decidedOn: day, from: db) {
                    $0.instant(2).dayInJapan
                })
    }
}
