// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

struct RefundRow: FactRow {
    static let table = "recovery_refund"
    static let columns = ["request_id", "overpayment_id", "way", "target_id", "basis"]
    let request: Int64
    let overpayment: Int64
    let way: RefundWay
    var target: Int64?
    var basis: CreditBasis?

    var values: [any SQLValueConvertible] { [request, overpayment, way, target, basis] }
}

/// 還付の決定の取消し.
struct RefundCancellationRow: FactRow {
    static let table = "refund_cancellation"
    static let columns = ["request_id", "reason", "officer"]
    let request: Int64
    let reason: String
    let officer: String

    var values: [any SQLValueConvertible] { [request, reason, officer] }
}

struct RefundIdentificationRow: FactRow {
    static let table = "refund_identification"
    static let columns = [
        "request_id", "receiver", "document", "authority", "receipt", "officer",
    ]
    let request: Int64
    let evidence: CashIdentification
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            request, evidence.receiver, evidence.document, evidence.authority, evidence.receipt,
            officer,
        ]
    }
}

struct RefundResultRow: FactRow {
    static let table = "refund_result"
    static let columns = ["payout_id", "outcome", "outcome_on", "reason", "officer"]
    let payout: Int64
    let on: CivilDate
    /// `nil` where it was paid.
    let reason: ReturnReason?
    let officer: String

    var values: [any SQLValueConvertible] {
        [payout, reason == nil ? "paid" : "returned", on, reason, officer]
    }
}

/// 還付 and 充当 of excesses.
public enum RefundBook {
    private static let select = """
        SELECT q.id, q.recovery_id, r.child, r.recipient, f.overpayment_id, q.amount, f.way,
        f.target_id, f.basis, q.explanation, q.proposer, o.approver, o.outcome, o.decided_on,
        n.receiver, n.document, n.authority, n.receipt, n.officer, n.id,
        p.id, p.attempt, p.way, p.paid_on, p.charge, p.fiscal_year, p.account, p.file_id,
        p.sequence, s.outcome, s.outcome_on, s.reason, c.reason, c.officer
        FROM recovery_refund f JOIN recovery_request q ON q.id = f.request_id
        JOIN recovery r ON r.id = q.recovery_id
        LEFT JOIN recovery_request_outcome o ON o.request_id = q.id
        LEFT JOIN refund_cancellation c ON c.request_id = q.id
        LEFT JOIN refund_identification n ON n.id = (SELECT MAX(m.id)
            FROM refund_identification m WHERE m.request_id = q.id AND m.operation_id
            > COALESCE((SELECT MAX(w.operation_id) FROM refund_payout w
                WHERE w.request_id = q.id), 0))
        LEFT JOIN refund_payout p ON p.id = (SELECT MAX(m.id) FROM refund_payout m
            WHERE m.request_id = q.id)
        LEFT JOIN refund_result s ON s.id = (SELECT MAX(m.id) FROM refund_result m
            WHERE m.payout_id = p.id)
        """

    /// The refund that a request proposed.
    public static func refund(_ request: Int64, from db: any Connection) throws -> Refund? {
        try db.first("\(select) WHERE q.id = ?", [request], read)
    }

    /// By their requests.
    static func refunds(
        _ requests: [Int64], from db: any Connection
    ) throws -> [Int64: Refund] {
        var found: [Int64: Refund] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "q.id", keys: requests, in: db) {
            found[$0.int64(0)] = read($0)
        }
        return found
    }

    /// Those of a claim, oldest first.
    public static func refunds(
        of recovery: Int64, from db: any Connection
    ) throws -> [Refund] {
        try db.rows("\(select) WHERE q.recovery_id = ? ORDER BY q.id", [recovery], read)
    }

    /// Those that are decided and not paid or not known to be paid, oldest first.
    public static func underWay(from db: any Connection) throws -> [Refund] {
        try db.rows(
            """
            \(select) WHERE o.outcome = 'approved' AND f.way <> 'credit' AND c.id IS NULL
                AND (p.id IS NULL
                    OR (p.way = 'transfer' AND (s.id IS NULL OR s.outcome = 'returned')))
            ORDER BY q.id
            """, [], read)
    }

    /// Decided refunds whose transfer waits, oldest first.
    static func toTransfer(from db: any Connection) throws -> [Refund] {
        try underWay(from: db).filter(\.waitsForTransfer)
    }

    /// Decided refunds and set-offs, oldest first: each has its letter.
    static func decided(from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT f.request_id FROM recovery_refund f
            JOIN recovery_request_outcome o ON o.request_id = f.request_id
            WHERE o.outcome = 'approved' AND NOT EXISTS (SELECT 1 FROM refund_cancellation c
                WHERE c.request_id = f.request_id) ORDER BY f.request_id
            """, []
        ) { $0.int64(0) }
    }

    /// What left the city or was set off, less what came back, for the proof.
    static func paidOut(from db: any Connection) throws -> Yen {
        try db.first(
            """
            SELECT COALESCE(SUM(p.amount), 0) FROM refund_payout p WHERE NOT EXISTS
            (SELECT 1 FROM refund_result s WHERE s.payout_id = p.id AND s.outcome = 'returned')
            """, []
        ) { $0.yen(0) } ?? .zero
    }

    private static func read(_ row: any Row) -> Refund {
        let identification = row.optionalText(15).map { document in
            CashIdentification(
                receiver: row.code(14), document: document, authority: row.optionalText(16),
                receipt: row.text(17))
        }
        return Refund(
            request: row.int64(0), recovery: row.int64(1), child: row.addressee(2),
            recipient: row.addressee(3), overpayment: row.int64(4), amount: row.yen(5),
            way: row.code(6), target: row.optionalInt64(7), basis: row.optionalCode(8),
            explanation: row.text(9), proposer: row.text(10), approver: row.optionalText(11),
            isApproved: row.optionalText(12).map { $0 == "approved" },
            decidedOn: row.optionalDate(13), identification: identification,
            identifiedBy: row.optionalText(18), identificationID: row.optionalInt64(19),
            cancellation: row.optionalText(32).map {
                RecoveryReceipt.Reversal(reason: $0, officer: row.optionalText(33) ?? "")
            },
            payout: row.optionalInt64(20).map { payout($0, row) })
    }

    private static func payout(_ id: Int64, _ row: any Row) -> Refund.Payout {
        Refund.Payout(
            id: id, attempt: row.int(21), way: row.code(22), paidOn: row.date(23),
            charge: RefundCharge(
                side: row.code(24), year: FiscalYear(row.int(25)), account: row.text(26)),
            file: row.optionalInt64(27), sequence: row.optionalInt64(28).map { Int($0) },
            outcome: row.optionalText(29).map {
                Refund.Outcome(
                    isReturned: $0 == "returned", on: row.date(30), reason: row.optionalCode(31))
            })
    }
}
