// SPDX-License-Identifier: Apache-2.0

/// The business days of banks (銀行営業日): closed on weekends, holidays, and 12-31 to 01-03
/// (銀行法施行令5条; unverified).
public struct BankCalendar: WorkingCalendar {
    public let holidays: Holidays

    public init(holidays: Holidays) { self.holidays = holidays }

    public func closure(on day: CivilDate) throws(CalendarRefusal) -> String? {
        if let closure = try holidays.closure(on: day) { return closure }
        let parts = day.parts
        switch (parts.month, parts.day) {
        case (12, 31), (1, 1...3): return "銀行の休み（12月31日から1月3日まで）"
        default: return nil
        }
    }
}
