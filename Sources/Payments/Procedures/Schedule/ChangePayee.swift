// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Entitlement
public import Safeguards
import Vocabulary

/// 支払先の変更の起案: what is decided and not paid goes to the heirs' representative or to the new
/// recipient, with what was seen.
public enum ProposePayeeChange {
    public static let operation = OperationCode.decideReimbursement

    /// - Parameter key: the idempotency key of the form; the same key answers the same proposal.
    /// - Returns: the proposal, for a second officer.
    /// - Throws: `PaymentRefusal.missingReason`, `.unknownItem`, `.keyUsed`; `PayeeRefusal`;
    ///   `EntitlementRefusal.namedAbuser`; `SafeguardRefusal.notPermitted` for machines.
    @discardableResult
    public static func perform(
        _ input: PayeeChangeInput, key: String, directory: any AddresseeDirectory,
        in scope: Scope
    ) throws -> Int64 {
        guard !scope.principal.roles.contains(.system) else {
            throw SafeguardRefusal.notPermitted
        }
        if let known = try PayeeChangeBook.change(key: key, from: scope.db) {
            guard known.input == input else { throw PaymentRefusal.keyUsed }
            scope.saw([known.child, known.before, known.input.payee])
            return known.id
        }
        guard !input.evidence.isEmpty, !input.explanation.isEmpty else {
            throw PaymentRefusal.missingReason
        }
        _ = try scope.checkPayee(input, directory: directory)
        guard try !PayeeChangeBook.waits(item: input.item, from: scope.db) else {
            throw PayeeRefusal.changeOpen
        }
        return try scope.append([
            PayeeChangeRow(key: key, input: input, proposer: scope.principal.officer)
        ])[0]
    }
}

/// 支払先の変更の決裁: a head who did not propose it. The old item ends, and one for the same decision
/// and amount stands scheduled for the new payee, held where their account cannot take it yet.
public enum ApprovePayeeChange {
    public static let operation = OperationCode.approvePayee

    /// A second approval by the same officer changes nothing.
    ///
    /// - Returns: the item that pays instead.
    /// - Throws: `PayeeRefusal`, and as for the proposal; `SafeguardRefusal.sameOfficer`;
    ///   `PaymentRefusal.schemeUnset`, `CalendarRefusal` where a new payment day is needed.
    @discardableResult
    public static func perform(
        _ id: Int64, days: PaymentDays, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Int64 {
        guard let change = try PayeeChangeBook.change(id, from: scope.db) else {
            throw PayeeRefusal.unknownChange
        }
        scope.saw([change.child, change.before, change.input.payee])
        if let follower = change.follower, change.approver == scope.principal.officer {
            return follower
        }
        guard change.isApproved == nil else { throw PayeeRefusal.changeSettled }
        try FourEyes.check(proposer: change.proposer, approver: scope.principal.officer)
        let item = try scope.checkPayee(change.input, directory: directory)
        let follower = try scope.redirect(
            item, by: change.input, on: try day(of: item, days: days, in: scope))
        try scope.append([
            PayeeChangeOutcomeRow(
                change: id, follower: follower, on: scope.today,
                approver: scope.principal.officer)
        ])
        return follower
    }

    /// Its own payment day while that lies ahead, the next one after.
    private static func day(
        of item: PaymentItem, days: PaymentDays, in scope: Scope
    ) throws -> CivilDate {
        guard item.plannedOn < scope.today else { return item.plannedOn }
        let month = scope.today.yearMonth
        let day = try days.day(of: month)
        return day >= scope.today ? day : try days.day(of: month.next)
    }
}

/// 支払先の変更の差戻し: the payment stays as it is.
public enum SendBackPayeeChange {
    public static let operation = OperationCode.approvePayee

    /// - Throws: `PaymentRefusal.missingReason`; `PayeeRefusal.unknownChange`, `.changeSettled`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw PaymentRefusal.missingReason }
        guard let change = try PayeeChangeBook.change(id, from: scope.db) else {
            throw PayeeRefusal.unknownChange
        }
        scope.saw([change.child, change.before, change.input.payee])
        guard change.isApproved == nil else { throw PayeeRefusal.changeSettled }
        try scope.append([
            PayeeChangeOutcomeRow(
                change: id, on: scope.today, approver: scope.principal.officer, reason: reason)
        ])
    }
}

extension Scope {
    /// What must hold for the payee, when the change is proposed and when it is decided.
    fileprivate func checkPayee(
        _ input: PayeeChangeInput, directory: any AddresseeDirectory
    ) throws -> PaymentItem {
        guard let item = try found([input.item]).first else { throw PaymentRefusal.unknownItem }
        saw(input.payee)
        guard PaymentItemEvent.rescheduled.from.contains(item.status) else {
            throw PayeeRefusal.notOpen
        }
        guard try CancellationBook.cancelled([item.decision], from: db).isEmpty,
            try RecoveryBook.claimed(items: [item.id], from: db)[item.id] ?? .zero == .zero
        else { throw PayeeRefusal.notOwed }
        guard input.payee != item.recipient, input.payee != item.child else {
            throw PayeeRefusal.samePayee
        }
        guard let person = try directory.person(input.payee) else {
            throw PayeeRefusal.unknownPayee
        }
        let deaths = try PersonBook.deaths([input.payee], from: db)
        guard person.status != .died, deaths.isEmpty else { throw PayeeRefusal.payeeDied }
        // No money goes to the person whom a protection measure of the child is directed against.
        let abusers = try AbuserLinks(of: [item.child], from: db)
        guard
            !abusers.names(
                input.payee, name: person.name, kana: person.kana, of: [item.child])
        else { throw EntitlementRefusal.namedAbuser }
        return item
    }

    /// Ends an item and schedules the same money for somebody else.
    fileprivate func redirect(
        _ item: PaymentItem, by input: PayeeChangeInput, on day: CivilDate
    ) throws -> Int64 {
        let account = try AccountBook.current(recipients: [input.payee], on: day, from: db)[
            input.payee]
        var hold = item.holdThatStays
        if hold == nil,
            case .failure(let unfit) = AccountCheck.check(account, method: item.method)
        {
            hold = unfit.hold
        }
        let words = "支払先の変更・\(input.ground.wording)"
        // The old attempt ends before the new one begins: one live attempt a decision, always.
        try happen(.rescheduled, [ItemStep(item.id, confirmed: words)])
        try move(
            item.status == .returned ? .rescheduled : .cancelled, [(item.id, item.amount)])
        let ids = try schedule([
            ItemDraft(
                after: item, to: input.payee, amount: item.amount, on: day,
                warning: [account?.doubts, words].compactMap(\.self).joined(separator: "、"),
                hold: hold)
        ])
        return ids[0]
    }
}

extension PaymentItem {
    /// Why it is held, where that has nothing to do with who is paid.
    fileprivate var holdThatStays: PaymentHold? {
        guard status == .held else { return nil }
        let reason = reasonCode.flatMap(PaymentHoldReason.init(rawValue:)) ?? .other
        switch reason {
        case .noAccount, .unusableAccount, .unconfirmedAccount, .namedAbuser: return nil
        // An officer's own doubt about the entitlement stays.
        case .entitlementCheck where RecipientEnd.isAbout(recipient, words: self.reason ?? ""):
            return nil
        case .otherMethod, .insurerDecision, .doubleSuspected, .entitlementCheck, .other:
            return PaymentHold(reason, self.reason)
        }
    }
}
