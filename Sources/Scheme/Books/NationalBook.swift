// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the whole country shares: ratios, high-cost limits, order of funds, meals, rounding.
public struct NationalBook: Sendable {
    /// Always `national`: the folder's name.
    public let id: String
    public let title: String
    public let isConfirmed: Bool
    public let lines: [BookLine]
    /// Digest of the text of this book.
    public let digest: String

    public let yenPerPoint: DatedValues<Int>
    public let burdenRatio: DatedValues<BurdenRatio>
    public let insuranceRounding: DatedValues<Rounding>
    public let counterRounding: DatedValues<Rounding>
    public let highCost: DatedValues<HighCostTable>
    /// How many months past its start the last table is trusted.
    public let trustedMonths: Int
    /// From which time within how many months the lower limit holds (多数回該当).
    public let multipleRule: DatedValues<MultipleRule>
    /// The first month of the year that a yearly cap counts.
    public let capYearStart: DatedValues<Int>
    /// Whose shares the yearly cap adds up.
    public let capUnit: DatedValues<YearCapUnit>
    /// Whether an insurer that goes on as another (承継) is the same one for 世帯合算 and 多数回.
    public let successionIsSame: DatedValues<Bool>
    /// 災害共済給付.
    public let sportsCouncil: DatedValues<SportsCouncilRule>
    /// The least share that counts towards 合算.
    public let combineFrom: DatedValues<Int>
    /// How a household divides a benefit that it gets together (世帯合算の按分).
    public let household: DatedValues<HouseholdRule>
    /// Whether 附加給付 comes before or after the national funds.
    public let additionalOrder: DatedValues<AdditionalBenefitPlace>
    /// Whether the rule for the part outside a fund is known; unset so far.
    public let outsideFundPart: DatedValues<Bool>
    public let funds: DatedValues<FundOrder>
    public let mealRates: DatedValues<MealRates>
    public let mealFundShare: DatedValues<MealFundShare>
    /// 時効, 出納整理期間, 会計年度所属区分.
    public let publicMoney: PublicMoneyLaw
    /// 審査請求期間.
    public let appeals: DatedValues<AppealTerms>

    let examples: [WorkedExample]

    /// The high-cost table of a month of treatment (診療年月).
    ///
    /// The last table is trusted for `trustedMonths` only: no end date is published.
    public func highCostTable(_ month: YearMonth) -> Lookup<HighCostTable> {
        let answer = highCost.on(month.firstDay)
        guard case .found(_, let entry) = answer, let last = highCost.entries.last,
            last.from == entry.from,
            month >= last.from.yearMonth.adding(months: trustedMonths)
        else { return answer }
        return .unset("\(highCost.path)(\(last.from.yearMonth)の表の\(trustedMonths)か月後から先は未確認)")
    }

    /// The limit of a band in a month for a total cost, with its steps.
    ///
    /// - Throws: `AmountRefusal` where the table or the band is not known.
    public func highCostLimit(
        band: String, month: YearMonth, totalCost: Yen, multiple: Bool
    ) throws(AmountRefusal) -> HighCostLimit {
        let table: HighCostTable
        let article: String?
        switch highCostTable(month) {
        case .found(let found, let entry): (table, article) = (found, entry.article)
        case .unset(let path): throw .unset(path)
        case .none: throw .unset("\(highCost.path)(\(month)の表がありません)")
        }
        guard let row = table.band(band) else {
            throw .unknownBand(band, table: table.id, known: table.bands.map(\.name))
        }
        return HighCostLimit(
            table: table, band: row, totalCost: totalCost, multiple: multiple, article: article)
    }
}
