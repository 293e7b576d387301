// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct RecoveryRow: FactRow {
    static let table = "recovery"
    static let columns = [
        "recovery_key", "child", "recipient", "item_id", "amount", "reason", "explanation",
        "claimed_on", "due_on", "officer", "claim_id",
    ]
    let claim: RecoveryClaim
    let key: String
    let claimedOn: CivilDate
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            key, claim.child, claim.recipient, claim.item, claim.amount, claim.reason,
            claim.explanation, claimedOn, claim.dueOn, officer, claim.inKind,
        ]
    }
}

struct RecoveryEventRow: FactRow {
    enum Event: String, SQLValueConvertible {
        case received, withdrawn
    }

    static let table = "recovery_event"
    static let columns = [
        "event_key", "recovery_id", "event", "amount", "event_on", "officer", "slip",
    ]
    let key: String
    let recovery: Int64
    let event: Event
    let amount: Yen
    let on: CivilDate
    let officer: String
    /// The slip that it was paid by, where one is named.
    var slip: String?

    var values: [any SQLValueConvertible] { [key, recovery, event, amount, on, officer, slip] }
}

/// 納付の取消し.
struct RecoveryReversalRow: FactRow {
    static let table = "recovery_reversal"
    static let columns = ["recovery_id", "event_id", "reason", "officer"]
    let recovery: Int64
    let event: Int64
    let reason: String
    let officer: String

    var values: [any SQLValueConvertible] { [recovery, event, reason, officer] }
}

/// 返還: what recipients have to give back.
public enum RecoveryBook {
    /// The condition that a receipt was not taken back (納付の取消し); the event is `e`.
    public static let stands =
        "NOT EXISTS (SELECT 1 FROM recovery_reversal v WHERE v.event_id = e.id)"

    private static let select = """
        SELECT r.id, r.child, r.recipient, r.item_id, r.amount, r.reason, r.explanation,
        r.claimed_on, r.due_on,
        COALESCE((SELECT SUM(e.amount) FROM recovery_event e
            WHERE e.recovery_id = r.id AND e.event = 'received' AND \(stands)), 0),
        (SELECT COUNT(*) FROM recovery_event e
            WHERE e.recovery_id = r.id AND e.event = 'withdrawn'), r.officer,
        COALESCE((SELECT SUM(q.amount) FROM recovery_request q
            JOIN recovery_request_outcome o ON o.request_id = q.id
            WHERE q.recovery_id = r.id AND q.kind = 'offset' AND o.outcome = 'approved'), 0),
        COALESCE((SELECT SUM(q.amount) FROM recovery_request q
            JOIN recovery_request_outcome o ON o.request_id = q.id
            WHERE q.recovery_id = r.id AND q.kind = 'write-off' AND o.outcome = 'approved'), 0),
        (SELECT COUNT(*) FROM recovery_request q WHERE q.recovery_id = r.id AND q.kind = 'claim'
            AND NOT EXISTS (SELECT 1 FROM recovery_request_outcome o WHERE o.request_id = q.id)), r.claim_id
        FROM recovery r
        """

    /// Every claim, oldest first.
    public static func all(from db: any Connection) throws -> [Recovery] {
        try db.rows("\(select) ORDER BY r.id", [], read)
    }

    /// The claims about a child, newest first.
    public static func recoveries(
        child: AddresseeNumber, from db: any Connection
    ) throws -> [Recovery] {
        try db.rows("\(select) WHERE r.child = ? ORDER BY r.id DESC", [child], read)
    }

    /// Claims by their ids.
    public static func recoveries(
        _ ids: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: Recovery] {
        var found: [Int64: Recovery] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "r.id", keys: ids, in: db) {
            found[$0.int64(0)] = read($0)
        }
        return found
    }

    /// The claims against a recipient, newest first.
    public static func recoveries(
        recipient: AddresseeNumber, from db: any Connection
    ) throws -> [Recovery] {
        try db.rows("\(select) WHERE r.recipient = ? ORDER BY r.id DESC", [recipient], read)
    }

    /// Claims that are neither settled nor withdrawn, oldest first.
    public static func open(from db: any Connection) throws -> [Int64] {
        try all(from: db).filter { $0.outstanding > .zero }.map(\.id)
    }

    /// What came in for claims, oldest first, with what was taken back.
    static func receipts(
        _ recoveries: [Int64], from db: any Connection
    ) throws -> [Int64: [RecoveryReceipt]] {
        var found: [Int64: [RecoveryReceipt]] = [:]
        try Among.forEach(
            """
            SELECT e.recovery_id, e.id, e.event_on, e.amount, e.officer, v.reason, v.officer, f.id,
            e.slip
            FROM recovery_event e LEFT JOIN recovery_reversal v ON v.event_id = e.id
            LEFT JOIN recovery_refund f ON f.target_id = e.recovery_id AND f.basis = 'notice'
                AND e.event_key = 'credit-' || f.request_id
            WHERE {among} AND e.event = 'received' ORDER BY e.id
            """, column: "e.recovery_id", keys: recoveries, in: db
        ) { row in
            let reversal = row.optionalText(5).map {
                RecoveryReceipt.Reversal(reason: $0, officer: row.optionalText(6) ?? "")
            }
            found[row.int64(0), default: []].append(
                RecoveryReceipt(
                    id: row.int64(1), on: row.date(2), amount: row.yen(3), officer: row.text(4),
                    reversal: reversal, slip: row.optionalText(8),
                    isByNotice: row.optionalInt64(7) != nil))
        }
        return found
    }

    /// A claim by its id.
    public static func recovery(_ id: Int64, from db: any Connection) throws -> Recovery? {
        try db.first("\(select) WHERE r.id = ?", [id], read)
    }

    static func recovery(key: String, from db: any Connection) throws -> Recovery? {
        try db.first("\(select) WHERE r.recovery_key = ?", [key], read)
    }

    /// What cancelled decisions had paid and is claimed back, by decision (`CancelledDecisions`).
    static func claims(
        cancelled decisions: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: [Recovery]] {
        let keys = decisions.reduce(into: [String: Int64]()) {
            $0[CancellationOutlook.key($1)] = $1
            $0[CancellationOutlook.nettedKey($1)] = $1
        }
        var of: [Int64: Int64] = [:]
        try Among.forEach(
            "SELECT id, recovery_key FROM recovery WHERE {among}", column: "recovery_key",
            keys: keys.keys, in: db
        ) { of[$0.int64(0)] = keys[$0.text(1)] }
        return try recoveries(of.keys, from: db).values.filter { !$0.isWithdrawn }
            .sorted { $0.id < $1.id }
            .reduce(into: [:]) { found, claim in
                if let decision = of[claim.id] { found[decision, default: []].append(claim) }
            }
    }

    /// What is claimed back of items, in yen; of a claim that was withdrawn what came in.
    static func claimed(
        items: [Int64], from db: any Connection
    ) throws -> [Int64: Yen] {
        var found: [Int64: Yen] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "r.item_id", keys: items, in: db) {
            let recovery = read($0)
            if let item = recovery.item { found[item, default: .zero] += recovery.counted }
        }
        return found
    }

    /// What families were asked for of claims in kind, what waits for a second officer included.
    public static func asked(
        inKind claims: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: AskedInKind] {
        var found: [Int64: AskedInKind] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "r.claim_id", keys: claims, in: db) {
            let recovery = read($0)
            guard let claim = recovery.inKind else { return }
            found[claim, default: AskedInKind()].add(recovery)
        }
        return found
    }

    /// The claims about payments of decisions, by decision.
    static func claims(
        decisions: [Int64], from db: any Connection
    ) throws -> [Int64: [Recovery]] {
        var of: [Int64: Int64] = [:]
        try Among.forEach(
            """
            SELECT r.id, i.decision_id FROM payment_item i JOIN recovery r ON r.item_id = i.id
            WHERE {among}
            """, column: "i.decision_id", keys: decisions, in: db
        ) { of[$0.int64(0)] = $0.int64(1) }
        return try recoveries(of.keys, from: db).reduce(into: [:]) { found, claim in
            if let decision = of[claim.key] { found[decision, default: []].append(claim.value) }
        }
    }

    /// What is claimed back of payments of reimbursements whose decision stands, in yen.
    static func claimed(
        reimbursements: [Int64], from db: any Connection
    ) throws -> [Int64: Yen] {
        var of: [Int64: Int64] = [:]
        try Among.forEach(
            """
            SELECT i.id, i.reimbursement_id FROM payment_item i WHERE {among}
            AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome x
                WHERE x.approval_id = i.decision_id)
            """, column: "i.reimbursement_id", keys: reimbursements, in: db
        ) { of[$0.int64(0)] = $0.int64(1) }
        return try claimed(items: of.keys.sorted(), from: db).reduce(into: [:]) { found, item in
            if let form = of[item.key] { found[form, default: .zero] += item.value }
        }
    }

    /// Whether a receipt is an excess of another claim that was set off (充当).
    static func isCredit(_ event: Int64, from db: any Connection) throws -> Bool {
        try db.first("SELECT event_key FROM recovery_event WHERE id = ?", [event]) {
            $0.text(0)
        }?.hasPrefix("credit-") ?? false
    }

    /// What was recorded under a key.
    static func event(
        key: String, from db: any Connection
    ) throws -> (Int64, RecoveryEventRow.Event, Yen)? {
        try db.first(
            "SELECT recovery_id, event, amount FROM recovery_event WHERE event_key = ?", [key]
        ) { ($0.int64(0), $0.code(1), $0.yen(2)) }
    }

    private static func read(_ row: any Row) -> Recovery {
        Recovery(
            id: row.int64(0), child: row.addressee(1), recipient: row.addressee(2),
            item: row.optionalInt64(3), inKind: row.optionalInt64(15), amount: row.yen(4),
            received: row.yen(9),
            offset: row.yen(12), writtenOff: row.yen(13), reason: row.code(5),
            explanation: row.text(6), claimedOn: row.date(7),
            dueOn: row.optionalDate(8), isWithdrawn: row.int(10) > 0,
            isProposed: row.int(14) > 0, officer: row.text(11))
    }
}
