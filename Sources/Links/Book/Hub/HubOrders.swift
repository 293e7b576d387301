// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// One reason to send an entitlement, before it stands in the queue.
struct NewHubOrder: FactRow {
    static let table = "hub_order"
    static let columns = ["order_key", "cause", "child", "recipient_number", "history_id"]
    let key: String
    let cause: HubCause
    let child: AddresseeNumber
    let recipientNumber: String
    var history: Int64?

    var values: [any SQLValueConvertible] { [key, cause, child, recipientNumber, history] }
}

/// An order that waits or waited.
struct HubOrder: Hashable {
    let id: Int64
    let child: AddresseeNumber
    let recipientNumber: String
    let attempts: Int
}

/// Orders and where they stand.
enum HubOrders {
    /// Puts orders into the queue.
    static func append(_ orders: [NewHubOrder], in scope: Scope) throws {
        guard !orders.isEmpty else { return }
        let ids = try scope.append(orders)
        scope.saw(orders.map(\.child))
        try scope.db.insert(
            into: "hub_order_status",
            columns: ["order_id", "child", "recipient_number", "state", "attempts", "due_at"],
            rows: zip(ids, orders).map { id, order in
                [
                    id.sqlValue, order.child.sqlValue, order.recipientNumber.sqlValue,
                    HubOrderState.waiting.sqlValue, 0.sqlValue, scope.now.sqlValue,
                ]
            })
    }

    private static func read(_ row: any Row) -> HubOrder {
        HubOrder(
            id: row.int64(0), child: row.addressee(1), recipientNumber: row.text(2),
            attempts: row.int(3))
    }

    private static let select =
        "SELECT s.order_id, s.child, s.recipient_number, s.attempts FROM hub_order_status s"

    /// Waiting orders of the next entitlements whose turn it is, with every other waiting order of
    /// the same entitlements. Of a child that is being sent nothing else goes out meanwhile.
    static func due(entitlements limit: Int, in scope: Scope) throws -> [HubOrder] {
        let busy = Set(try all(.sending, in: scope).map(\.child))
        var numbers: Set<String> = []
        var place = 0
        // In the order of the index: a long queue is not read as a whole for each stretch.
        while numbers.count < limit {
            let page = try scope.db.rows(
                """
                \(select) WHERE s.state = 'waiting' AND s.due_at <= ?
                ORDER BY s.due_at, s.order_id LIMIT ? OFFSET ?
                """, [scope.now, pageSize, place], read)
            for order in page where numbers.count < limit && !busy.contains(order.child) {
                numbers.insert(order.recipientNumber)
            }
            guard page.count == pageSize else { break }
            place += pageSize
        }
        var found: [HubOrder] = []
        try Among.forEach(
            "\(select) WHERE {among} AND s.state = 'waiting'", column: "s.recipient_number",
            keys: numbers, in: scope.db
        ) { found.append(read($0)) }
        return found.sorted { $0.id < $1.id }
    }

    private static let pageSize = 500

    static func all(_ state: HubOrderState, in scope: Scope) throws -> [HubOrder] {
        try scope.db.rows("\(select) WHERE s.state = ? ORDER BY s.order_id", [state], read)
    }

    /// Entitlements for which something waits, is being sent or was refused.
    static func open(in scope: Scope) throws -> Set<String> {
        try numbers("'waiting', 'sending', 'refused', 'withheld'", in: scope)
    }

    /// Entitlements that will be sent anyway.
    static func waiting(in scope: Scope) throws -> Set<String> {
        try numbers("'waiting', 'sending'", in: scope)
    }

    private static func numbers(_ states: String, in scope: Scope) throws -> Set<String> {
        Set(
            try scope.db.rows(
                """
                SELECT DISTINCT recipient_number FROM hub_order_status
                WHERE state IN (\(states))
                """, []
            ) { $0.text(0) })
    }

    static func set(
        _ ids: [Int64], _ state: HubOrderState, due: Instant, claim: Int64? = nil,
        triedAgain: Bool = false, in scope: Scope
    ) throws {
        try Among.execute(
            """
            UPDATE hub_order_status SET state = ?, due_at = ?, claim = ?,
            attempts = attempts + ? WHERE {among}
            """, column: "order_id", ids: ids, in: scope.db,
            arguments: [state, due, claim, triedAgain ? 1 : 0])
    }

    /// Claims whose job did not come back wait again.
    static func releaseExpiredClaims(in scope: Scope) throws {
        try scope.db.execute(
            """
            UPDATE hub_order_status SET state = 'waiting', claim = NULL
            WHERE state = 'sending' AND due_at <= ?
            """, [scope.now])
    }

    /// Which orders an operation has taken and still holds, and which of them nobody holds any more.
    static func held(
        _ orders: [Int64], by operation: Int64, in scope: Scope
    ) throws -> (mine: [Int64], nobodys: [Int64]) {
        var (mine, nobodys): ([Int64], [Int64]) = ([], [])
        try Among.forEach(
            "SELECT order_id, state, claim FROM hub_order_status WHERE {among}",
            column: "order_id", keys: orders, in: scope.db
        ) { row in
            switch row.code(1, HubOrderState.self) {
            case .sending where row.optionalInt64(2) == operation: mine.append(row.int64(0))
            case .waiting: nobodys.append(row.int64(0))
            default: break
            }
        }
        return (mine, nobodys)
    }

    /// Refused orders that a newer state, which PMH took, has overtaken.
    static func settleRefused(of numbers: [String], in scope: Scope) throws {
        for number in numbers {
            try scope.db.execute(
                """
                UPDATE hub_order_status SET state = 'done', claim = NULL
                WHERE recipient_number = ? AND state = 'refused'
                """, [number])
        }
    }
}

/// One line of 応答の記録.
struct HubAnswerRow: FactRow {
    enum Outcome: String, SQLValueConvertible {
        case accepted, refused, failed, withheld
        case notNeeded = "not-needed"
        /// A consent has come for what was withheld.
        case released
        /// An officer sends again what was refused.
        case resent
    }

    static let table = "hub_answer"
    static let columns = [
        "order_id", "outcome", "claim_operation", "request_id", "http_status", "field", "rule",
    ]
    let order: Int64
    let outcome: Outcome
    var claim: Int64?
    var request: Int64?
    var status: Int?
    var field: String?
    var rule: String?

    var values: [any SQLValueConvertible] {
        [order, outcome, claim, request, status, field, rule]
    }
}

extension HubAnswerRow.Outcome {
    /// Where an order stands after it.
    var state: HubOrderState {
        switch self {
        case .accepted: .done
        case .refused: .refused
        case .withheld: .withheld
        case .notNeeded: .notNeeded
        case .failed, .released, .resent: .waiting
        }
    }
}
