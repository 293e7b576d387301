// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Whose claims and payments lie wholly after an end of their entitlement that was decided since.
enum TakeBackReading {
    /// - Parameter last: the newest decision that was looked at before.
    static func afterEnds(
        since last: Int64, from db: any Connection
    ) throws -> (children: [AddresseeNumber], newest: Int64) {
        let newest = try db.first("SELECT MAX(id) FROM entitlement_history") {
            $0.optionalInt64(0) ?? 0
        }
        var children: Set<AddresseeNumber> = []
        func look(_ sql: String) throws {
            try db.forEachRow(sql, [last]) { row in
                let first = row.optionalMonthDays(3)?.days.first ?? 1
                if row.yearMonth(1).firstDay.adding(days: first - 1) >= row.date(2) {
                    children.insert(row.addressee(0))
                }
            }
        }
        try look(
            """
            SELECT h.child, c.treatment_month, h.effective_on, c.visit_days
            FROM entitlement_history h JOIN claim c ON c.child = h.child AND c.recipient_number = h.recipient_number
            WHERE h.id > ? AND h.result = '4' AND h.reason <> 'R28'
            AND NOT EXISTS (SELECT 1 FROM claim_objection o WHERE o.claim_id = c.id)
            """)
        try look(
            """
            SELECT h.child, i.treatment_month, h.effective_on, NULL FROM entitlement_history h
            JOIN payment_item i ON i.child = h.child
            WHERE h.id > ? AND h.result = '4' AND h.reason <> 'R28'
            AND NOT EXISTS (SELECT 1 FROM recovery v WHERE v.item_id = i.id)
            """)
        return (children.sorted(), newest ?? 0)
    }

    /// Claims whose objection waits for its result.
    static func pending(from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT o.claim_id FROM claim_objection o WHERE o.claim_id IS NOT NULL
            AND o.result = '0' AND NOT EXISTS (SELECT 1 FROM claim_objection n
            WHERE n.claim_id = o.claim_id AND n.id > o.id) ORDER BY o.id
            """
        ) { $0.int64(0) }
    }
}
