// SPDX-License-Identifier: Apache-2.0

/// The cases of System 1 by kind. Each query is set-based: it reads its tables once, whatever their
/// size, and gives back only what is due.
enum CaseworkCases {
    static func query(_ kind: CaseKind) -> CaseQuery? {
        switch kind {
        case .entitlement: entitlement
        case .claim: claim
        case .claimError: claimError
        case .claimFile: claimFile
        case .reimbursement: MoneyCases.reimbursement
        case .recovery: MoneyCases.recovery
        case .person: person
        case .inquiry: LinkCases.inquiry
        case .electronic: LinkCases.electronic
        case .addressee, .inquiryRecord, .inquiryOrder, .row: nil
        }
    }

    /// Everything that happened to the entitlement of a child. The newest row of each number says
    /// until when it is covered (`valid_until` is the first day without it: 資格消滅の日).
    static let entitlementFacts = """
        SELECT h.child AS child, CASE WHEN h.valid_from IS NULL THEN h.decided_on
            WHEN h.valid_until IS NULL THEN '\(CaseQuery.never)' ELSE h.valid_until END AS happened,
            0 AS noted
        FROM entitlement_history AS h WHERE h.id IN (SELECT MAX(id) FROM entitlement_history
            WHERE recipient_number IS NOT NULL GROUP BY child, recipient_number)
        UNION ALL
        SELECT h.child, CASE WHEN h.inpatient_from IS NULL THEN h.decided_on
            WHEN h.inpatient_until IS NULL THEN '\(CaseQuery.never)' ELSE h.inpatient_until END, 0
        FROM entitlement_history AS h WHERE h.id IN (SELECT MAX(id) FROM entitlement_history
            WHERE recipient_number IS NOT NULL GROUP BY child, recipient_number)
        UNION ALL SELECT child, decided_on, recorded_at FROM entitlement_history
        UNION ALL SELECT child, applied_on, recorded_at FROM application
        UNION ALL SELECT a.child, '', e.recorded_at FROM application_event AS e
            JOIN application AS a ON a.id = e.application_id
        UNION ALL SELECT child, '', recorded_at FROM proposal
        """

    private static let entitlement = CaseQuery(
        sql: """
            SELECT f.child, f.child, MAX(f.happened), MAX(f.noted)
            FROM (\(entitlementFacts)) AS f GROUP BY f.child
            HAVING MAX(f.happened) < {day} AND MAX(f.noted) < {noted}
            """)

    private static let claim = CaseQuery(
        sql: """
            SELECT f.number, f.subject, MAX(f.happened), MAX(f.noted) FROM (
                SELECT c.id AS number, c.child AS subject, c.billing_month || '-99' AS happened,
                    c.recorded_at AS noted
                FROM claim AS c WHERE c.billing_month < {month} AND c.recorded_at < {noted}
                UNION ALL
                SELECT c.id, c.child, c.billing_month || '-99', c.recorded_at
                FROM claim AS c WHERE c.id IN (SELECT claim_id FROM claim_objection)
                UNION ALL
                SELECT c.id, c.child, COALESCE(o.result_on, o.objected_on), o.recorded_at
                FROM claim_objection AS o JOIN claim AS c ON c.id = o.claim_id
            ) AS f GROUP BY f.number, f.subject
            HAVING MAX(f.happened) < {day} AND MAX(f.noted) < {noted}
            """)

    private static let claimError = CaseQuery(
        sql: """
            SELECT f.number, f.subject, MAX(f.happened), MAX(f.noted) FROM (
                SELECT e.id AS number, COALESCE(e.child, 0) AS subject,
                    e.billing_month || '-99' AS happened, e.recorded_at AS noted
                FROM claim_error AS e
                UNION ALL
                SELECT e.id, COALESCE(e.child, 0), '', o.recorded_at
                FROM claim_error_outcome AS o JOIN claim_error AS e ON e.id = o.error_id
                UNION ALL
                SELECT e.id, COALESCE(e.child, 0), COALESCE(o.result_on, o.objected_on),
                    o.recorded_at
                FROM claim_objection AS o JOIN claim_error AS e ON e.id = o.error_id
            ) AS f GROUP BY f.number, f.subject
            HAVING MAX(f.happened) < {day} AND MAX(f.noted) < {noted}
            """)

    /// What was found in a file besides its claims may quote them.
    private static let claimFile = CaseQuery(
        sql: """
            SELECT f.id, 0, f.billing_month || '-99', f.recorded_at FROM claim_file AS f
            WHERE f.billing_month < {month} AND f.recorded_at < {noted}
                AND EXISTS (SELECT 1 FROM claim_issue AS i WHERE i.file_id = f.id)
            """)

    /// Who has rows of their own: accounts, addresses, households.
    private static let owned = """
        SELECT recipient AS number, COALESCE(valid_until, '') AS happened, recorded_at AS noted
        FROM account_use
        UNION ALL SELECT subject, COALESCE(effective_until, ''), recorded_at
            FROM mailing_address_fact
        UNION ALL SELECT subject, effective_from, recorded_at FROM residence_fact
        UNION ALL SELECT member, COALESCE(member_until, ''), recorded_at
            FROM welfare_household_fact
        UNION ALL SELECT recipient, '', recorded_at FROM welfare_household_fact
        UNION ALL SELECT subject, '', COALESCE(done_at, noticed_at) FROM rejudgement_task
        UNION ALL SELECT subject, '', recorded_at FROM protection_member
        UNION ALL SELECT subject, COALESCE(shown_until, ''), recorded_at FROM memo
        """

    /// Whose child it is, or was when somebody applied.
    static let ties = """
        SELECT recipient AS person, child FROM entitlement_history
        UNION SELECT child, child FROM entitlement_history
        UNION SELECT applicant, child FROM application
        UNION SELECT child, child FROM application
        """

    private static let person = CaseQuery(
        sql: """
            WITH owned AS (\(owned)), facts AS (\(entitlementFacts)), ties AS (\(ties))
            SELECT f.number, f.number, MAX(f.happened), MAX(f.noted) FROM (
                SELECT number, happened, noted FROM owned
                UNION ALL
                SELECT t.person, e.happened, e.noted FROM ties AS t
                JOIN facts AS e ON e.child = t.child
                WHERE t.person IN (SELECT number FROM owned)
            ) AS f GROUP BY f.number
            HAVING MAX(f.happened) < {day} AND MAX(f.noted) < {noted}
            """)
}
