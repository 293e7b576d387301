// SPDX-License-Identifier: Apache-2.0

/// Where a claim came from (入力元区分, レセプト).
public enum ClaimSource: String, OfficeCode {
    case federation = "1"
    case paymentFund = "2"
    case counter = "3"
    case mail = "4"
    case online = "5"
    case institution = "6"
    case insurerNotice = "7"
    case migration = "8"
    case correction = "9"

    public static let listName = "入力元区分"

    public var wording: String {
        switch self {
        case .federation: "国保連"
        case .paymentFund: "支払基金"
        case .counter: "窓口償還"
        case .mail: "郵送償還"
        case .online: "電子申請償還"
        case .institution: "医療機関(連名簿・明細書)"
        case .insurerNotice: "保険者の通知"
        case .migration: "移行"
        case .correction: "訂正"
        }
    }
}
