// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 過誤納の取消し: an excess that was recorded wrongly counts no more; possible until something is decided
/// about it. One that was paid with a receipt is taken back with that (`ReverseReceipt`); of one that had come
/// in for a claim that was withdrawn the receipt is entered again, and counts for the claim as before.
public enum ReverseOverpayment {
    public static let operation = OperationCode.recordRecovery

    /// By another officer than who recorded it; the same reversal once more changes nothing.
    ///
    /// - Throws: `.missingReason`; `RefundRefusal.unknownOverpayment`, `.partOfReceipt`, `.excessInUse`;
    ///   `RecoveryRefusal.receiptReversed`; `SafeguardRefusal.sameOfficer`, also for machines.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard let excess = try OverpaymentBook.overpayment(id, from: scope.db) else {
            throw RefundRefusal.unknownOverpayment
        }
        scope.saw([excess.child, excess.recipient])
        guard !reason.isEmpty else { throw PaymentRefusal.missingReason }
        let officer = scope.principal.officer
        if let before = excess.reversal {
            guard before == RecoveryReceipt.Reversal(reason: reason, officer: officer) else {
                throw RecoveryRefusal.receiptReversed
            }
            return
        }
        guard excess.event == nil || excess.origin == .withdrawn else {
            throw RefundRefusal.partOfReceipt
        }
        try FourEyes.check(proposer: excess.officer, approver: officer)
        guard !scope.principal.roles.contains(.system) else { throw SafeguardRefusal.sameOfficer }
        try scope.takeBack(excess, reason: reason)
        if excess.origin == .withdrawn { try enterAgain(excess, in: scope) }
    }

    /// The receipt that the excess had been, as an event of its own.
    private static func enterAgain(_ excess: Overpayment, in scope: Scope) throws {
        try scope.append([
            RecoveryEventRow(
                key: "restored-\(excess.id)", recovery: excess.recovery, event: .received,
                amount: excess.amount, on: excess.receivedOn, officer: scope.principal.officer,
                slip: excess.slip)
        ])
        guard let after = try RecoveryBook.recovery(excess.recovery, from: scope.db) else { return }
        try scope.reverse(-excess.amount, of: after, entry: "restored-\(excess.id)")
    }
}

/// 過誤納の認定: what had come in for a claim that was withdrawn is kept for the family, and may be given
/// back. Until then it counts as given back for the benefit.
public enum RecognizeOverpayment {
    public static let operation = OperationCode.recordRecovery

    /// The receipt counts no more for the claim and becomes an excess; the same once more changes nothing.
    ///
    /// - Parameter slip: the slip by which it had been paid.
    /// - Throws: `.unknownRecovery`, `.missingReason`; `RecoveryRefusal.unknownReceipt`,
    ///   `.receiptReversed`; `RefundRefusal.unknownOverpayment` for a claim that stands,
    ///   `.receiptHasExcess` where the receipt can be taken back with its excess; `SafeguardRefusal.sameOfficer`, also for machines.
    public static func perform(
        _ receipt: Int64, of id: Int64, slip: String, reason: String, in scope: Scope
    ) throws {
        let key = "withdrawn-\(receipt)"
        guard let known = try RecoveryBook.recovery(id, from: scope.db) else {
            throw PaymentRefusal.unknownRecovery
        }
        scope.saw([known.child, known.recipient])
        guard known.isWithdrawn else { throw RefundRefusal.unknownOverpayment }
        guard !slip.isEmpty, !reason.isEmpty else { throw PaymentRefusal.missingReason }
        if try OverpaymentBook.recorded(key: key, from: scope.db) != nil { return }
        let row = try ReverseReceipt.receipt(receipt, of: id, in: scope)
        guard row.reversal == nil else { throw RecoveryRefusal.receiptReversed }
        if let above = try OverpaymentBook.overpayment(ofReceipt: receipt, from: scope.db),
            above.free == above.amount
        {
            throw RefundRefusal.receiptHasExcess
        }
        try ReverseReceipt.carryOut(row, of: id, reason: reason, in: scope)
        try scope.overpay(
            OverpaymentRow(
                key: key, recovery: id, origin: .withdrawn, event: receipt, amount: row.amount,
                receivedOn: row.on, slip: slip, officer: scope.principal.officer))
    }
}
