// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// On which days of a year a job stands (業務暦の日), before closed days move it.
public enum YearRule: Hashable, Sendable {
    case daily
    /// A day of every month; 31 is the last one.
    case monthly(day: Int)
    case yearly(month: Int, day: Int)
    /// So many bank days from the payment day of every month; negative is before it.
    case payment(bankDays: Int)
    /// The closing day of the run of every month.
    case closing

    /// `daily`, `monthly 10`, `monthly last`, `yearly 03-31`, `payment -5`, `closing`.
    init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        switch (words.first, words.dropFirst().first) {
        case ("daily", nil): self = .daily
        case ("closing", nil): self = .closing
        case ("monthly", "last"): self = .monthly(day: 31)
        case ("monthly", let day?):
            guard let day = Int(day), (1...31).contains(day) else { return nil }
            self = .monthly(day: day)
        case ("yearly", let day?):
            let parts = day.split(separator: "-").compactMap { Int($0) }
            guard parts.count == 2,
                CivilDate(year: 2_024, month: parts[0], day: parts[1]) != nil
            else { return nil }
            self = .yearly(month: parts[0], day: parts[1])
        case ("payment", let days?):
            guard let days = Int(days), abs(days) <= 31 else { return nil }
            self = .payment(bankDays: days)
        default: return nil
        }
    }

    /// The words on the screen.
    public var wording: String {
        switch self {
        case .daily: "毎日"
        case .monthly(31): "毎月末"
        case .monthly(let day): "毎月\(day)日"
        case .yearly(let month, let day): "毎年\(month)月\(day)日"
        case .payment(0): "支払日"
        case .payment(let days) where days < 0: "支払日の\(-days)銀行営業日前"
        case .payment(let days): "支払日の\(days)銀行営業日後"
        case .closing: "支払の締切の日"
        }
    }
}

/// Where a closed day moves a job to.
public enum YearShift: String, CaseIterable, Sendable {
    case none = "-"
    case nextOffice = "next-office"
    case previousOffice = "previous-office"

    public var wording: String {
        switch self {
        case .none: ""
        case .nextOffice: "閉庁日なら次の開庁日"
        case .previousOffice: "閉庁日なら前の開庁日"
        }
    }
}

/// The open days and the payment days of one office, as the year asks for them.
public struct YearDays: Sendable {
    let office: OfficeCalendar
    let bank: BankCalendar
    let payment: @Sendable (YearMonth) throws -> CivilDate
    let closing: @Sendable (YearMonth) throws -> CivilDate

    /// - Parameter payment: the payment day of a month; closing: the closing day of its run.
    public init(
        office: OfficeCalendar, bank: BankCalendar,
        payment: @escaping @Sendable (YearMonth) throws -> CivilDate,
        closing: @escaping @Sendable (YearMonth) throws -> CivilDate
    ) {
        self.office = office
        self.bank = bank
        self.payment = payment
        self.closing = closing
    }

    /// The days of a rule in a month; a day is decided by its rule before it is moved.
    /// - Throws: `CalendarRefusal` outside the holiday table; the refusal of the book.
    func days(
        of rule: YearRule, shift: YearShift, in month: YearMonth
    ) throws -> [(occasion: CivilDate, day: CivilDate)] {
        let last = month.lastDay
        switch rule {
        case .daily:
            return (0...month.firstDay.days(until: last)).map {
                let day = month.firstDay.adding(days: $0)
                return (day, day)
            }
        case .monthly(let number):
            let day = min(month.firstDay.adding(days: number - 1), last)
            return [(day, try moved(day, shift))]
        case .yearly(let wanted, let number):
            guard month.firstDay.parts.month == wanted else { return [] }
            let day = min(month.firstDay.adding(days: number - 1), last)
            return [(day, try moved(day, shift))]
        case .payment(let count):
            let payment = try payment(month)
            var day = payment
            for _ in 0..<abs(count) {
                day = count < 0 ? try bank.openDay(before: day) : try bank.openDay(after: day)
            }
            return [(payment, try moved(day, shift))]
        case .closing:
            let day = try closing(month)
            return [(day, try moved(day, shift))]
        }
    }

    private func moved(_ day: CivilDate, _ shift: YearShift) throws -> CivilDate {
        switch shift {
        case .none: day
        case .nextOffice: try office.openDay(onOrAfter: day)
        case .previousOffice: try office.openDay(onOrBefore: day)
        }
    }
}
