// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Fixed facts of the invented city 見本市, so that the rooms that meet it agree.
public enum FictionalCity {
    /// Name of the city; no such municipality exists.
    public static let name = "見本市"
    /// Prefecture number of the in-kind area.
    public static let prefecture = "11"
    /// Municipality code, six digits.
    public static let municipality = "119997"
    /// Book of rules under which the city works.
    public static let book = "sample"
    /// Book of rules of a story of several years: the same city, its ordinance changed twice.
    public static let bookOfYears = "sample-years"
    /// Public funder number (公費負担者番号) of the scheme, eight digits.
    public static let funder = "81119992"
    /// Insurer number of the city's National Health Insurance, six digits.
    public static let nationalInsurer = "119990"
    /// What every row and every file of the town is stamped with.
    public static let stamp = "検証用"

    /// First day of the entitlements of the mass application (reason 03) of the demo.
    public static let schemeStart = Story.oneYear.schemeStart
    /// The day whose residents stand in the full resident file of the demo.
    public static let registerDay = Story.oneYear.registerDay
    /// First and last treatment month of claims in kind of the demo.
    public static let treatmentMonths = Story.oneYear.treatmentMonths

    /// Standard burden of a meal in hospital in a month, in yen (ordinary class); covered in full.
    /// What it is from June 2026 on nobody can say yet.
    static func mealBurden(_ treatment: YearMonth) -> Int? {
        if treatment < month(2024, 6) { return 460 }
        if treatment < month(2025, 4) { return 490 }
        return treatment < month(2026, 6) ? 510 : nil
    }

    /// Total cost of a meal in hospital, in yen.
    static let mealCost = 690
    /// Burden of a month at one institution from which the parent pays first, in yen.
    static let switchBurden = 21_000
    /// Months in which a reimbursement may be applied for, from the month after the treatment.
    static let monthsToApply = 60

    static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        guard let date = CivilDate(year: year, month: month, day: day) else {
            preconditionFailure("暦にない日")
        }
        return date
    }

    static func month(_ year: Int, _ month: Int) -> YearMonth { day(year, month, 1).yearMonth }
}
