// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 納付の取消し: a receipt that was recorded wrongly counts no more. It stays in the book with the reason,
/// the ledger gets the opposite entry, and the right receipt is recorded anew.
public enum ReverseReceipt {
    public static let operation = OperationCode.recordRecovery

    /// By another officer than who recorded the receipt; the same reversal once more changes nothing.
    ///
    /// - Throws: `.unknownRecovery`, `.missingReason`; `RecoveryRefusal.unknownReceipt`,
    ///   `.receiptReversed`; `RefundRefusal.receiptByCredit`, and `.excessInUse` where something was
    ///   decided about the excess that was paid with it; `SafeguardRefusal.sameOfficer`, also for machines.
    public static func perform(
        _ receipt: Int64, of id: Int64, reason: String, in scope: Scope
    ) throws {
        guard let known = try RecoveryBook.recovery(id, from: scope.db) else {
            throw PaymentRefusal.unknownRecovery
        }
        scope.saw([known.child, known.recipient])
        let row = try Self.receipt(receipt, of: id, in: scope)
        guard !reason.isEmpty else { throw PaymentRefusal.missingReason }
        if let before = row.reversal {
            let mine = RecoveryReceipt.Reversal(reason: reason, officer: scope.principal.officer)
            guard before == mine else { throw RecoveryRefusal.receiptReversed }
            return
        }
        guard try !RecoveryBook.isCredit(receipt, from: scope.db) else {
            throw RefundRefusal.receiptByCredit
        }
        if let excess = try OverpaymentBook.overpayment(ofReceipt: receipt, from: scope.db) {
            try scope.takeBack(excess, reason: reason)
        }
        try carryOut(row, of: id, reason: reason, in: scope)
    }

    static func receipt(
        _ receipt: Int64, of id: Int64, in scope: Scope
    ) throws -> RecoveryReceipt {
        let all = try RecoveryBook.receipts([id], from: scope.db)[id] ?? []
        guard let row = all.first(where: { $0.id == receipt }) else {
            throw RecoveryRefusal.unknownReceipt
        }
        return row
    }

    /// Takes a receipt that counts back, by another officer than who recorded it.
    static func carryOut(
        _ row: RecoveryReceipt, of id: Int64, reason: String, in scope: Scope
    ) throws {
        let officer = scope.principal.officer
        try FourEyes.check(proposer: row.officer, approver: officer)
        guard !scope.principal.roles.contains(.system) else { throw SafeguardRefusal.sameOfficer }
        try scope.append([
            RecoveryReversalRow(recovery: id, event: row.id, reason: reason, officer: officer)
        ])
        guard let after = try RecoveryBook.recovery(id, from: scope.db) else { return }
        try scope.reverse(row.amount, of: after, entry: "reversed-\(row.id)")
    }
}
