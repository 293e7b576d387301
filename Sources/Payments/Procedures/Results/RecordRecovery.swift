// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Safeguards
public import Vocabulary

/// A claim for money to be given back.
public struct RecoveryClaim: Hashable, Sendable {
    public var child: AddresseeNumber
    public var recipient: AddresseeNumber
    /// The payment that was too much, where it is one.
    public var item: Int64?
    /// The claim in kind (レセプト) that the city paid for, where it is one.
    public var inKind: Int64?
    /// Yen, more than zero.
    public var amount: Yen
    public var reason: RecoveryReason
    /// In words for the officer and the letter.
    public var explanation: String
    /// 納付期限.
    public var dueOn: CivilDate?

    public init(
        child: AddresseeNumber, recipient: AddresseeNumber, item: Int64? = nil,
        inKind: Int64? = nil, amount: Yen, reason: RecoveryReason, explanation: String,
        dueOn: CivilDate? = nil
    ) {
        self.child = child
        self.recipient = recipient
        self.item = item
        self.inKind = inKind
        self.amount = amount
        self.reason = reason
        self.explanation = explanation
        self.dueOn = dueOn
    }
}

/// 返還の記録: what comes in, and what is withdrawn; what is claimed back where two officers have
/// decided so already. By hand a claim is proposed (`ProposeRecovery`).
public enum RecordRecovery {
    public static let operation = OperationCode.recordRecovery

    /// Claims money back as a part of what two officers decided; the same key answers the same claim.
    ///
    /// - Parameter isMadeAnew: the decision is made anew: all that was paid goes back, and the insurer's
    ///   part counts for the new one.
    /// - Throws: `.keyUsed`, `.missingReason`, `.itemNotReady`, `.recoveryTooLarge`.
    @discardableResult
    static func claim(
        _ claim: RecoveryClaim, key: String, isMadeAnew: Bool = false, in scope: Scope
    ) throws -> Int64 {
        let (id, isNew) = try enter(claim, key: key, isMadeAnew: isMadeAnew, in: scope)
        if isNew {
            try scope.post(.claimed, claim.amount, recovery: id, entry: "claimed-\(id)")
        }
        return id
    }

    /// Writes a claim down, without posting it.
    static func enter(
        _ claim: RecoveryClaim, key: String, isMadeAnew: Bool = false, in scope: Scope
    ) throws -> (id: Int64, isNew: Bool) {
        if let known = try RecoveryBook.recovery(key: key, from: scope.db) {
            guard known.asClaim == claim else { throw PaymentRefusal.keyUsed }
            scope.saw([claim.child, claim.recipient])
            return (known.id, false)
        }
        guard !claim.explanation.isEmpty else { throw PaymentRefusal.missingReason }
        guard claim.amount > .zero else { throw PaymentRefusal.recoveryTooLarge }
        scope.saw([claim.child, claim.recipient])
        try check(claim, isMadeAnew: isMadeAnew, in: scope)
        let ids = try scope.append([
            RecoveryRow(
                claim: claim, key: key, claimedOn: scope.today,
                officer: scope.principal.officer)
        ])
        return (ids[0], true)
    }

    /// Whether a claim rests on a payment or on a claim in kind, asks for no more than it, and for nothing
    /// that comes back by an accident or from an insurer.
    ///
    /// - Parameter id: the claim itself, where it is written down already.
    static func check(
        _ claim: RecoveryClaim, without id: Int64? = nil, isMadeAnew: Bool = false, in scope: Scope
    ) throws {
        if let inKind = claim.inKind { try check(claim, inKind, without: id, in: scope) }
        guard let paid = claim.item, let item = try scope.found([paid]).first else { return }
        guard item.status == .paid, item.child == claim.child, item.recipient == claim.recipient
        else { throw PaymentRefusal.itemNotReady(.paid) }
        let claimed = try RecoveryBook.claimed(items: [paid], from: scope.db)[paid] ?? .zero
        // A claim that is written down counts among them.
        let asked = id == nil ? claimed + claim.amount : claimed
        guard asked <= item.amount else { throw PaymentRefusal.recoveryTooLarge }
        let fresh = id == nil ? claim.amount : .zero
        let form = LedgerEntry.Source.reimbursement(item.reimbursement)
        try AskedByAccident.check(form, of: claim.child, fresh: fresh, in: scope)
        guard !isMadeAnew else { return }
        try PaidByInsurer.check(form, of: claim, isWritten: id != nil, in: scope)
    }

    /// What the city paid for a claim in kind, less what the institution gives back, goes back once:
    /// by 過誤 or by the family, never both.
    private static func check(
        _ claim: RecoveryClaim, _ inKind: Int64, without id: Int64?, in scope: Scope
    ) throws {
        guard let paid = try ClaimBook.claims([inKind], from: scope.db)[inKind],
            paid.child == claim.child, paid.recipient == claim.recipient
        else { throw BenefitsRefusal.unknownClaim }
        if try ObjectionBook.newest(of: .claim(inKind), from: scope.db)?.result == .pending {
            throw RecoveryRefusal.objectionOpen
        }
        let back = try ObjectionBook.takenBack(.claim(inKind), from: scope.db)
        let claimed =
            try RecoveryBook.asked(inKind: [inKind], from: scope.db)[inKind]?.amount ?? .zero
        let asked = id == nil ? claimed + claim.amount : claimed
        guard asked <= paid.payable - back else { throw PaymentRefusal.recoveryTooLarge }
        let fresh = id == nil ? claim.amount : .zero
        try AskedByAccident.check(.claim(inKind), of: claim.child, fresh: fresh, in: scope)
        try PaidByInsurer.check(.claim(inKind), of: claim, isWritten: id != nil, in: scope)
    }

    /// Records money that came in; the same key changes nothing.
    ///
    /// - Parameters:
    ///   - slip: the slip that it was paid by (納付書・領収済通知書の番号), kept with the receipt: the same
    ///     one is not recorded twice, and with it what is above the outstanding is recorded as 過誤納, also
    ///     for a claim that is settled or withdrawn.
    ///   - isAnother: the officer has seen that the slip, or as much for the day without one, was recorded
    ///     before, and says that the family paid once more.
    /// - Throws: `.unknownRecovery`, `.keyUsed`, `.recoverySettled`, `.recoveryTooLarge`;
    ///   `RecoveryRefusal.notApproved`, `.overpaid` where more was paid and no slip is named;
    ///   `RefundRefusal.recordedBefore`, `.slipRecorded`.
    public static func receive(
        _ amount: Yen, for id: Int64, on day: CivilDate, slip: String? = nil,
        isAnother: Bool = false, key: String, in scope: Scope
    ) throws {
        guard let recovery = try RecoveryBook.recovery(id, from: scope.db) else {
            throw PaymentRefusal.unknownRecovery
        }
        scope.saw([recovery.child, recovery.recipient])
        if try isKnown(key, amount, of: id, in: scope) { return }
        try checkAsked(recovery, in: scope)
        guard amount > .zero else { throw PaymentRefusal.recoveryTooLarge }
        let owed = min(amount, recovery.outstanding)
        if owed < amount, slip == nil {
            guard recovery.outstanding > .zero else { throw PaymentRefusal.recoverySettled }
            throw RecoveryRefusal.overpaid(outstanding: recovery.outstanding)
        }
        guard slip?.isEmpty != true else { throw PaymentRefusal.missingReason }
        if let slip, !isAnother {
            let before = try OverpaymentBook.payments(for: id, from: scope.db)
            if let same = before.first(where: { $0.isPaid(by: slip) }) {
                throw RefundRefusal.slipRecorded(same.on)
            }
            if owed < amount, before.contains(where: { $0.mayBe(amount, on: day) }) {
                throw RefundRefusal.recordedBefore
            }
        }
        var event: Int64?
        if owed > .zero {
            event = try append(
                .received, owed, to: id, on: day, slip: slip, key: key, in: scope)
            try scope.post(.received, owed, recovery: id, entry: "received-\(key)")
        }
        guard let slip, owed < amount else { return }
        guard day <= scope.today else { throw PaymentRefusal.missingReason }
        try scope.overpay(
            OverpaymentRow(
                key: key, recovery: id, origin: .paid, event: event, amount: amount - owed,
                receivedOn: day, slip: slip, officer: scope.principal.officer))
    }

    /// Whether the same money was recorded under the key before.
    private static func isKnown(
        _ key: String, _ amount: Yen, of id: Int64, in scope: Scope
    ) throws -> Bool {
        let event = try RecoveryBook.event(key: key, from: scope.db)
        let excess = try OverpaymentBook.recorded(key: key, from: scope.db)
        guard event != nil || excess != nil else { return false }
        let same =
            (event?.0 ?? id) == id && (event?.1 ?? .received) == .received
            && (excess?.recovery ?? id) == id
            && (event?.2 ?? .zero) + (excess?.amount ?? .zero) == amount
        guard same else { throw PaymentRefusal.keyUsed }
        return true
    }

    /// Nobody pays for a claim that was never decided about.
    private static func checkAsked(_ recovery: Recovery, in scope: Scope) throws {
        guard !recovery.isProposed else { throw RecoveryRefusal.notApproved }
        guard recovery.isWithdrawn else { return }
        let claim = try RecoveryRequestBook.requests(of: recovery.id, from: scope.db)
            .first { $0.kind == .claim }
        guard claim?.isApproved != false else { throw RecoveryRefusal.notApproved }
    }

    /// Withdraws a claim, by another officer than who claimed it; the same key changes nothing.
    ///
    /// - Throws: `.unknownRecovery`, `.keyUsed`, `.recoverySettled`; `SafeguardRefusal.sameOfficer`,
    ///   also for machines.
    public static func withdraw(_ id: Int64, key: String, in scope: Scope) throws {
        guard let claim = try open(id, key: key, in: scope) else { return }
        try FourEyes.check(proposer: claim.officer, approver: scope.principal.officer)
        guard !scope.principal.roles.contains(.system) else { throw SafeguardRefusal.sameOfficer }
        try append(.withdrawn, .zero, to: id, on: scope.today, key: key, in: scope)
        try scope.post(
            .withdrawn, claim.outstanding, recovery: id, entry: "withdrawn-\(id)")
    }

    /// The claim that is withdrawn; `nil` where that was recorded before.
    private static func open(_ id: Int64, key: String, in scope: Scope) throws -> Recovery? {
        guard let recovery = try RecoveryBook.recovery(id, from: scope.db) else {
            throw PaymentRefusal.unknownRecovery
        }
        scope.saw([recovery.child, recovery.recipient])
        if let known = try RecoveryBook.event(key: key, from: scope.db) {
            guard known == (id, .withdrawn, .zero) else { throw PaymentRefusal.keyUsed }
            return nil
        }
        switch recovery.state {
        case .proposed: throw RecoveryRefusal.notApproved
        case .open, .partly: return recovery
        case .settled, .withdrawn, .writtenOff: throw PaymentRefusal.recoverySettled
        }
    }

    @discardableResult
    private static func append(
        _ event: RecoveryEventRow.Event, _ amount: Yen, to id: Int64, on day: CivilDate,
        slip: String? = nil, key: String, in scope: Scope
    ) throws -> Int64 {
        try scope.append([
            RecoveryEventRow(
                key: key, recovery: id, event: event, amount: amount, on: day,
                officer: scope.principal.officer, slip: slip)
        ])[0]
    }
}

extension Recovery {
    /// What it claims.
    var asClaim: RecoveryClaim {
        RecoveryClaim(
            child: child, recipient: recipient, item: item, inKind: inKind, amount: amount,
            reason: reason, explanation: explanation, dueOn: dueOn)
    }
}
