// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What a family has paid above what it owes (過誤納), and what of it is not decided about yet.
public struct Overpayment: Hashable, Sendable {
    /// Where it comes from.
    public enum Origin: String, CaseIterable, Sendable, Hashable {
        /// Paid above what was outstanding: twice, after netting, too much.
        case paid
        /// Had come in for a claim that was withdrawn afterwards.
        case withdrawn

        /// The word on screens and letters.
        public var wording: String {
            switch self {
            case .paid: "納める額を超える納付"
            case .withdrawn: "取り下げた返還の納付"
            }
        }
    }

    public let id: Int64
    public let recovery: Int64
    public let child: AddresseeNumber
    /// The debtor: the money is theirs.
    public let recipient: AddresseeNumber
    public let origin: Origin
    /// The receipt that it was paid with, or that it was; `nil` where nothing was outstanding.
    let event: Int64?
    public let amount: Yen
    public let receivedOn: CivilDate
    /// The slip that it was paid by (納付書・領収済通知書の番号).
    public let slip: String
    /// Who recorded it.
    public let officer: String
    /// Proposed, given back or set off.
    public let taken: Yen
    /// Why it counts no more, and who has said it.
    public let reversal: RecoveryReceipt.Reversal?
    /// When the claim was decided about, and the payment that it is about; they say the fiscal year.
    let askedOn: CivilDate
    let paidOn: CivilDate?
    /// When the claim was withdrawn.
    let withdrawnOn: CivilDate?

    /// Since when it may be asked back: of a claim that was withdrawn not before that.
    public var claimableFrom: CivilDate {
        origin == .withdrawn ? max(receivedOn, withdrawnOn ?? receivedOn) : receivedOn
    }
    /// Whether it may be taken back by itself: nothing is decided about it, and no receipt holds it.
    public var isReversible: Bool {
        (event == nil || origin == .withdrawn) && free == amount
    }
    /// What may still be given back or set off.
    public var free: Yen { reversal == nil ? amount - taken : .zero }
}

/// How an excess leaves the books (還付の方法).
public enum RefundWay: String, CaseIterable, Sendable, Hashable {
    case transfer, counter
    /// 充当 to another claim of the same debtor.
    case credit

    /// The word on screens and letters.
    public var wording: String {
        switch self {
        case .transfer: "口座への振込"
        case .counter: "窓口での還付"
        case .credit: "ほかの返還への充当"
        }
    }
}

/// Why an excess may be set off against another claim (充当の根拠).
public enum CreditBasis: String, CaseIterable, Sendable, Hashable {
    /// The debtor agreed.
    case consent
    /// The city tells it by the notice.
    case notice

    /// The word on screens.
    public var wording: String {
        switch self {
        case .consent: "本人の同意"
        case .notice: "市の通知"
        }
    }
}

/// What is proposed, and under which charge it leaves (戻出 and 過年度還付).
public struct RefundCharge: Hashable, Sendable {
    /// Which side of the accounts pays.
    public enum Side: String, CaseIterable, Sendable, Hashable {
        /// 戻出: from the income of the year that got it, while that is open.
        case income
        /// 過年度還付: expenditure of the running year.
        case expenditure

        /// The word on screens.
        public var wording: String {
            switch self {
            case .income: "歳入の戻出"
            case .expenditure: "歳出（過年度還付）"
            }
        }
    }

    public let side: Side
    public let year: FiscalYear
    /// 科目, as the book of the city writes it.
    public let account: String
}
