// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger

/// The log in its order, for an analyser.
enum ExportBook {
    static func lines(
        after number: Int64, limit: Int, in db: any Connection
    ) throws -> [LogLine] {
        try LogIndex.completed(
            db.rows(
                """
                SELECT \(LogIndex.columns) FROM \(LogIndex.tables)
                WHERE o.id > ? AND o.officer <> '' ORDER BY o.id LIMIT ?
                """, [number, limit], LogIndex.line), from: db)
    }
}
