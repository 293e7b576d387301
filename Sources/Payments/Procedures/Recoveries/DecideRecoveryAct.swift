// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 返還の請求・分納・充当・不納欠損・過誤納の還付の決裁: a head who did not propose it; what the proposal rests on is looked at
/// again.
public enum ApproveRecoveryAct {
    public static let operation = OperationCode.approveRecovery

    /// A second approval of the same request changes nothing.
    ///
    /// - Throws: `RecoveryRefusal.unknownRequest`, `.requestSettled` and as for the proposal;
    ///   `SafeguardRefusal.sameOfficer`, also for machines where a claim itself is decided about.
    public static func perform(_ id: Int64, law: RecoveryLaw, in scope: Scope) throws {
        guard let request = try RecoveryRequestBook.request(id, from: scope.db) else {
            throw RecoveryRefusal.unknownRequest
        }
        if request.isApproved == true, request.approver == scope.principal.officer { return }
        guard request.isApproved == nil else { throw RecoveryRefusal.requestSettled }
        try FourEyes.check(proposer: request.proposer, approver: scope.principal.officer)
        let file = try RecoveryFile.load(
            request.recovery, law: law, today: scope.today, from: scope.db)
        scope.saw([file.recovery.child, file.recovery.recipient])
        if request.kind == .claim { return try stand(file.recovery, request, in: scope) }
        let refund = try RefundBook.refund(id, from: scope.db)
        let act = try act(of: request, file, refund)
        if refund != nil {
            guard !scope.principal.roles.contains(.system) else {
                throw SafeguardRefusal.sameOfficer
            }
        } else if file.recovery.outstanding <= .zero {
            throw PaymentRefusal.recoverySettled
        }
        try RecoveryActCheck.check(
            act, file, taken: refund?.amount ?? .zero, law: law, in: scope)
        guard RecoveryActCheck.amount(act, file.recovery) == request.amount else {
            throw RecoveryRefusal.planDiffers
        }
        try scope.append([
            RequestOutcomeRow(
                request: id, on: scope.today, approver: scope.principal.officer)
        ])
        switch act {
        case .plan, .refund: break
        case .credit: if let refund { try scope.credit(refund, law: law) }
        case .offset(let item, let amount, _):
            try scope.net(item, amount, against: request)
        case .writeOff:
            try scope.post(
                .writtenOff, request.amount, recovery: request.recovery,
                entry: "request-\(id)")
        }
    }

    /// The claim stands from now on; what it rests on is looked at again.
    private static func stand(
        _ recovery: Recovery, _ request: RecoveryRequest, in scope: Scope
    ) throws {
        guard !scope.principal.roles.contains(.system) else { throw SafeguardRefusal.sameOfficer }
        try RecordRecovery.check(recovery.asClaim, without: recovery.id, in: scope)
        try scope.append([
            RequestOutcomeRow(
                request: request.id, on: scope.today, approver: scope.principal.officer)
        ])
        try scope.post(
            .claimed, recovery.amount, recovery: recovery.id, entry: "claimed-\(recovery.id)")
    }

    /// The act as it was proposed.
    private static func act(
        of request: RecoveryRequest, _ file: RecoveryFile, _ refund: Refund?
    ) throws -> RecoveryAct {
        if let refund {
            guard let act = RecoveryAct(refund, agreedOn: request.agreedOn) else {
                throw RecoveryRefusal.unknownRequest
            }
            return act
        }
        return switch (request.kind, request.item, request.agreedOn, request.basis) {
        case (.plan, _, .some(let day), _):
            .plan(file.instalments[request.id] ?? [], signedOn: day)
        case (.offset, .some(let item), .some(let day), _):
            .offset(item: item, request.amount, agreedOn: day)
        case (.writeOff, _, _, .some(let basis)): .writeOff(basis)
        default: throw RecoveryRefusal.unknownRequest
        }
    }
}

/// 返還の請求・分納・充当・不納欠損の差戻し: the claim stays as it is; one that was not decided about
/// falls, and may be registered anew.
public enum SendBackRecoveryAct {
    public static let operation = OperationCode.approveRecovery

    /// - Throws: `.missingReason`; `RecoveryRefusal.unknownRequest`, `.requestSettled`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw PaymentRefusal.missingReason }
        guard let request = try RecoveryRequestBook.request(id, from: scope.db) else {
            throw RecoveryRefusal.unknownRequest
        }
        guard request.isApproved == nil else { throw RecoveryRefusal.requestSettled }
        if let recovery = try RecoveryBook.recovery(request.recovery, from: scope.db) {
            scope.saw([recovery.child, recovery.recipient])
        }
        try scope.append([
            RequestOutcomeRow(
                request: id, on: scope.today, approver: scope.principal.officer, reason: reason)
        ])
        guard request.kind == .claim else { return }
        try scope.append([
            RecoveryEventRow(
                key: "sent-back-\(id)", recovery: request.recovery, event: .withdrawn,
                amount: .zero, on: scope.today, officer: scope.principal.officer)
        ])
    }
}

extension Scope {
    /// Takes a part of a payment for a claim: the old item ends, what is left is a new one.
    fileprivate func net(_ id: Int64, _ amount: Yen, against request: RecoveryRequest) throws {
        guard let item = try found([id]).first else { throw PaymentRefusal.unknownItem }
        try happen(.rescheduled, [ItemStep(id, confirmed: "返還への充当 \(amount)")])
        try move(
            item.status == .returned ? .rescheduled : .cancelled, [(item.id, item.amount)])
        if item.amount > amount {
            // A held item stays held; a returned one is paid like a fresh one, its account checked
            // by the run.
            let hold =
                item.status == .held
                ? PaymentHold(
                    item.reasonCode.flatMap(PaymentHoldReason.init(rawValue:)) ?? .other,
                    item.reason) : nil
            _ = try schedule([
                ItemDraft(
                    after: item, amount: item.amount - amount, on: item.plannedOn,
                    warning: item.warning, hold: hold)
            ])
        }
        try post(.offset, amount, recovery: request.recovery, entry: "request-\(request.id)")
    }
}
