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
    ///   `.receiptReversed`; `SafeguardRefusal.sameOfficer`, also for machines.
    public static func perform(
        _ receipt: Int64, of id: Int64, reason: String, in scope: Scope
    ) throws {
        guard let known = try RecoveryBook.recovery(id, from: scope.db) else {
            throw PaymentRefusal.unknownRecovery
        }
        scope.saw([known.child, known.recipient])
        guard
            let row = try RecoveryBook.receipts([id], from: scope.db)[id]?.first(where: {
                $0.id == receipt
            })
        else { throw RecoveryRefusal.unknownReceipt }
        guard !reason.isEmpty else { throw PaymentRefusal.missingReason }
        let officer = scope.principal.officer
        if let before = row.reversal {
            guard before == RecoveryReceipt.Reversal(reason: reason, officer: officer) else {
                throw RecoveryRefusal.receiptReversed
            }
            return
        }
        try FourEyes.check(proposer: row.officer, approver: officer)
        guard !scope.principal.roles.contains(.system) else { throw SafeguardRefusal.sameOfficer }
        try scope.append([
            RecoveryReversalRow(recovery: id, event: receipt, reason: reason, officer: officer)
        ])
        guard let after = try RecoveryBook.recovery(id, from: scope.db) else { return }
        try scope.reverse(row.amount, of: after, entry: "reversed-\(receipt)")
    }
}
