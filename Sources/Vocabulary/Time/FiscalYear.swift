// SPDX-License-Identifier: Apache-2.0

/// A fiscal year (年度): 1 April to 31 March, named by the year it begins in.
public struct FiscalYear: Hashable, Comparable, Sendable {
    public let year: Int

    public init(_ year: Int) { self.year = year }

    /// The fiscal year that a day falls in; 2026-03-31 is still 2025年度.
    public init(of day: CivilDate) {
        let parts = day.parts
        year = parts.month >= 4 ? parts.year : parts.year - 1
    }

    /// 1 April.
    public var firstDay: CivilDate {
        guard let day = CivilDate(year: year, month: 4, day: 1) else {
            preconditionFailure("every year has a 1 April")
        }
        return day
    }

    /// 31 March of the next year.
    public var lastDay: CivilDate { FiscalYear(year + 1).firstDay.previous }

    public var period: EffectivePeriod {
        EffectivePeriod(from: firstDay, until: FiscalYear(year + 1).firstDay)
    }

    /// April to March.
    public var months: [YearMonth] { (0..<12).map { firstDay.yearMonth.adding(months: $0) } }

    public static func < (left: FiscalYear, right: FiscalYear) -> Bool { left.year < right.year }
}
