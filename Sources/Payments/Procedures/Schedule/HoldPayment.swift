// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 支払の保留: an item waits until it is released; the reason stands with the operation.
public enum HoldPayment {
    public static let operation = OperationCode.holdPayment

    /// Holds items that are scheduled and in no run.
    ///
    /// - Parameter explanation: the reason in words; `nil` takes the one given to the gate.
    /// - Throws: `.unknownItem`, `.missingReason`, `.itemNotReady`.
    public static func perform(
        _ ids: [Int64], because reason: PaymentHoldReason, explanation: String? = nil,
        in scope: Scope
    ) throws {
        guard let text = explanation ?? scope.reason, !text.isEmpty else {
            throw PaymentRefusal.missingReason
        }
        let hold = PaymentHold(reason, text)
        try scope.happen(.held, try scope.found(ids).map { ItemStep($0.id, hold: hold) })
        scope.counted(ids.count)
    }
}

/// 支払保留の解除: the item goes with the next run.
public enum ReleasePayment {
    public static let operation = OperationCode.releasePayment

    /// - Throws: `.unknownItem`, `.itemNotReady`.
    public static func perform(_ ids: [Int64], in scope: Scope) throws {
        try scope.happen(.released, try scope.found(ids).map { ItemStep($0.id) })
        scope.counted(ids.count)
    }
}

extension Scope {
    /// Items that will never be paid; their money goes back to where it came from. Only a second
    /// officer ends them: with the decision (`CancelledDecisions`) or with the entitlement (精算). Money
    /// given otherwise is no such end: it is paid at the counter (`PayInCash`) or set off (充当).
    func cancel(_ items: [PaymentItem], _ hold: PaymentHold) throws {
        try happen(.cancelled, items.map { ItemStep($0.id, hold: hold) })
        let back = items.filter { $0.status == .returned }
        try move(.writtenOff, back.map { ($0.id, $0.amount) })
        let rest = items.filter { $0.status != .returned }
        try move(.cancelled, rest.map { ($0.id, $0.amount) })
    }

    /// Items that must be there, each once, in the order of the ids.
    func found(_ ids: [Int64]) throws -> [PaymentItem] {
        let items = try ItemBook.items(ids, from: db)
        var seen: Set<Int64> = []
        let found = try ids.filter { seen.insert($0).inserted }.map { id -> PaymentItem in
            guard let item = items[id] else { throw PaymentRefusal.unknownItem }
            return item
        }
        saw(found.flatMap { [$0.child, $0.recipient] })
        return found
    }
}
