// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Where a payment run stands (支払処理).
public enum PaymentRunStatus: String, CaseIterable, Sendable, Hashable {
    case proposed, approved
    case sentBack = "sent-back"
    /// The file for the bank was written.
    case written
    /// The results are known.
    case settled

    /// The word on screens.
    public var wording: String {
        switch self {
        case .proposed: "決裁待ち"
        case .approved: "決裁済"
        case .sentBack: "差戻し"
        case .written: "振込データ作成済"
        case .settled: "結果取込済"
        }
    }
}

/// What happens to a run; the raw value is also the state that it leads to.
enum PaymentRunEvent: String, CaseIterable, Sendable {
    case proposed, approved
    case sentBack = "sent-back"
    case written, settled

    var from: Set<PaymentRunStatus> {
        switch self {
        case .proposed: []
        case .approved: [.proposed]
        case .sentBack: [.proposed, .approved]
        case .written: [.approved]
        case .settled: [.written]
        }
    }

    var to: PaymentRunStatus {
        switch self {
        case .proposed: .proposed
        case .approved: .approved
        case .sentBack: .sentBack
        case .written: .written
        case .settled: .settled
        }
    }
}

/// One payment run: what is paid on one day by one file, or over the counter.
public struct PaymentRun: Hashable, Sendable {
    public let id: Int64
    /// The idempotency key under which it was proposed.
    public let key: String
    /// `2025-0007`: fiscal year and number.
    public let number: String
    public let paymentDay: CivilDate
    public let items: Int
    public let transfers: Int
    public let total: Yen
    /// Transfers with a warning.
    public let warnings: Int
    /// The run that this one is compared with.
    public let previous: Int64?
    /// The article that the payment day rests on.
    public let article: String?
    public let proposer: String
    public let proposedAt: Instant
    public let status: PaymentRunStatus
    public let approver: String?
    public let kind: RunKind
}
