// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Which days the office is open: handed in, because holidays are data of another book.
public struct OfficeDays: Sendable {
    private let open: @Sendable (CivilDate) -> Bool

    public init(_ isOpen: @escaping @Sendable (CivilDate) -> Bool) { open = isOpen }

    public func isOpen(_ day: CivilDate) -> Bool { open(day) }

    /// Monday to Friday without 12-29 … 01-03; knows no national holidays.
    public static let weekdays = OfficeDays { day in
        switch day.weekday {
        case .saturday, .sunday: return false
        case .monday, .tuesday, .wednesday, .thursday, .friday: break
        }
        let parts = day.parts
        return !(parts.month == 12 && parts.day >= 29) && !(parts.month == 1 && parts.day <= 3)
    }

    /// The day itself when open, else the next open day; gives up after 30 days.
    func openDay(onOrAfter day: CivilDate) -> CivilDate {
        var candidate = day
        for _ in 0..<30 where !open(candidate) { candidate = candidate.next }
        return candidate
    }
}
