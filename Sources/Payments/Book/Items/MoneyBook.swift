// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

private struct PostingRow: FactRow {
    static let table = "money_posting"
    static let columns = ["item_id", "movement", "account", "amount"]
    let item: Int64
    let movement: MoneyMovement
    let account: MoneyAccount
    let amount: Yen

    var values: [any SQLValueConvertible] { [item, movement, account, amount] }
}

extension Scope {
    /// Posts one movement of items; a movement that an item has made before breaks the schema.
    func move(_ movement: MoneyMovement, _ items: [(id: Int64, amount: Yen)]) throws {
        try append(
            items.flatMap { item in
                movement.postings(item.amount).map {
                    PostingRow(
                        item: item.id, movement: movement, account: $0.account, amount: $0.amount)
                }
            })
    }
}

/// 出納: the double-entry ledger of payment money.
public enum MoneyBook {
    /// What stood in each place at a moment; the sum is zero, whatever the moment.
    ///
    /// - Parameter moment: `nil` is now.
    public static func balance(
        asOf moment: Instant? = nil, from db: any Connection
    ) throws -> MoneyBalance {
        var amounts: [MoneyAccount: Yen] = [:]
        for table in ["money_posting", "fund_posting"] {
            try db.forEachRow(
                """
                SELECT account, SUM(amount) FROM \(table) WHERE recorded_at <= ?
                GROUP BY account
                """, [moment?.microseconds ?? Int64.max]
            ) { amounts[$0.code(0), default: .zero] += $0.yen(1) }
        }
        return MoneyBalance(amounts: amounts)
    }

    /// Claims whose postings do not add up to zero or disagree with what is outstanding; always
    /// empty.
    public static func fundImbalances(from db: any Connection) throws -> [Int64] {
        var sums: [Int64: (sum: Yen, claimed: Yen)] = [:]
        try db.forEachRow(
            """
            SELECT recovery_id, SUM(amount),
            SUM(CASE WHEN account = 'claimed' THEN amount ELSE 0 END)
            FROM fund_posting GROUP BY recovery_id
            """, []
        ) { sums[$0.int64(0)] = ($0.yen(1), $0.yen(2)) }
        // A claim of before this ledger has postings from its first movement on.
        return try RecoveryBook.all(from: db).filter { recovery in
            guard let found = sums[recovery.id] else { return false }
            return found.sum != .zero || found.claimed != recovery.outstanding
        }.map(\.id)
    }

    /// Items whose postings do not add up to zero or disagree with their state; always empty.
    public static func imbalances(from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT s.item_id FROM payment_item_status s
            JOIN payment_item i ON i.id = s.item_id
            WHERE (SELECT SUM(p.amount) FROM money_posting p WHERE p.item_id = s.item_id) <> 0
            OR i.amount <> CASE
                WHEN s.status IN ('rescheduled', 'cancelled') THEN i.amount
                ELSE COALESCE((SELECT SUM(p.amount) FROM money_posting p
                    WHERE p.item_id = s.item_id AND p.account = CASE s.status
                        WHEN 'sent' THEN 'transit' WHEN 'paid' THEN 'paid'
                        WHEN 'returned' THEN 'returned' ELSE 'scheduled' END), 0) END
            ORDER BY s.item_id
            """
        ) { $0.int64(0) }
    }
}
