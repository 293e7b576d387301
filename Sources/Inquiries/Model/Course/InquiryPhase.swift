// SPDX-License-Identifier: Apache-2.0

/// A step in the course of an inquiry through the intermediate server (中間サーバー).
public enum InquiryPhase: String, Sendable, CaseIterable, Codable {
    /// ② System 1 has handed it over.
    case requested
    /// ③④ 宛名番号 → 団体内統合宛名番号.
    case converted
    /// The call has begun: nobody knows yet whether it arrived.
    case sending
    /// ⑤⑥ The intermediate server has taken it.
    case sent
    /// The 情報提供許可証 was issued.
    case permitted
    /// ⑦–⑨ The result lies at the city's own intermediate server.
    case answered
    /// ⑱
    case stored
    /// ⑲
    case confirmed
    case refused
    case withdrawalAsked = "withdrawal-asked"
    case withdrawn
    case expired

    /// The steps in their only order.
    static let line: [InquiryPhase] = [
        .requested, .converted, .sending, .sent, .permitted, .answered, .stored, .confirmed,
    ]

    /// Whether nothing can follow.
    public var isEnd: Bool {
        switch self {
        case .confirmed, .refused, .withdrawn, .expired: true
        default: false
        }
    }

    /// The wording in messages and lists.
    public var wording: String {
        switch self {
        case .requested: "照会依頼"
        case .converted: "番号変換"
        case .sending: "送信中"
        case .sent: "送信済"
        case .permitted: "許可"
        case .answered: "回答あり"
        case .stored: "結果保存"
        case .confirmed: "確認済"
        case .refused: "拒否"
        case .withdrawalAsked: "取りやめ依頼"
        case .withdrawn: "取りやめ"
        case .expired: "期限切れ"
        }
    }
}
