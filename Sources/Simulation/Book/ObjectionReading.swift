// SPDX-License-Identifier: Apache-2.0
import Database

/// What the examining bodies have not answered yet.
enum ObjectionReading {
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
