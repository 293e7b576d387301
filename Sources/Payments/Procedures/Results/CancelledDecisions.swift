// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Safeguards
import Vocabulary

/// What 支払 does when 給付 cancels a decision: ends what is scheduled or came back, claims back what
/// was paid, and refuses while money is on its way. (Part of `OperationCode.approveReimbursement`.)
public struct CancelledDecisions: PaymentsOfDecisions {
    private let reason: RecoveryReason
    /// What the insurer pays to the city of each decision's benefit; `nil` where decisions are made anew.
    private let byInsurer: [Int64: Yen]?

    /// - Parameter reason: why what was paid is claimed back.
    public init(reason: RecoveryReason = .wrong) {
        self.reason = reason
        byInsurer = nil
    }

    /// Decisions that fall for good: what the insurer pays to the city is not asked of the family.
    init(reason: RecoveryReason, byInsurer: [Int64: Yen]) {
        self.reason = reason
        self.byInsurer = byInsurer
    }

    /// - Throws: `PaymentRefusal.paymentUnderWay`, `.resultsAwaited`.
    public func cancel(
        _ decision: Int64, reason: String, in scope: Scope
    ) throws -> CancelledPayment {
        guard let item = try ItemBook.attempts(of: decision, from: scope.db).last else {
            return .nothing
        }
        scope.saw([item.child, item.recipient])
        switch item.status {
        case .scheduled, .held, .returned:
            try scope.cancel([item], PaymentHold(.other, reason))
            let claim = try claimNetted(item, less: insurers(item), in: scope)
            return claim.map { .claimedBack(recovery: $0.id, $0.amount) } ?? .ended(item: item.id)
        case .extracted: throw PaymentRefusal.paymentUnderWay
        case .sent: throw PaymentRefusal.resultsAwaited
        case .paid: return try claimBack(item, reason: reason, in: scope)
        case .cancelled, .rescheduled:
            let claim = try claimNetted(item, less: insurers(item), in: scope)
            return claim.map { .claimedBack(recovery: $0.id, $0.amount) } ?? .nothing
        }
    }

    /// What is not claimed back already, under the decision's own key.
    private func claimBack(
        _ item: PaymentItem, reason: String, in scope: Scope
    ) throws -> CancelledPayment {
        let paid = try CancellationOutlook.paid(item, from: scope.db)
        let open = max(.zero, paid - insurers(item))
        let netted = try claimNetted(item, less: max(.zero, insurers(item) - paid), in: scope)
        guard open > .zero else {
            return netted.map { .claimedBack(recovery: $0.id, $0.amount) } ?? .nothing
        }
        let recovery = try RecordRecovery.claim(
            RecoveryClaim(
                child: item.child, recipient: item.recipient, item: item.id, amount: open,
                reason: self.reason, explanation: reason),
            key: CancellationOutlook.key(item.decision), isMadeAnew: byInsurer == nil, in: scope)
        return .claimedBack(recovery: recovery, open + (netted?.amount ?? .zero))
    }

    private func insurers(_ item: PaymentItem) -> Yen { byInsurer?[item.decision] ?? .zero }

    /// What a cancelled decision had paid by netting is claimed back too, once.
    private func claimNetted(
        _ item: PaymentItem, less insurers: Yen, in scope: Scope
    ) throws -> (id: Int64, amount: Yen)? {
        guard let netted = try CancellationOutlook.netted(item.decision, from: scope.db),
            netted > insurers
        else { return nil }
        let amount = netted - insurers
        let id = try RecordRecovery.claim(
            RecoveryClaim(
                child: item.child, recipient: item.recipient, amount: amount, reason: reason,
                explanation: "取り消した決定の支給から充当した額"),
            key: CancellationOutlook.nettedKey(item.decision), in: scope)
        return (id, amount)
    }
}
