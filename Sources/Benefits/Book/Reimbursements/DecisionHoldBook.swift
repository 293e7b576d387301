// SPDX-License-Identifier: Apache-2.0
public import Entitlement

/// A proposal about a reimbursement.
public enum HeldReimbursement: HeldThing {
    public static let table = "reimbursement_proposal_hold"
    public static let column = "proposal_id"
    public static let waits = """
        NOT EXISTS (SELECT 1 FROM reimbursement_approval o WHERE o.proposal_id = h.proposal_id)
        """
}

/// Proposals about reimbursements that are put aside.
public typealias ReimbursementHoldBook = HoldTable<HeldReimbursement>
