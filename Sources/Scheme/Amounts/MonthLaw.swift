// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The law of one month of treatment, looked up once and used for every claim of the month.
///
/// A table is chosen by the month of treatment, never by the day of application or payment.
final class MonthLaw: Sendable {
    let month: YearMonth
    let firstDay: Int32
    let daysInMonth: Int
    let prefecture: Int
    let municipality: Int

    let yenPerPoint: Int?
    let ratio: BurdenRatio?
    /// The earliest day of birth that still has the younger share in this month.
    let youngBornFrom: Int32
    let insuranceRounding: Rounding?
    let counterRounding: Rounding?
    let highCost: HighCostTable?
    /// The rows of the table in its order; `nil` where the month has no table.
    let highCostRows: [HighCostRow]?
    let bandNames: [String]
    let funds: FundLaw?
    let outsideFundPartIsKnown: Bool
    /// Whether 附加給付 comes before or after the national funds.
    let additionalOrder: AdditionalBenefitPlace?
    /// Out-patient at 0, in-patient at 1.
    let copayment: [CopaymentLaw?]
    let asksCare: Bool
    let asksSoFar: Bool
    let asksFirstVisits: Bool
    let asksStay: Bool
    /// Whether the explanation says where a limit was reached: also before the book counts such months,
    /// because it will look back.
    let marksReached: Bool
    /// How the high-cost benefit counts months, for a scheme that counts as it does.
    let multipleRule: MultipleRule?
    /// What the co-payments ask about households; `nil` where they ask nothing.
    let households: HouseholdLaw?
    let mealRates: MealRates?
    let mealCover: MealLaw?
    let mealFundShare: MealFundShare?
    let area: [InKindPlace]?
    let switching: SwitchRule?

    let articles: Articles
    /// What is unset, by the bit that names it.
    private let unsetPaths: [UInt32: String]
    /// Path of the entry used, by the bit of the value, for entries no officer has signed.
    private let unconfirmedPaths: [UInt32: String]

    /// The articles shown beside the steps.
    struct Articles: Sendable {
        var ratio: String?
        var highCost: String?
        var funds: String?
        var additional: String?
        var meals: String?
        var copayment: String?
        var switching: String?
    }

    init(_ book: SchemeBook, month: YearMonth) {
        let day = month.firstDay
        var reading = MonthReading(day: day)
        let national = book.national
        self.month = month
        firstDay = day.dayNumber
        daysInMonth = day.days(until: month.next.firstDay)
        prefecture = Int(book.municipality.prefix(2)) ?? 0
        municipality = Int(book.municipality) ?? 0
        yenPerPoint = reading.take(national.yenPerPoint, .yenPerPoint)
        let ratioEntry = reading.entry(national.burdenRatio, .burdenRatio)
        ratio = ratioEntry?.value
        youngBornFrom =
            ratioEntry?.value.youngUntil.earliestBirth(coveredOn: day).dayNumber ?? Int32.max
        insuranceRounding = reading.take(national.insuranceRounding, .rounding)
        counterRounding = reading.take(national.counterRounding, .rounding)
        let tableEntry = reading.entry(
            national.highCostTable(month), .highCostTable, path: national.highCost.path)
        let table = tableEntry?.value
        highCost = table
        highCostRows = table.map { table in table.bands.map { HighCostRow($0, of: table) } }
        bandNames = table?.bands.map(\.name) ?? []
        let fundEntry = reading.entry(national.funds, .funds)
        funds = fundEntry.map { FundLaw($0.value, table: tableEntry?.value) }
        outsideFundPartIsKnown =
            reading.take(national.outsideFundPart, .outsideFundPart) ?? false
        let additionalEntry = reading.entry(national.additionalOrder, .additionalOrder)
        additionalOrder = additionalEntry?.value
        var copay: [CopaymentLaw?] = []
        let asked = book.copaymentAsks(in: month)
        let household =
            asked.isEmpty ? nil : HouseholdLaw(book.copayment, asked, on: day, &reading)
        households = household
        var copayArticle: String?
        // Out-patient first, whatever the order of the code list: the calculation asks by place.
        for setting in [CareSetting.outpatient, .inpatient] {
            let values =
                book.copayment.rules[setting] ?? DatedValues(path: "copayment", entries: [])
            let entry = reading.entry(values, .copayment)
            copay.append(entry.map { CopaymentLaw($0.value, on: day, household) })
            copayArticle = copayArticle ?? entry?.article
        }
        copayment = copay
        asksCare = copay.contains { $0?.asksCare ?? false }
        asksSoFar = copay.contains { $0?.asksSoFar ?? false }
        asksFirstVisits = copay.contains { $0?.asksFirstVisits ?? false }
        asksStay = copay.contains { $0?.asksStay ?? false }
        marksReached = book.countsReachedMonths
        multipleRule = reading.take(national.multipleRule, .multipleRule)
        let rateEntry = reading.entry(national.mealRates, .mealRates)
        mealRates = rateEntry?.value
        let coverEntry = reading.entry(book.mealCover, .mealCover)
        mealCover = coverEntry.map { MealLaw($0.value, on: day, household) }
        mealFundShare = reading.take(national.mealFundShare, .mealFundShare)
        area = reading.take(book.inKindArea, .inKindArea)
        let switchEntry = reading.entry(book.switchRule, .switchRule)
        switching = switchEntry?.value
        articles = Articles(
            ratio: ratioEntry?.article, highCost: tableEntry?.article,
            funds: fundEntry?.article, additional: additionalEntry?.article,
            meals: rateEntry?.article, copayment: copayArticle,
            switching: switchEntry?.article)
        unsetPaths = reading.unset
        unconfirmedPaths = reading.unconfirmed
    }

    /// The name of the missing value behind a bit.
    func path(of hold: Holds) -> String { unsetPaths[hold.rawValue] ?? "(不明)" }

    /// The paths of unsigned values among those used.
    func unconfirmed(among used: Holds) -> [String] {
        Holds.all.filter { used.contains($0) }.compactMap { unconfirmedPaths[$0.rawValue] }
    }
}

/// Looks up the values of one day and remembers what is missing and what is unsigned.
struct MonthReading {
    /// A value with the article of its entry.
    struct Entry<Value> {
        let value: Value
        let article: String?
    }

    let day: CivilDate
    var unset: [UInt32: String] = [:]
    var unconfirmed: [UInt32: String] = [:]

    init(day: CivilDate) { self.day = day }

    mutating func take<Value>(_ values: DatedValues<Value>, _ bit: Holds) -> Value? {
        entry(values, bit)?.value
    }

    mutating func entry<Value>(_ values: DatedValues<Value>, _ bit: Holds) -> Entry<Value>? {
        entry(values.on(day), bit, path: values.path)
    }

    mutating func entry<Value>(
        _ lookup: Lookup<Value>, _ bit: Holds, path: String
    ) -> Entry<Value>? {
        switch lookup {
        case .found(let value, let entry):
            if !entry.isConfirmed { unconfirmed[bit.rawValue] = entry.path }
            return Entry(value: value, article: entry.article)
        case .unset(let path):
            unset[bit.rawValue] = path
            return nil
        case .none:
            unset[bit.rawValue] = "\(path)(\(day)に規定がありません)"
            return nil
        }
    }
}

/// The order and classes of funds by the number 00–99, for a tight loop.
struct FundLaw: Sendable {
    /// Place in the order of payment; `Int.max` for a number that is not listed.
    let rank: [Int]
    let fundClass: [FundClass?]
    /// The place in the table of the row that the class fixes; none where it has no such band.
    let fixedBand: [FundClass: Int]

    init(_ order: FundOrder, table: HighCostTable?) {
        var rank = [Int](repeating: Int.max, count: 100)
        var classes = [FundClass?](repeating: nil, count: 100)
        for (place, law) in order.order.enumerated() {
            guard let number = Int(law) else { continue }
            rank[number] = place
            classes[number] = order.classes[law]
        }
        self.rank = rank
        fundClass = classes
        fixedBand = order.bands.compactMapValues { name in
            table?.bands.firstIndex { $0.name == name }
        }
    }
}
