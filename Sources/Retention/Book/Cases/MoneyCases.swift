// SPDX-License-Identifier: Apache-2.0

/// Reimbursements with their payments, and recoveries.
enum MoneyCases {
    /// What was paid above what is owed, and what left the city of it: by claim.
    private static let excess = """
        SELECT o.recovery_id, o.received_on AS happened, o.recorded_at AS noted FROM overpayment AS o
        UNION ALL SELECT o.recovery_id, '', v.recorded_at FROM overpayment AS o
            JOIN overpayment_reversal AS v ON v.overpayment_id = o.id
        UNION ALL SELECT q.recovery_id, y.paid_on, y.recorded_at FROM refund_payout AS y
            JOIN recovery_request AS q ON q.id = y.request_id
        UNION ALL SELECT q.recovery_id, '', x.recorded_at FROM refund_cancellation AS x
            JOIN recovery_request AS q ON q.id = x.request_id
        UNION ALL SELECT q.recovery_id, z.outcome_on, z.recorded_at FROM refund_result AS z
            JOIN refund_payout AS y ON y.id = z.payout_id
            JOIN recovery_request AS q ON q.id = y.request_id
        """

    /// One receipt with all its branches and revisions is one case.
    static let reimbursement = CaseQuery(
        sql: """
            WITH roots AS (SELECT receipt, MIN(id) AS number FROM reimbursement GROUP BY receipt),
            parts AS (SELECT b.id AS part, r.number AS number, b.child AS child
                FROM reimbursement AS b JOIN roots AS r ON r.receipt = b.receipt)
            SELECT f.number, MIN(f.child), MAX(f.happened), MAX(f.noted) FROM (
                SELECT p.number AS number, p.child AS child, b.applied_on AS happened,
                    b.recorded_at AS noted
                FROM parts AS p JOIN reimbursement AS b ON b.id = p.part
                UNION ALL SELECT p.number, p.child, '', e.recorded_at
                    FROM parts AS p JOIN reimbursement_event AS e ON e.reimbursement_id = p.part
                UNION ALL SELECT p.number, p.child, COALESCE(a.decided_on, ''), a.recorded_at
                    FROM parts AS p JOIN reimbursement_proposal AS q
                        ON q.reimbursement_id = p.part
                    JOIN reimbursement_approval AS a ON a.proposal_id = q.id
                UNION ALL SELECT p.number, p.child, i.planned_on, e.recorded_at
                    FROM parts AS p JOIN payment_item AS i ON i.reimbursement_id = p.part
                    JOIN payment_item_event AS e ON e.item_id = i.id
                UNION ALL SELECT p.number, p.child, w.paid_on, w.recorded_at
                    FROM parts AS p JOIN payment_item AS i ON i.reimbursement_id = p.part
                    JOIN payment_row AS w ON w.item_id = i.id
                UNION ALL SELECT p.number, p.child, COALESCE(c.due_on, c.claimed_on), c.recorded_at
                    FROM parts AS p JOIN payment_item AS i ON i.reimbursement_id = p.part
                    JOIN recovery AS c ON c.item_id = i.id
                UNION ALL SELECT p.number, p.child, v.event_on, v.recorded_at
                    FROM parts AS p JOIN payment_item AS i ON i.reimbursement_id = p.part
                    JOIN recovery AS c ON c.item_id = i.id
                    JOIN recovery_event AS v ON v.recovery_id = c.id
                UNION ALL SELECT p.number, p.child, v.event_on, w.recorded_at
                    FROM parts AS p JOIN payment_item AS i ON i.reimbursement_id = p.part
                    JOIN recovery AS c ON c.item_id = i.id
                    JOIN recovery_event AS v ON v.recovery_id = c.id
                    JOIN recovery_reversal AS w ON w.event_id = v.id
                UNION ALL SELECT p.number, p.child, x.happened, x.noted
                    FROM parts AS p JOIN payment_item AS i ON i.reimbursement_id = p.part
                    JOIN recovery AS c ON c.item_id = i.id
                    JOIN (\(excess)) AS x ON x.recovery_id = c.id
            ) AS f GROUP BY f.number
            HAVING MAX(f.happened) < {day} AND MAX(f.noted) < {noted}
            """)

    static let recovery = CaseQuery(
        sql: """
            SELECT f.number, f.child, MAX(f.happened), MAX(f.noted) FROM (
                SELECT c.id AS number, c.child AS child, COALESCE(c.due_on, c.claimed_on) AS happened,
                    c.recorded_at AS noted
                FROM recovery AS c WHERE c.item_id IS NULL
                UNION ALL SELECT c.id, c.child, v.event_on, v.recorded_at
                    FROM recovery AS c JOIN recovery_event AS v ON v.recovery_id = c.id
                    WHERE c.item_id IS NULL
                UNION ALL SELECT c.id, c.child, v.event_on, w.recorded_at
                    FROM recovery AS c JOIN recovery_event AS v ON v.recovery_id = c.id
                    JOIN recovery_reversal AS w ON w.event_id = v.id
                    WHERE c.item_id IS NULL
                UNION ALL SELECT c.id, c.child, x.happened, x.noted
                    FROM recovery AS c JOIN (\(excess)) AS x ON x.recovery_id = c.id
                    WHERE c.item_id IS NULL
            ) AS f GROUP BY f.number, f.child
            HAVING MAX(f.happened) < {day} AND MAX(f.noted) < {noted}
            """)
}
