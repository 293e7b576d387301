// SPDX-License-Identifier: Apache-2.0

/// What an officer may give as the reason of an access without a case (利用の理由). A choice of one
/// key at the counter; the words stand in the log.
public enum AccessReason: String, CaseIterable, Sendable {
    case counter, telephone, intake, letter, otherOffice, instruction, other

    /// The word on the screen and in the log.
    public var title: String {
        switch self {
        case .counter: "窓口での相談"
        case .telephone: "電話での照会"
        case .intake: "申請・届出の受付"
        case .letter: "通知・郵便物の確認"
        case .otherOffice: "他課・他機関からの照会"
        case .instruction: "上司の指示による確認"
        case .other: "その他"
        }
    }

    /// The text of the log; `nil` when 「その他」 says nothing.
    public func text(_ words: String) -> String? {
        let words = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard self != .other || !words.isEmpty else { return nil }
        return words.isEmpty ? title : "\(title)：\(words.prefix(200))"
    }
}
