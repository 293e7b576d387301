// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A number of years and how they are counted (民法140条・143条).
///
/// The first day is not counted. Counted from a day, the period begins on the next day and ends on
/// the day before the corresponding day of the last year, or at the end of the month that has no
/// such day. Counted by fiscal years, it begins on 1 April after the start event and ends on a
/// 31 March.
public struct RetentionTerm: Hashable, Sendable {
    public enum Counting: String, Sendable {
        case fiscalYear = "fiscal-year"
        case day
    }

    public let years: Int
    public let counting: Counting

    public init(years: Int, counting: Counting) {
        precondition(years >= 0, "保存年数は0以上です")
        self.years = years
        self.counting = counting
    }

    /// The last day on which the records are kept.
    public func lastDay(after start: CivilDate) -> CivilDate {
        switch counting {
        case .fiscalYear: FiscalYear(FiscalYear(of: start).year + years).lastDay
        case .day:
            // Who is born on a day completes the n-th year at the end of the day before the
            // corresponding day: the same count from the day after the start.
            years == 0 ? start : AgeLaw.reaches(years, born: start.next)
        }
    }

    /// The first day on which the records may be erased.
    public func dueDay(after start: CivilDate) -> CivilDate { lastDay(after: start).next }

    /// Records whose start event lies before this day are due on `today`; none of the others is.
    public func cutoff(on today: CivilDate) -> CivilDate {
        switch counting {
        case .fiscalYear: return FiscalYear(FiscalYear(of: today).year - years).firstDay
        case .day:
            // The last start that is due lies within two days of the corresponding day.
            let parts = today.parts
            let near =
                CivilDate(year: parts.year - years, month: parts.month, day: parts.day)
                ?? YearMonth(monthNumber: (parts.year - years) * 12 + parts.month - 1).lastDay
            var first = near.adding(days: -3)
            while dueDay(after: first) <= today { first = first.next }
            return first
        }
    }
}
