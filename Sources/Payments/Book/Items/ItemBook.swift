// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Database
import Safeguards
public import Vocabulary

struct ItemRow: FactRow {
    static let table = "payment_item"
    static let columns = [
        "decision_id", "attempt", "replaces_id", "reimbursement_id", "receipt", "branch", "child",
        "recipient", "treatment_month", "institution_name", "amount", "method",
        "completed_on", "decided_on", "planned_on", "warning",
    ]
    let draft: ItemDraft

    var values: [any SQLValueConvertible] {
        let due = draft.due
        return [
            due.decision, draft.attempt, draft.replaces, due.reimbursement, due.receipt,
            due.branch, due.child, due.recipient, due.treatmentMonth, due.institutionName,
            due.amount, due.method, due.completedOn, due.decidedOn, draft.plannedOn, draft.warning,
        ]
    }
}

/// 支給予定: payment items and where they stand.
public enum ItemBook {
    private static let select = """
        SELECT i.id, i.decision_id, i.attempt, i.replaces_id, i.reimbursement_id, i.receipt,
        i.branch, i.child, i.recipient, i.treatment_month, i.institution_name, i.amount,
        i.method, i.decided_on, i.planned_on, i.warning, s.status, s.run_id, s.reason_code,
        s.reason, i.completed_on FROM payment_item i JOIN payment_item_status s ON s.item_id = i.id
        """

    /// Items by their ids; those that are not there are left out.
    public static func items(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: PaymentItem] {
        var found: [Int64: PaymentItem] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "i.id", keys: ids, in: db) {
            found[$0.int64(0)] = read($0)
        }
        return found
    }

    /// Items in some states, by payment day and id.
    public static func items(
        in status: PaymentItemStatus, plannedThrough day: CivilDate? = nil,
        limit: Int = .max, offset: Int = 0, from db: any Connection
    ) throws -> [PaymentItem] {
        try db.rows(
            """
            \(select) WHERE s.status = ? AND s.planned_on <= ? ORDER BY s.planned_on, i.id
            LIMIT ? OFFSET ?
            """, [status, day?.description ?? "9999-12-31", limit, offset], read)
    }

    /// How many items are in a state, and their sum.
    public static func sum(
        in status: PaymentItemStatus, from db: any Connection
    ) throws -> (count: Int, amount: Yen) {
        try db.first(
            """
            SELECT COUNT(*), COALESCE(SUM(i.amount), 0) FROM payment_item i
            JOIN payment_item_status s ON s.item_id = i.id WHERE s.status = ?
            """, [status]
        ) { ($0.int(0), $0.yen(1)) } ?? (0, .zero)
    }

    /// What is held for one of these reasons, then what waits to be paid over the counter.
    private static func counter(
        _ reasons: [String]
    ) -> (condition: String, arguments: [any SQLValueConvertible]) {
        let marks = Array(repeating: "?", count: reasons.count).joined(separator: ", ")
        let (held, scheduled) = (PaymentItemStatus.held, PaymentItemStatus.scheduled)
        return (
            """
            ((s.status = ? AND s.reason_code IN (\(marks))) OR (s.status = ? AND i.method = ?))
            """, [held] + reasons + [scheduled, PaymentMethod.counter]
        )
    }

    /// One page of what may be paid over the counter, what is held first.
    static func overCounter(
        _ reasons: [String], limit: Int, from start: Int, in db: any Connection
    ) throws -> [PaymentItem] {
        let (condition, arguments) = counter(reasons)
        return try db.rows(
            """
            \(select) WHERE \(condition)
            ORDER BY s.status, s.planned_on, i.id LIMIT ? OFFSET ?
            """, arguments + [limit, start], read)
    }

    /// How many may be paid over the counter.
    static func countOverCounter(_ reasons: [String], from db: any Connection) throws -> Int {
        let (condition, arguments) = counter(reasons)
        return try db.first(
            """
            SELECT COUNT(*) FROM payment_item i JOIN payment_item_status s ON s.item_id = i.id
            WHERE \(condition)
            """, arguments
        ) { $0.int(0) } ?? 0
    }

    /// Every item planned for a payment day, whatever became of it.
    public static func planned(
        on day: CivilDate, from db: any Connection
    ) throws -> [PaymentItem] {
        try db.rows("\(select) WHERE s.planned_on = ? ORDER BY i.id", [day], read)
    }

    /// The items of a run, in the order of being scheduled.
    public static func items(
        of run: Int64, from db: any Connection
    ) throws -> [PaymentItem] {
        try db.rows(
            """
            \(select) WHERE i.id IN (SELECT item_id FROM payment_row WHERE run_id = ?
                UNION ALL SELECT item_id FROM cash_voucher_item WHERE run_id = ?) ORDER BY i.id
            """, [run, run], read)
    }

    /// The items of a run that go to some recipients, in the order of being scheduled.
    static func items(
        of run: Int64, to recipients: Set<AddresseeNumber>, from db: any Connection
    ) throws -> [PaymentItem] {
        var found: [PaymentItem] = []
        try Among.forEach(
            """
            \(select) WHERE {among}
            AND (EXISTS (SELECT 1 FROM payment_row p WHERE p.item_id = i.id AND p.run_id = ?)
                OR EXISTS (SELECT 1 FROM cash_voucher_item v
                    WHERE v.item_id = i.id AND v.run_id = ?))
            """, column: "i.recipient", keys: recipients.map(\.value), in: db,
            arguments: [run, run]
        ) { found.append(read($0)) }
        return found.sorted { $0.id < $1.id }
    }

    /// Every item of a child, newest first.
    public static func items(
        child: AddresseeNumber, from db: any Connection
    ) throws -> [PaymentItem] {
        try db.rows("\(select) WHERE i.child = ? ORDER BY i.id DESC", [child], read)
    }

    /// Every item of a recipient, newest first.
    public static func items(
        recipient: AddresseeNumber, from db: any Connection
    ) throws -> [PaymentItem] {
        try db.rows("\(select) WHERE i.recipient = ? ORDER BY i.id DESC", [recipient], read)
    }

    /// The newest paid item of an application, by its number as letters show it (`R-1` or `R-1-2`).
    public static func paid(
        receipt text: String, from db: any Connection
    ) throws -> PaymentItem? {
        let whole = try db.rows(
            "\(select) WHERE i.receipt = ? AND s.status = 'paid' ORDER BY i.id DESC", [text], read)
        if let found = whole.first { return found }
        guard let cut = text.lastIndex(of: "-"),
            let branch = Int(text[text.index(after: cut)...])
        else { return nil }
        return try db.first(
            """
            \(select) WHERE i.receipt = ? AND i.branch = ? AND s.status = 'paid'
            ORDER BY i.id DESC LIMIT 1
            """, [String(text[..<cut]), branch], read)
    }

    /// Every attempt to pay a decision, oldest first.
    public static func attempts(
        of decision: Int64, from db: any Connection
    ) throws -> [PaymentItem] {
        try db.rows("\(select) WHERE i.decision_id = ? ORDER BY i.attempt", [decision], read)
    }

    /// The newest attempt to pay each decision.
    static func newest(
        of decisions: [Int64], from db: any Connection
    ) throws -> [Int64: PaymentItem] {
        var found: [Int64: PaymentItem] = [:]
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY i.attempt", column: "i.decision_id",
            keys: decisions, in: db
        ) {
            let item = read($0)
            found[item.decision] = item
        }
        return found
    }

    /// Items of children for treatment from a month on, for what a lapse touches.
    static func items(
        children: [AddresseeNumber], from month: YearMonth, in db: any Connection
    ) throws -> [PaymentItem] {
        var found: [PaymentItem] = []
        try Among.forEach(
            "\(select) WHERE {among} AND i.treatment_month >= ? ORDER BY i.id",
            column: "i.child", keys: children.map(\.value), in: db, arguments: [month]
        ) { found.append(read($0)) }
        return found
    }

    /// The words of every hold of items, by item.
    static func heldBefore(
        _ items: [Int64], from db: any Connection
    ) throws -> [Int64: Set<String>] {
        var found: [Int64: Set<String>] = [:]
        try Among.forEach(
            """
            SELECT e.item_id, e.reason FROM payment_item_event e
            WHERE {among} AND e.event = 'held'
            """, column: "e.item_id", keys: items, in: db
        ) { row in
            if let words = row.optionalText(1) { found[row.int64(0), default: []].insert(words) }
        }
        return found
    }

    /// The decisions that were scheduled before, among those decided from a day on.
    static func scheduledDecisions(
        decidedFrom day: CivilDate, from db: any Connection
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try db.forEachRow(
            "SELECT decision_id FROM payment_item WHERE decided_on >= ? AND attempt = 0", [day]
        ) { found.insert($0.int64(0)) }
        return found
    }

    private static func read(_ row: any Row) -> PaymentItem {
        PaymentItem(
            id: row.int64(0), decision: row.int64(1), attempt: row.int(2),
            replaces: row.optionalInt64(3), reimbursement: row.int64(4), receipt: row.text(5),
            branch: row.int(6), child: row.addressee(7), recipient: row.addressee(8),
            treatmentMonth: row.yearMonth(9), institutionName: row.text(10),
            amount: row.yen(11), method: row.code(12), completedOn: row.date(20),
            decidedOn: row.date(13),
            plannedOn: row.date(14), warning: row.optionalText(15), status: row.code(16),
            run: row.optionalInt64(17), reasonCode: row.optionalText(18),
            reason: row.optionalText(19))
    }
}
