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
    /// Public funder number (公費負担者番号) of the scheme, eight digits.
    public static let funder = "81119992"
    /// Insurer number of the city's National Health Insurance, six digits.
    public static let nationalInsurer = "119990"
    /// What every row and every file of the town is stamped with.
    public static let stamp = "検証用"

    /// First day of the entitlements of the mass application (reason 03).
    public static let schemeStart = day(2025, 4, 1)
    /// The day whose residents stand in the full resident file.
    public static let registerDay = day(2025, 3, 1)
    /// First and last treatment month of claims in kind.
    public static let treatmentMonths = (
        first: month(2025, 4), last: month(2026, 3)
    )

    /// Standard burden of a meal in hospital, in yen (FY2025, ordinary class); covered in full.
    static let mealBurden = 510
    /// Total cost of a meal in hospital, in yen.
    static let mealCost = 690
    /// Burden of a month at one institution from which the parent pays first, in yen.
    static let switchBurden = 21_000

    static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
        guard let date = CivilDate(year: year, month: month, day: day) else {
            preconditionFailure("暦にない日")
        }
        return date
    }

    static func month(_ year: Int, _ month: Int) -> YearMonth { day(year, month, 1).yearMonth }
}
