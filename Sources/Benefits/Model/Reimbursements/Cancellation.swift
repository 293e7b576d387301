// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 職権取消し of an approved decision about a reimbursement, as proposed.
public struct ReimbursementCancellation: Hashable, Sendable {
    public let id: Int64
    /// The approval that is cancelled: the key under which 支払 knows the decision.
    public let decision: Int64
    public let reimbursement: Int64
    /// The proposal that was approved then: the key of `ReimbursementDecisionBook.decisions`.
    public let proposal: Int64
    public let receipt: String
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    public let payable: Yen
    public let reason: String
    public let proposer: String
    public let proposedAt: Instant
    /// The day of the cancellation; `nil` unless it was approved.
    public let cancelledOn: CivilDate?
    /// What a second officer said; `nil` while it waits.
    public let answer: Answer?

    /// Whether a second officer has approved it or sent it back.
    public var isSettled: Bool { answer != nil }

    /// Approved, or sent back with the reason.
    public struct Answer: Hashable, Sendable {
        public let isApproved: Bool
        public let officer: String
        public let reason: String?
    }
}
