// SPDX-License-Identifier: Apache-2.0

/// The kind of care of a reimbursement (診療種別, 償還).
public enum CareKind: String, OfficeCode {
    case medical = "01"
    case dental = "02"
    case pharmacy = "03"
    case visitingNursing = "04"
    case judoTherapy = "05"
    case massage = "06"
    case acupuncture = "07"
    case orthosis = "08"
    case mealsOnly = "09"
    case other = "99"

    public static let listName = "診療種別"

    public var wording: String {
        switch self {
        case .medical: "医科"
        case .dental: "歯科"
        case .pharmacy: "調剤"
        case .visitingNursing: "訪問看護"
        case .judoTherapy: "柔道整復"
        case .massage: "あんま・マッサージ"
        case .acupuncture: "はり・きゅう"
        case .orthosis: "治療用装具"
        case .mealsOnly: "食事療養のみ"
        case .other: "その他"
        }
    }
}
