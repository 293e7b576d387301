// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

extension HubCause: SQLValueConvertible {}
extension HubOrderState: SQLValueConvertible {}

/// The queue for PMH as screens and reports read it.
public enum HubQueueBook {
    /// How many stand where, and when PMH last said yes or could not be reached.
    public static func overview(from db: any Connection) throws -> HubOverview {
        var counts: [HubOrderState: Int] = [:]
        try db.forEachRow(
            "SELECT state, COUNT(*) FROM hub_order_status GROUP BY state", []
        ) { counts[$0.code(0)] = $0.int(1) }
        let waiting = try db.first(
            """
            SELECT COALESCE(SUM(CASE WHEN s.attempts > 0 THEN 1 ELSE 0 END), 0),
            MIN(o.recorded_at) FROM hub_order_status s JOIN hub_order o ON o.id = s.order_id
            WHERE s.state = 'waiting'
            """, []
        ) { ($0.int(0), $0.optionalInstant(1)) }
        return HubOverview(
            counts: counts, retrying: waiting?.0 ?? 0, oldestWaiting: waiting?.1,
            lastSuccess: try last("accepted", from: db), lastFailure: try last("failed", from: db))
    }

    private static func last(_ outcome: String, from db: any Connection) throws -> Instant? {
        try db.first(
            "SELECT recorded_at FROM hub_answer WHERE outcome = ? ORDER BY id DESC LIMIT 1",
            [outcome]
        ) { $0.instant(0) }
    }

    /// Orders with their newest answer, the oldest first; `nil` is every state.
    public static func lines(
        _ state: HubOrderState?, limit: Int, from db: any Connection
    ) throws -> [HubLine] {
        let condition = state == nil ? "1 = 1" : "s.state = ?"
        let arguments: [any SQLValueConvertible] = state.map { [$0, limit] } ?? [limit]
        return try db.rows(
            """
            SELECT o.id, o.cause, s.state, o.child, o.recipient_number, o.recorded_at, s.attempts,
            s.due_at, a.recorded_at, a.http_status, a.field, a.rule
            FROM hub_order_status s JOIN hub_order o ON o.id = s.order_id
            LEFT JOIN hub_answer a ON a.id =
                (SELECT MAX(n.id) FROM hub_answer n WHERE n.order_id = o.id)
            WHERE \(condition) ORDER BY o.id LIMIT ?
            """, arguments
        ) { row in
            HubLine(
                order: row.int64(0), cause: row.code(1), state: row.code(2),
                child: row.addressee(3), recipientNumber: row.text(4), queuedAt: row.instant(5),
                attempts: row.int(6), dueAt: row.instant(7), answeredAt: row.optionalInstant(8),
                status: row.optionalInt64(9).map(Int.init), field: row.optionalText(10),
                rule: row.optionalText(11))
        }
    }

    /// 応答の記録, the newest first.
    public static func log(limit: Int, from db: any Connection) throws -> [HubLogLine] {
        try db.rows(
            """
            SELECT a.recorded_at, a.order_id, o.child, a.outcome, a.request_id, a.http_status,
            a.field, a.rule FROM hub_answer a JOIN hub_order o ON o.id = a.order_id
            ORDER BY a.id DESC LIMIT ?
            """, [limit]
        ) { row in
            HubLogLine(
                at: row.instant(0), order: row.int64(1), child: row.addressee(2),
                outcome: row.text(3), request: row.optionalInt64(4),
                status: row.optionalInt64(5).map(Int.init), field: row.optionalText(6),
                rule: row.optionalText(7))
        }
    }

    /// The newest 突合; `nil` before the first.
    public static func reconciliation(from db: any Connection) throws -> HubReconciliation? {
        let head = try db.first(
            """
            SELECT id, recorded_at, ours, theirs, same FROM hub_reconciliation
            ORDER BY id DESC LIMIT 1
            """, []
        ) { ($0.int64(0), $0.instant(1), $0.int(2), $0.int(3), $0.int(4)) }
        guard let (id, at, ours, theirs, same) = head else { return nil }
        let lines = try db.rows(
            """
            SELECT kind, history_key, recipient_number, child, fields, valid_from, valid_through
            FROM hub_difference WHERE reconciliation_id = ? ORDER BY kind, history_key
            """, [id]
        ) { row in
            HubReconciliation.Line(
                kind: row.code(0), key: row.text(1), recipientNumber: row.text(2),
                child: row.optionalInt64(3).map(AddresseeNumber.init(value:)),
                fields: row.text(4).split(separator: " ").map(String.init), from: row.date(5),
                through: row.date(6))
        }
        return HubReconciliation(at: at, ours: ours, theirs: theirs, same: same, lines: lines)
    }
}

extension HubReconciliation.Kind: SQLValueConvertible {}
