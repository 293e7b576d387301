// SPDX-License-Identifier: Apache-2.0

/// The result of an objection (申立結果, レセプト).
public enum ObjectionResult: String, OfficeCode {
    case pending = "0"
    case accepted = "1"
    case partlyAccepted = "2"
    case upheld = "3"
    case withdrawn = "4"

    public static let listName = "申立結果"

    public var wording: String {
        switch self {
        case .pending: "申立中"
        case .accepted: "認容"
        case .partlyAccepted: "一部認容"
        case .upheld: "原審どおり"
        case .withdrawn: "取下げ"
        }
    }
}
