// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A decision that the system used before has made (移行).
///
/// It keeps its own days: decided and effective then, recorded on the day of the migration. Nobody
/// of this system stands in it as who decided.
public struct PriorDecision: Hashable, Sendable {
    /// What stands in place of the officers on every screen and paper.
    public static let proposer = "旧システム"
    public static let approver = "移行"

    /// What the old system called it; the same twice counts once.
    public var sourceKey: String
    public var child: AddresseeNumber
    public var recipient: AddresseeNumber
    public var childBorn: CivilDate
    public var applicationKind: ApplicationKind
    public var applicationReason: ApplicationReason
    public var appliedOn: CivilDate
    public var isExOfficio: Bool
    public var causeOn: CivilDate?
    public var decidedOn: CivilDate
    public var effectiveOn: CivilDate
    public var result: DecisionResult
    public var reason: DecisionReason
    /// `nil` only for a refusal.
    public var recipientNumber: RecipientNumber?
    public var periods: EntitlementPeriods
    /// As the old system names its officer.
    public var officer: String?

    public init(
        sourceKey: String, child: AddresseeNumber, recipient: AddresseeNumber,
        childBorn: CivilDate, applicationKind: ApplicationKind,
        applicationReason: ApplicationReason, appliedOn: CivilDate, isExOfficio: Bool,
        causeOn: CivilDate?, decidedOn: CivilDate, effectiveOn: CivilDate,
        result: DecisionResult, reason: DecisionReason, recipientNumber: RecipientNumber?,
        periods: EntitlementPeriods, officer: String?
    ) {
        self.sourceKey = sourceKey
        self.child = child
        self.recipient = recipient
        self.childBorn = childBorn
        self.applicationKind = applicationKind
        self.applicationReason = applicationReason
        self.appliedOn = appliedOn
        self.isExOfficio = isExOfficio
        self.causeOn = causeOn
        self.decidedOn = decidedOn
        self.effectiveOn = effectiveOn
        self.result = result
        self.reason = reason
        self.recipientNumber = recipientNumber
        self.periods = periods
        self.officer = officer
    }

    /// What caused it, as far as the old record tells.
    var cause: DecisionCause {
        if reason == .reachedAge { return .yearEnd }
        if isExOfficio { return .exOfficio }
        return result == .granted || result == .refused ? .application : .notification
    }

    func draft(system: String) -> ProposalDraft {
        ProposalDraft(
            applicationID: nil, judgementID: nil, baseHistoryID: nil, child: child,
            recipient: recipient, childBorn: childBorn, applicationKind: applicationKind,
            applicationReason: applicationReason, appliedOn: appliedOn, isExOfficio: isExOfficio,
            causeOn: causeOn, effectiveOn: effectiveOn, result: result, reason: reason,
            periods: periods, cause: cause,
            explanation: "\(system)の決定（\(sourceKey)）を移行した。当市の本システムによる決定ではない。",
            flags: [], consequences: [], scheme: nil,
            recipientNumber: recipientNumber?.digits)
    }
}

/// A certificate that the system used before has printed and that is still in somebody's hands.
public struct PriorCertificate: Hashable, Sendable {
    public var sourceKey: String
    public var child: AddresseeNumber
    public var recipientNumber: RecipientNumber
    public var periods: EntitlementPeriods
    public var issuedOn: CivilDate
    public var returnedOn: CivilDate?

    public init(
        sourceKey: String, child: AddresseeNumber, recipientNumber: RecipientNumber,
        periods: EntitlementPeriods, issuedOn: CivilDate, returnedOn: CivilDate?
    ) {
        self.sourceKey = sourceKey
        self.child = child
        self.recipientNumber = recipientNumber
        self.periods = periods
        self.issuedOn = issuedOn
        self.returnedOn = returnedOn
    }

    /// The number under which the desk finds it: none of our own begins so.
    public var issueNumber: String { Self.mark + sourceKey }
    public static let mark = "旧-"
}

/// An account as the system used before had it.
public struct PriorAccount: Hashable, Sendable {
    public var recipient: AddresseeNumber
    public var account: CheckedAccount
    public var period: EffectivePeriod

    public init(recipient: AddresseeNumber, account: CheckedAccount, period: EffectivePeriod) {
        self.recipient = recipient
        self.account = account
        self.period = period
    }
}
