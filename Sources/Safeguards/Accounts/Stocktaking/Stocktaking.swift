// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A campaign in which every user id is confirmed or removed.
public struct Stocktaking: Sendable, Hashable {
    public let id: Int64
    public let openedAt: Instant
    public let openedBy: String
    /// The last day for answers.
    public let deadline: CivilDate
    public let closedAt: Instant?
    public let lines: Int
    public let openLines: Int
}

/// One user id of a campaign, as it stood when the campaign was opened.
public struct StocktakingLine: Sendable, Hashable {
    public let id: Int64
    public let stocktaking: Int64
    public let officer: String
    public let name: String
    public let department: String
    public let roles: Set<Role>
    /// The first day without the roles.
    public let until: CivilDate?
    public let lastLogin: Instant?
    /// True when nobody has logged in with it for 90 days (`AccountRules.unusedDays`).
    public let isUnused: Bool
    /// 継続, 削除, 無回答; `nil` while nobody has answered.
    public let answer: String?
    public let answeredBy: String?
    public let answeredAt: Instant?
}
