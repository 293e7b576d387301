// SPDX-License-Identifier: Apache-2.0

/// A fiscal year (年度): 1 April to 31 March, named by the year it begins in.
public struct FiscalYear: Hashable, Comparable, Sendable {
    public let year: Int

    /// Years that have a first and a last day among the civil dates.
    private static let known = 1...9_998

    /// A year that no calendar of ours reaches is brought to the nearest one: whatever number is
    /// typed as a year, it has days.
    public init(_ year: Int) {
        self.year = min(max(year, Self.known.lowerBound), Self.known.upperBound)
    }

    /// The fiscal year that a day falls in; 2026-03-31 is still 2025年度.
    public init(of day: CivilDate) {
        let parts = day.parts
        self.init(parts.month >= 4 ? parts.year : parts.year - 1)
    }

    /// 1 April.
    public var firstDay: CivilDate { YearMonth(monthNumber: year * 12 + 3).firstDay }

    /// 31 March of the next year.
    public var lastDay: CivilDate { end.previous }

    public var period: EffectivePeriod { EffectivePeriod(from: firstDay, until: end) }

    /// 1 April of the next year.
    private var end: CivilDate { YearMonth(monthNumber: (year + 1) * 12 + 3).firstDay }

    /// April to March.
    public var months: [YearMonth] { (0..<12).map { firstDay.yearMonth.adding(months: $0) } }

    public static func < (left: FiscalYear, right: FiscalYear) -> Bool { left.year < right.year }
}
