// SPDX-License-Identifier: Apache-2.0

/// A day written by era (和暦): 令和6年2月5日.
public struct Wareki: Hashable, Sendable {
    public let era: Era
    /// The year of the era; 1 is 元年.
    public let year: Int
    public let month: Int
    public let day: Int

    /// The day by its era; `nil` before 1868-10-23.
    public init?(_ date: CivilDate) {
        guard let era = Era(of: date) else { return nil }
        let parts = date.parts
        self.era = era
        year = parts.year - era.firstYear + 1
        month = parts.month
        day = parts.day
    }

    /// 令和6年2月5日; year 1 is 元年.
    public var text: String { "\(era.name)\(Wareki.yearText(year))年\(month)月\(day)日" }

    /// `R6.2.5`, as papers with little room print it.
    public var shortText: String { "\(era.initial)\(year).\(month).\(day)" }

    /// The digits of older files: era digit and YYMMDD, `5060205`.
    public var eraDigits: String {
        String(era.rawValue) + padded(year, 2) + padded(month, 2) + padded(day, 2)
    }

    /// 令和6年2月5日; before 明治 the Gregorian year with 西暦.
    public static func text(_ date: CivilDate) -> String {
        if let wareki = Wareki(date) { return wareki.text }
        let parts = date.parts
        return "西暦\(parts.year)年\(parts.month)月\(parts.day)日"
    }

    /// `R6.2.5`; before 明治 ISO.
    public static func shortText(_ date: CivilDate) -> String {
        Wareki(date)?.shortText ?? date.description
    }

    /// 令和6年2月, by the era of the month's first day.
    public static func text(_ month: YearMonth) -> String {
        guard let first = Wareki(month.firstDay) else {
            return "西暦\(month.year)年\(month.month)月"
        }
        return "\(first.era.name)\(yearText(first.year))年\(first.month)月"
    }

    /// 令和7年度, by the era at the end of the calendar year: 2019 is 令和元年度.
    public static func text(_ year: FiscalYear) -> String {
        guard let last = CivilDate(year: year.year, month: 12, day: 31).flatMap(Wareki.init) else {
            return "西暦\(year.year)年度"
        }
        return "\(last.era.name)\(yearText(last.year))年度"
    }

    static func yearText(_ year: Int) -> String { year == 1 ? "元" : String(year) }
}

extension CivilDate {
    /// The day of a year of an era; `nil` where the month does not have it or the era does not.
    public init?(era: Era, year: Int, month: Int, day: Int) {
        guard year >= 1,
            let date = CivilDate(year: era.firstYear + year - 1, month: month, day: day),
            date >= era.firstDay, era.lastDay.map({ date <= $0 }) ?? true
        else { return nil }
        self = date
    }

    /// Reads seven digits, era and YYMMDD: `5080601` is 2026-06-01; `nil` outside the era.
    public init?(eraDigits text: some StringProtocol) {
        guard let run = DigitRun(text), run.count == 7 else { return nil }
        let number = Int(run.value)
        guard let era = Era(rawValue: number / 1_000_000) else { return nil }
        self.init(
            era: era, year: number / 10_000 % 100, month: number / 100 % 100, day: number % 100)
    }
}

extension YearMonth {
    /// Reads five digits, era and YYMM: `50806` is 2026-06. A month is of an era when one day is.
    public init?(eraDigits text: some StringProtocol) {
        guard let run = DigitRun(text), run.count == 5 else { return nil }
        let number = Int(run.value)
        let year = number / 100 % 100
        guard let era = Era(rawValue: number / 10_000), year >= 1,
            let month = YearMonth(year: era.firstYear + year - 1, month: number % 100),
            month.lastDay >= era.firstDay, era.lastDay.map({ month.firstDay <= $0 }) ?? true
        else { return nil }
        self = month
    }
}
