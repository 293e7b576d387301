// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Open days of the town's office and banks, from the copied list of holidays.
struct TownCalendar {
    let holidays: [(day: CivilDate, name: String)]
    private let closed: Set<CivilDate>

    init(rows: [[Substring]]) {
        holidays = rows.compactMap { row in
            CivilDate(iso: row[0]).map { ($0, String(row[1])) }
        }
        closed = Set(holidays.map(\.day))
    }

    private func isWorkday(_ day: CivilDate) -> Bool {
        // 1970-01-01 was a Thursday; Saturday and Sunday are 2 and 3 days after it.
        let weekday = ((Int(day.dayNumber) % 7) + 7) % 7
        return weekday != 2 && weekday != 3 && !closed.contains(day)
    }

    /// Office days: no weekends, holidays, 29 December – 3 January.
    func isOfficeDay(_ day: CivilDate) -> Bool {
        let parts = day.parts
        if parts.month == 12 && parts.day >= 29 || parts.month == 1 && parts.day <= 3 {
            return false
        }
        return isWorkday(day)
    }

    func officeDay(from day: CivilDate) -> CivilDate {
        var open = day
        while !isOfficeDay(open) { open = open.next }
        return open
    }

    /// Bank days: no weekends, holidays, 31 December – 3 January.
    func bankDay(from day: CivilDate) -> CivilDate {
        var open = day
        while true {
            let parts = open.parts
            let yearEnd =
                parts.month == 12 && parts.day == 31 || parts.month == 1 && parts.day <= 3
            if !yearEnd && isWorkday(open) { return open }
            open = open.next
        }
    }

    /// Last day of the 15 days counted from the day after the event; a closed day moves on.
    func lastDayToApply(event: CivilDate) -> CivilDate { officeDay(from: event.adding(days: 15)) }
}
