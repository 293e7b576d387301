// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 受給者の変更による保留: what is scheduled to who was the recipient before waits, until an officer
/// knows to whom it belongs.
public enum HoldForRecipient {
    public static let operation = OperationCode.holdPayment

    /// Holds what is scheduled for children to an old recipient, in no run; each once.
    ///
    /// - Parameter former: the recipient before, by child.
    /// - Returns: the items that are held now.
    /// - Throws: `.missingReason`.
    @discardableResult
    public static func perform(
        _ former: [AddresseeNumber: AddresseeNumber], in scope: Scope
    ) throws -> [Int64] {
        guard let reason = scope.reason, !reason.isEmpty else { throw PaymentRefusal.missingReason }
        let items = try ItemBook.items(
            children: Array(former.keys), from: YearMonth(monthNumber: 12), in: scope.db
        ).filter { $0.status == .scheduled && $0.recipient == former[$0.child] }
        try scope.happen(
            .held,
            items.map { ItemStep($0.id, hold: PaymentHold(.entitlementCheck, reason)) })
        scope.saw(items.flatMap { [$0.child, $0.recipient] })
        scope.counted(items.count)
        return items.map(\.id)
    }
}
