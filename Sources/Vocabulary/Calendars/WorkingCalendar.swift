// SPDX-License-Identifier: Apache-2.0

/// A calendar of open and closed days that knows the years of its holiday table and no more.
public protocol WorkingCalendar: Sendable {
    /// Why the day is closed: 土曜日, 祝日（元日） …; `nil` when open.
    func closure(on day: CivilDate) throws(CalendarRefusal) -> String?
}

extension WorkingCalendar {
    public func isOpen(_ day: CivilDate) throws(CalendarRefusal) -> Bool {
        try closure(on: day) == nil
    }

    /// The day itself when open, else the first open day after it.
    public func openDay(onOrAfter day: CivilDate) throws(CalendarRefusal) -> CivilDate {
        var candidate = day
        while try !isOpen(candidate) { candidate = candidate.next }
        return candidate
    }

    /// The day itself when open, else the last open day before it.
    public func openDay(onOrBefore day: CivilDate) throws(CalendarRefusal) -> CivilDate {
        var candidate = day
        while try !isOpen(candidate) { candidate = candidate.previous }
        return candidate
    }

    /// The first open day after the day, never the day itself.
    public func openDay(after day: CivilDate) throws(CalendarRefusal) -> CivilDate {
        try openDay(onOrAfter: day.next)
    }

    /// The last open day before the day, never the day itself.
    public func openDay(before day: CivilDate) throws(CalendarRefusal) -> CivilDate {
        try openDay(onOrBefore: day.previous)
    }

    /// The open day so many open days after the day; zero is the day itself.
    public func openDay(
        _ count: Int, after day: CivilDate
    ) throws(CalendarRefusal) -> CivilDate {
        var candidate = day
        for _ in 0..<max(count, 0) { candidate = try openDay(after: candidate) }
        return candidate
    }
}

extension Holidays {
    /// Weekend or holiday; `nil` on a weekday.
    func closure(on day: CivilDate) throws(CalendarRefusal) -> String? {
        let holiday = try name(of: day)
        if let holiday { return "祝日（\(holiday)）" }
        switch day.weekday {
        case .saturday: return "土曜日"
        case .sunday: return "日曜日"
        case .monday, .tuesday, .wednesday, .thursday, .friday: return nil
        }
    }
}
