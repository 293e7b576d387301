// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// When a claim of the city lapses unless something renews it (消滅時効).
public struct ClaimLimitation: Sendable, Hashable {
    /// What makes the time run anew.
    public enum Renewal: String, Sendable, CaseIterable {
        /// 納入の通知.
        case demand
        /// 督促.
        case dunning
        /// 一部の納付 or a plan that the debtor signed (債務の承認).
        case acknowledgement
    }

    public let years: Int
    public let renewedBy: Set<Renewal>

    public init(years: Int, renewedBy: Set<Renewal>) {
        self.years = years
        self.renewedBy = renewedBy
    }

    /// The last day on which the claim stands, for the day from which the time runs (its next day
    /// is the first that counts).
    public func lastDay(after day: CivilDate) -> CivilDate {
        day.end(ofMonthsAfter: years * 12)
    }
}

/// Until when money of a fiscal year may still be paid and received (出納整理期間).
public struct SettlementClosing: Sendable, Hashable {
    public let month: Int
    public let day: Int

    public init(month: Int, day: Int) {
        self.month = month
        self.day = day
    }

    /// The last day for a fiscal year.
    public func lastDay(of year: FiscalYear) -> CivilDate {
        let next = year.lastDay.next
        let begin = next.yearMonth.adding(months: month - next.month)
        return min(begin.firstDay.adding(days: day - 1), begin.lastDay)
    }
}

/// Which day decides to which fiscal year an expenditure belongs (会計年度所属区分).
public enum ExpenditureYear: String, Sendable, CaseIterable {
    /// 支出負担行為をした日.
    case commitmentDay = "commitment-day"
    /// The day of payment.
    case paymentDay = "payment-day"

    /// The words of screens.
    public var wording: String {
        switch self {
        case .commitmentDay: "支出負担行為をした日の属する年度"
        case .paymentDay: "支払をした日の属する年度"
        }
    }
}

/// What the whole country says about public money.
public struct PublicMoneyLaw: Sendable {
    public let limitation: DatedValues<ClaimLimitation>
    /// 保険給付を受ける権利の時効: until when an insurer may be asked for a high-cost benefit.
    public let insurerLimitation: DatedValues<InsurerLimitation>
    /// 還付を受ける権利の時効: until when a family may ask for what it paid too much.
    public let refundLimitation: DatedValues<RefundLimitation>
    public let closing: DatedValues<SettlementClosing>
    public let expenditureYear: DatedValues<ExpenditureYear>
}

/// Until when somebody may ask for a review of a decision (審査請求期間).
public struct AppealTerms: Sendable, Hashable {
    /// Months from the day after the person knew of the decision.
    public let months: Int
    /// Months from the day after the decision, whoever knew.
    public let mostMonths: Int

    /// The last day for a decision.
    public func lastDay(known: CivilDate, decided: CivilDate) -> CivilDate {
        min(known.end(ofMonthsAfter: months), decided.end(ofMonthsAfter: mostMonths))
    }

    /// The same where the office is open: a last day on which it is closed is followed by the next
    /// open one (民法第142条、地方自治法第4条の2第4項).
    public func lastDay(
        known: CivilDate, decided: CivilDate, office: OfficeDays
    ) -> CivilDate {
        office.openDay(onOrAfter: lastDay(known: known, decided: decided))
    }
}

/// Days that a city gives a debtor, and how it splits a claim.
public struct RecoveryTerms: Sendable, Hashable {
    /// 納入通知書: days from its issue to the last day to pay.
    public let demandDays: Int
    /// 督促状: not earlier than so many days after the last day to pay.
    public let dunningAfter: Int
    /// 督促状: days from its issue to the last day to pay.
    public let dunningDays: Int
    /// The most instalments of one plan (分納).
    public let mostInstalments: Int

    public init(demandDays: Int, dunningAfter: Int, dunningDays: Int, mostInstalments: Int) {
        self.demandDays = demandDays
        self.dunningAfter = dunningAfter
        self.dunningDays = dunningDays
        self.mostInstalments = mostInstalments
    }
}

/// After how many years the right to a benefit of a health insurance lapses.
public struct InsurerLimitation: Sendable, Hashable {
    public let years: Int

    public init(years: Int) { self.years = years }
}

/// After how many years the right to get back what was paid too much (過誤納金の還付) lapses.
public struct RefundLimitation: Sendable, Hashable {
    public let years: Int

    public init(years: Int) { self.years = years }

    /// The last day on which it stands, for the day of the payment (its next day is the first that
    /// counts).
    public func lastDay(after day: CivilDate) -> CivilDate {
        day.end(ofMonthsAfter: years * 12)
    }
}

/// The budget account that a city's payments are charged to (予算科目).
public struct BudgetAccount: Sendable, Hashable {
    /// As the accounting system of the city writes it.
    public let code: String
    public let title: String
    /// From so much of the budget on the office is warned.
    public let warnPercent: Int

    public init(code: String, title: String, warnPercent: Int) {
        self.code = code
        self.title = title
        self.warnPercent = warnPercent
    }
}

/// Where money that a city asks for is booked and paid (歳入科目, 納入場所).
public struct MoneyCollection: Sendable, Hashable {
    /// 歳入科目, as the letter says it.
    public let revenue: String
    /// 納入場所.
    public let place: String

    public init(revenue: String, place: String) {
        self.revenue = revenue
        self.place = place
    }
}

/// What a city has settled about its money.
public struct MoneyTerms: Sendable {
    public let recovery: DatedValues<RecoveryTerms>
    public let account: DatedValues<BudgetAccount>
    /// Where 審査支払手数料 are charged, in a city that keeps them apart (役務費); without a value they
    /// go with the payments.
    public let feeAccount: DatedValues<BudgetAccount>
    /// From where income of a closed year is given back (過年度還付、償還金); without a value it cannot
    /// be given back.
    public let refundAccount: DatedValues<BudgetAccount>
    public let collection: DatedValues<MoneyCollection>
    /// 審査支払手数料 by the contract with the examining bodies.
    public let reviewFees: DatedValues<ReviewFees>
}

extension BookText {
    /// Reads `appeals` of the national book.
    func appealTerms(_ fields: Fields) -> DatedValues<AppealTerms> {
        guard let place = fields.values["appeals"] else {
            return DatedValues(path: "appeals", entries: [])
        }
        return place.dated(
            ["months", "most-months"],
            read: {
                AppealTerms(months: $0.number("months"), mostMonths: $0.number("most-months"))
            }
        ) { "決定を知った日の翌日から\($0.months)か月、決定の日の翌日から\($0.mostMonths)か月まで" }
    }

    /// Reads `public-money` of the national book.
    func publicMoneyLaw(_ fields: Fields) -> PublicMoneyLaw {
        let part = fields.values["public-money"]?.fields([
            "limitation", "insurer-limitation", "refund-limitation", "closing",
            "expenditure-year",
        ])
        return PublicMoneyLaw(
            limitation: moneyValues(
                part, "limitation", ["years", "renewed-by"],
                read: {
                    ClaimLimitation(
                        years: $0.number("years"),
                        renewedBy: Set($0.words("renewed-by", ClaimLimitation.Renewal.self)))
                }
            ) { "時効 \($0.years)年" },
            insurerLimitation: moneyValues(
                part, "insurer-limitation", ["years"],
                read: { InsurerLimitation(years: $0.number("years")) }
            ) { "保険給付を受ける権利の時効 \($0.years)年" },
            refundLimitation: moneyValues(
                part, "refund-limitation", ["years"],
                read: { RefundLimitation(years: $0.number("years")) }
            ) { "過誤納金の還付を受ける権利の時効 \($0.years)年" },
            closing: moneyValues(
                part, "closing", ["month", "day"],
                read: { SettlementClosing(month: $0.number("month"), day: $0.number("day")) }
            ) { "出納閉鎖 \($0.month)月\($0.day)日" },
            expenditureYear: moneyValues(
                part, "expenditure-year", ["rule"],
                read: { $0.word("rule", ExpenditureYear.self) }
            ) { $0.wording })
    }

    /// Reads `public-money` of a municipality's book.
    func moneyTerms(_ fields: Fields) -> MoneyTerms {
        let part = fields.values["public-money"]?.fields([
            "recovery", "account", "fee-account", "refund-account", "collection",
            "review-fees",
        ])
        return MoneyTerms(
            recovery: moneyValues(
                part, "recovery",
                ["demand-days", "dunning-after", "dunning-days", "most-instalments"],
                read: {
                    RecoveryTerms(
                        demandDays: $0.number("demand-days"),
                        dunningAfter: $0.number("dunning-after"),
                        dunningDays: $0.number("dunning-days"),
                        mostInstalments: $0.number("most-instalments"))
                }
            ) { "納入通知は\($0.demandDays)日、督促は\($0.dunningAfter)日後、分納は\($0.mostInstalments)回まで" },
            account: budgetAccount(part, "account"),
            feeAccount: budgetAccount(part, "fee-account"),
            refundAccount: budgetAccount(part, "refund-account"),
            collection: moneyValues(
                part, "collection", ["revenue", "place"],
                read: { MoneyCollection(revenue: $0.text("revenue"), place: $0.text("place")) }
            ) { "歳入科目 \($0.revenue)、納入場所 \($0.place)" },
            reviewFees: moneyValues(
                part, "review-fees", ["rates"], read: { $0.reviewFees() }
            ) { fees in
                fees.rates.map { rate in
                    let kinds = rate.kinds.map(\.wording).sorted().joined(separator: "・")
                    return "\(rate.agency.wording) \(kinds)\(rate.wording)"
                }.joined(separator: "、")
            })
    }

    private func budgetAccount(
        _ part: Fields?, _ key: String
    ) -> DatedValues<BudgetAccount> {
        moneyValues(
            part, key, ["code", "title", "warn-percent"],
            read: {
                BudgetAccount(
                    code: $0.text("code"), title: $0.text("title"),
                    warnPercent: $0.number("warn-percent"))
            }
        ) { "\($0.code) \($0.title)" }
    }

    private func moneyValues<Value: Sendable>(
        _ part: Fields?, _ key: String, _ keys: [String], read: (Fields) -> Value?,
        say: (Value) -> String
    ) -> DatedValues<Value> {
        guard let place = part?.values[key] else {
            return DatedValues(path: "public-money.\(key)", entries: [])
        }
        return place.dated(keys, read: read, say: say)
    }
}

extension CivilDate {
    /// The last day of so many months that begin on the next day (民法140条・143条). From the end of a
    /// month they begin with the next one, and end with the last day of theirs.
    func end(ofMonthsAfter months: Int) -> CivilDate {
        let month = yearMonth.adding(months: months)
        guard self != yearMonth.lastDay else { return month.lastDay }
        return min(month.firstDay.adding(days: day - 1), month.lastDay)
    }
}
