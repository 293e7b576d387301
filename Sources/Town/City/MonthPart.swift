// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The three parts of a month (上旬・中旬・下旬): what happened in one is sent on the day after it.
enum MonthPart: CaseIterable {
    case first, middle, last

    /// A day of another month, which the files of this one bring all the same, counts as the last.
    init(of day: CivilDate, in month: YearMonth) {
        guard day.yearMonth == month else {
            self = .last
            return
        }
        self = day.day <= 10 ? .first : day.day <= 20 ? .middle : .last
    }

    /// The day on which the files are made.
    func sent(in month: YearMonth) -> CivilDate {
        switch self {
        case .first: month.firstDay.adding(days: 10)
        case .middle: month.firstDay.adding(days: 20)
        case .last: month.next.firstDay
        }
    }
}
