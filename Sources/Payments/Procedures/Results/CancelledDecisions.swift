// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Safeguards
import Vocabulary

/// What 支払 does when 給付 cancels a decision: ends what is scheduled or came back, claims back what
/// was paid, and refuses while money is on its way. (Part of `OperationCode.approveReimbursement`.)
public struct CancelledDecisions: PaymentsOfDecisions {
    public init() {}

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
            return .ended(item: item.id)
        case .extracted: throw PaymentRefusal.paymentUnderWay
        case .sent: throw PaymentRefusal.resultsAwaited
        case .paid: return try claimBack(item, reason: reason, in: scope)
        case .cancelled, .rescheduled: return .nothing
        }
    }

    /// What is not claimed back already, under the decision's own key.
    private func claimBack(
        _ item: PaymentItem, reason: String, in scope: Scope
    ) throws -> CancelledPayment {
        let claimed = try RecoveryBook.claimed(items: [item.id], from: scope.db)[item.id] ?? .zero
        let open = item.amount - claimed
        guard open > .zero else { return .nothing }
        let recovery = try RecordRecovery.claim(
            RecoveryClaim(
                child: item.child, recipient: item.recipient, item: item.id, amount: open,
                reason: .wrong, explanation: reason),
            key: "decision-\(item.decision)", in: scope)
        return .claimedBack(recovery: recovery, open)
    }
}
