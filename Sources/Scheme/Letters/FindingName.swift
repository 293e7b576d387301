// SPDX-License-Identifier: Apache-2.0

/// The requirements that were not met, as a letter says them (却下の理由 …). A sentence is known by the
/// words that it was judged and kept under; the books say it under `findings`.
///
/// What is met, and what only an officer reads, is no letter's and stands where it is found.
public enum FindingName: String, PlainWord {
    // Facts that cannot be
    case notBorn = "not-born"
    case leftBeforeComing = "left-before-coming"
    case uninsuredBeforeInsured = "uninsured-before-insured"
    // 年齢
    case tooOld = "too-old"
    case ageCovered = "age-covered"
    case ageUnset = "age-unset"
    case ageWithoutRule = "age-without-rule"
    // 住所
    case notYetResident = "not-yet-resident"
    case residentNoMore = "resident-no-more"
    case noAddress = "no-address"
    // 居住の特例, behind one of the sentences on residence
    case studyAway = "study-away"
    case facilityOutside = "facility-outside"
    case facilityInside = "facility-inside"
    case apartFromGuardian = "apart-from-guardian"
    // 健康保険
    case notYetInsured = "not-yet-insured"
    case insuredNoMore = "insured-no-more"
    case uninsured
    // 除外事由 without a reading of the book
    case exclusionUnknown = "exclusion-unknown"
    case marriageUnknown = "marriage-unknown"
    case publicAssistance = "public-assistance"
    case fosterPlacement = "foster-placement"
    case facilityPlacement = "facility-placement"
    case otherSchemeLeavesZero = "other-scheme-leaves-zero"
    case married
    // 所得
    case incomeExceeded = "income-exceeded"
    case incomeUnknown = "income-unknown"
    case startUnknown = "start-unknown"
    // 在留資格
    case stayUnset = "stay-unset"
    case stayUnknown = "stay-unknown"
    case statusExcluded = "status-excluded"
    case statusNotListed = "status-not-listed"
    case stayExpired = "stay-expired"
    case stayTooShort = "stay-too-short"
    // 受給者
    case notRecipient = "not-recipient"
    // 資格の始まり
    case startUnset = "start-unset"
    case startInTime = "start-in-time"
    case startLate = "start-late"
    case startWithoutLimit = "start-without-limit"
    case startUnasked = "start-unasked"
    /// Behind one of the sentences on the start.
    case unknownBefore = "unknown-before"

    static let patterns = table()

    var plain: String {
        switch self {
        case .notBorn: "{1}にはまだ生まれていません(出生日 {2})"
        case .leftBeforeComing: "住み始めた日 {1} より転出の日 {2} が後ではありません"
        case .uninsuredBeforeInsured: "保険の加入日 {1} より喪失日 {2} が後ではありません"
        case .tooOld: "{1}生まれは {2}({3})のため、{4}は対象外です"
        case .ageCovered: "{1}生まれは {2}({3})の対象です"
        case .ageUnset: "{1} が制度の本にない(未設定または確認前の期間)ため判定できません"
        case .ageWithoutRule: "{1}に施行されている年齢の規定がありません"
        case .notYetResident: "{1}にはまだ住んでいません({2}から)"
        case .residentNoMore: "{1}から市内に住んでいません"
        case .noAddress: "市内の住所がありません"
        case .studyAway: "{1}(就学のため市外に住む子の特例、{2})"
        case .facilityOutside: "{1}(市外の施設に入所した子の特例(住所地特例)、{2})"
        case .facilityInside: "{1}(他の市町村から市内の施設に入所した子の特例(住所地特例)、{2})"
        case .apartFromGuardian: "{1}(保護者と離れて住む子の特例、{2})"
        case .notYetInsured: "{1}にはまだ健康保険に加入していません({2}から)"
        case .insuredNoMore: "{1}から健康保険に加入していません"
        case .uninsured: "健康保険に加入していません"
        case .exclusionUnknown:
            "「{1}」が除外事由かどうか、eligible-child.excluded-list が未設定のため判定できません"
        case .marriageUnknown: "婚姻が除外事由かどうか、eligible-child.excluded-list が未設定のため判定できません"
        case .publicAssistance: "生活保護を受けている"
        case .fosterPlacement: "里親・小規模住居型児童養育事業に委託されている"
        case .facilityPlacement: "児童福祉施設に入所している"
        case .otherSchemeLeavesZero: "他の制度により自己負担がない"
        case .married: "婚姻している"
        case .incomeExceeded: "{1}の所得が限度額を超えています"
        case .incomeUnknown: "{1}がないため、所得の要件を判定できません"
        case .startUnknown: "{1}がないため、資格の始まりを判定できません"
        case .stayUnset: "{1} が未設定のため、在留資格の要件を判定できません"
        case .stayUnknown: "{1}がないため、在留資格の要件を判定できません"
        case .statusExcluded: "在留資格「{1}」は対象になりません"
        case .statusNotListed: "在留資格「{1}」は対象の在留資格ではありません"
        case .stayExpired: "在留期間が{1}で満了しています"
        case .stayTooShort: "市内に住み始めた{1}から在留期間の満了日{2}までが{3}か月に足りません"
        case .notRecipient: "受給者になる人が{1}ではありません"
        case .startUnset: "{1} が未設定のため、資格の始まりを判定できません"
        case .startInTime: "{1} {2}、申請 {3}(期限 {4} 以内)なので{5}から、資格は{6}から"
        case .startLate: "{1} {2}、申請 {3}(期限 {4} を過ぎた)なので{5}から、資格は{6}から"
        case .startWithoutLimit: "{1} {2}、申請 {3}、{4}から、資格は{5}から"
        case .startUnasked: "{1} {2}、申請日は渡されていないので期限内の申請として計算、資格は{3}から"
        case .unknownBefore: "{1}(それより前は制度の本に規定がないため不明)"
        }
    }
}
