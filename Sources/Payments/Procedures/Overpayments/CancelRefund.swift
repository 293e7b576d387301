// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 還付の決定の取消し: a decided refund that cannot be paid, or should not be, is given up; the excess is
/// free for another decision.
public enum CancelRefund {
    public static let operation = OperationCode.recordRecovery

    /// By another officer than who decided it, while no money is on its way; its order to pay goes with it,
    /// while the year of that is open. The same once more changes nothing.
    ///
    /// - Throws: `RefundRefusal.unknownRefund`, `.wrongState`; `.missingReason`;
    ///   `SafeguardRefusal.sameOfficer`, also for machines.
    public static func perform(
        _ request: Int64, reason: String, law: FiscalLaw, in scope: Scope
    ) throws {
        let refund = try scope.refund(request)
        guard !reason.isEmpty else { throw PaymentRefusal.missingReason }
        let officer = scope.principal.officer
        if refund.cancellation == RecoveryReceipt.Reversal(reason: reason, officer: officer) {
            return
        }
        guard refund.waitsForPayment, refund.way != .credit else {
            throw RefundRefusal.wrongState(refund.state)
        }
        try FourEyes.check(proposer: refund.approver ?? refund.proposer, approver: officer)
        guard !scope.principal.roles.contains(.system) else { throw SafeguardRefusal.sameOfficer }
        try scope.append([
            RefundCancellationRow(request: request, reason: reason, officer: officer)
        ])
        try RefundOrder.withdraw(of: refund, because: reason, law: law, in: scope)
    }
}
