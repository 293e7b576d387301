// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One rule's answer: met or not, why, and by which article.
public struct Finding: Sendable, Hashable {
    /// The rules, in the order in which they are looked at.
    public enum Rule: String, Sendable, CaseIterable {
        case facts
        case age
        case residence
        case insurance
        case exclusion
        case marriage
        /// 所得; only of books that ask for it.
        case income
        /// 在留資格; only of books that ask for it.
        case stay
        /// 保護者・受給者の要件; only of books that refuse for it.
        case recipient
        case start = "start-of-entitlement"
    }

    public let rule: Rule
    public let article: String?
    public let met: Bool
    public let because: String
}

/// The answer for one kind of care.
public struct SettingJudgement: Sendable, Hashable {
    public let eligible: Bool
    /// The entitlement that contains the day asked, half-open; `nil` when not eligible.
    public let period: EffectivePeriod?
    public let findings: [Finding]
    /// Paths of the values used that no officer has signed yet.
    public let unconfirmed: [String]
    /// What the book would have to hold for a full answer.
    public let unset: [String]
    /// Facts that would have to be known for an answer, in words: whose income of which year.
    public let missing: [String]
    /// Of these the one about the stay (在留): it is asked elsewhere than income.
    public let missingStay: String?
    /// The event that began the entitlement, where one was found.
    public let event: StartEvent?
    /// The last day on which an application still counts from the event day, where a limit is set.
    public let deadline: CivilDate?

    /// The findings that are not met.
    public var refusals: [Finding] { findings.filter { !$0.met } }
}

/// The answer of `judge`.
public struct Judgement: Sendable, Hashable {
    public let outpatient: SettingJudgement
    public let inpatient: SettingJudgement
    /// Digest of the text that was applied.
    public let book: String

    /// The answer for one kind of care.
    public subscript(_ setting: CareSetting) -> SettingJudgement {
        switch setting {
        case .outpatient: outpatient
        case .inpatient: inpatient
        }
    }
}
