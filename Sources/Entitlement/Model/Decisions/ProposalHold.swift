// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 決裁の保留: a proposal that a head has put aside; of an entitlement, a reimbursement or a run of
/// payment.
public struct ProposalHold: Hashable, Sendable {
    public let proposal: Int64
    public let reason: String
    /// The day on which the head wanted to look again.
    public let lookAgainOn: CivilDate
    public let officer: String
    public let since: Instant
}

/// One step of 決裁の保留: put aside, or taken up again.
public struct HoldStep: Hashable, Sendable {
    public let proposal: Int64
    public let reason: String
    /// `nil` where the hold ends.
    public let lookAgainOn: CivilDate?
    public let officer: String
    public let at: Instant

    public init(
        proposal: Int64, reason: String, lookAgainOn: CivilDate?, officer: String, at: Instant
    ) {
        self.proposal = proposal
        self.reason = reason
        self.lookAgainOn = lookAgainOn
        self.officer = officer
        self.at = at
    }

    /// What stands after this step.
    public var hold: ProposalHold? {
        lookAgainOn.map {
            ProposalHold(
                proposal: proposal, reason: reason, lookAgainOn: $0, officer: officer, since: at)
        }
    }

    public var wording: String { lookAgainOn == nil ? "決裁の再開" : "決裁の保留" }
}
