// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
public import Vocabulary

/// 受給者の死亡・変更による保留: what is scheduled to who was the recipient waits, until an officer
/// knows to whom it belongs.
///
/// Carried out by itself, in the transaction that learns of it: a re-judgement (`Rejudge`) or the
/// notification of another recipient (`CarryOutChangeNotices`), by the port `Consequences`.
public enum HoldForRecipient {
    public static let operation = OperationCode.holdPayment

    /// Holds what is scheduled for children to an old recipient, in no run; each once for an event: an
    /// item that was held for it before was released by an officer who knew of it, and is left alone.
    ///
    /// - Parameter ends: the recipient before and why, by child.
    /// - Returns: the items that are held now.
    @discardableResult
    public static func perform(
        _ ends: [AddresseeNumber: RecipientEnd], in scope: Scope
    ) throws -> [Int64] {
        guard !ends.isEmpty else { return [] }
        let items = try ItemBook.items(
            children: Array(ends.keys), from: YearMonth(monthNumber: 12), in: scope.db
        ).filter { $0.recipient == ends[$0.child]?.recipient }
        let steps = try ItemBook.unreleased(
            items.filter { $0.status == .scheduled }, from: scope.db
        ) { ends[$0.child] }.map {
            ItemStep($0.item.id, hold: PaymentHold(.entitlementCheck, $0.words))
        }
        try scope.happen(.held, steps)
        let held = Set(steps.map(\.item))
        scope.saw(items.filter { held.contains($0.id) }.flatMap { [$0.child, $0.recipient] })
        return steps.map(\.item)
    }
}
