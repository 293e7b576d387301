// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// How long the town's story is: so many fiscal years from the first of April of the first.
///
/// One year under one ordinance is the demo; a longer story ends with fiscal 2026, so that the
/// changes of the city's ordinance and the high-cost tables of August 2026 lie in it.
public struct Story: Hashable, Sendable {
    /// The first fiscal year (年度).
    public let firstYear: Int
    /// Fiscal years, at least one.
    public let years: Int

    public init(firstYear: Int, years: Int) {
        precondition((1...10).contains(years), "町の年は1から10年度です")
        self.firstYear = firstYear
        self.years = years
    }

    /// Fiscal 2025 under the book `sample`.
    public static let oneYear = Story(firstYear: 2025, years: 1)

    /// So many fiscal years that end with 2026; one is the year of the demo.
    public static func long(years: Int) -> Story {
        years == 1 ? oneYear : Story(firstYear: 2027 - years, years: years)
    }

    /// Whether the city's ordinance changes in the story.
    public var changesOrdinance: Bool { years > 1 }
    /// The book of rules under which the city works.
    public var book: String {
        changesOrdinance ? FictionalCity.bookOfYears : FictionalCity.book
    }
    /// The day whose residents stand in the full resident file.
    public var registerDay: CivilDate { FictionalCity.day(firstYear, 3, 1) }
    /// First day of the entitlements of the mass application (reason 03).
    public var schemeStart: CivilDate { FictionalCity.day(firstYear, 4, 1) }
    /// 1 April after the last fiscal year.
    public var end: CivilDate { FictionalCity.day(firstYear + years, 4, 1) }
    /// First and last treatment month of claims in kind.
    public var treatmentMonths: (first: YearMonth, last: YearMonth) {
        (schemeStart.yearMonth, end.yearMonth.previous)
    }
    /// First and last month with a payment run.
    public var paymentMonths: (first: YearMonth, last: YearMonth) {
        (schemeStart.yearMonth.adding(months: 2), end.yearMonth.next)
    }
    /// The last day on which somebody goes to the office.
    var lastOfficeDay: CivilDate { FictionalCity.day(firstYear + years, 4, 24) }
    /// The last month whose changes are sent.
    var lastMonth: YearMonth { end.yearMonth }

    var ordinance: Ordinance {
        changesOrdinance ? .changing : Ordinance(widened: nil, copaymentEnds: nil)
    }
}

/// The city's own law as the town knows it, written apart from the book of rules.
///
/// Until the widening the scheme covers children to the end of the fiscal year of age 15, from then
/// on to that of age 18; until the month in which the co-payment ends, out-patients leave 200 yen a
/// month at one institution to the family.
struct Ordinance: Hashable {
    let widened: CivilDate?
    let copaymentEnds: YearMonth?

    /// The two changes of the book `sample-years`.
    static let changing = Ordinance(
        widened: FictionalCity.day(2026, 4, 1), copaymentEnds: FictionalCity.month(2025, 10))

    /// Yen a month at one institution.
    private static let copayment = 200

    /// The stretches of a life that the age limit covers, half-open.
    func stretches(born: CivilDate) -> [(from: CivilDate, until: CivilDate)] {
        let full = AgeLaw.fiscalYearEnd(ofAge: 18, born: born).next
        guard let widened else { return [(born, full)] }
        let young = AgeLaw.fiscalYearEnd(ofAge: 15, born: born).next
        if young >= widened { return [(born, full)] }
        return full > widened ? [(born, young), (widened, full)] : [(born, young)]
    }

    /// When a child leaves the scheme by age at last.
    func end(born: CivilDate) -> CivilDate { stretches(born: born).last?.until ?? born }

    /// When a child leaves the scheme by age after a day.
    func end(born: CivilDate, after day: CivilDate) -> CivilDate {
        stretches(born: born).first { $0.until > day }?.until ?? end(born: born)
    }

    func covers(_ day: CivilDate, born: CivilDate) -> Bool {
        stretches(born: born).contains { $0.from <= day && day < $0.until }
    }

    /// Yen that the scheme leaves to the family of a treatment.
    func copayment(_ month: YearMonth, inpatient: Bool, of burden: Int) -> Int {
        guard let copaymentEnds, month < copaymentEnds, !inpatient else { return 0 }
        return min(Ordinance.copayment, burden)
    }
}
