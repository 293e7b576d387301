// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// What a payment day takes up: the numbers of its items alone.
enum DueItems {
    static func through(_ day: CivilDate, from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT item_id FROM payment_item_status
            WHERE status = 'scheduled' AND planned_on <= ? ORDER BY item_id
            """, [day]
        ) { $0.int64(0) }
    }
}
