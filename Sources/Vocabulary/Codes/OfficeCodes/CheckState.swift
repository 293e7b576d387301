// SPDX-License-Identifier: Apache-2.0

/// How far a reimbursement has been checked (確認区分, 償還; not the 確認区分 of SN[2]).
public enum CheckState: String, OfficeCode {
    case unchecked = "0"
    case receiptChecked = "1"
    case waitingForInsurer = "2"
    case askingInstitution = "3"
    case waitingForCompletion = "4"
    case done = "9"

    public static let listName = "確認区分"

    public var wording: String {
        switch self {
        case .unchecked: "未確認"
        case .receiptChecked: "領収書確認済"
        case .waitingForInsurer: "保険者決定待ち"
        case .askingInstitution: "医療機関照会中"
        case .waitingForCompletion: "補正待ち"
        case .done: "確認完了"
        }
    }
}
