// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Safeguards
import Vocabulary

/// Something that happens to one item.
struct ItemStep {
    let item: Int64
    var run: Int64?
    var reasonCode: String?
    var reason: String?

    init(_ item: Int64, run: Int64? = nil, hold: PaymentHold? = nil) {
        self.item = item
        self.run = run
        reasonCode = hold?.reason.rawValue
        reason = hold?.text
    }

    init(_ item: Int64, confirmed reason: String?) {
        self.item = item
        self.reason = reason
    }

    /// Money over the counter that nobody fetched.
    init(_ item: Int64, run: Int64, unclaimed reason: String) {
        self.item = item
        self.run = run
        reasonCode = ReturnReason.other.rawValue
        self.reason = reason
    }

    init(_ item: Int64, run: Int64, returned reason: ReturnReason) {
        self.item = item
        self.run = run
        reasonCode = reason.rawValue
        self.reason = reason.wording
    }
}

private struct ItemEventRow: FactRow {
    static let table = "payment_item_event"
    static let columns = ["item_id", "event", "run_id", "reason_code", "reason", "officer"]
    let event: PaymentItemEvent
    let step: ItemStep
    let officer: String

    var values: [any SQLValueConvertible] {
        [step.item, event, step.run, step.reasonCode, step.reason, officer]
    }
}

extension Scope {
    /// Schedules new items: row, event, state, money; those with a hold are held at once.
    ///
    /// - Returns: their ids in the order of the drafts.
    func schedule(_ drafts: [ItemDraft]) throws -> [Int64] {
        let ids = try append(drafts.map { ItemRow(draft: $0) })
        guard !ids.isEmpty else { return [] }
        let events = try appendEvents(.scheduled, ids.map { ItemStep($0) })
        try db.insert(
            into: "payment_item_status",
            columns: ["item_id", "decision_id", "planned_on", "status", "last_event_id"],
            rows: zip(zip(ids, drafts), events).lazy.map { pair, event in
                [
                    .integer(pair.0), .integer(pair.1.due.decision),
                    pair.1.plannedOn.sqlValue, PaymentItemStatus.scheduled.sqlValue,
                    .integer(event),
                ]
            })
        try move(.scheduled, zip(ids, drafts).map { ($0, $1.due.amount) })
        try happen(
            .held,
            zip(ids, drafts).compactMap { id, draft in draft.hold.map { ItemStep(id, hold: $0) } })
        return ids
    }

    /// Lets one event happen to items, each of which must stand where it may happen.
    ///
    /// Set-based: the states are compared and set in one statement, so that an item which somebody
    /// else has moved in the meantime refuses the whole operation.
    /// - Throws: `PaymentRefusal.itemNotReady`.
    func happen(_ event: PaymentItemEvent, _ steps: [ItemStep]) throws {
        let ids = try appendEvents(event, steps)
        guard let first = ids.first, let last = ids.last else { return }
        let from = event.from.map(\.rawValue).sorted()
        let marks = Array(repeating: "?", count: from.count).joined(separator: ", ")
        let mine = "FROM payment_item_event e WHERE e.id BETWEEN ? AND ?"
        let value = "AND e.item_id = payment_item_status.item_id"
        var arguments: [any SQLValueConvertible] = [event.to]
        for _ in 0..<5 { arguments += [first, last] }
        arguments += from.map { $0 as any SQLValueConvertible }
        let changed = try db.execute(
            """
            UPDATE payment_item_status SET status = ?,
            run_id = COALESCE((SELECT e.run_id \(mine) \(value)), run_id),
            reason_code = (SELECT e.reason_code \(mine) \(value)),
            reason = (SELECT e.reason \(mine) \(value)),
            last_event_id = (SELECT e.id \(mine) \(value))
            WHERE item_id IN (SELECT e.item_id \(mine)) AND status IN (\(marks))
            """, arguments)
        guard changed == steps.count else { throw PaymentRefusal.itemNotReady(event) }
    }

    private func appendEvents(
        _ event: PaymentItemEvent, _ steps: [ItemStep]
    ) throws -> [Int64] {
        try append(
            steps.map { ItemEventRow(event: event, step: $0, officer: principal.officer) })
    }
}
