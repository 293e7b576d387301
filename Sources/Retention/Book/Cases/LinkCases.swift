// SPDX-License-Identifier: Apache-2.0

/// Inquiries and electronic applications of System 1.
enum LinkCases {
    static let inquiry = CaseQuery(
        sql: """
            SELECT f.number, f.subject, '', MAX(f.noted) FROM (
                SELECT i.id AS number, i.subject AS subject, i.recorded_at AS noted
                FROM inquiry AS i
                UNION ALL SELECT i.id, i.subject, e.recorded_at
                    FROM inquiry AS i JOIN inquiry_event AS e ON e.inquiry_id = i.id
            ) AS f GROUP BY f.number, f.subject HAVING MAX(f.noted) < {noted}
            """)

    /// An application and its corrections are one case; its number is that of the first.
    static let electronic = CaseQuery(
        sql: """
            WITH RECURSIVE chain(part, number) AS (
                SELECT id, id FROM e_application WHERE corrects_id IS NULL
                UNION ALL SELECT e.id, c.number FROM e_application AS e
                    JOIN chain AS c ON e.corrects_id = c.part)
            SELECT f.number, COALESCE((SELECT MAX(m.addressee) FROM e_application_match AS m
                    WHERE m.application_id = f.number AND m.part = 'child'),
                (SELECT MAX(m.addressee) FROM e_application_match AS m
                    WHERE m.application_id = f.number), 0),
                MAX(f.happened), MAX(f.noted) FROM (
                SELECT c.number AS number, e.applied_on AS happened, e.recorded_at AS noted
                FROM chain AS c JOIN e_application AS e ON e.id = c.part
                UNION ALL SELECT c.number, '', v.recorded_at
                    FROM chain AS c JOIN e_application_event AS v ON v.application_id = c.part
            ) AS f GROUP BY f.number
            HAVING MAX(f.happened) < {day} AND MAX(f.noted) < {noted}
            """)
}
