// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// What must hold for a refund or a set-off of an excess, when it is proposed and when it is decided.
///
/// (Part of `OperationCode.recordRecovery`, `.approveRecovery`.)
enum RefundCheck {
    /// - Parameter amount: what the request itself has taken already; zero before it is written.
    /// - Throws: `RefundRefusal.unknownOverpayment`, `.refundTooLarge`, `.refundLapsed`;
    ///   `RecoveryRefusal` where the other claim takes no money.
    static func check(
        _ act: RecoveryAct, of recovery: Recovery, taken amount: Yen = .zero, law: RecoveryLaw,
        in scope: Scope
    ) throws {
        guard let part = act.excess,
            let excess = try OverpaymentBook.overpayment(part.id, from: scope.db),
            excess.recovery == recovery.id, excess.reversal == nil
        else { throw RefundRefusal.unknownOverpayment }
        let left = excess.free + amount
        guard part.amount > .zero, part.amount <= left else {
            throw RefundRefusal.refundTooLarge(left: left)
        }
        let last = try law.refundLastDay(of: excess)
        guard scope.today <= last else { throw RefundRefusal.refundLapsed(last) }
        _ = try law.charge(of: excess, paidOn: scope.today)
        guard case .credit(_, _, let target, let basis, let agreedOn) = act else { return }
        if basis == .consent {
            guard let agreedOn, agreedOn <= scope.today else { throw RecoveryRefusal.notAgreed }
        }
        let other = try RecoveryFile.load(target, law: law, today: scope.today, from: scope.db)
        scope.saw([other.recovery.child, other.recovery.recipient])
        guard other.recovery.recipient == recovery.recipient else {
            throw RecoveryRefusal.otherRecipient
        }
        guard !other.recovery.isProposed else { throw RecoveryRefusal.notApproved }
        guard part.amount <= other.recovery.outstanding else {
            throw RecoveryRefusal.offsetTooLarge
        }
        try RecoveryActCheck.checkNotLapsed(other, in: scope)
    }
}

extension RecoveryAct {
    /// The excess that it is about, and how much of it.
    var excess: (id: Int64, amount: Yen)? {
        switch self {
        case .refund(let id, let amount, _), .credit(let id, let amount, _, _, _): (id, amount)
        case .plan, .offset, .writeOff: nil
        }
    }

    /// Its row beside the request.
    func refundRow(_ request: Int64) -> RefundRow? {
        switch self {
        case .refund(let id, _, let way):
            RefundRow(
                request: request, overpayment: id, way: way == .counter ? .counter : .transfer)
        case .credit(let id, _, let target, let basis, _):
            RefundRow(
                request: request, overpayment: id, way: .credit, target: target, basis: basis)
        case .plan, .offset, .writeOff: nil
        }
    }

    /// The act that a request about an excess proposed.
    init?(_ refund: Refund, agreedOn: CivilDate?) {
        switch (refund.way, refund.target, refund.basis) {
        case (.credit, .some(let target), .some(let basis)):
            self = .credit(
                of: refund.overpayment, refund.amount, to: target, basis, agreedOn: agreedOn)
        case (.transfer, _, _), (.counter, _, _):
            self = .refund(of: refund.overpayment, refund.amount, refund.way)
        default: return nil
        }
    }
}

extension Scope {
    /// Sets an excess off: it leaves its claim and is a receipt of the other one (公金振替).
    func credit(_ refund: Refund, law: RecoveryLaw) throws {
        guard let target = refund.target,
            let excess = try OverpaymentBook.overpayment(refund.overpayment, from: db)
        else { throw RefundRefusal.unknownOverpayment }
        try append([
            PayoutRow(
                refund: refund, way: .credit, paidOn: today,
                charge: try law.charge(of: excess, paidOn: today), officer: principal.officer)
        ])
        try post(
            .credited, refund.amount, excessOf: refund.recovery,
            entry: "credited-\(refund.request)")
        let key = RecoveryEventRow.credit(refund.request)
        try append([
            RecoveryEventRow(
                key: key, recovery: target, event: .received, amount: refund.amount, on: today,
                officer: principal.officer)
        ])
        try post(.received, refund.amount, recovery: target, entry: "received-\(key)")
    }

    /// A decided refund, its persons named to the log.
    func refund(_ request: Int64) throws -> Refund {
        guard let refund = try RefundBook.refund(request, from: db) else {
            throw RefundRefusal.unknownRefund
        }
        saw([refund.child, refund.recipient])
        return refund
    }

    /// What pays a refund on a day.
    func charge(
        _ refund: Refund, paidOn day: CivilDate, law: RecoveryLaw
    ) throws -> RefundCharge {
        guard let excess = try OverpaymentBook.overpayment(refund.overpayment, from: db) else {
            throw RefundRefusal.unknownOverpayment
        }
        return try law.charge(of: excess, paidOn: day)
    }
}

extension RecoveryEventRow {
    /// The key of a receipt by 充当 of an excess.
    static func credit(_ request: Int64) -> String { "credit-\(request)" }
}
