// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why an eligible child has no entitlement (未申請の理由).
public enum UnregisteredReason: String, Sendable, CaseIterable {
    case neverApplied = "never-applied"
    case withdrawn
    case refused
    /// An entitlement ended and nothing bars a new one: moved back in, insured again.
    case ended
    /// 生活保護・里親委託・他制度 ended.
    case exclusionEnded = "exclusion-ended"
    /// A higher age since the enlargement of the scheme, or from one that is near.
    case enlarged

    public var wording: String {
        switch self {
        case .neverApplied: "申請なし"
        case .withdrawn: "取下げのまま"
        case .refused: "却下のまま"
        case .ended: "消滅の後、再び要件を満たす"
        case .exclusionEnded: "除外事由の終了"
        case .enlarged: "制度の拡大"
        }
    }
}

/// A child that meets the requirements by what the registers say and is not entitled.
public struct UnregisteredChild: Hashable, Sendable {
    public let child: AddresseeNumber
    /// To whom an invitation would go; `nil` where the register names nobody.
    public let guardian: AddresseeNumber?
    public let why: UnregisteredReason
    /// A day to come where an enlargement covers the child from then on.
    public let eligibleFrom: CivilDate
    public let born: CivilDate
    public let foundOn: CivilDate
    /// When and how often somebody was invited.
    public let invitedOn: CivilDate?
    public let invitations: Int
}

/// An invitation to apply (勧奨).
public struct Invitation: Hashable, Sendable {
    public let id: Int64
    public let child: AddresseeNumber
    public let guardian: AddresseeNumber
    public let why: UnregisteredReason
    public let invitedOn: CivilDate
    public let dueOn: CivilDate
}

/// What a batch expected and what came of it; every one left out has a reason.
public struct BatchCount: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case yearEnd = "year-end"
        case enlargement, invitation

        public var wording: String {
            switch self {
            case .yearEnd: "年度末の年齢到達"
            case .enlargement: "制度拡大の一括認定"
            case .invitation: "申請の勧奨"
            }
        }
    }

    public let kind: Kind
    public let on: CivilDate
    public let expected: Int
    /// Proposals that wait, or letters that were ordered.
    public let proposed: Int
    /// Carried out under a rule of the head.
    public let carriedOut: Int
    /// Why, and how many.
    public let leftOut: [String: Int]

    public var left: Int { leftOut.values.reduce(0, +) }
    /// Whether every one that was expected was produced or named.
    public var isComplete: Bool { expected == proposed + carriedOut + left }
}
