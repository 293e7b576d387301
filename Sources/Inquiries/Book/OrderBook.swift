// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// Orders of System 1 with their courses, and the work that waits.
enum OrderBook {
    private static let select = """
        SELECT o.id, o.inquiry_number, o.addressee, o.purpose, o.procedure_code, o.item_code,
        o.about_on, o.reason, o.officer, o.expires_at, w.attempts
        FROM inquiry_order o JOIN inquiry_work w ON w.order_id = o.id
        """

    /// Orders by number; unknown numbers are left out.
    static func orders(
        _ numbers: [String], from db: any Connection
    ) throws -> [String: StoredOrder] {
        var found: [String: StoredOrder] = [:]
        var rows: [Bare] = []
        try Among.forEach(
            "\(select) WHERE {among}", column: "o.inquiry_number", keys: numbers, in: db
        ) { rows.append(Bare($0)) }
        for order in try withCourses(rows, from: db) { found[order.order.number] = order }
        return found
    }

    /// Takes work that is due: no other run takes the same until the lease is over.
    static func take(
        _ purpose: Purpose, limit: Int, until lease: Instant, in scope: Scope
    ) throws -> [StoredOrder] {
        let rows = try scope.db.rows(
            """
            \(select) WHERE w.is_over = 0 AND w.purpose = ? AND w.due_at <= ?
            ORDER BY w.due_at, o.id LIMIT ?
            """, [purpose.rawValue, scope.now, limit], Bare.init)
        try Among.execute(
            "UPDATE inquiry_work SET due_at = ? WHERE {among}", column: "order_id",
            ids: rows.map(\.id), in: scope.db, arguments: [lease])
        return try withCourses(rows, from: scope.db)
    }

    private static func withCourses(
        _ rows: [Bare], from db: any Connection
    ) throws -> [StoredOrder] {
        var steps: [Int64: [InquiryCourse.Step]] = [:]
        try Among.forEach(
            """
            SELECT order_id, phase, happened_at, detail, reason FROM inquiry_step
            WHERE {among} ORDER BY id
            """, column: "order_id", keys: rows.map(\.id), in: db
        ) { row in
            steps[row.int64(0), default: []].append(
                InquiryCourse.Step(
                    row.code(1), at: row.instant(2), detail: row.optionalText(3),
                    reason: row.optionalText(4)))
        }
        return try rows.map { row in
            StoredOrder(
                id: row.id, order: row.order, expiresAt: row.expiresAt,
                course: try InquiryCourse(steps[row.id] ?? []), attempts: row.attempts)
        }
    }

    private struct Bare {
        let id: Int64
        let order: InquiryOrder
        let expiresAt: Instant
        let attempts: Int

        init(_ row: any Row) {
            id = row.int64(0)
            order = InquiryOrder(
                number: row.text(1), addressee: row.addressee(2), purpose: row.code(3),
                procedure: row.text(4), item: row.text(5), aboutOn: row.date(6),
                reason: row.text(7), officer: row.text(8))
            expiresAt = row.instant(9)
            attempts = row.int(10)
        }
    }

    /// Writes a new order with its first step.
    static func add(
        _ order: InquiryOrder, catalogue: String, expiresAt: Instant, in scope: Scope
    ) throws {
        let id = try scope.facts.append(
            "inquiry_order",
            [
                "inquiry_number": order.number, "addressee": order.addressee,
                "purpose": order.purpose.rawValue, "procedure_code": order.procedure,
                "item_code": order.item, "about_on": order.aboutOn, "reason": order.reason,
                "officer": order.officer, "catalogue": catalogue, "expires_at": expiresAt,
            ])
        try scope.db.execute(
            """
            INSERT INTO inquiry_work (order_id, purpose, is_over, due_at, attempts)
            VALUES (?, ?, 0, ?, 0)
            """, [id, order.purpose.rawValue, scope.now])
        try append([InquiryCourse.Step(.requested, at: scope.now)], to: id, in: scope)
    }

    /// Adds steps to a course and to its record; the course says whether they may follow.
    /// - Throws: `InquiryRefusal.outOfOrder`.
    static func add(
        _ steps: [InquiryCourse.Step], to stored: inout StoredOrder, in scope: Scope
    ) throws {
        for step in steps { try stored.course.add(step) }
        try append(steps, to: stored.id, in: scope)
        if stored.course.phase.isEnd {
            try scope.db.execute(
                "UPDATE inquiry_work SET is_over = 1, trouble = NULL WHERE order_id = ?",
                [stored.id])
        }
    }

    private static func append(
        _ steps: [InquiryCourse.Step], to order: Int64, in scope: Scope
    ) throws {
        _ = try scope.facts.append(
            to: "inquiry_step",
            columns: ["order_id", "phase", "happened_at", "detail", "reason"],
            rows: steps.map {
                [
                    order.sqlValue, $0.phase.rawValue.sqlValue, $0.at.sqlValue,
                    $0.detail.sqlValue, $0.reason.sqlValue,
                ]
            })
    }

    /// When to look at an order again; news set the count of attempts back.
    static func wait(
        _ order: Int64, until moment: Instant, attempts: Int, trouble: String?, in scope: Scope
    ) throws {
        try scope.db.execute(
            "UPDATE inquiry_work SET due_at = ?, attempts = ?, trouble = ? WHERE order_id = ?",
            [moment, attempts, trouble, order])
    }
}
