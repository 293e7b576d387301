// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// What waits of the adjustments of benefits, for the home page.
public enum AdjustmentInbox {
    /// How much waits.
    public struct Counts: Hashable, Sendable {
        /// 返還の決裁待ち.
        public let claimBacks: Int
        /// 第三者行為・災害共済 that are not closed.
        public let liabilities: Int
        /// Insurers to be asked again: those that were asked before and whose day has come.
        public let insurersDue: Int
        /// Letters to insurers whose day for an answer has passed (代理受領).
        public let requestsOverdue: Int
    }

    /// 返還の決裁待ち as sums: how many, how much, since when, how many because of a refused request to
    /// an insurer. No person is read.
    public static func claimBackSums(
        from db: any Connection
    ) throws -> (count: Int, amount: Yen, oldest: Instant?, refused: Int) {
        try db.first(
            """
            SELECT COUNT(*), COALESCE(SUM(b.amount), 0), MIN(b.recorded_at),
            COALESCE(SUM(CASE WHEN b.proxy_id IS NULL THEN 0 ELSE 1 END), 0)
            FROM claim_back b WHERE NOT EXISTS
            (SELECT 1 FROM claim_back_outcome o WHERE o.claim_back_id = b.id)
            """, []
        ) { ($0.int(0), $0.yen(1), $0.optionalInstant(2), $0.int(3)) } ?? (0, .zero, nil, 0)
    }

    public static func counts(
        on today: CivilDate, from db: any Connection
    ) throws -> Counts {
        func count(_ sql: String, _ values: [any SQLValueConvertible] = []) throws -> Int {
            try db.first(sql, values) { $0.int(0) } ?? 0
        }
        return Counts(
            claimBacks: try count(
                """
                SELECT COUNT(*) FROM claim_back b WHERE NOT EXISTS
                (SELECT 1 FROM claim_back_outcome o WHERE o.claim_back_id = b.id)
                """),
            liabilities: try count(
                """
                SELECT COUNT(*) FROM liability l WHERE NOT EXISTS (SELECT 1 FROM liability_event e
                WHERE e.liability_id = l.id AND e.event = 'closed')
                """) + LiabilityBook.putRight(from: db).count,
            insurersDue: try count(
                """
                SELECT COUNT(*) FROM reimbursement_status s WHERE s.is_open = 1
                AND s.status = 'held' AND s.hold_reason = ? AND EXISTS
                (SELECT 1 FROM insurer_reminder m WHERE m.reimbursement_id = s.reimbursement_id)
                AND NOT EXISTS (SELECT 1 FROM insurer_reminder m
                WHERE m.reimbursement_id = s.reimbursement_id AND m.next_on > ?)
                """, [ReimbursementHold.insurerDecision, today]),
            requestsOverdue: try InsurerRequestBook.overdue(on: today, from: db).count)
    }
}
