// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Jobs
import Office
import Payments
import Safeguards
import Vocabulary

/// The month on the first page: closed days, payment days, deadlines, and the work of the office's
/// year, each with the way to it.
struct HomeCalendar: PageModel {
    struct Week: PageModel {
        let days: [Day]
    }

    struct Day: PageModel {
        /// Empty before the first and behind the last day of the month.
        let number: String
        let name: String
        let isToday: Bool
        /// Why the office is closed.
        let closed: String?
        /// The day in the office's year, where something stands on it.
        let dayHref: String?
        let lines: [Line]
    }

    struct Line: PageModel {
        let title: String
        /// `nil` where this officer may not go there.
        let lineHref: String?
        let isUrgent: Bool
    }

    let title: String
    let monthBefore: String
    let monthAfter: String
    /// The way back to this month.
    let monthNow: String?
    let weekdays: [String]
    let weeks: [Week]
    /// Why closed days and payment days are not known.
    let unknown: String?

    /// What of the month is counted in the books, for an officer who may see it.
    struct Counts: Sendable {
        let due: [CivilDate: Int]
        let planned: [CivilDate: Int]

        init(
            of month: YearMonth, due isDueSeen: Bool, planned isPlannedSeen: Bool, in scope: Scope
        ) throws {
            let (first, last) = (month.firstDay, month.lastDay)
            due = isDueSeen ? try CaseFlow.due(from: first, through: last, in: scope.db) : [:]
            planned =
                isPlannedSeen
                ? try PaymentSchedule.waiting(from: first, through: last, in: scope.db) : [:]
        }
    }

    /// The month that is asked for; two years around today have a calendar.
    static func month(_ visit: Visit) -> YearMonth {
        let now = visit.today.yearMonth
        guard let asked = YearMonth(iso: visit.query["month"]),
            abs(asked.monthNumber - now.monthNumber) <= 24
        else { return now }
        return asked
    }

    init(_ month: YearMonth, _ counts: Counts, _ visit: Visit) {
        let today = visit.today
        let now = today.yearMonth
        let office = visit.installation
        let year = visit.desk.engine.year
        title = Wareki.text(month)
        monthBefore = Self.path(month.previous)
        monthAfter = Self.path(month.next)
        monthNow = month == now ? nil : Self.path(now)
        weekdays = Weekday.allCases.map(\.rawValue)
        let calendar = office.days.office
        let payment = try? office.paymentDays.day(of: month)
        let works = Dictionary(
            grouping: year.within(month, days: office.yearDays), by: \.day)
        // The days that stand on the page of the office's year.
        let told: Set<CivilDate> =
            visit.mayEnter(.jobs)
            ? Set(year.occasions(of: month, days: office.yearDays).map(\.day)) : []
        let length = month.firstDay.days(until: month.lastDay) + 1
        let days = (0..<length).map { offset -> Day in
            let day = month.firstDay.adding(days: offset)
            return Day(
                number: String(offset + 1), name: "\(Say.date(day))（\(day.weekday.rawValue)）",
                isToday: day == today, closed: Self.closure(of: day, calendar),
                dayHref: told.contains(day)
                    ? "\(Route.jobs.path())?month=\(month)#day-\(day)" : nil,
                lines: Self.money(day, isPayment: day == payment, counts, visit)
                    + Self.due(day, counts, today: today)
                    + (works[day] ?? []).compactMap { Self.work($0, visit) })
        }
        let blank = Day(
            number: "", name: "", isToday: false, closed: nil, dayHref: nil, lines: [])
        let lead = Weekday.allCases.firstIndex(of: month.firstDay.weekday) ?? 0
        let cells = Array(repeating: blank, count: lead) + days
        weeks = stride(from: 0, to: cells.count, by: 7).map { start in
            let row = Array(cells[start..<min(start + 7, cells.count)])
            return Week(days: row + Array(repeating: blank, count: 7 - row.count))
        }
        unknown = Self.refusal(calendar, month)
    }

    private static func path(_ month: YearMonth) -> String {
        Route.home.path() + "?month=\(month)#calendar"
    }

    /// 閉庁 on weekends, the holiday by its name.
    private static func closure(of day: CivilDate, _ calendar: OfficeCalendar) -> String? {
        guard let why = try? calendar.closure(on: day) else { return nil }
        return [.saturday, .sunday].contains(day.weekday) && why.hasSuffix("曜日") ? "閉庁" : why
    }

    private static func refusal(_ calendar: OfficeCalendar, _ month: YearMonth) -> String? {
        do {
            _ = try calendar.isOpen(month.firstDay)
            return nil
        } catch { return error.message }
    }

    private static func money(
        _ day: CivilDate, isPayment: Bool, _ counts: Counts, _ visit: Visit
    ) -> [Line] {
        let planned = counts.planned[day] ?? 0
        guard isPayment || planned > 0 else { return [] }
        let word = isPayment ? "支払日" : "支払"
        return [
            Line(
                title: planned > 0 ? "\(word)（支給予定 \(Say.cases(planned))）" : word,
                lineHref: visit.mayEnter(.scheduleDay) ? Route.scheduleDay.path(day) : nil,
                isUrgent: false)
        ]
    }

    private static func due(_ day: CivilDate, _ counts: Counts, today: CivilDate) -> [Line] {
        guard let count = counts.due[day] else { return [] }
        return [
            Line(
                title: "保留の期限 \(Say.cases(count))",
                lineHref: Route.register.path() + "?state=held&by=\(day)", isUrgent: day < today)
        ]
    }

    /// A work of the office's year, for those who may enter its screen.
    private static func work(_ day: YearDay, _ visit: Visit) -> Line? {
        guard let route = Screen(rawValue: day.entry.screen)?.entry, visit.mayEnter(route) else {
            return nil
        }
        return Line(
            title: String(day.entry.title.prefix { $0 != "(" }), lineHref: route.path(),
            isUrgent: false)
    }
}
