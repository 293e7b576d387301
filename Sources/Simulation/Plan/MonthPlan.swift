// SPDX-License-Identifier: Apache-2.0
import Office
import Payments
import Scheme
import Vocabulary

/// The days of one month of the office (処理日程).
struct MonthPlan: Hashable, Sendable {
    let month: YearMonth
    /// First open day: the register's differences, the bundle of applications, decisions, papers.
    let intake: CivilDate
    /// The claims of the month before arrive at the 10th, and are taken in on an open day.
    let claims: CivilDate
    /// The run is scheduled, proposed and approved, the transfer file goes to the bank.
    let payment: CivilDate
    /// The bank carries it out.
    let transfer: CivilDate
    /// The bank's answer is taken in.
    let results: CivilDate
    /// The last day: the month's reimbursements are decided before the month is closed.
    let closing: CivilDate

    /// - Throws: `CalendarRefusal` outside the holiday table, `PaymentRefusal` where the book names
    ///   no payment day.
    init(_ month: YearMonth, pay: PaymentDays, days: OpenDays) throws {
        self.month = month
        intake = try days.office.openDay(onOrAfter: month.firstDay)
        claims = try days.office.openDay(onOrAfter: month.firstDay.adding(days: 9))
        payment = try days.office.openDay(after: claims)
        transfer = try pay.day(of: month)
        results = try days.office.openDay(after: transfer)
        closing = month.lastDay
    }
}

/// The story's months in order.
struct YearPlan: Sendable {
    /// The day on which the office opens with the full register.
    let opening: CivilDate
    /// The month before the first plan closes with the first bundle of applications.
    let months: [MonthPlan]

    /// - Parameters:
    ///   - first: the first month with work, April of the year.
    ///   - last: the month of the last payment run.
    init(
        opening: CivilDate, from first: YearMonth, through last: YearMonth, book: SchemeBook,
        days: OpenDays
    ) throws {
        self.opening = opening
        let pay = PaymentDays(book: book, bank: days.bank)
        var plans: [MonthPlan] = []
        var month = first
        while month <= last {
            plans.append(try MonthPlan(month, pay: pay, days: days))
            month = month.next
        }
        months = plans
    }
}
