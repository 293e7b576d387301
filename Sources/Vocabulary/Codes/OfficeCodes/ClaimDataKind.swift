// SPDX-License-Identifier: Apache-2.0

/// What a claim is (データ区分, レセプト): the 点数表 of the file.
public enum ClaimDataKind: String, OfficeCode {
    case medical = "1"
    case dental = "3"
    case pharmacy = "4"
    case visitingNursing = "6"
    case diagnosisProcedure = "D"
    case medicalCareExpense = "7"
    case other = "9"

    public static let listName = "データ区分"

    public var wording: String {
        switch self {
        case .medical: "医科"
        case .dental: "歯科"
        case .pharmacy: "調剤"
        case .visitingNursing: "訪問看護"
        case .diagnosisProcedure: "DPC"
        case .medicalCareExpense: "療養費(柔整・あはき)"
        case .other: "その他"
        }
    }
}
