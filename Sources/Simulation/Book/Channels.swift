// SPDX-License-Identifier: Apache-2.0
import Database

/// 「一つの診療に二度払わない」: in kind and as a reimbursement, or twice by one of the two.
enum Channels {
    static func broken(from db: any Connection) throws -> [String] {
        let questions = [
            (
                "現物給付と償還の両方で払った診療",
                """
                SELECT COUNT(*) FROM payment_item i
                JOIN payment_item_status s ON s.item_id = i.id
                JOIN reimbursement r ON r.id = i.reimbursement_id
                JOIN claim c ON c.child = r.child AND c.treatment_month = r.treatment_month
                AND c.institution = r.institution AND c.setting = r.setting
                AND c.points = r.points
                WHERE s.status IN ('sent', 'paid')
                AND \(TakenBack.isNot)
                AND NOT EXISTS (SELECT 1 FROM claim_objection o WHERE o.claim_id = c.id
                AND o.result IN ('0', '1'))
                """
            ),
            (
                "同じ診療の償還を二度払ったもの",
                """
                SELECT COUNT(*) FROM (SELECT r.child FROM payment_item i
                JOIN payment_item_status s ON s.item_id = i.id
                JOIN reimbursement r ON r.id = i.reimbursement_id
                WHERE s.status IN ('sent', 'paid')
                AND \(TakenBack.isNot)
                GROUP BY r.child, r.treatment_month, r.institution, r.setting, r.points, r.self_payment
                HAVING COUNT(*) > 1) twice
                """
            ),
            (
                "同じ診療を二度受け付けたレセプト",
                """
                SELECT COUNT(*) FROM (SELECT child FROM claim c
                WHERE NOT EXISTS (SELECT 1 FROM claim_objection o WHERE o.claim_id = c.id
                AND o.result = '1')
                GROUP BY child, institution, treatment_month, setting, insurer, prescriber
                HAVING COUNT(*) > 1) twice
                """
            ),
        ]
        return try questions.compactMap { name, sql in
            let count = try db.first(sql, []) { $0.int(0) } ?? 0
            return count > 0 ? "\(name): \(count)件" : nil
        }
    }
}
