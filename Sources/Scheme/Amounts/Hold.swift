// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What keeps a claim from being paid, as bits.
struct Holds: OptionSet, Sendable, Hashable {
    let rawValue: UInt32
    static let yenPerPoint = Holds(rawValue: 1)
    static let burdenRatio = Holds(rawValue: 1 << 1)
    static let bornMissing = Holds(rawValue: 1 << 2)
    static let rounding = Holds(rawValue: 1 << 3)
    static let highCostTable = Holds(rawValue: 1 << 4)
    static let highCostBand = Holds(rawValue: 1 << 5)
    static let funds = Holds(rawValue: 1 << 6)
    static let fundNotListed = Holds(rawValue: 1 << 7)
    static let outsideFundPart = Holds(rawValue: 1 << 8)
    static let copayment = Holds(rawValue: 1 << 9)
    static let daysMissing = Holds(rawValue: 1 << 10)
    static let visitsMissing = Holds(rawValue: 1 << 11)
    static let mealRates = Holds(rawValue: 1 << 12)
    static let mealCover = Holds(rawValue: 1 << 13)
    static let mealFundShare = Holds(rawValue: 1 << 14)
    static let mealsImpossible = Holds(rawValue: 1 << 15)
    static let inKindArea = Holds(rawValue: 1 << 16)
    static let institutionPlace = Holds(rawValue: 1 << 17)
    static let switchRule = Holds(rawValue: 1 << 18)
    static let beforeBirth = Holds(rawValue: 1 << 19)
    static let additionalOrder = Holds(rawValue: 1 << 20)
    static let incomeClasses = Holds(rawValue: 1 << 21)
    static let incomeMissing = Holds(rawValue: 1 << 22)
    static let countedChildren = Holds(rawValue: 1 << 23)
    static let siblingsMissing = Holds(rawValue: 1 << 24)
    static let careMissing = Holds(rawValue: 1 << 25)
    static let soFarMissing = Holds(rawValue: 1 << 26)
    static let firstVisitsMissing = Holds(rawValue: 1 << 27)
    static let stayMissing = Holds(rawValue: 1 << 28)
    static let multipleRule = Holds(rawValue: 1 << 29)

    /// Every bit, in the order of the calculation.
    static let all: [Holds] = (0..<30).map { Holds(rawValue: 1 << $0) }
}

extension Holds {
    /// The reasons in words; each names the missing value of the book or of the claim.
    func wording(_ law: MonthLaw, _ claim: ClaimNumbers) -> String? {
        let reasons = Holds.all.filter { contains($0) }.map { $0.reason(law, claim) }
        return reasons.isEmpty ? nil : reasons.joined(separator: "、")
    }

    private func reason(_ law: MonthLaw, _ claim: ClaimNumbers) -> String {
        switch self {
        case .bornMissing: "born: 年齢で決まる割合や食事のため生年月日が必要です"
        case .highCostBand: "highCost.band: \(law.bandMissing)"
        case .fundNotListed: "otherFunds.funder: 公費の優先順(funds.order)にない法別番号です"
        case .outsideFundPart:
            "\(law.path(of: self)): 公費の対象外の部分が高額療養費の限度額を超えます。合算の規定が未設定です"
        case .daysMissing: "days: 一部負担金・食事の計算に診療日数が必要です"
        case .visitsMissing: "visits: 一部負担金の計算に受診回数が必要です"
        case .mealsImpossible: "meals.count: 外来の食事、または月の日数を超える食数です"
        case .institutionPlace: "municipality: 現物給付の区域か判断できない医療機関です"
        case .careMissing: "care: 一部負担金の計算に診療種別が必要です"
        case .soFarMissing:
            "soFar: 一部負担金の月の通算に、同じ月のほかの請求の一部負担金(多数回なら前の月のものも)が必要です"
        case .stayMissing:
            "admitted: 一部負担金の計算に、請求の入院年月日(診療月までの日)が必要です。請求元に確かめてください"
        case .firstVisitsMissing:
            "firstVisits: 一部負担金の計算に、初診の回数(初診でなければ 0)が必要です"
        case .incomeMissing:
            "incomes: 一部負担金の所得区分に\(claim.missingIncome ?? "父母の課税の情報")が必要です"
        case .siblingsMissing:
            "siblings: 一部負担金を決める第何子・児童の人数に、福祉世帯の登録(児童と生年月日)が必要です"
        case .beforeBirth: "treatmentMonth: 出生の月より前の診療です"
        default: "\(law.path(of: self)) が未設定です(制度の本に値を登録してください)"
        }
    }
}

extension MonthLaw {
    /// Why no limit can be read for a band, or for that of a public fund, and what to do.
    fileprivate var bandMissing: String {
        let table = highCost?.id ?? month.description
        let bands = bandNames.joined(separator: "、")
        let why = "\(table)からの高額療養費の表にない区分です(公費の限度額に使う区分を含む。表の区分: \(bands))。"
        // Where every band has the code that files and screens know, what is written is a slip.
        guard !bandNames.allSatisfy({ Vocabulary.HighCostBand(rawValue: $0) != nil }) else {
            return why + "区分の誤りなら直すか返戻し、改正なら制度の本の高額療養費の表を直してください"
        }
        // The law of this table is announced and its names are not: nobody invents a code.
        return why
            + "この表は未確認で、区分の名は仮のものです(レセプトと様式の新しい区分の記号は公表を確かめていません)。"
            + "償還は保険者の支給決定額を入れれば計算します。現物の請求は支払わずに待ち、区分と額が公表されたら"
            + "制度の本の高額療養費の表と、区分の様式(high-cost-band)を直してください"
    }
}
