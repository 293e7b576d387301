// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 決裁の保留: a proposal that a head has put aside.
public struct ProposalHold: Hashable, Sendable {
    public let proposal: Int64
    public let reason: String
    /// The day on which the head wanted to look again.
    public let lookAgainOn: CivilDate
    public let officer: String
    public let since: Instant
}
