// SPDX-License-Identifier: Apache-2.0

/// The kind of an objection to a claim (申立区分, レセプト).
public enum ObjectionKind: String, OfficeCode {
    case readjustment = "1"
    case review = "2"
    case returned = "3"
    case withdrawal = "4"

    public static let listName = "申立区分"

    public var wording: String {
        switch self {
        case .readjustment: "過誤"
        case .review: "再審査"
        case .returned: "返戻"
        case .withdrawal: "取下げ"
        }
    }
}
