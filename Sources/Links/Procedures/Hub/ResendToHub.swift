// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// PMHへの再送: what was refused, or what a reconciliation found different, goes into the queue again.
public enum ResendToHub {
    public static let operation = OperationCode.resendLink

    /// Refused orders wait again.
    /// - Throws: `HubQueueRefusal.nothingToResend` where one of them was not refused.
    @discardableResult
    public static func perform(_ orders: [Int64], in scope: Scope) throws -> Int {
        let refused = try HubOrders.all(.refused, in: scope)
        let chosen = Set(orders)
        let found = refused.filter { chosen.contains($0.id) }
        guard !chosen.isEmpty, found.count == chosen.count else {
            throw HubQueueRefusal.nothingToResend
        }
        scope.saw(found.map(\.child))
        try HubOrders.set(found.map(\.id), .waiting, due: scope.now, in: scope)
        try scope.append(found.map { HubAnswerRow(order: $0.id, outcome: .resent) })
        scope.counted(found.count)
        return found.count
    }

    /// Every entitlement that the newest reconciliation found different is told anew; a row that only
    /// PMH has is deleted there. Rows of nobody here cannot be sent and stay on the list.
    /// - Returns: how many orders were new.
    @discardableResult
    public static func performDifferences(in scope: Scope) throws -> Int {
        let found = try HubQueueBook.reconciliation(from: scope.db)
        let lines = (found?.lines ?? []).filter { $0.child != nil }
        guard !lines.isEmpty else { throw HubQueueRefusal.nothingToResend }
        let told = try HubToldBook.rows(of: lines.map(\.recipientNumber), in: scope)
        try HubToldBook.tell(
            lines.compactMap { line in line.doubt(told[line.recipientNumber] ?? []) }, in: scope)
        let open = try HubOrders.waiting(in: scope)
        var seen: Set<String> = []
        let orders = lines.compactMap { line -> NewHubOrder? in
            guard let child = line.child, !open.contains(line.recipientNumber),
                seen.insert(line.recipientNumber).inserted
            else { return nil }
            return NewHubOrder(
                key: "s-\(scope.operationID)-\(line.recipientNumber)", cause: .resend,
                child: child, recipientNumber: line.recipientNumber)
        }
        try HubOrders.append(orders, in: scope)
        scope.counted(orders.count)
        return orders.count
    }
}

extension HubReconciliation.Line {
    /// What PMH was told of this row, or has of its own, is not certain any more: it counts as told
    /// once more, without an answer. `nil` for a row that was never told and is not there.
    fileprivate func doubt(_ told: [HubTold]) -> HubToldRow? {
        if let known = told.first(where: { $0.row.key == key }) {
            return HubToldRow(child: known.child, row: known.row)
        }
        guard kind == .extra, let child else { return nil }
        let setting = HubSetting.allCases.first { key.hasSuffix("-" + $0.letter) } ?? .both
        return HubToldRow(
            child: child,
            row: HubRow(
                key: key, recipientNumber: recipientNumber, setting: setting, from: from,
                through: through, funder: nil, isDeleted: false))
    }
}
