// SPDX-License-Identifier: Apache-2.0
import Database

/// The register of idempotency keys.
enum OperationKeyBook {
    static func operation(of key: String, _ db: any Connection) throws -> Int64? {
        try db.first("SELECT operation_id FROM operation_key WHERE key = ?", [key]) {
            $0.int64(0)
        }
    }

    /// Takes a key for an operation, in one statement; `false` where it was used.
    static func take(_ key: String, _ operation: Int64, _ db: any Connection) throws -> Bool {
        try db.execute(
            """
            INSERT INTO operation_key (key, operation_id) VALUES (?, ?) ON CONFLICT DO NOTHING
            """, [key, operation]) == 1
    }
}
