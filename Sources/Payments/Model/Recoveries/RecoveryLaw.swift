// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// What the books say about claims of the city: days, instalments, limitation.
public struct RecoveryLaw: Sendable {
    private let terms: DatedValues<RecoveryTerms>
    private let limitation: DatedValues<ClaimLimitation>
    private let collected: DatedValues<MoneyCollection>
    private let refunds: DatedValues<RefundLimitation>
    /// Fiscal years, for what leaves the city again (還付).
    let fiscal: FiscalLaw

    public init(book: SchemeBook) {
        terms = book.office.money.recovery
        collected = book.office.money.collection
        limitation = book.national.publicMoney.limitation
        refunds = book.national.publicMoney.refundLimitation
        fiscal = FiscalLaw(book: book)
    }

    /// Days and instalments of the city.
    ///
    /// - Throws: `RecoveryRefusal.termsUnset`.
    public func terms(on day: CivilDate) throws(RecoveryRefusal) -> RecoveryTerms {
        switch terms.on(day) {
        case .found(let found, _): return found
        case .unset(let path): throw .termsUnset(path)
        case .none: throw .termsUnset("public-money.recovery")
        }
    }

    /// Where the money is booked and paid (歳入科目, 納入場所); `nil` where the city's book does not say
    /// it: then no notice to pay can be printed.
    public func collection(on day: CivilDate) -> MoneyCollection? {
        if case .found(let found, _) = collected.on(day) { found } else { nil }
    }

    /// When a claim lapses.
    ///
    /// - Throws: `RecoveryRefusal.termsUnset`.
    public func limitation(on day: CivilDate) throws(RecoveryRefusal) -> ClaimLimitation {
        switch limitation.on(day) {
        case .found(let found, _): return found
        case .unset(let path): throw .termsUnset(path)
        case .none: throw .termsUnset("public-money.limitation")
        }
    }

    /// The last day on which an excess may be given back (還付を受ける権利の時効).
    ///
    /// - Throws: `RecoveryRefusal.termsUnset`.
    public func refundLastDay(of excess: Overpayment) throws(RecoveryRefusal) -> CivilDate {
        let day = excess.claimableFrom
        switch refunds.on(day) {
        case .found(let found, _): return found.lastDay(after: day)
        case .unset(let path): throw .termsUnset(path)
        case .none: throw .termsUnset("public-money.refund-limitation")
        }
    }

    /// What pays a refund on a day: the income of the year that got the money while it is open, else the
    /// expenditure of the running year.
    ///
    /// - Throws: `AccountingRefusal.termsUnset` where the city's book names no account for it.
    public func charge(
        of excess: Overpayment, paidOn day: CivilDate
    ) throws(AccountingRefusal) -> RefundCharge {
        let year = try fiscal.incomeYear(of: excess)
        if try day <= fiscal.lastDay(of: year) {
            // Months of closing pay from the account as the year named it, not as the next one does.
            guard let collection = collection(on: min(day, year.lastDay)) else {
                throw .termsUnset("public-money.collection")
            }
            return RefundCharge(side: .income, year: year, account: collection.revenue)
        }
        let now = FiscalYear(of: day)
        let account = try fiscal.account(of: .refund, in: now)
        return RefundCharge(
            side: .expenditure, year: now, account: "\(account.code) \(account.title)")
    }

    /// Where the limitation stands in the law, and whether anybody has checked it.
    public func source(on day: CivilDate) -> String {
        guard case .found(_, let entry) = limitation.on(day) else { return "未設定" }
        return (entry.article ?? "") + (entry.isConfirmed ? "" : "（未確認）")
    }
}
