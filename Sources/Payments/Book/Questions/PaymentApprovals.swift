// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// What waits for a head in 支払, as sums for the inbox of those who decide. No person is read.
public enum PaymentApprovals {
    /// One kind that waits.
    public struct Pending: Hashable, Sendable {
        public let count: Int
        public let amount: Yen
        /// When the oldest of them was proposed.
        public let oldest: Instant?
        /// How many of them need a closer look.
        public let marked: Int
    }

    /// 支払先の変更; marked where the ground is another than a death or a change of recipient.
    public static func payeeChanges(from db: any Connection) throws -> Pending {
        try pending(
            "i.amount", "q.ground = 'other'",
            """
            payee_change q JOIN payment_item i ON i.id = q.item_id WHERE NOT EXISTS
            (SELECT 1 FROM payee_change_outcome o WHERE o.change_id = q.id)
            """, db)
    }

    /// 返還の請求・分納・充当・不納欠損; marked are the losses of the city.
    public static func recoveryActs(from db: any Connection) throws -> Pending {
        try pending(
            "q.amount", "q.kind = 'write-off'",
            """
            recovery_request q WHERE NOT EXISTS
            (SELECT 1 FROM recovery_request_outcome o WHERE o.request_id = q.id)
            """, db)
    }

    /// 遡及の精算, what is recovered, stopped and paid; marked where a month is covered in part.
    public static func retroactives(from db: any Connection) throws -> Pending {
        try pending(
            "q.recover + q.stop + \(RetroactiveBook.pays("q.id"))",
            """
            EXISTS (SELECT 1 FROM retroactive_effect e
            WHERE e.proposal_id = q.id AND e.is_partial = 1)
            """,
            """
            retroactive_proposal q WHERE NOT EXISTS
            (SELECT 1 FROM retroactive_outcome o WHERE o.proposal_id = q.id)
            """, db)
    }

    /// 支出命令; marked are those of a past year.
    public static func orders(from db: any Connection) throws -> Pending {
        try pending(
            "q.amount", "q.origin_year < q.budget_year",
            """
            expenditure_status s JOIN expenditure q ON q.id = s.expenditure_id
            WHERE s.status = 'proposed'
            """, db)
    }

    private static func pending(
        _ amount: String, _ mark: String, _ rows: String, _ db: any Connection
    ) throws -> Pending {
        try db.first(
            """
            SELECT COUNT(*), COALESCE(SUM(\(amount)), 0), MIN(q.recorded_at),
            COALESCE(SUM(CASE WHEN \(mark) THEN 1 ELSE 0 END), 0) FROM \(rows)
            """, []
        ) {
            Pending(
                count: $0.int(0), amount: $0.yen(1), oldest: $0.optionalInstant(2),
                marked: $0.int(3))
        } ?? Pending(count: 0, amount: .zero, oldest: nil, marked: 0)
    }
}
