// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 即日認定の専決: what two heads settled, so that a plain grant at the counter is decided at once.
public struct DecisionRule: Hashable, Sendable {
    /// Where a rule stands.
    public enum State: String, Sendable {
        case proposed, signed, refused, ended

        public var wording: String {
            switch self {
            case .proposed: "承認待ち"
            case .signed: "有効"
            case .refused: "不承認"
            case .ended: "終了"
            }
        }
    }

    public let id: Int64
    public let period: EffectivePeriod
    /// Open days until a use must have been looked at.
    public let checkDays: Int
    /// On what it rests: 専決規程第○条.
    public let ground: String
    public let proposer: String
    /// The second head; `nil` until one decided.
    public let signedBy: String?
    public let state: State

    /// Whether grants may be decided under it on a day.
    public func isInForce(on day: CivilDate) -> Bool {
        state == .signed && period.contains(day)
    }
}

/// One grant that was decided under a rule, and whether somebody looked at it since.
public struct RuleUse: Hashable, Sendable {
    public let id: Int64
    public let rule: Int64
    public let history: Int64
    public let child: AddresseeNumber
    /// Who granted at the counter.
    public let officer: String
    public let usedAt: Instant
    public let dueOn: CivilDate
    /// `nil` until a head looked at it.
    public let isRight: Bool?
    public let checkedBy: String?
    public let note: String?

    public var isOpen: Bool { isRight == nil }
}

/// Why an application cannot be decided at once, in words; the first that holds.
enum AtOnce {
    static func obstacle(_ proposal: PendingProposal, channel: ApplicationChannel) -> String? {
        let draft = proposal.draft
        if draft.result != .granted { return "認定の案ではありません" }
        if channel != .counter { return "窓口で受け付けた申請ではありません" }
        if let flag = draft.flagWords.first { return "注意「\(flag)」があります" }
        return nil
    }
}
