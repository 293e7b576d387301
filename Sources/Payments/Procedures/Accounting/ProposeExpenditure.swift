// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Safeguards
import Scheme
public import Vocabulary

/// What an order is to pay.
public enum ExpenditureSubject: Hashable, Sendable {
    /// An approved run: one order for each budget that its payments belong to.
    case run(Int64)
    /// An invoice of a review agency: what it is called there, what of the amount is 審査支払手数料, when
    /// it was accepted, when it is paid. Fees have an order of their own in a city that charges them
    /// to another account.
    case invoice(
        reference: String, title: String, amount: Yen, fee: Yen = .zero, decidedOn: CivilDate,
        payOn: CivilDate)
    /// A decided refund of an excess whose year is closed, by its request, and the day on which it is to
    /// be paid: that says the budget.
    case refund(Int64, payOn: CivilDate)
}

/// 支出負担行為兼支出命令の起案: to which year a payment belongs, from which budget it is paid, and
/// whether that has enough left.
public enum ProposeExpenditure {
    public static let operation = OperationCode.manageBudget

    /// - Parameter key: the idempotency key of the form; the same key answers the same orders.
    /// - Returns: the orders, oldest year first.
    /// - Throws: `AccountingRefusal`; `PaymentRefusal.unknownRun`, `.keyUsed`, `.paymentDayPassed`;
    ///   `RefundRefusal.unknownRefund`, `.wrongState`, `.noOrderNeeded`; `SafeguardRefusal.notPermitted` for machines.
    @discardableResult
    public static func perform(
        _ subject: ExpenditureSubject, key: String, law: FiscalLaw, in scope: Scope
    ) throws -> [Expenditure] {
        guard !scope.principal.roles.contains(.system) else {
            throw SafeguardRefusal.notPermitted
        }
        let known = try ExpenditureBook.expenditures(key: key, from: scope.db)
        if !known.isEmpty {
            guard known.allSatisfy({ $0.isOf(subject) }) else { throw PaymentRefusal.keyUsed }
            return known
        }
        let contents = try open(
            try contents(of: subject, law: law, in: scope), of: subject, in: scope)
        var ids: [Int64] = []
        var counts: [FiscalYear: Int] = [:]
        for content in contents {
            let year = content.place.budget
            let closes = try law.lastDay(of: year)
            guard content.payOn <= closes else { throw AccountingRefusal.yearClosed(closes) }
            let account = try law.account(of: content.charge, in: year)
            try BudgetCheck.check(content.amount, year, account.code, law: law, in: scope)
            let count = try counts[year] ?? ExpenditureBook.count(in: year, from: scope.db)
            counts[year] = count + 1
            try refuseSecond(content, in: scope)
            ids.append(
                try scope.store(
                    ExpenditureRow(
                        key: "\(key)/\(content.place.origin.year)"
                            + (content.charge == .fee ? "-fee" : ""),
                        number: "\(year.year)-\(padded(count + 1, 5))", account: account.code,
                        accountTitle: account.title, content: content,
                        proposer: scope.principal.officer)))
        }
        scope.counted(ids.count)
        return try ids.map { try scope.expenditure($0) }
    }

    /// Of an invoice with two orders, those that have none that stands: one may have come back alone.
    private static func open(
        _ contents: [ExpenditureContent], of subject: ExpenditureSubject, in scope: Scope
    ) throws -> [ExpenditureContent] {
        guard case .invoice = subject else { return contents }
        let live = try ExpenditureBook.liveInvoices(from: scope.db)
        let open = missing(contents, live)
        // What has its order already is refused as such.
        return open.isEmpty ? contents : open
    }

    /// Parts of an invoice without an order; none where an order was drawn up for other parts, as
    /// before the city told the fees apart: it pays them already.
    private static func missing(
        _ contents: [ExpenditureContent], _ live: [String: Yen]
    ) -> [ExpenditureContent] {
        let ordered = contents.map { live[$0.reference ?? ""] }
        guard zip(contents, ordered).allSatisfy({ $1 == nil || $1 == $0.amount }) else {
            return []
        }
        return zip(contents, ordered).filter { $1 == nil }.map(\.0)
    }

    /// Whether an accepted invoice lacks an order, or one of its two.
    ///
    /// - Parameter live: what orders pay already (`ExpenditureBook.liveInvoices`).
    /// - Throws: `AccountingRefusal` where the book leaves something open.
    public static func isWaiting(
        _ subject: ExpenditureSubject, live: [String: Yen], law: FiscalLaw
    ) throws -> Bool {
        try !missing(invoice(subject, law: law, live: live), live).isEmpty
    }

    /// One live order a subject and budget.
    private static func refuseSecond(
        _ content: ExpenditureContent, in scope: Scope
    ) throws {
        let status = try ExpenditureBook.liveStatus(about: content.subject, from: scope.db)
        if let status { throw AccountingRefusal.wrongState(status) }
    }

    static func contents(
        of subject: ExpenditureSubject, law: FiscalLaw, in scope: Scope
    ) throws -> [ExpenditureContent] {
        switch subject {
        case .run(let id): return try contents(ofRun: id, law: law, in: scope)
        case .invoice:
            let live = try ExpenditureBook.liveInvoices(from: scope.db)
            return try invoice(subject, law: law, live: live)
        case .refund(let request, let payOn):
            return [try RefundOrder.content(of: request, payOn: payOn, law: law, in: scope)]
        }
    }

    /// What the city pays for treatment, and the fees where they have an account of their own; what
    /// the body takes back is settled as one. Fees that an order of their own pays already, from when
    /// the city told them apart, are not ordered again with the rest.
    ///
    /// - Parameter live: what orders pay already.
    private static func invoice(
        _ subject: ExpenditureSubject, law: FiscalLaw, live: [String: Yen]
    ) throws -> [ExpenditureContent] {
        guard
            case .invoice(let reference, let title, let amount, let fee, let decidedOn, let payOn) =
                subject
        else { return [] }
        guard amount > .zero, !reference.isEmpty else {
            throw AccountingRefusal.documentMissing
        }
        let place = try law.place(decidedOn: decidedOn, paidOn: payOn)
        let fees = try law.feeAccount(of: place.budget)
        let isApart =
            try fee > .zero && amount >= fee && fees != nil
            && fees?.code != law.account(of: place.budget).code
        func part(_ charge: BudgetCharge, _ amount: Yen) -> ExpenditureContent {
            let isFee = charge == .fee
            let name = reference + (isFee ? "-fee" : "")
            let words = title + (isFee ? " 審査支払手数料" : "")
            let text = "\(name)\u{0}\(words)\u{0}\(amount.amount)\u{0}\(payOn)"
            return ExpenditureContent(
                place: place, charge: charge, run: nil, reference: name, title: words,
                payOn: payOn, payees: 1, amount: amount,
                digest: Digest.of(Array(text.utf8)).description)
        }
        guard isApart else {
            let paid = live[reference + "-fee"] ?? .zero
            return [part(.benefit, amount - paid)].filter { $0.amount > .zero }
        }
        return [part(.benefit, amount - fee), part(.fee, fee)].filter { $0.amount > .zero }
    }

    private static func contents(
        ofRun id: Int64, law: FiscalLaw, in scope: Scope
    ) throws -> [ExpenditureContent] {
        let run = try scope.run(id)
        guard run.status == .approved else { throw AccountingRefusal.runNotApproved }
        let items = try ItemBook.items(of: id, from: scope.db)
        var groups: [FiscalPlace: [PaymentItem]] = [:]
        for item in items {
            let place = try law.place(decidedOn: item.decidedOn, paidOn: run.paymentDay)
            groups[place, default: []].append(item)
        }
        return groups.sorted { $0.key < $1.key }.map { place, items in
            let lines = items.map { "\($0.id) \($0.amount.amount)" }.joined(separator: "\n")
            return ExpenditureContent(
                place: place, run: id, reference: nil, title: "支払処理 \(run.number)",
                payOn: run.paymentDay, payees: Set(items.map(\.recipient)).count,
                amount: items.reduce(.zero) { $0 + $1.amount },
                digest: Digest.of(Array(lines.utf8)).description)
        }
    }
}

extension Expenditure {
    /// Whether it is about a subject.
    fileprivate func isOf(_ subject: ExpenditureSubject) -> Bool {
        switch subject {
        case .run(let id): run == id
        case .invoice(let name, _, _, _, _, _): reference == name || reference == name + "-fee"
        case .refund(let request, let day):
            reference == Expenditure.reference(ofRefund: request) && payOn == day
        }
    }
}

/// Whether a budget has enough left.
enum BudgetCheck {
    /// - Parameter own: what the order itself has taken already.
    static func check(
        _ amount: Yen, _ year: FiscalYear, _ account: String, own: Yen = .zero, law: FiscalLaw,
        in scope: Scope
    ) throws {
        let standings = try BudgetBook.standings(of: year, law: law, from: scope.db)
        guard let standing = standings.first(where: { $0.account == account }) else {
            let isPayments = try law.account(of: year).code == account
            let named = try law.others(in: year).first { $0.code == account }
            throw AccountingRefusal.noBudget(year, isPayments ? nil : named?.title)
        }
        let left = standing.left + own
        guard amount <= left else {
            throw AccountingRefusal.exceedsBudget(left: max(left, .zero))
        }
    }
}
