// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

struct OverpaymentRow: FactRow {
    static let table = "overpayment"
    static let columns = [
        "receipt_key", "recovery_id", "origin", "event_id", "amount", "received_on", "slip",
        "officer",
    ]
    let key: String
    let recovery: Int64
    let origin: Overpayment.Origin
    let event: Int64?
    let amount: Yen
    let receivedOn: CivilDate
    let slip: String
    let officer: String

    var values: [any SQLValueConvertible] {
        [key, recovery, origin, event, amount, receivedOn, slip, officer]
    }
}

/// 過誤納の取消し.
struct OverpaymentReversalRow: FactRow {
    static let table = "overpayment_reversal"
    static let columns = ["overpayment_id", "reason", "officer"]
    let overpayment: Int64
    let reason: String
    let officer: String

    var values: [any SQLValueConvertible] { [overpayment, reason, officer] }
}

/// 過誤納: what was paid above what is owed.
public enum OverpaymentBook {
    /// What is proposed or decided about an excess `p`.
    private static let taken = """
        COALESCE((SELECT SUM(q.amount) FROM recovery_refund f
            JOIN recovery_request q ON q.id = f.request_id
            LEFT JOIN recovery_request_outcome o ON o.request_id = q.id
            WHERE f.overpayment_id = p.id AND (o.id IS NULL OR o.outcome = 'approved')
            AND NOT EXISTS (SELECT 1 FROM refund_cancellation c
                WHERE c.request_id = f.request_id)), 0)
        """

    private static let select = """
        SELECT p.id, p.recovery_id, r.child, r.recipient, p.origin, p.event_id, p.amount,
        p.received_on, p.slip, p.officer,
        \(taken),
        v.reason, v.officer,
        COALESCE((SELECT o.decided_on FROM recovery_request q
            JOIN recovery_request_outcome o ON o.request_id = q.id
            WHERE q.recovery_id = r.id AND q.kind = 'claim'), r.claimed_on), i.decided_on,
        (SELECT MAX(e.event_on) FROM recovery_event e
            WHERE e.recovery_id = r.id AND e.event = 'withdrawn')
        FROM overpayment p JOIN recovery r ON r.id = p.recovery_id
        LEFT JOIN payment_item i ON i.id = r.item_id
        LEFT JOIN overpayment_reversal v ON v.overpayment_id = p.id
        """

    /// One by its id.
    public static func overpayment(
        _ id: Int64, from db: any Connection
    ) throws -> Overpayment? {
        try db.first("\(select) WHERE p.id = ?", [id], read)
    }

    /// By their ids.
    static func overpayments(
        _ ids: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: Overpayment] {
        var found: [Int64: Overpayment] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "p.id", keys: ids, in: db) {
            found[$0.int64(0)] = read($0)
        }
        return found
    }

    /// Those of a claim, oldest first, what was taken back included.
    public static func overpayments(
        of recovery: Int64, from db: any Connection
    ) throws -> [Overpayment] {
        try db.rows("\(select) WHERE p.recovery_id = ? ORDER BY p.id", [recovery], read)
    }

    /// Those of which something is not decided about, oldest first.
    public static func waiting(from db: any Connection) throws -> [Overpayment] {
        try db.rows(
            "\(select) WHERE v.id IS NULL AND p.amount > \(taken) ORDER BY p.id", [], read)
    }

    /// The one that was paid with a receipt.
    static func overpayment(
        ofReceipt event: Int64, from db: any Connection
    ) throws -> Overpayment? {
        try db.first(
            "\(select) WHERE p.event_id = ? AND p.origin = 'paid' AND v.id IS NULL", [event], read)
    }

    /// What stands as paid for a claim, payment by payment: the receipt with its excess.
    static func payments(
        for recovery: Int64, from db: any Connection
    ) throws -> [StandingPayment] {
        let receipts = try RecoveryBook.receipts([recovery], from: db)[recovery] ?? []
        let excesses = try overpayments(of: recovery, from: db).filter { $0.reversal == nil }
        let parts = excesses.filter { $0.origin == .paid && $0.event != nil }
        let whole = receipts.filter { $0.reversal == nil }.map { receipt in
            let mine = parts.filter { $0.event == receipt.id }
            return StandingPayment(
                on: receipt.on, amount: mine.reduce(receipt.amount) { $0 + $1.amount },
                slip: receipt.slip ?? mine.first?.slip)
        }
        let alone = excesses.filter { $0.event == nil || $0.origin == .withdrawn }.map {
            StandingPayment(on: $0.receivedOn, amount: $0.amount, slip: $0.slip)
        }
        return whole + alone
    }

    /// What was recorded under a key: the claim, and the yen above what it owes.
    static func recorded(
        key: String, from db: any Connection
    ) throws -> (recovery: Int64, amount: Yen)? {
        try db.first(
            "SELECT recovery_id, amount FROM overpayment WHERE receipt_key = ?", [key]
        ) { ($0.int64(0), $0.yen(1)) }
    }

    /// Whether an excess was ever recorded.
    static func hasAny(from db: any Connection) throws -> Bool {
        try db.first("SELECT id FROM overpayment LIMIT 1", []) { $0.int64(0) } != nil
    }

    /// Everything that stands, for the proof.
    static func total(_ bound: Int64, from db: any Connection) throws -> Yen {
        try db.first(
            """
            SELECT COALESCE(SUM(p.amount), 0) FROM overpayment p WHERE p.recorded_at <= ?
            AND NOT EXISTS (SELECT 1 FROM overpayment_reversal v
                WHERE v.overpayment_id = p.id AND v.recorded_at <= ?)
            """, [bound, bound]
        ) { $0.yen(0) } ?? .zero
    }

    private static func read(_ row: any Row) -> Overpayment {
        Overpayment(
            id: row.int64(0), recovery: row.int64(1), child: row.addressee(2),
            recipient: row.addressee(3), origin: row.code(4), event: row.optionalInt64(5),
            amount: row.yen(6), receivedOn: row.date(7), slip: row.text(8),
            officer: row.text(9), taken: row.yen(10),
            reversal: row.optionalText(11).map {
                RecoveryReceipt.Reversal(reason: $0, officer: row.optionalText(12) ?? "")
            }, askedOn: row.date(13), paidOn: row.optionalDate(14),
            withdrawnOn: row.optionalDate(15))
    }
}

extension Scope {
    /// Writes an excess down and posts it.
    func overpay(_ row: OverpaymentRow) throws {
        try append([row])
        try post(.overpaid, row.amount, excessOf: row.recovery, entry: "overpaid-\(row.key)")
    }

    /// Takes an excess back that was recorded wrongly.
    func takeBack(_ excess: Overpayment, reason: String) throws {
        guard excess.free == excess.amount else { throw RefundRefusal.excessInUse }
        try append([
            OverpaymentReversalRow(
                overpayment: excess.id, reason: reason, officer: principal.officer)
        ])
        try post(
            .overpaid, -excess.amount, excessOf: excess.recovery,
            entry: "overpaid-back-\(excess.id)")
    }
}
