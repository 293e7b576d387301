// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 還付の受取人の確認: who stands at the counter, shown by what, and the receipt that was signed.
public enum IdentifyRefundReceiver {
    public static let operation = OperationCode.payAtCounter

    /// A decided refund by transfer may be fetched too, where the bank sent it back or nothing was sent.
    ///
    /// - Throws: `RefundRefusal.unknownRefund`, `.wrongState`; `CounterRefusal.evidenceMissing`.
    public static func perform(
        _ request: Int64, _ evidence: CashIdentification, in scope: Scope
    ) throws {
        let refund = try scope.refund(request)
        guard refund.waitsForPayment, refund.way != .credit else {
            throw RefundRefusal.wrongState(refund.state)
        }
        guard evidence.isComplete else { throw CounterRefusal.evidenceMissing }
        if refund.identification == evidence, refund.identifiedBy == scope.principal.officer {
            return
        }
        try scope.append([
            RefundIdentificationRow(
                request: request, evidence: evidence, officer: scope.principal.officer)
        ])
    }
}

/// 還付の交付: a second officer hands the money over to whom the first has looked at.
public enum HandOverRefund {
    public static let operation = OperationCode.confirmCounterPayment

    /// - Returns: whether money moved now; false where the same refund was handed over before.
    /// - Throws: `RefundRefusal.unknownRefund`, `.wrongState`, `.receiverBarred`,
    ///   `.orderMissing`; `CounterRefusal.notIdentified`; `AccountingRefusal.termsUnset`; `SafeguardRefusal.sameOfficer`.
    @discardableResult
    public static func perform(
        _ request: Int64, law: RecoveryLaw, in scope: Scope
    ) throws -> Bool {
        let refund = try scope.refund(request)
        if refund.state == .paid, refund.payout?.way == .counter { return false }
        guard refund.waitsForPayment, refund.way != .credit else {
            throw RefundRefusal.wrongState(refund.state)
        }
        guard let identifier = refund.identifiedBy else { throw CounterRefusal.notIdentified }
        try FourEyes.check(proposer: identifier, approver: scope.principal.officer)
        guard try RefundPayee.barred([refund], in: scope).isEmpty else {
            throw RefundRefusal.receiverBarred
        }
        let charge = try scope.charge(refund, paidOn: scope.today, law: law)
        let orders = try RefundOrders(of: [refund], in: charge.year, law: law.fiscal, in: scope)
        guard !orders.isMissing(refund, charge) else {
            throw RefundRefusal.orderMissing
        }
        let payout = try scope.append([
            PayoutRow(
                refund: refund, way: .counter, paidOn: scope.today, charge: charge,
                officer: scope.principal.officer)
        ])[0]
        for movement in [FundMovement.refundSent, .refundPaid] {
            try scope.post(
                movement, refund.amount, excessOf: refund.recovery,
                entry: "\(movement.rawValue)-\(payout)")
        }
        return true
    }
}
