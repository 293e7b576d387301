// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A pending proposal as a list counts, sorts and leafs through it: nothing about a person.
public struct WaitingProposal: Hashable, Sendable {
    public let id: Int64
    public let result: DecisionResult
    public let reason: DecisionReason
    public let proposer: String
    public let proposedAt: Instant
    /// Looked at one by one: never approved in a batch.
    public let isFlagged: Bool
    public let cause: DecisionCause
    let applicationID: Int64?
}

/// Which of the pending proposals a list shows: of one kind, proposed within a time.
public struct ProposalPart: Hashable, Sendable {
    /// `nil` is every kind.
    public let result: DecisionResult?
    public let from: Instant?
    public let until: Instant?

    public init(
        result: DecisionResult? = nil, from: Instant? = nil, until: Instant? = nil
    ) {
        self.result = result
        self.from = from
        self.until = until
    }
}
