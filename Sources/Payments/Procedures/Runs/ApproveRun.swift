// SPDX-License-Identifier: Apache-2.0
public import Benefits
import Database
public import Entitlement
public import Safeguards
import Vocabulary

/// 支払処理の決裁: heads who did not propose the run approve it, as many as the amount needs.
public enum ApproveRun {
    public static let operation = OperationCode.approveRun

    /// Approves a run as proposed; the same head a second time changes nothing. Where the amount
    /// needs another approval the run stays proposed.
    ///
    /// - Parameters:
    ///   - rules: how many approvals an amount needs, and of whom. The amount is the sum of every run
    ///     of the payment day: what is cut into pieces is decided as one.
    ///   - directory: says whether an heir or another payee by 支払先の変更 has died since.
    /// - Throws: `.unknownRun`, `.wrongRunState`, `.runHeld`, `.paymentDayPassed`, `.accountsChanged`;
    ///   `SafeguardRefusal.sameOfficer`; `ApprovalRefusal.gradeTooLow`.
    @discardableResult
    public static func perform(
        _ id: Int64, rules: ApprovalRules, directory: any AddresseeDirectory,
        in scope: Scope
    ) throws -> PaymentRun {
        let run = try scope.run(id)
        let officer = scope.principal.officer
        try FourEyes.check(proposer: run.proposer, approver: officer)
        let given = try RunConsents.consents(of: id, from: scope.db)
        let isMine = given.contains { Array($0.officer.utf8) == Array(officer.utf8) }
        if run.status == .approved, isMine || run.approver == officer { return run }
        guard run.status == .proposed else { throw PaymentRefusal.wrongRunState(run.status) }
        if isMine { return run }
        guard try RunHoldBook.held([id], from: scope.db).isEmpty else {
            throw PaymentRefusal.runHeld
        }
        try RunCheck.check(run, directory: directory, in: scope)
        let amount = max(run.total, try RunConsents.sum(ofDay: run.paymentDay, from: scope.db))
        let rank = rules.rank(of: officer, on: scope.today)
        let open = try rules.need(.run, amount, on: scope.today)
            .open(after: given.map(\.rank), and: rank)
        try scope.append([
            RunConsentRow(
                run: id,
                consent: ApprovalConsent(
                    officer: officer, grade: rank.map { rules.grades[$0] } ?? "", rank: rank,
                    at: scope.now),
                amount: amount, rules: rules.digest)
        ])
        scope.counted(run.items)
        guard open.isEmpty else {
            scope.note("consent, \(open.count) open")
            return try scope.run(id)
        }
        try scope.happen(.approved, to: run)
        return try scope.run(id)
    }
}

/// 支払処理の差戻し: the items are free again; possible until the file is written.
public enum SendBackRun {
    public static let operation = OperationCode.sendBackRun

    /// Orders that were drawn up for the run fall with it; one that the treasurer has is asked back
    /// first.
    ///
    /// - Throws: `.unknownRun`, `.wrongRunState`, `.missingReason`;
    ///   `AccountingRefusal.withTreasurer`.
    @discardableResult
    public static func perform(_ id: Int64, in scope: Scope) throws -> PaymentRun {
        guard let reason = scope.reason else { throw PaymentRefusal.missingReason }
        let run = try scope.run(id)
        try OrderCheck.withdraw(of: run, because: reason, in: scope)
        try scope.happen(.sentBack, to: run, reason: reason)
        let items = try ItemBook.items(of: id, from: scope.db)
        scope.saw(items.flatMap { [$0.child, $0.recipient] })
        try scope.happen(.sentBack, items.map { ItemStep($0.id, run: id) })
        scope.counted(items.count)
        return try scope.run(id)
    }
}

/// What must hold before money moves: the day, the sums, and the accounts as they are now.
enum RunCheck {
    static func check(
        _ run: PaymentRun, directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        guard run.paymentDay >= scope.today else {
            throw PaymentRefusal.paymentDayPassed(run.paymentDay)
        }
        let items = try ItemBook.items(of: run.id, from: scope.db)
        scope.saw(items.flatMap { [$0.child, $0.recipient] })
        precondition(
            items.count == run.items && items.allSatisfy { $0.status == .extracted }
                && items.reduce(Yen.zero) { $0 + $1.amount } == run.total,
            "支払処理\(run.number)の支給予定の合計が起案と合いません")
        // Cash goes to a person who is looked at; only files name accounts.
        if run.kind != .cash { try accounts(run, items, in: scope) }
        try abusers(items, in: scope)
        try deaths(items, directory: directory, in: scope)
    }

    private static func accounts(
        _ run: PaymentRun, _ items: [PaymentItem], in scope: Scope
    ) throws {
        let now = try AccountBook.current(
            recipients: items.map(\.recipient), on: run.paymentDay, from: scope.db)
        let copied = try TransferCells.accounts(of: run.id, from: scope.db)
        let changed = items.filter { item in
            now[item.recipient].map { AccountKey($0).text } != copied[item.id]
        }
        guard changed.isEmpty else {
            throw PaymentRefusal.accountsChanged(count: changed.count)
        }
    }

    /// A measure may have come after the proposal: sent back, the next one leaves him out.
    static func abusers(_ items: [PaymentItem], in scope: Scope) throws {
        let abusers = try AbuserLinks(of: items.map(\.child), from: scope.db)
        let named = items.count { abusers.names($0.recipient, of: [$0.child]) }
        guard named == 0 else { throw PaymentRefusal.namedAbuser(count: named) }
    }

    /// A payee may have died after the proposal; what an officer released knowing of it goes on.
    static func deaths(
        _ items: [PaymentItem], directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        let deaths = try PayeeDeaths.read(of: items, directory: directory, from: scope.db)
        let open = try ItemBook.unreleased(items, from: scope.db) { deaths[$0.recipient] }
        guard open.isEmpty else { throw PaymentRefusal.recipientDied(count: open.count) }
    }
}
