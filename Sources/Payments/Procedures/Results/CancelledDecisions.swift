// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Safeguards
import Vocabulary

/// What 支払 does when 給付 cancels a decision: ends what is scheduled or came back, claims back what
/// was paid, and refuses while money is on its way. (Part of `OperationCode.approveReimbursement`.)
public struct CancelledDecisions: PaymentsOfDecisions {
    private let reason: RecoveryReason

    /// - Parameter reason: why what was paid is claimed back.
    public init(reason: RecoveryReason = .wrong) { self.reason = reason }

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
            let claim = try claimNetted(item, in: scope)
            return claim.map { .claimedBack(recovery: $0.id, $0.amount) } ?? .ended(item: item.id)
        case .extracted: throw PaymentRefusal.paymentUnderWay
        case .sent: throw PaymentRefusal.resultsAwaited
        case .paid: return try claimBack(item, reason: reason, in: scope)
        case .cancelled, .rescheduled:
            let claim = try claimNetted(item, in: scope)
            return claim.map { .claimedBack(recovery: $0.id, $0.amount) } ?? .nothing
        }
    }

    /// What is not claimed back already, under the decision's own key.
    private func claimBack(
        _ item: PaymentItem, reason: String, in scope: Scope
    ) throws -> CancelledPayment {
        let open = try CancellationOutlook.paid(item, from: scope.db)
        let netted = try claimNetted(item, in: scope)
        guard open > .zero else {
            return netted.map { .claimedBack(recovery: $0.id, $0.amount) } ?? .nothing
        }
        let recovery = try RecordRecovery.claim(
            RecoveryClaim(
                child: item.child, recipient: item.recipient, item: item.id, amount: open,
                reason: self.reason, explanation: reason),
            key: CancellationOutlook.key(item.decision), in: scope)
        return .claimedBack(recovery: recovery, open + (netted?.amount ?? .zero))
    }

    /// What a cancelled decision had paid by netting is claimed back too, once.
    private func claimNetted(
        _ item: PaymentItem, in scope: Scope
    ) throws -> (id: Int64, amount: Yen)? {
        guard let amount = try CancellationOutlook.netted(item.decision, from: scope.db) else {
            return nil
        }
        let id = try RecordRecovery.claim(
            RecoveryClaim(
                child: item.child, recipient: item.recipient, amount: amount, reason: reason,
                explanation: "取り消した決定の支給から充当した額"),
            key: CancellationOutlook.nettedKey(item.decision), in: scope)
        return (id, amount)
    }
}
