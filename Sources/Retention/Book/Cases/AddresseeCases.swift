// SPDX-License-Identifier: Apache-2.0

/// The cases of System 2 by kind.
enum AddresseeCases {
    static func query(_ kind: CaseKind) -> CaseQuery? {
        switch kind {
        case .addressee: addressee
        case .inquiryRecord: inquiryRecord
        case .inquiryOrder: inquiryOrder
        case .entitlement, .claim, .claimError, .claimFile, .reimbursement, .recovery, .person,
            .inquiry, .electronic, .row:
            nil
        }
    }

    /// A resident, and whoever another business uses, is never due. Persons that were put together
    /// (名寄せ) go together. Of whoever has no 宛名番号 any more only the tombstone is left.
    private static let addressee = CaseQuery(
        sql: """
            WITH facts AS (
                SELECT id AS person, '' AS happened, recorded_at AS noted FROM person
                UNION ALL SELECT a.person_id, CASE WHEN f.status = '1'
                    THEN '\(CaseQuery.never)' ELSE f.effective_on END, f.recorded_at
                    FROM resident_now AS n JOIN resident_fact AS f ON f.id = n.fact_id
                    JOIN person_addressee AS a ON a.addressee = n.addressee
                UNION ALL SELECT a.person_id, f.effective_on, f.recorded_at
                    FROM nonresident_fact AS f
                    JOIN person_addressee AS a ON a.addressee = f.addressee
                UNION ALL SELECT a.person_id, CASE WHEN f.is_set = 1 AND NOT
                    (f.business_kind = {kind} AND f.business_id = {business})
                    THEN '\(CaseQuery.never)' ELSE '' END, f.recorded_at
                    FROM addressee_flag AS f
                    JOIN person_addressee AS a ON a.addressee = f.addressee
                    WHERE f.id IN (SELECT MAX(id) FROM addressee_flag
                        GROUP BY addressee, business_kind, business_id)
                UNION ALL SELECT kept_person, '', recorded_at FROM person_merge
                UNION ALL SELECT merged_person, '', recorded_at FROM person_merge),
            groups AS (SELECT p.id AS person, COALESCE(m.root, p.id) AS root
                FROM person AS p LEFT JOIN merged_person AS m ON m.person_id = p.id),
            ends AS (SELECT g.root AS root, MAX(f.happened) AS happened, MAX(f.noted) AS noted
                FROM facts AS f JOIN groups AS g ON g.person = f.person GROUP BY g.root
                HAVING MAX(f.happened) < {day} AND MAX(f.noted) < {noted})
            SELECT g.person, MIN(a.addressee), e.happened, e.noted FROM ends AS e
            JOIN groups AS g ON g.root = e.root
            JOIN person_addressee AS a ON a.person_id = g.person
            GROUP BY g.person, e.happened, e.noted
            """)

    private static let inquiryRecord = CaseQuery(
        sql: """
            SELECT f.number, COALESCE((SELECT MIN(a.addressee) FROM person_addressee AS a
                WHERE a.person_id = f.person), 0), '', f.noted FROM (
                SELECT MIN(id) AS number, MIN(person_id) AS person, MAX(recorded_at) AS noted
                FROM inquiry_record GROUP BY inquiry_number HAVING MAX(recorded_at) < {noted}
            ) AS f
            """)

    private static let inquiryOrder = CaseQuery(
        sql: """
            SELECT f.number, f.subject, '', MAX(f.noted) FROM (
                SELECT o.id AS number, o.addressee AS subject, o.recorded_at AS noted
                FROM inquiry_order AS o
                UNION ALL SELECT o.id, o.addressee, s.recorded_at
                    FROM inquiry_order AS o JOIN inquiry_step AS s ON s.order_id = o.id
            ) AS f GROUP BY f.number, f.subject HAVING MAX(f.noted) < {noted}
            """)
}
