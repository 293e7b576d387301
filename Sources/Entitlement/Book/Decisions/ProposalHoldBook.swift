// SPDX-License-Identifier: Apache-2.0

/// A proposal about an entitlement.
public enum HeldProposal: HeldThing {
    public static let table = "proposal_hold"
    public static let column = "proposal_id"
    public static let waits = """
        NOT EXISTS (SELECT 1 FROM proposal_outcome o WHERE o.proposal_id = h.proposal_id)
        """
}

/// Proposals that are put aside.
public typealias ProposalHoldBook = HoldTable<HeldProposal>
