// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// What became of the payment of a cancelled decision.
public enum CancelledPayment: Hashable, Sendable {
    /// Nothing was scheduled, or nothing of it is left.
    case nothing
    /// It was scheduled and will not be paid.
    case ended(item: Int64)
    /// It was paid: so much is claimed back.
    case claimedBack(recovery: Int64, Yen)
}

/// The payments of decisions (答えは支払), in the same transaction as the cancellation.
public protocol PaymentsOfDecisions: Sendable {
    /// Ends what is scheduled for a decision, or claims back what was paid.
    ///
    /// - Throws: a refusal while the payment is on its way.
    func cancel(_ decision: Int64, reason: String, in scope: Scope) throws -> CancelledPayment
}
