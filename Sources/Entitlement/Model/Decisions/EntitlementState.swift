// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One decision of 資格履歴, as the record holds it.
public struct EntitlementDecision: Hashable, Sendable {
    public let id: Int64
    public let recordedAt: Instant
    public let operation: Int64
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    public let childBorn: CivilDate
    public let applicationKind: ApplicationKind
    public let applicationReason: ApplicationReason
    public let appliedOn: CivilDate
    public let isExOfficio: Bool
    public let causeOn: CivilDate?
    public let decidedOn: CivilDate
    public let result: DecisionResult
    public let reason: DecisionReason
    /// `nil` only for a refusal.
    public let recipientNumber: String?
    /// The whole resulting periods.
    public let periods: EntitlementPeriods
    public let effectiveOn: CivilDate
    public let applicationID: Int64?
    public let proposalID: Int64
    public let judgementID: Int64?
    public let proposer: String
    public let approver: String
    public let cause: DecisionCause
    /// Digest of the book it was decided under.
    public let scheme: String?

    /// Whether the entitlement stands after it, be it suspended.
    public var isStanding: Bool { isLive || result == .suspended }

    /// Whether the entitlement goes on after this decision.
    public var isLive: Bool {
        switch result {
        case .granted, .changed, .resumed: true
        case .refused, .lapsed, .suspended, .revoked, .withdrawn: false
        }
    }
}

/// Why a decision was made at all (原因).
public enum DecisionCause: String, Sendable, CaseIterable {
    case application, notification
    case exOfficio = "ex-officio"
    case rejudgement
    case yearEnd = "year-end"
    case correction

    public var wording: String {
        switch self {
        case .application: "申請"
        case .notification: "届出"
        case .exOfficio: "職権"
        case .rejudgement: "再判定"
        case .yearEnd: "年度末"
        case .correction: "訂正"
        }
    }
}

/// The newest decision of one strand of entitlement: a child under one recipient number.
public typealias EntitlementState = EntitlementDecision
