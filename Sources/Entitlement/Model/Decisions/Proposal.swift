// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why an officer must look at a proposal before it is approved; batch approval leaves it out.
public enum ProposalFlag: String, Sendable, CaseIterable {
    case refusal = "却下"
    case lateApplication = "期限後の申請"
    case protectedPerson = "支援措置"
    case accountDoubt = "口座の疑い"
    case unconfirmedLaw = "未確認の制度値"
    case consequences = "支給済みへの影響"
    case insuranceGap = "保険の空白"
    case recipientGone = "受給者の異動"
    case reopening = "資格の復活"
    case past = "終わった期間の認定"
    case competingClaim = "別の保護者からも申出"
    case guardianDoubt = "保護者の確認"
    case sameChild = "同じ児童の疑い"
    case stayPeriod = "在留期限"
    case correction = "決定の訂正"
    case suspension = "資格の停止・解除"
    case residenceException = "市外居住の特例"
    case notInsuredPerson = "申請者が被保険者でない"
    case lowerIncome = "もう一方の保護者の所得が高い"
    case officersFinding = "判定と違う却下"
}

/// A decision that waits for the second officer; with number, day and approver it becomes a row of
/// 資格履歴.
public struct ProposalDraft: Hashable, Sendable {
    public var applicationID: Int64?
    public var judgementID: Int64?
    /// The decision it was made upon; approval is refused when another one came in between.
    public var baseHistoryID: Int64?
    public var child: AddresseeNumber
    public var recipient: AddresseeNumber
    public var childBorn: CivilDate
    public var applicationKind: ApplicationKind
    public var applicationReason: ApplicationReason
    public var appliedOn: CivilDate
    public var isExOfficio: Bool
    public var causeOn: CivilDate?
    public var effectiveOn: CivilDate
    public var result: DecisionResult
    public var reason: DecisionReason
    public var periods: EntitlementPeriods
    public var cause: DecisionCause
    /// One sentence for inbox and letter: what follows from what.
    public var explanation: String
    public var flags: Set<ProposalFlag>
    public var consequences: [Consequence]
    public var scheme: String?
    /// Digits of the entitlement the proposal changes; `nil` for new ones.
    public var recipientNumber: String?

    /// Whether it takes a refusal back: an application is opened again, and no entitlement changes.
    public var reopensApplication: Bool {
        cause == .correction && result == .revoked && applicationID != nil
    }

    /// The result in words.
    public var resultWording: String {
        reopensApplication ? ReopenedRefusal.step : result.wording
    }

    /// The reason in words.
    public var reasonWording: String {
        reopensApplication ? "申請を審査に戻す" : reason.wording
    }

    /// The flags in their fixed order.
    public var flagWords: [String] {
        ProposalFlag.allCases.filter { flags.contains($0) }.map(\.rawValue)
    }
}

/// A proposal as the inbox (決裁待ち) shows it.
public struct PendingProposal: Hashable, Sendable {
    public let id: Int64
    public let draft: ProposalDraft
    public let proposer: String
    public let proposedAt: Instant
    public let operation: Int64
    /// Consequences as written for the officer.
    public let consequenceTexts: [String]
    /// Serial of the pre-numbered form, where the application named one.
    let preferredSerial: Int?
}
