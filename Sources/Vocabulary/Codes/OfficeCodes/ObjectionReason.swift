// SPDX-License-Identifier: Apache-2.0

/// The reason of an objection (申立理由, レセプト): 01–08 are the checks of an imported claim.
public enum ObjectionReason: String, OfficeCode {
    case notEntitled = "01"
    case outsidePeriod = "02"
    case duplicate = "03"
    case wrongFunderNumber = "04"
    case wrongRecipientNumber = "05"
    case insurerDiffers = "06"
    case ageOrRatioDiffers = "07"
    case pointsOrAmountDiffer = "08"
    case otherFundFirst = "09"
    case sportsCouncilOrThirdParty = "10"
    case askedByInstitution = "11"
    case other = "99"

    public static let listName = "申立理由"

    public var wording: String {
        switch self {
        case .notEntitled: "資格なし"
        case .outsidePeriod: "期間外"
        case .duplicate: "重複"
        case .wrongFunderNumber: "負担者番号誤り"
        case .wrongRecipientNumber: "受給者番号誤り"
        case .insurerDiffers: "保険者相違"
        case .ageOrRatioDiffers: "年齢・負担割合相違"
        case .pointsOrAmountDiffer: "点数・金額相違"
        case .otherFundFirst: "他公費優先"
        case .sportsCouncilOrThirdParty: "日本スポーツ振興センター・第三者行為"
        case .askedByInstitution: "医療機関の依頼"
        case .other: "その他"
        }
    }
}
