// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// To which budget an expenditure is charged.
public struct FiscalPlace: Hashable, Sendable, Comparable {
    /// The year that it belongs to by its nature (所属年度).
    public let origin: FiscalYear
    /// The year whose budget pays it.
    public let budget: FiscalYear

    /// Paid from a later budget because the year was closed (過年度支出).
    public var isPastYear: Bool { origin < budget }

    public static func < (left: FiscalPlace, right: FiscalPlace) -> Bool {
        (left.budget, left.origin) < (right.budget, right.origin)
    }
}

/// Where money that comes back goes (戻入と過年度収入).
public enum IncomeKind: String, CaseIterable, Sendable, Hashable {
    /// Back to the budget that had paid it, while its year is open (定額戻入).
    case restored
    /// Income of the running year (過年度収入・諸収入).
    case pastYear

    /// The word on screens.
    public var wording: String {
        switch self {
        case .restored: "戻入"
        case .pastYear: "過年度収入"
        }
    }
}

/// Fiscal years by the books: which day decides, and until when a year stays open; pure.
public struct FiscalLaw: Sendable {
    private let closing: DatedValues<SettlementClosing>
    private let rule: DatedValues<ExpenditureYear>
    private let account: DatedValues<BudgetAccount>
    private let feeAccount: DatedValues<BudgetAccount>
    private let refundAccount: DatedValues<BudgetAccount>

    public init(book: SchemeBook) {
        closing = book.national.publicMoney.closing
        rule = book.national.publicMoney.expenditureYear
        account = book.office.money.account
        feeAccount = book.office.money.feeAccount
        refundAccount = book.office.money.refundAccount
    }

    /// The last day on which money of a year may move (出納閉鎖期日).
    ///
    /// - Throws: `AccountingRefusal.termsUnset`.
    public func lastDay(of year: FiscalYear) throws(AccountingRefusal) -> CivilDate {
        switch closing.on(year.firstDay) {
        case .found(let closing, _): return closing.lastDay(of: year)
        case .unset(let path): throw .termsUnset(path)
        case .none: throw .termsUnset("public-money.closing")
        }
    }

    /// The budget that pays what was decided on a day and is paid on another.
    ///
    /// - Throws: `AccountingRefusal.termsUnset`.
    public func place(
        decidedOn: CivilDate, paidOn: CivilDate
    ) throws(AccountingRefusal) -> FiscalPlace {
        let now = FiscalYear(of: paidOn)
        let origin: FiscalYear
        switch rule.on(decidedOn) {
        case .found(.commitmentDay, _): origin = FiscalYear(of: decidedOn)
        case .found(.paymentDay, _): origin = now
        case .unset(let path): throw .termsUnset(path)
        case .none: throw .termsUnset("public-money.expenditure-year")
        }
        guard origin < now else { return FiscalPlace(origin: now, budget: now) }
        let isOpen = try paidOn <= lastDay(of: origin)
        return FiscalPlace(origin: origin, budget: isOpen ? origin : now)
    }

    /// Whether money that comes back is put back to the budget that had paid it.
    ///
    /// - Throws: `AccountingRefusal.termsUnset`.
    public func income(
        decidedOn: CivilDate, receivedOn: CivilDate
    ) throws(AccountingRefusal) -> IncomeKind {
        let origin = try place(decidedOn: decidedOn, paidOn: decidedOn).budget
        return try receivedOn <= lastDay(of: origin) ? .restored : .pastYear
    }

    /// The year to whose income something belongs that happens on a day, of what was first asked for in
    /// a year: that year until it is closed (出納整理期間), then the year that is open (滞納繰越).
    ///
    /// - Throws: `AccountingRefusal.termsUnset`.
    func incomeYear(
        askedIn origin: FiscalYear, on day: CivilDate
    ) throws(AccountingRefusal) -> FiscalYear {
        let now = FiscalYear(of: day)
        guard origin < now else { return origin }
        let before = FiscalYear(now.year - 1)
        return try day <= lastDay(of: before) ? before : now
    }

    /// The year whose income got an excess.
    ///
    /// - Throws: `AccountingRefusal.termsUnset`.
    func incomeYear(of excess: Overpayment) throws(AccountingRefusal) -> FiscalYear {
        try incomeYear(
            askedIn: origin(askedOn: excess.askedOn, paidOn: excess.paidOn), on: excess.receivedOn)
    }

    /// The year to which the income of a claim of the city belongs: the one whose budget had paid where
    /// that was open when it was asked for, else the one in which it was asked for.
    ///
    /// - Parameter paidOn: when the payment was decided that comes back, where it is one.
    func origin(askedOn: CivilDate, paidOn: CivilDate?) -> FiscalYear {
        paidOn.flatMap { budget(thatPaid: $0, openOn: askedOn) } ?? FiscalYear(of: askedOn)
    }

    /// The year whose budget paid; `nil` where it was closed on the day.
    func budget(thatPaid day: CivilDate, openOn askedOn: CivilDate) -> FiscalYear? {
        guard (try? income(decidedOn: day, receivedOn: askedOn)) == .restored else { return nil }
        return try? place(decidedOn: day, paidOn: day).budget
    }

    /// The account that payments are charged to.
    ///
    /// - Throws: `AccountingRefusal.termsUnset`.
    public func account(of year: FiscalYear) throws(AccountingRefusal) -> BudgetAccount {
        switch account.on(year.firstDay) {
        case .found(let account, _): return account
        case .unset(let path): throw .termsUnset(path)
        case .none: throw .termsUnset("public-money.account")
        }
    }

    /// The account of 審査支払手数料 (役務費); `nil` where the city charges them with the payments.
    ///
    /// - Throws: `AccountingRefusal.termsUnset` where the book leaves it open.
    public func feeAccount(of year: FiscalYear) throws(AccountingRefusal) -> BudgetAccount? {
        // A city that writes no line of it charges the fees with the payments.
        if feeAccount.entries.isEmpty { return nil }
        switch feeAccount.on(year.firstDay) {
        case .found(let account, _): return account
        case .unset(let path): throw .termsUnset(path)
        case .none: return nil
        }
    }

    /// The accounts besides that of the payments that a city has in a year.
    ///
    /// - Throws: `AccountingRefusal.termsUnset` where the book leaves the fees open.
    func others(in year: FiscalYear) throws(AccountingRefusal) -> [BudgetAccount] {
        let refunds = try? account(of: .refund, in: year)
        return [try feeAccount(of: year), refunds].compactMap(\.self)
    }

    /// What has an account of its own in a year.
    func charges(in year: FiscalYear) -> [BudgetCharge] {
        BudgetCharge.allCases.filter { (try? account(of: $0, in: year)) != nil }
    }

    /// What a budget is registered for.
    ///
    /// - Throws: `AccountingRefusal.termsUnset`.
    public func account(
        of charge: BudgetCharge, in year: FiscalYear
    ) throws(AccountingRefusal) -> BudgetAccount {
        switch charge {
        case .benefit: return try account(of: year)
        case .fee:
            guard let account = try feeAccount(of: year) else {
                throw .termsUnset("public-money.fee-account")
            }
            return account
        case .refund:
            switch refundAccount.on(year.firstDay) {
            case .found(let account, _): return account
            case .unset(let path): throw .termsUnset(path)
            case .none: throw .termsUnset("public-money.refund-account")
            }
        }
    }

    /// Where the rules stand in the law, and whether anybody has checked them.
    public func source(on day: CivilDate) -> String {
        guard case .found(_, let entry) = rule.on(day) else { return "未設定" }
        return (entry.article ?? "") + (entry.isConfirmed ? "" : "（未確認）")
    }
}
