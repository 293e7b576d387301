// SPDX-License-Identifier: Apache-2.0

/// The outcome of a reimbursement (判定結果, 償還).
public enum ReimbursementOutcome: String, OfficeCode {
    case paid = "1"
    case partlyPaid = "2"
    case notPaid = "3"
    case held = "4"
    case returned = "5"
    case withdrawn = "6"

    public static let listName = "判定結果"

    public var wording: String {
        switch self {
        case .paid: "支給"
        case .partlyPaid: "一部支給"
        case .notPaid: "不支給"
        case .held: "保留"
        case .returned: "返戻"
        case .withdrawn: "取下げ"
        }
    }
}
