// SPDX-License-Identifier: Apache-2.0

/// By which way the office asks.
public enum InquiryWay: String, Sendable, CaseIterable {
    case network, letter

    public var wording: String {
        switch self {
        case .network: "中間サーバー"
        case .letter: "照会書"
        }
    }
}

/// One step in the course of an inquiry, as System 1 learns of it.
public enum InquiryEvent: String, Sendable, CaseIterable {
    /// ① An officer asked; of a letter: it was written.
    case requested
    /// ②③ System 2 has it and has exchanged the numbers.
    case accepted
    case sent
    /// The 情報提供許可証 was issued.
    case permitted
    case answered
    /// ⑱ The result stands in System 1.
    case stored
    /// ⑲ An officer has looked at it.
    case confirmed
    case refused
    case withdrawalAsked = "withdrawal-asked"
    case withdrawn, expired
    /// The result came when the office might no longer take it: it was not stored.
    case discarded
    /// A letter was sent again (督促).
    case reminded

    /// The wording in the course.
    public var wording: String {
        switch self {
        case .requested: "照会の依頼"
        case .accepted: "統合宛名での受付・番号の変換"
        case .sent: "中間サーバーへの送信"
        case .permitted: "情報提供の許可"
        case .answered: "提供者の回答"
        case .stored: "結果の保存"
        case .confirmed: "結果の確認"
        case .refused: "拒否"
        case .withdrawalAsked: "取りやめの依頼"
        case .withdrawn: "取りやめ"
        case .expired: "期限切れ"
        case .discarded: "受け取らずに終了"
        case .reminded: "督促"
        }
    }

    /// Where the inquiry stands after it; `nil` leaves it where it was.
    var status: InquiryStatus? {
        switch self {
        case .requested: .requested
        case .accepted, .sent, .permitted, .answered, .withdrawalAsked: .underWay
        case .stored: .stored
        case .confirmed: .confirmed
        case .refused: .refused
        case .withdrawn: .withdrawn
        case .expired: .expired
        case .discarded: .discarded
        case .reminded: nil
        }
    }
}

/// Where an inquiry stands (照会の状態).
public enum InquiryStatus: String, Sendable, CaseIterable {
    case requested
    case underWay = "under-way"
    case stored, confirmed, refused, withdrawn, expired, discarded

    /// Whether somebody still has to act or to wait.
    public var isOpen: Bool { self == .requested || self == .underWay || self == .stored }
    /// Whether no answer has come yet.
    public var isWaiting: Bool { self == .requested || self == .underWay }

    /// The wording on screens.
    public var wording: String {
        switch self {
        case .requested: "照会依頼済"
        case .underWay: "処理中"
        case .stored: "結果取得済"
        case .confirmed: "確認済"
        case .refused: "拒否"
        case .withdrawn: "取りやめ"
        case .expired: "期限切れ"
        case .discarded: "受取りせず"
        }
    }

    /// What an officer may do, checked before any event is added.
    var mayWithdraw: Bool { isWaiting }
    var mayConfirm: Bool { self == .stored }
}
