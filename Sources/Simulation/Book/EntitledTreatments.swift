// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Vocabulary

/// 「資格のない日の診療には払わない」, read from the tables: every treatment that was paid, in kind or
/// back, lies in an entitlement of its child, or is being taken back.
struct EntitledTreatments {
    /// What one recipient number covers by its newest decision.
    private struct Cover {
        let outpatient: (from: CivilDate, until: CivilDate?)?
        let inpatient: (from: CivilDate, until: CivilDate?)?

        func reaches(_ month: YearMonth, inpatient isInpatient: Bool) -> Bool {
            guard let period = isInpatient ? inpatient : outpatient else { return false }
            return period.from <= month.lastDay
                && period.until.map { $0 > month.firstDay && $0 > period.from } ?? true
        }

        func contains(_ day: CivilDate, inpatient isInpatient: Bool) -> Bool {
            guard let period = isInpatient ? inpatient : outpatient else { return false }
            return period.from <= day && period.until.map { day < $0 } ?? true
        }
    }

    private var covers: [AddresseeNumber: [Cover]] = [:]

    init(from db: any Connection) throws {
        var newest: [String: (child: AddresseeNumber, cover: Cover?)] = [:]
        try db.forEachRow(
            """
            SELECT recipient_number, child, result, valid_from, valid_until, inpatient_from,
            inpatient_until FROM entitlement_history WHERE recipient_number IS NOT NULL ORDER BY id
            """, []
        ) { row in
            // 停止, 認定取消, 取下げ: nothing is covered.
            let isVoid = ["5", "7", "8"].contains(row.text(2))
            let cover = Cover(
                outpatient: row.optionalDate(3).map { ($0, row.optionalDate(4)) },
                inpatient: row.optionalDate(5).map { ($0, row.optionalDate(6)) })
            newest[row.text(0)] = (row.addressee(1), isVoid ? nil : cover)
        }
        for (child, cover) in newest.values {
            if let cover { covers[child, default: []].append(cover) }
        }
    }

    func broken(from db: any Connection) throws -> [String] {
        func count(_ sql: String) throws -> Int {
            var found = 0
            try db.forEachRow(sql, []) { row in
                let covers = covers[row.addressee(0)] ?? []
                let month = row.yearMonth(1)
                let isInpatient = row.text(2) == "inpatient"
                // Where the days are known each of them must be covered.
                let isCovered =
                    row.optionalMonthDays(3)?.days.allSatisfy { day in
                        covers.contains {
                            $0.contains(
                                month.firstDay.adding(days: day - 1), inpatient: isInpatient)
                        }
                    } ?? covers.contains { $0.reaches(month, inpatient: isInpatient) }
                if !isCovered { found += 1 }
            }
            return found
        }
        let claims = try count(
            """
            SELECT c.child, c.treatment_month, c.setting, c.visit_days FROM claim c
            WHERE NOT EXISTS (SELECT 1 FROM claim_objection o WHERE o.claim_id = c.id
            AND o.result IN ('0', '1'))
            """)
        let refunds = try count(
            """
            SELECT r.child, r.treatment_month, r.setting, \(ReceiptDays.mask("r"))
            FROM payment_item i
            JOIN payment_item_status s ON s.item_id = i.id
            JOIN reimbursement r ON r.id = i.reimbursement_id
            WHERE s.status IN ('sent', 'paid')
            AND \(TakenBack.isNot)
            """)
        return (claims > 0 ? ["資格のない日の現物給付: \(claims)件"] : [])
            + (refunds > 0 ? ["資格のない月の償還の支払: \(refunds)件"] : [])
    }
}
