// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The kinds of proposal that the head may approve beforehand by a signed rule.
public enum HeadRuleKind: String, Sendable, CaseIterable {
    case movedOut = "moved-out"
    case died
    case publicAssistance = "public-assistance"
    case reachedAge = "reached-age"
    case nameChange = "name-change"
    case addressChange = "address-change"
    case insuranceChange = "insurance-change"

    public var wording: String {
        switch self {
        case .movedOut: "転出による消滅"
        case .died: "死亡による消滅"
        case .publicAssistance: "生活保護開始による消滅"
        case .reachedAge: "年齢到達による消滅"
        case .nameChange: "氏名の変更"
        case .addressChange: "市内転居による変更"
        case .insuranceChange: "健康保険の変更"
        }
    }

    /// The kind that a decision falls under; `nil` always needs an officer.
    init?(_ reason: DecisionReason) {
        switch reason {
        case .movedOut: self = .movedOut
        case .died: self = .died
        case .publicAssistanceBegan: self = .publicAssistance
        case .reachedAge: self = .reachedAge
        case .changedName: self = .nameChange
        case .changedAddress: self = .addressChange
        case .changedInsurance: self = .insuranceChange
        case .requirementsMet, .address, .age, .notInsured, .publicAssistance,
            .facilityOrFosterCare, .otherSchemeFirst, .married, .incomeExceeded,
            .documentsNotCompleted, .guardianRequirement, .stayStatus, .changedAccount,
            .changedMailingAddress, .changedRecipient, .enteredFacilityOrFosterCare,
            .marriedSince, .lostInsurance, .movedToOtherScheme, .declinedSince, .rejudged,
            .correctedGrant, .other:
            return nil
        }
    }
}

/// A rule signed by the head: proposals of a kind are carried out under both names.
public struct HeadRule: Hashable, Sendable {
    /// Who ended a rule before its day, and when.
    public struct End: Hashable, Sendable {
        public let officer: String
        public let at: Instant
    }

    public let id: Int64
    public let kind: HeadRuleKind
    public internal(set) var period: EffectivePeriod
    public let signedBy: String
    public let signedAt: Instant
    public internal(set) var end: End?
}
