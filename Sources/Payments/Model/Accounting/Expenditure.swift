// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Where an order to pay stands (支出命令).
public enum ExpenditureStatus: String, CaseIterable, Sendable, Hashable {
    case proposed, approved
    case sentBack = "sent-back"
    /// With the treasurer (会計管理者).
    case handedOver = "handed-over"
    case accepted
    /// The treasurer gave it back (返付).
    case returned
    case cancelled

    /// The word on screens.
    public var wording: String {
        switch self {
        case .proposed: "決裁待ち"
        case .approved: "決裁済"
        case .sentBack: "差戻し"
        case .handedOver: "会計管理者へ引渡し済"
        case .accepted: "会計管理者が受領"
        case .returned: "会計管理者から返付"
        case .cancelled: "取消"
        }
    }

    /// Whether it holds a part of the budget.
    public var isLive: Bool {
        switch self {
        case .proposed, .approved, .handedOver, .accepted: true
        case .sentBack, .returned, .cancelled: false
        }
    }

    /// The states from which it is reached.
    var from: Set<ExpenditureStatus> {
        switch self {
        case .proposed: []
        case .approved: [.proposed]
        case .sentBack: [.proposed]
        case .handedOver: [.approved]
        case .accepted, .returned: [.handedOver]
        // What the treasurer has goes with a refund that is given up before it is paid.
        case .cancelled: [.proposed, .approved, .handedOver, .accepted]
        }
    }
}

/// 支出負担行為兼支出命令: what the treasurer is asked to pay from one budget.
public struct Expenditure: Hashable, Sendable {
    public let id: Int64
    /// `2025-00012`: budget year and number.
    public let number: String
    public let place: FiscalPlace
    /// 予算科目.
    public let account: String
    public let accountTitle: String
    /// The run that it pays; `nil` for an invoice.
    public let run: Int64?
    /// What it pays where that is no run: an invoice of a review agency, or a refund.
    public let reference: String?
    public let title: String
    public let payOn: CivilDate
    /// 債権者数.
    public let payees: Int
    public let amount: Yen
    /// Digest of what it is made of.
    public let digest: String
    public let proposer: String
    public let proposedAt: Instant
    public let status: ExpenditureStatus
    public let kind: RunKind?

    /// How a refund is called among the references, by its request.
    static func reference(ofRefund request: Int64) -> String { "refund-\(request)" }

    /// Whether it pays a refund of an excess (歳出還付).
    var isRefund: Bool { reference?.hasPrefix("refund-") ?? false }

    /// The words for how it is paid.
    public var method: String { kind?.wording ?? (isRefund ? "還付" : "請求書払") }
}

/// How much of a budget is left (予算の残り).
public struct BudgetStanding: Hashable, Sendable {
    public let year: FiscalYear
    public let account: String
    public let title: String
    /// 予算現額.
    public let budget: Yen
    /// What orders that stand have taken.
    public let committed: Yen
    /// What came back to the budget (戻入).
    public let restored: Yen
    /// From so much on the office is warned.
    public let warnPercent: Int?

    public var left: Yen { budget - committed + restored }
    /// 執行率, in percent of the budget, cut.
    public var percent: Int {
        budget > .zero ? (committed - restored).amount * 100 / budget.amount : 0
    }
    public var isWarning: Bool { warnPercent.map { percent >= $0 } ?? false }
    public var isExceeded: Bool { left < .zero }
}

/// Why a budget changed.
public enum BudgetEntryKind: String, CaseIterable, Sendable, Hashable {
    case initial, supplement, transfer, reserve, correction

    /// The word on screens.
    public var wording: String {
        switch self {
        case .initial: "当初予算"
        case .supplement: "補正予算"
        case .transfer: "流用"
        case .reserve: "予備費充用"
        case .correction: "登録の訂正"
        }
    }
}

/// One change of a budget.
public struct BudgetEntry: Hashable, Sendable {
    public let year: FiscalYear
    public let account: String
    public let title: String
    public let kind: BudgetEntryKind
    /// Below zero where it was cut.
    public let amount: Yen
    /// 根拠の文書番号.
    public let document: String
    public let officer: String
    public let at: Instant
}

/// What an account of the budget pays.
public enum BudgetCharge: String, CaseIterable, Sendable, Hashable {
    /// 医療費 (扶助費).
    case benefit
    /// 審査支払手数料 (役務費).
    case fee
    /// 過誤納 of closed years (償還金).
    case refund

    /// The word on screens.
    public var wording: String {
        switch self {
        case .benefit: "医療費"
        case .fee: "審査支払手数料"
        case .refund: "過誤納の還付"
        }
    }
}
