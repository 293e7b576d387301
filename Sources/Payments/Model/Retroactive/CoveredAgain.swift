// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 資格が戻った、前のシステムの給付の返還: a payment of the system used before that a family was asked to give
/// back because no entitlement covered it, and that one covers again. Nothing is paid or withdrawn by
/// itself: an officer is told.
public struct CoveredAgain: Hashable, Sendable {
    public let child: AddresseeNumber
    public let month: YearMonth
    /// The claim against the family.
    public let recovery: Recovery
    /// Whether every day that the old system's decisions covered is covered again.
    public let isWhole: Bool

    /// Whether the family is still asked for something.
    public var isOpen: Bool { recovery.outstanding > .zero }
}
