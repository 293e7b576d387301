// SPDX-License-Identifier: Apache-2.0

/// How a reimbursement is paid (支払方法, 償還).
public enum PaymentMethod: String, OfficeCode {
    case none = "0"
    case transfer = "1"
    case publicFundsAccount = "2"
    case counter = "3"
    case proxy = "4"
    case offset = "5"

    public static let listName = "支払方法"

    public var wording: String {
        switch self {
        case .none: "支払なし"
        case .transfer: "口座振込"
        case .publicFundsAccount: "公金受取口座への振込"
        case .counter: "窓口払"
        case .proxy: "代理受領(委任)"
        case .offset: "過払への充当"
        }
    }
}
