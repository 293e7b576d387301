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
    /// An invoice of a review agency: what it is called there, when it was accepted, when it is
    /// paid.
    case invoice(
        reference: String, title: String, amount: Yen, decidedOn: CivilDate,
        payOn: CivilDate)
}

/// 支出負担行為兼支出命令の起案: to which year a payment belongs, from which budget it is paid, and
/// whether that has enough left.
public enum ProposeExpenditure {
    public static let operation = OperationCode.manageBudget

    /// - Parameter key: the idempotency key of the form; the same key answers the same orders.
    /// - Returns: the orders, oldest year first.
    /// - Throws: `AccountingRefusal`; `PaymentRefusal.unknownRun`, `.keyUsed`;
    ///   `SafeguardRefusal.notPermitted` for machines.
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
        let contents = try contents(of: subject, law: law, in: scope)
        var ids: [Int64] = []
        var counts: [FiscalYear: Int] = [:]
        for content in contents {
            let year = content.place.budget
            let closes = try law.lastDay(of: year)
            guard content.payOn <= closes else { throw AccountingRefusal.yearClosed(closes) }
            let account = try law.account(of: year)
            try BudgetCheck.check(content.amount, year, account.code, law: law, in: scope)
            let count = try counts[year] ?? ExpenditureBook.count(in: year, from: scope.db)
            counts[year] = count + 1
            try refuseSecond(content, in: scope)
            ids.append(
                try scope.store(
                    ExpenditureRow(
                        key: "\(key)/\(content.place.origin.year)",
                        number: "\(year.year)-\(padded(count + 1, 5))", account: account.code,
                        accountTitle: account.title, content: content,
                        proposer: scope.principal.officer)))
        }
        scope.counted(ids.count)
        return try ids.map { try scope.expenditure($0) }
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
        case .invoice(let reference, let title, let amount, let decidedOn, let payOn):
            guard amount > .zero, !reference.isEmpty else {
                throw AccountingRefusal.documentMissing
            }
            let text = "\(reference)\u{0}\(title)\u{0}\(amount.amount)\u{0}\(payOn)"
            return [
                ExpenditureContent(
                    place: try law.place(decidedOn: decidedOn, paidOn: payOn), run: nil,
                    reference: reference, title: title, payOn: payOn, payees: 1, amount: amount,
                    digest: Digest.of(Array(text.utf8)).description)
            ]
        }
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
        case .invoice(let reference, _, _, _, _): self.reference == reference
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
            throw AccountingRefusal.noBudget(year)
        }
        let left = standing.left + own
        guard amount <= left else {
            throw AccountingRefusal.exceedsBudget(left: max(left, .zero))
        }
    }
}
