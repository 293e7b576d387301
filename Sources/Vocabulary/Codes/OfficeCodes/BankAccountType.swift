// SPDX-License-Identifier: Apache-2.0

/// The type of a bank account (預金種目) as 総合振込 writes it.
public enum BankAccountType: String, OfficeCode {
    case ordinary = "1"
    case current = "2"
    case savings = "4"
    case other = "9"

    public static let listName = "預金種目"

    public var wording: String {
        switch self {
        case .ordinary: "普通"
        case .current: "当座"
        case .savings: "貯蓄"
        case .other: "その他"
        }
    }
}
