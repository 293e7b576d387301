// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct PayeeChangeRow: FactRow {
    static let table = "payee_change"
    static let columns = [
        "change_key", "item_id", "payee", "ground", "evidence", "explanation", "proposer",
    ]
    let key: String
    let input: PayeeChangeInput
    let proposer: String

    var values: [any SQLValueConvertible] {
        [
            key, input.item, input.payee, input.ground, input.evidence, input.explanation,
            proposer,
        ]
    }
}

struct PayeeChangeOutcomeRow: FactRow {
    static let table = "payee_change_outcome"
    static let columns = ["change_id", "outcome", "item_id", "decided_on", "approver", "reason"]
    let change: Int64
    /// The item that pays instead; `nil` where it was sent back.
    var follower: Int64?
    let on: CivilDate
    let approver: String
    var reason: String?

    var values: [any SQLValueConvertible] {
        [change, follower == nil ? "sent-back" : "approved", follower, on, approver, reason]
    }
}

/// 支払先の変更: proposals and what was decided about them.
public enum PayeeChangeBook {
    private static let select = """
        SELECT q.id, q.item_id, q.payee, q.ground, q.evidence, q.explanation, q.proposer,
        q.recorded_at, i.child, i.recipient, o.outcome, o.item_id, o.decided_on, o.approver,
        o.reason FROM payee_change q JOIN payment_item i ON i.id = q.item_id
        LEFT JOIN payee_change_outcome o ON o.change_id = q.id
        """

    /// 決裁待ち, oldest first.
    public static func pending(from db: any Connection) throws -> [PayeeChange] {
        try db.rows("\(select) WHERE o.id IS NULL ORDER BY q.id", [], read)
    }

    /// Everything about the payments of a child, newest first.
    public static func changes(
        child: AddresseeNumber, from db: any Connection
    ) throws -> [PayeeChange] {
        try db.rows("\(select) WHERE i.child = ? ORDER BY q.id DESC", [child], read)
    }

    /// A proposal by its id.
    public static func change(_ id: Int64, from db: any Connection) throws -> PayeeChange? {
        try db.first("\(select) WHERE q.id = ?", [id], read)
    }

    /// Whether a payment is to go, or goes, to a person by such a change: the account of that person
    /// belongs to the work then, though no application names them.
    public static func names(
        _ payee: AddresseeNumber, from db: any Connection
    ) throws -> Bool {
        try db.first(
            """
            SELECT 1 FROM payee_change q LEFT JOIN payee_change_outcome o ON o.change_id = q.id
            WHERE q.payee = ? AND (o.id IS NULL OR o.outcome = 'approved') LIMIT 1
            """, [payee]
        ) { $0.int(0) } != nil
    }

    /// Those of the persons to whom an approved change directs money.
    static func payees(
        among persons: some Sequence<AddresseeNumber>, from db: any Connection
    ) throws -> [AddresseeNumber] {
        var found: Set<AddresseeNumber> = []
        try Among.forEach(
            """
            SELECT q.payee FROM payee_change q
            JOIN payee_change_outcome o ON o.change_id = q.id AND o.outcome = 'approved'
            WHERE {among}
            """, column: "q.payee", keys: persons, in: db
        ) { found.insert($0.addressee(0)) }
        return found.sorted()
    }

    static func change(key: String, from db: any Connection) throws -> PayeeChange? {
        try db.first("\(select) WHERE q.change_key = ?", [key], read)
    }

    static func waits(item: Int64, from db: any Connection) throws -> Bool {
        try db.first("\(select) WHERE q.item_id = ? AND o.id IS NULL LIMIT 1", [item], read) != nil
    }

    private static func read(_ row: any Row) -> PayeeChange {
        PayeeChange(
            id: row.int64(0),
            input: PayeeChangeInput(
                item: row.int64(1), payee: row.addressee(2), ground: row.code(3),
                evidence: row.text(4), explanation: row.text(5)),
            child: row.addressee(8), before: row.addressee(9), proposer: row.text(6),
            proposedAt: row.instant(7),
            isApproved: row.optionalText(10).map { $0 == "approved" },
            follower: row.optionalInt64(11), decidedOn: row.optionalDate(12),
            approver: row.optionalText(13), reason: row.optionalText(14))
    }
}
