// SPDX-License-Identifier: Apache-2.0

/// The kind of an application (申請種別, 資格履歴). Acts ex officio carry the kind they replace.
public enum ApplicationKind: String, OfficeCode {
    case registration = "01"
    case change = "02"
    case lapse = "03"
    case reissue = "04"
    case renewal = "05"
    case insuranceEvidence = "06"
    case other = "99"

    public static let listName = "申請種別"

    public var wording: String {
        switch self {
        case .registration: "受給資格登録"
        case .change: "変更届"
        case .lapse: "消滅届"
        case .reissue: "再交付"
        case .renewal: "更新・再認定"
        case .insuranceEvidence: "保険資格情報の提出"
        case .other: "その他"
        }
    }
}
