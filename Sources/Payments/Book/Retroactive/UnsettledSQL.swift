// SPDX-License-Identifier: Apache-2.0
import Benefits

/// The parts of the questions about what is not settled. They begin with the few decisions that may
/// have taken something away, so that a large town is asked in a fraction of a second.
enum UnsettledSQL {
    /// The newest decisions that ended, moved or voided an entitlement; the first month after, and
    /// the first month that is inside.
    static let ended = """
        WITH ended AS (
            SELECT n.id, n.child, n.result, n.effective_on, n.decided_on,
            CASE WHEN n.result IN ('7', '8') THEN ''
                WHEN n.inpatient_until IS NULL OR n.valid_until < n.inpatient_until
                THEN substr(COALESCE(n.valid_until, '9999-12'), 1, 7)
                ELSE substr(n.inpatient_until, 1, 7) END AS ends,
            CASE WHEN n.result = '4' THEN ''
                WHEN n.inpatient_from IS NULL OR n.valid_from > n.inpatient_from
                THEN substr(COALESCE(n.valid_from, ''), 1, 7)
                ELSE substr(n.inpatient_from, 1, 7) END AS starts
            FROM entitlement_history n
            WHERE n.result IN ('3', '4', '6', '7', '8') AND n.recipient_number IS NOT NULL
            AND \(newest("n")))
        """

    /// Whether a decision is the newest of its number.
    static func newest(_ row: String) -> String {
        """
        NOT EXISTS (SELECT 1 FROM entitlement_history l
            WHERE l.recipient_number = \(row).recipient_number AND l.child = \(row).child
            AND l.id > \(row).id)
        """
    }

    /// The newest decisions `m` that cover a day of the treatment month of a row.
    static func covering(_ row: String) -> String {
        """
        m.child = \(row).child AND m.recipient_number IS NOT NULL
        AND m.result NOT IN ('5', '7', '8')
        AND (CASE \(row).setting WHEN 'inpatient' THEN m.inpatient_from ELSE m.valid_from END)
            < \(row).treatment_month || '-32'
        AND COALESCE(CASE \(row).setting WHEN 'inpatient' THEN m.inpatient_until
            ELSE m.valid_until END, '9999-12-31') > \(row).treatment_month || '-01'
        AND \(newest("m"))
        """
    }

    /// Nothing covers a row, and a decision of `ended` is why.
    static func lost(_ row: String) -> String {
        """
        \(row).child = e.child
        AND (\(row).treatment_month >= e.ends OR \(row).treatment_month < e.starts)
        AND NOT EXISTS (SELECT 1 FROM entitlement_history m WHERE \(covering(row)))
        """
    }

    /// No proposal that waits or was carried out has shown a row since a decision.
    static func unseen(
        _ row: String, child: String, since decision: String, kinds: String, and: String = ""
    ) -> String {
        """
        NOT EXISTS (SELECT 1 FROM retroactive_proposal q
            JOIN retroactive_effect f ON f.proposal_id = q.id
            LEFT JOIN retroactive_outcome w ON w.proposal_id = q.id
            WHERE q.child = \(child) AND q.history_id >= \(decision) AND f.about_id = \(row)
            AND f.kind IN (\(kinds)) AND COALESCE(w.outcome, 'approved') = 'approved' \(and))
        """
    }

    /// A claim in kind that pays something and that nobody contests: never contested, or in vain; that the
    /// family is not asked for; and that no proposal has shown since. What an officer left out stays
    /// settled; what was contested as a proposal said, and in vain, is for an officer to look at again.
    private static let open = """
        c.payable > 0
        AND COALESCE((SELECT o.result FROM claim_objection o WHERE o.claim_id = c.id
            ORDER BY o.id DESC LIMIT 1), '3') NOT IN ('0', '1')
        AND NOT EXISTS (SELECT 1 FROM recovery b WHERE b.claim_id = c.id AND NOT EXISTS
            (SELECT 1 FROM recovery_event g WHERE g.recovery_id = b.id AND g.event = 'withdrawn'))
        AND \(unseen(
            "c.id", child: "c.child", since: "e.id", kinds: "'claim'",
            and: "AND (f.is_chosen = 0 OR NOT EXISTS (SELECT 1 FROM claim_objection v WHERE v.claim_id = c.id AND v.operation_id > q.operation_id))"))
        """

    private static let claimColumns = """
        e.id, e.result, e.effective_on, e.decided_on, c.child, 'claim', c.id, c.id, NULL,
        c.treatment_month, c.payable - COALESCE((SELECT SUM(t.offset_yen)
            FROM claim_objection t WHERE t.claim_id = c.id), 0), c.setting, c.visit_days
        """

    /// Claims in kind of months that nothing covers.
    static let claims = """
        \(ended) SELECT \(claimColumns)
        FROM ended e CROSS JOIN claim c WHERE \(lost("c")) AND \(open)
        """

    /// Claims in kind since a suspension began; the index says which days it took.
    static let suspendedClaims = """
        SELECT \(claimColumns)
        FROM entitlement_history e CROSS JOIN claim c
        WHERE e.result = '5' AND e.recipient_number IS NOT NULL AND c.child = e.child
        AND c.treatment_month >= substr(e.effective_on, 1, 7) AND \(open)
        """

    /// Claims in kind that say their days (bit 1 is the first of the month), of which one lies before the beginning or after the end in
    /// the month itself. Whether another entitlement covers it is for the reader to see.
    static let claimsByDay = """
        \(ended) SELECT \(claimColumns)
        FROM ended e JOIN entitlement_history n ON n.id = e.id CROSS JOIN claim c
        WHERE c.child = e.child AND c.treatment_month IN (
            substr(n.valid_from, 1, 7), substr(n.valid_until, 1, 7),
            substr(n.inpatient_from, 1, 7), substr(n.inpatient_until, 1, 7))
        AND c.visit_days IS NOT NULL AND (
            (substr(\(bound("until")), 1, 7) = c.treatment_month
                AND (c.visit_days >> \(day(bound("until")))) <> 0)
            OR (substr(\(bound("from")), 1, 7) = c.treatment_month
                AND (c.visit_days & ((CAST(1 AS BIGINT) << \(day(bound("from")))) - 1)) <> 0))
        AND \(open)
        """

    /// A day of the decision `n` for the setting of a claim or a reimbursement.
    private static func bound(_ end: String, of row: String = "c") -> String {
        "(CASE \(row).setting WHEN 'inpatient' THEN n.inpatient_\(end) ELSE n.valid_\(end) END)"
    }

    private static func day(_ date: String) -> String {
        "CAST(substr(\(date), 9, 2) AS INTEGER)"
    }

    /// The decision about a reimbursement that stands.
    private static let standing = """
        p.reimbursement_id = r.id AND a.proposal_id = p.id AND a.outcome = 'approved'
        AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome x
            WHERE x.approval_id = a.id)
        AND NOT EXISTS (SELECT 1 FROM reimbursement_approval y
            JOIN reimbursement_proposal z ON z.id = y.proposal_id
            WHERE z.reimbursement_id = r.id AND y.outcome = 'approved' AND y.id > a.id)
        """

    private static let decisionColumns = """
        e.id, e.result, e.effective_on, e.decided_on, r.child, 'decided', a.id,
        r.id, p.recipient, r.treatment_month, p.payable, r.setting, \(ReceiptDays.mask("r"))
        """

    private static let paying = """
        \(standing) AND p.payable > 0 AND \(unseen(
            "a.id", child: "r.child", since: "e.id", kinds: "'decided', 'scheduled', 'paid'"))
        """

    /// Decisions that pay.
    static let decisions = """
        \(ended) SELECT \(decisionColumns)
        FROM ended e CROSS JOIN reimbursement r CROSS JOIN reimbursement_proposal p
        CROSS JOIN reimbursement_approval a
        WHERE \(lost("r")) AND \(paying)
        """

    /// Decisions that pay since a suspension began; the index says which days it took.
    static let suspendedDecisions = """
        SELECT \(decisionColumns)
        FROM entitlement_history e CROSS JOIN reimbursement r
        CROSS JOIN reimbursement_proposal p CROSS JOIN reimbursement_approval a
        WHERE e.result = '5' AND e.recipient_number IS NOT NULL AND r.child = e.child
        AND r.treatment_month >= substr(e.effective_on, 1, 7) AND \(paying)
        """

    /// Decisions that pay receipts of which one names a day before the beginning or after the end in the
    /// month itself; whether every receipt does, and what another entitlement covers, is for the reader.
    static let decisionsByDay = """
        \(ended) SELECT \(decisionColumns)
        FROM ended e JOIN entitlement_history n ON n.id = e.id CROSS JOIN reimbursement r
        CROSS JOIN reimbursement_proposal p CROSS JOIN reimbursement_approval a
        WHERE r.child = e.child AND r.treatment_month IN (
            substr(n.valid_from, 1, 7), substr(n.valid_until, 1, 7),
            substr(n.inpatient_from, 1, 7), substr(n.inpatient_until, 1, 7))
        AND EXISTS (SELECT 1 FROM reimbursement_slip t WHERE t.reimbursement_id = r.id
            AND (t.treated_on >= \(bound("until", of: "r"))
                OR t.treated_on < \(bound("from", of: "r"))))
        AND \(paying)
        """

    /// Payments of the system used before, of months that a decision of this office took away.
    static let prior = """
        \(ended) SELECT e.id, e.result, e.effective_on, e.decided_on, b.child, 'prior', b.id, b.id,
        (SELECT h.recipient FROM entitlement_history h
            JOIN entitlement_origin o ON o.history_id = h.id
            WHERE h.child = b.child AND h.recipient_number = b.recipient_number
            ORDER BY h.id DESC LIMIT 1), b.treatment_month, b.payable, b.setting, NULL
        FROM ended e CROSS JOIN prior_benefit b
        WHERE NOT EXISTS (SELECT 1 FROM entitlement_origin y WHERE y.history_id = e.id)
        AND \(lost("b")) AND b.payable > 0
        AND \(unseen("b.id", child: "b.child", since: "e.id", kinds: "'prior'"))
        """

    /// What was refused for want of an entitlement that was decided about since.
    static let refusedClaims = """
        SELECT m.id, m.result, m.effective_on, m.decided_on, r.child, 'gained-claim', r.id, r.id,
        NULL, r.treatment_month, 0, r.setting, COALESCE((SELECT f.visit_days
            FROM claim_error_fund f WHERE f.error_id = r.id
            AND f.recipient_number = m.recipient_number LIMIT 1), r.visit_days)
        FROM claim_error r
        JOIN entitlement_history m ON \(covering("r")) AND m.operation_id > r.operation_id
        WHERE r.reason IN (?, ?) AND r.setting IS NOT NULL AND r.treatment_month IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM claim_error_outcome o WHERE o.error_id = r.id)
        AND \(unseen("r.id", child: "r.child", since: "m.id", kinds: "'gained-claim'"))
        """

    static let refusedForms = """
        SELECT m.id, m.result, m.effective_on, m.decided_on, r.child, 'gained-reimbursement', a.id,
        r.id, p.recipient, r.treatment_month, 0, r.setting, \(ReceiptDays.mask("r"))
        FROM reimbursement r JOIN reimbursement_proposal p ON p.reimbursement_id = r.id
        JOIN reimbursement_approval a ON a.proposal_id = p.id
        JOIN entitlement_history m ON \(covering("r")) AND m.operation_id > a.operation_id
        WHERE p.reason IN (?, ?) AND \(standing)
        AND \(unseen("a.id", child: "r.child", since: "m.id", kinds: "'gained-reimbursement'"))
        """
}
