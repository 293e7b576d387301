// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Safeguards
import Scheme
import Vocabulary

/// 分納・充当・不納欠損・過誤納の還付の起案: what a second officer decides about a claim.
public enum ProposeRecoveryAct {
    public static let operation = OperationCode.recordRecovery

    /// - Parameter key: the idempotency key of the form; the same key answers the same request.
    /// - Returns: the request.
    /// - Throws: `.missingReason`, `.unknownRecovery`, `.recoverySettled`, `.keyUsed`; what
    ///   `RecoveryRefusal` says about plans, netting and limitation, and `RefundRefusal` about excesses;
    ///   `SafeguardRefusal.notPermitted` for machines.
    @discardableResult
    public static func perform(
        _ act: RecoveryAct, about id: Int64, explanation: String, key: String, law: RecoveryLaw,
        in scope: Scope
    ) throws -> Int64 {
        guard !scope.principal.roles.contains(.system) else {
            throw SafeguardRefusal.notPermitted
        }
        if let known = try RecoveryRequestBook.request(key: key, from: scope.db) {
            guard known.recovery == id, known.kind == act.kind else {
                throw PaymentRefusal.keyUsed
            }
            return known.id
        }
        guard !explanation.isEmpty else { throw PaymentRefusal.missingReason }
        let file = try RecoveryFile.load(id, law: law, today: scope.today, from: scope.db)
        scope.saw([file.recovery.child, file.recovery.recipient])
        guard !file.recovery.isProposed else { throw RecoveryRefusal.notApproved }
        if act.excess == nil {
            guard file.recovery.outstanding > .zero else { throw PaymentRefusal.recoverySettled }
            guard !file.waits(act.kind) else { throw RecoveryRefusal.requestOpen }
        }
        try RecoveryActCheck.check(act, file, law: law, in: scope)
        let request = try scope.append([
            RecoveryRequestRow(
                key: key, recovery: id, act: act,
                amount: RecoveryActCheck.amount(act, file.recovery), explanation: explanation,
                proposer: scope.principal.officer)
        ])[0]
        if let refund = act.refundRow(request) { try scope.append([refund]) }
        if case .plan(let parts, _) = act {
            try scope.append(parts.map { InstalmentRow(request: request, instalment: $0) })
        }
        return request
    }
}

/// What must hold for an act, when it is proposed and when it is decided.
enum RecoveryActCheck {
    static func amount(_ act: RecoveryAct, _ recovery: Recovery) -> Yen {
        switch act {
        case .offset(_, let amount, _), .refund(_, let amount, _),
            .credit(_, let amount, _, _, _):
            amount
        case .plan, .writeOff: recovery.outstanding
        }
    }

    /// - Parameter taken: what the request has taken of an excess already.
    static func check(
        _ act: RecoveryAct, _ file: RecoveryFile, taken: Yen = .zero, law: RecoveryLaw,
        in scope: Scope
    ) throws {
        switch act {
        case .refund, .credit:
            try RefundCheck.check(act, of: file.recovery, taken: taken, law: law, in: scope)
        case .plan(let parts, let signedOn):
            try checkNotLapsed(file, in: scope)
            try check(parts, signedOn: signedOn, file, law: law, today: scope.today)
        case .offset(let item, let amount, let agreedOn):
            try checkNotLapsed(file, in: scope)
            guard agreedOn <= scope.today else { throw RecoveryRefusal.notAgreed }
            try check(item, amount, file.recovery, in: scope)
        case .writeOff(let basis):
            guard basis == .limitation else { return }
            guard let clock = file.clock else {
                throw RecoveryRefusal.termsUnset("public-money.limitation")
            }
            guard clock.isLapsed(on: scope.today) else {
                throw RecoveryRefusal.standsUntil(clock.lastDay)
            }
        }
    }

    /// A claim that has lapsed may be written off, and nothing else.
    static func checkNotLapsed(_ file: RecoveryFile, in scope: Scope) throws {
        if let clock = file.clock, clock.isLapsed(on: scope.today) {
            throw RecoveryRefusal.lapsed(clock.lastDay)
        }
    }

    private static func check(
        _ parts: [Instalment], signedOn: CivilDate, _ file: RecoveryFile, law: RecoveryLaw,
        today: CivilDate
    ) throws {
        guard signedOn <= today else { throw RecoveryRefusal.notAgreed }
        let terms = try law.terms(on: today)
        guard parts.count <= terms.mostInstalments else {
            throw RecoveryRefusal.tooManyInstalments(most: terms.mostInstalments)
        }
        let sum = parts.reduce(Yen.zero) { $0 + $1.amount }
        let days = parts.map(\.dueOn)
        guard parts.count > 1, sum == file.recovery.outstanding,
            parts.allSatisfy({ $0.amount > .zero }),
            parts.map(\.number) == Array(1...parts.count), days == days.sorted(),
            Set(days).count == days.count, let first = days.first, first > signedOn
        else { throw RecoveryRefusal.planDiffers }
    }

    private static func check(
        _ item: Int64, _ amount: Yen, _ recovery: Recovery, in scope: Scope
    ) throws {
        guard let item = try scope.found([item]).first else { throw PaymentRefusal.unknownItem }
        guard item.recipient == recovery.recipient else { throw RecoveryRefusal.otherRecipient }
        guard PaymentItemEvent.rescheduled.from.contains(item.status) else {
            throw PaymentRefusal.itemNotReady(.rescheduled)
        }
        guard amount > .zero, amount <= item.amount, amount <= recovery.outstanding else {
            throw RecoveryRefusal.offsetTooLarge
        }
    }
}
