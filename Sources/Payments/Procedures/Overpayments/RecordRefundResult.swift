// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 還付の振込結果の記録: paid, or sent back by the bank and to be paid to another account.
public enum RecordRefundResult {
    public static let operation = OperationCode.recordTransferResults

    /// The same result once more changes nothing; what was taken for paid may still come back (組戻).
    ///
    /// - Parameters:
    ///   - attempt: the payout that the bank speaks of: the newest, else the word is about money that
    ///     came back before.
    ///   - reason: why the bank sent it back; `nil` where it was paid.
    /// - Throws: `RefundRefusal.unknownRefund`, `.wrongState`, `.attemptPassed`, `.resultTooEarly`.
    public static func perform(
        _ request: Int64, of attempt: Int64, returned reason: ReturnReason?, in scope: Scope
    ) throws {
        let refund = try scope.refund(request)
        guard let payout = refund.payout, payout.way == .transfer else {
            throw RefundRefusal.wrongState(refund.state)
        }
        guard payout.id == attempt else { throw RefundRefusal.attemptPassed }
        if let known = payout.outcome {
            if known.isReturned == (reason != nil) { return }
            guard !known.isReturned else { throw RefundRefusal.wrongState(refund.state) }
        }
        guard payout.paidOn <= scope.today else {
            throw RefundRefusal.resultTooEarly(payout.paidOn)
        }
        try scope.append([
            RefundResultRow(
                payout: payout.id, on: scope.today, reason: reason,
                officer: scope.principal.officer)
        ])
        if reason == nil {
            try scope.post(
                .refundPaid, refund.amount, excessOf: refund.recovery,
                entry: "refund-paid-\(payout.id)")
            return
        }
        if payout.outcome != nil {
            // It counts as on its way again before it comes back.
            try scope.post(
                .refundPaid, -refund.amount, excessOf: refund.recovery,
                entry: "refund-recalled-\(payout.id)")
        }
        try scope.post(
            .refundReturned, refund.amount, excessOf: refund.recovery,
            entry: "refund-returned-\(payout.id)")
    }
}
