// SPDX-License-Identifier: Apache-2.0

/// The phrases of which co-payments, meals and requirements are told: `1回 {1}`, `月{1}回まで`. A phrase is
/// known by the words that it was counted and kept under; the books say it under `phrases`.
public enum PhraseName: String, PlainWord {
    // What would have to be known; only in sentences on requirements
    case otherParentsTax = "other-parents-tax"
    case recipientsTax = "recipients-tax"
    case taxOf = "tax-of"
    case declarationOf = "declaration-of"
    case incomeOf = "income-of"
    case bookValue = "book-value"
    case renewalOfStay = "renewal-of-stay"
    case statusOfStay = "status-of-stay"
    case endOfStay = "end-of-stay"
    case recipient
    case otherGuardian = "other-guardian"
    // Who may be the recipient
    case parentOrHousehold = "parent-or-household"
    case parent
    case ofHousehold = "of-household"
    case adult
    case parentOrAdult = "parent-or-adult"
    case ofCity = "of-city"
    // From which day
    case birth
    case moveIn = "move-in"
    case insurance
    case exclusionEnded = "exclusion-ended"
    case guardianChange = "guardian-change"
    case ordinanceChange = "ordinance-change"
    case eventDay = "event-day"
    case effectiveDay = "effective-day"
    case applicationDay = "application-day"
    case firstOfMonth = "first-of-application-month"
    // Ages
    case fiscalYearAge = "fiscal-year-age"
    case birthdayMonthAge = "birthday-month-age"
    case birthdayMonthMonths = "birthday-month-months"
    case age
    // What is left to the patient
    case nothing
    case perVisit = "per-visit"
    case perFirstVisit = "per-first-visit"
    case perDay = "per-day"
    case perMonth = "per-month-per-institution"
    case tenthsOfCost = "tenths-of-cost"
    case fractionOfShare = "fraction-of-share"
    case cut
    case halfUp = "half-up"
    case halfDown = "half-down"
    case up
    case mostVisits = "most-visits"
    case mostDays = "most-days"
    case monthCap = "month-cap"
    case nthVisit = "nth-visit"
    case visitsFromTo = "visits-from-to"
    case visitsFrom = "visits-from"
    case nthDay = "nth-day"
    case daysFromTo = "days-from-to"
    case daysFrom = "days-from"
    case ofStay = "of-stay"
    case shared
    case perChild = "per-child"
    case perHousehold = "per-household"
    case apart, together
    case multiple
    case asHighCost = "as-high-cost"
    case timesInMonths = "times-in-months"
    // Whose it is
    case both
    case isFor = "is-for"
    case others
    case noCase = "no-case"
    case incomeClass = "income-class"
    case nthChildFrom = "nth-child-from"
    case childrenFrom = "children-from"
    case stayMonthFrom = "stay-month-from"
    case stayMonthUntil = "stay-month-until"
    case stayMonthsFromTo = "stay-months-from-to"
    case medical, dental, pharmacy
    case visitingNursing = "visiting-nursing"
    case careExpense = "care-expense"
    case appliance
    case otherCare = "other-care"
    case stayMonth = "stay-month"
    case childOrder = "child-order"
    case childNotCounted = "child-not-counted"
    case classOfYear = "class-of-year"
    case higherParent = "higher-parent"
    case parentsSum = "parents-sum"
    case ofRecipient = "of-recipient"
    case levy = "income-levy"
    case income
    // What was counted
    case stayBefore = "stay-before"
    case stayNow = "stay-now"
    case firstVisits = "first-visits"
    case noFirstVisit = "no-first-visit"
    case reached
    case nothingSoFar = "nothing-so-far"
    case claimsSoFar = "claims-so-far"
    case inpatientClaim = "inpatient-claim"
    case outpatientClaim = "outpatient-claim"
    case timesSoFar = "times-so-far"
    case ofMultiple = "of-multiple"
    case monthsBefore = "months-before"
    case noMonths = "no-months"
    case multipleFrom = "multiple-from"
    case isMultiple = "is-multiple"
    case isUsual = "is-usual"
    case uncertainMonths = "uncertain-months"
    // 高額療養費・附加給付
    case table
    case band
    case multipleTimes = "multiple-times"
    case afterFunds = "after-funds"
    case beforeFunds = "before-funds"
    // 食事
    case full, half
    case notCovered = "not-covered"
    case perMeal = "per-meal"
    case leftCap = "left-cap"
    case paidCap = "paid-cap"
    case dayCap = "day-cap"
    case daysOfCare = "days-of-care"

    static let patterns = table()

    var plain: String {
        switch self {
        case .otherParentsTax: "父母のもう一方(福祉世帯に登録がありません)の課税の情報"
        case .recipientsTax: "受給者の課税の情報"
        case .taxOf: "{1}の{2}の課税の情報"
        case .declarationOf: "{1}の{2}の所得の申告(未申告)"
        case .incomeOf: "{1}の{2}の所得の額"
        case .bookValue: "制度の本の値({1})"
        case .renewalOfStay: "{1}に満了した在留期間の更新の記録"
        case .statusOfStay: "児童の在留資格の記録"
        case .endOfStay: "児童の在留期間の満了日の記録"
        case .recipient: "受給者"
        case .otherGuardian: "もう一方の保護者"
        case .parentOrHousehold: "父母か児童と同じ世帯の人"
        case .parent: "父母"
        case .ofHousehold: "児童と同じ世帯の人"
        case .adult: "成年の人"
        case .parentOrAdult: "父母か成年の人"
        case .ofCity: "市内に住む人"
        case .birth: "出生"
        case .moveIn: "転入"
        case .insurance: "健康保険の加入"
        case .exclusionEnded: "除外事由の終了"
        case .guardianChange: "保護者の変更"
        case .ordinanceChange: "制度の拡大(条例改正)"
        case .eventDay: "事由の日"
        case .effectiveDay: "施行日"
        case .applicationDay: "申請日"
        case .firstOfMonth: "申請月の初日"
        case .fiscalYearAge: "{1}歳に達する日以後の最初の3月31日まで"
        case .birthdayMonthAge: "{1}歳に達する日の属する月の末日まで"
        case .birthdayMonthMonths: "生後{1}か月に達する日の属する月の末日まで"
        case .age: "{1}歳に達する日まで"
        case .nothing: "なし"
        case .perVisit: "1回 {1}"
        case .perFirstVisit: "初診 1回 {1}"
        case .perDay: "1日 {1}"
        case .perMonth: "1か月1医療機関 {1}"
        case .tenthsOfCost: "総医療費の{1}割"
        case .fractionOfShare: "自己負担の{1}分の{2}"
        case .cut: "{1}円未満切捨て"
        case .halfUp: "{1}円未満四捨五入"
        case .halfDown: "{1}円未満五捨五超入"
        case .up: "{1}円未満切上げ"
        case .mostVisits: "月{1}回まで"
        case .mostDays: "月{1}日まで"
        case .monthCap: "月 {1} まで"
        case .nthVisit: "{1}回目 {2}"
        case .visitsFromTo: "{1}回目から{2}回目 {3}"
        case .visitsFrom: "{1}回目から {2}"
        case .nthDay: "{1}日目 {2}"
        case .daysFromTo: "{1}日目から{2}日目 {3}"
        case .daysFrom: "{1}日目から {2}"
        case .ofStay: "入院の"
        case .shared: "全医療機関の通算({1})で"
        case .perChild: "児童ごと"
        case .perHousehold: "世帯"
        case .apart: "入院・外来別"
        case .together: "入院・外来を合算"
        case .multiple: "多数回該当({1})は月 {2} まで"
        case .asHighCost: "高額療養費と同じ数え方"
        case .timesInMonths: "{1}か月のうち{2}回目から"
        case .both: "で"
        case .isFor: "は"
        case .others: "ほかは"
        case .noCase: "どの場合にも当たらない"
        case .incomeClass: "所得区分「{1}」"
        case .nthChildFrom: "第{1}子以降"
        case .childrenFrom: "児童{1}人以上の世帯"
        case .stayMonthFrom: "入院の{1}か月目から"
        case .stayMonthUntil: "入院の{1}か月目まで"
        case .stayMonthsFromTo: "入院の{1}か月目から{2}か月目まで"
        case .medical: "医科"
        case .dental: "歯科"
        case .pharmacy: "調剤"
        case .visitingNursing: "訪問看護"
        case .careExpense: "療養費"
        case .appliance: "治療用装具"
        case .otherCare: "その他の診療"
        case .stayMonth: "この月は入院{1}か月目"
        case .childOrder: "数える児童{1}人のうち第{2}子"
        case .childNotCounted: "児童の数に入らない年齢"
        case .classOfYear: "{1}の{2}による所得区分は{3}"
        case .higherParent: "父母の高い方の{1}"
        case .parentsSum: "父母の{1}の合計"
        case .ofRecipient: "受給者の{1}"
        case .levy: "所得割額"
        case .income: "所得"
        case .stayBefore: "この月の前に入院 {1}日"
        case .stayNow: "この月 {1}日"
        case .firstVisits: "この請求の初診 {1}回"
        case .noFirstVisit: "この請求に初診なし"
        case .reached: "月の上限に達した"
        case .nothingSoFar: "先に数える請求なし"
        case .claimsSoFar: "先に受け入れた{1}件"
        case .inpatientClaim: "入院 {1} の {2}"
        case .outpatientClaim: "外来 {1} の {2}"
        case .timesSoFar: "計{1}回"
        case .ofMultiple: "の多数回"
        case .monthsBefore: "前の{1}か月"
        case .noMonths: "上限に達した月なし"
        case .multipleFrom: "{1}回目から多数回"
        case .isMultiple: "この月は{1}回目のため多数回の上限"
        case .isUsual: "この月は{1}回目でふだんの上限"
        case .uncertainMonths: "旧システムの月 {1} は上限に達したか不明で、数えない"
        case .table: "{1}からの表"
        case .band: "区分{1}"
        case .multipleTimes: "多数回"
        case .afterFunds: "他公費の後に充てる"
        case .beforeFunds: "他公費の前に充てる"
        case .full: "全額"
        case .half: "半額"
        case .notCovered: "対象外"
        case .perMeal: "1食 {1} まで"
        case .leftCap: "患者の負担は"
        case .paidCap: "助成は"
        case .dayCap: "1日 {1} まで"
        case .daysOfCare: "診療日数 {1}日"
        }
    }
}

extension PhraseName {
    /// Whether it is a whole place of a sentence on a requirement, and never looked for inside a text.
    var isWhole: Bool {
        switch self {
        case .otherParentsTax, .recipientsTax, .taxOf, .declarationOf, .incomeOf, .bookValue,
            .renewalOfStay, .statusOfStay, .endOfStay, .recipient, .otherGuardian,
            .parentOrHousehold, .parent, .ofHousehold, .adult, .parentOrAdult, .ofCity, .birth,
            .moveIn, .insurance, .exclusionEnded, .guardianChange, .ordinanceChange, .eventDay,
            .effectiveDay, .applicationDay, .firstOfMonth:
            true
        default: false
        }
    }

    /// The places that hold words; the others hold numbers and yen.
    var wordPlaces: Set<Int> {
        switch self {
        case .shared, .multiple, .incomeClass, .higherParent, .parentsSum, .ofRecipient,
            .inpatientClaim, .outpatientClaim, .uncertainMonths, .band:
            [1]
        case .classOfYear: [1, 2, 3]
        default: []
        }
    }

    /// Those of them that hold phrases again; the others are names and days.
    var phrasePlaces: Set<Int> {
        switch self {
        case .shared, .multiple, .higherParent, .parentsSum, .ofRecipient, .inpatientClaim,
            .outpatientClaim:
            [1]
        case .classOfYear: [2]
        default: []
        }
    }
}
