// SPDX-License-Identifier: Apache-2.0

/// The open days of the office (開庁日): closed on weekends, holidays, and 12-29 to 01-03
/// (地方自治法4条の2), and on days that the office adds.
public struct OfficeCalendar: WorkingCalendar {
    public let holidays: Holidays
    /// Further closed days of one office, with what to call them.
    public let furtherClosed: [CivilDate: String]

    public init(holidays: Holidays, furtherClosed: [CivilDate: String] = [:]) {
        self.holidays = holidays
        self.furtherClosed = furtherClosed
    }

    public func closure(on day: CivilDate) throws(CalendarRefusal) -> String? {
        if let closure = try holidays.closure(on: day) { return closure }
        let parts = day.parts
        switch (parts.month, parts.day) {
        case (12, 29...31), (1, 1...3): return "年末年始の休み（12月29日から1月3日まで）"
        default: return furtherClosed[day]
        }
    }
}
