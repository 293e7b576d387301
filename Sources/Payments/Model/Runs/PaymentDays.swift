// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// The payment days of a scheme: the book's day of the month, moved to a bank business day.
public struct PaymentDays: Sendable {
    private let terms: DatedValues<PaymentTerms>
    private let bank: BankCalendar
    /// Digest of the book.
    let scheme: String

    /// - Parameter bank: the bank business days.
    public init(book: SchemeBook, bank: BankCalendar) {
        terms = book.office.payment
        self.bank = bank
        scheme = book.digest
    }

    /// The payment day of a month.
    ///
    /// - Throws: `PaymentRefusal.schemeUnset`; `CalendarRefusal` outside the holiday table.
    public func day(of month: YearMonth) throws -> CivilDate {
        let terms = try terms(on: month.firstDay).terms
        let last = month.lastDay
        let day = min(month.firstDay.adding(days: terms.dayOfMonth - 1), last)
        return switch terms.closedDay {
        case .nextBankDay: try bank.openDay(onOrAfter: day)
        case .previousBankDay: try bank.openDay(onOrBefore: day)
        }
    }

    /// The last day on which what the run of a month takes up may become complete (締切).
    ///
    /// - Throws: `PaymentRefusal.schemeUnset`.
    public func closingDay(of month: YearMonth) throws(PaymentRefusal) -> CivilDate {
        switch try terms(on: month.firstDay).terms.runCloses {
        case .previousMonthEnd: month.previous.lastDay
        case .monthBeforePreviousEnd: month.previous.previous.lastDay
        }
    }

    /// Whether banks work on a day.
    func isBankDay(_ day: CivilDate) throws -> Bool { try bank.isOpen(day) }

    /// The article that the payment day rests on, where the book names one.
    func article(on day: CivilDate) throws(PaymentRefusal) -> String? {
        try terms(on: day).article
    }

    private func terms(
        on day: CivilDate
    ) throws(PaymentRefusal) -> (terms: PaymentTerms, article: String?) {
        switch terms.on(day) {
        case .found(let terms, let entry): return (terms, entry.article)
        case .unset(let path): throw .schemeUnset(path)
        case .none: throw .schemeUnset("payment")
        }
    }
}
