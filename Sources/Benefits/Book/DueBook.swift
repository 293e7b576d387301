// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// 支給決定済み: what 支払 may schedule.
public enum DueBook {
    /// Approved decisions to pay that stand, decided on or before a day, in the order of being
    /// decided.
    public static func due(
        decidedThrough day: CivilDate, from db: any Connection
    ) throws -> [DueReimbursement] {
        try db.rows(
            """
            SELECT a.id, p.reimbursement_id, r.receipt, p.branch, p.child, p.recipient,
            r.treatment_month, r.institution_name, p.payable, p.method, a.decided_on,
            r.applied_on, (SELECT MAX(l.applied_on) FROM reimbursement l
                WHERE l.base_id = r.id AND l.branch <= p.branch)
            FROM reimbursement_approval a JOIN reimbursement_proposal p ON p.id = a.proposal_id
            JOIN reimbursement r ON r.id = p.reimbursement_id
            WHERE a.outcome = 'approved' AND p.payable > 0 AND a.decided_on <= ?
            AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome c
                WHERE c.approval_id = a.id) ORDER BY a.id
            """, [day]
        ) { row in
            DueReimbursement(
                decision: row.int64(0), reimbursement: row.int64(1), receipt: row.text(2),
                branch: row.int(3), child: row.addressee(4), recipient: row.addressee(5),
                treatmentMonth: row.yearMonth(6), institutionName: row.text(7),
                amount: row.yen(8), method: row.code(9),
                completedOn: max(row.date(11), row.optionalDate(12) ?? row.date(11)),
                decidedOn: row.date(10))
        }
    }
}
