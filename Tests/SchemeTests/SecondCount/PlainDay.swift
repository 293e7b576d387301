// SPDX-License-Identifier: Apache-2.0

/// A day of the calendar, counted by hand: months have their lengths, February its leap years.
struct PlainDay: Comparable {
    var year: Int
    var month: Int
    var day: Int

    init(_ year: Int, _ month: Int, _ day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// `2025-06-01`, or `2025-06` for its first day.
    init?(_ text: String) {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2 || parts.count == 3 else { return nil }
        self.init(parts[0], parts[1], parts.count == 3 ? parts[2] : 1)
    }

    var text: String { "\(year)-\(two(month))-\(two(day))" }
    var monthText: String { "\(year)-\(two(month))" }
    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    static func isLeap(_ year: Int) -> Bool {
        year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
    }

    static func length(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    var before: PlainDay {
        if day > 1 { return PlainDay(year, month, day - 1) }
        if month > 1 {
            return PlainDay(year, month - 1, PlainDay.length(year, month - 1))
        }
        return PlainDay(year - 1, 12, 31)
    }

    var next: PlainDay {
        self == lastOfMonth ? months(1) : PlainDay(year, month, day + 1)
    }

    var lastOfMonth: PlainDay { PlainDay(year, month, PlainDay.length(year, month)) }

    /// Months later, on the first day.
    func months(_ count: Int) -> PlainDay {
        let number = year * 12 + month - 1 + count
        return PlainDay(number / 12, number % 12 + 1, 1)
    }

    static func < (left: PlainDay, right: PlainDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// The day on which somebody born on this day reaches an age (formats.md 7.3): the day before
    /// the birthday; where the year has no such birthday, the end of the month.
    func reaches(_ age: Int) -> PlainDay {
        if month == 2, day == 29, !PlainDay.isLeap(year + age) {
            return PlainDay(year + age, 2, 28)
        }
        return PlainDay(year + age, month, day).before
    }

    /// The last day of a rule `until-end-of`.
    func last(of rule: String) -> PlainDay? {
        guard let age = rule.split(separator: "-").last.flatMap({ Int($0) }) else { return nil }
        if rule.hasPrefix("birthday-month-months-") {
            // So many months old: the day before the same day, or the end of a month without it.
            let first = months(age)
            let length = PlainDay.length(first.year, first.month)
            if day == 1 { return first.before }
            return PlainDay(first.year, first.month, length)
        }
        let reached = reaches(age)
        if rule.hasPrefix("fiscal-year-age-") {
            let march = PlainDay(reached.year, 3, 31)
            return reached <= march ? march : PlainDay(reached.year + 1, 3, 31)
        }
        if rule.hasPrefix("birthday-month-age-") { return reached.lastOfMonth }
        return rule.hasPrefix("age-") ? reached : nil
    }
}
