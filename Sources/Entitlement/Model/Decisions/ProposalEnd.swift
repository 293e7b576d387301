// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What became of a proposal, by whom and when.
public struct ProposalEnd: Hashable, Sendable {
    /// `決裁`, `差戻し`, `別の案に置き換え`.
    public let word: String
    public let isApproved: Bool
    public let officer: String
    public let at: Instant
    public let reason: String?
}
