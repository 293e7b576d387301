// SPDX-License-Identifier: Apache-2.0
import GRDBSQLite

/// SQLite through its C interface with nothing of ours in between: the yardstick of the database.
///
/// Same settings as ours (write-ahead log, full durability), one prepared statement, one commit.
final class RawSQLite {
    private var database: OpaquePointer?

    init(path: String) throws {
        guard sqlite3_open(path, &database) == SQLITE_OK else {
            throw BenchError("SQLite を開けません: \(path)")
        }
        try run("PRAGMA journal_mode = WAL")
        try run("PRAGMA synchronous = FULL")
    }

    deinit { sqlite3_close(database) }

    func run(_ sql: String) throws {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
            throw BenchError("SQLite: \(String(cString: sqlite3_errmsg(database))) [\(sql)]")
        }
    }

    /// Inserts rows of whole numbers in one transaction.
    func insert(into table: String, columns: Int, rows: [Int64]) throws {
        let marks = Array(repeating: "?", count: columns).joined(separator: ", ")
        try insert("INSERT INTO \(table) VALUES (\(marks))", rows.count / columns) { place, raw in
            for column in 0..<columns {
                sqlite3_bind_int64(raw, Int32(column + 1), rows[place * columns + column])
            }
        }
    }

    /// Inserts so many rows whose values `bind` gives.
    func insert(_ sql: String, _ count: Int, bind: (Int, OpaquePointer?) -> Void) throws {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else {
            throw BenchError("SQLite: \(sql)")
        }
        defer { sqlite3_finalize(statement) }
        try run("BEGIN IMMEDIATE")
        for place in 0..<count {
            bind(place, statement)
            guard sqlite3_step(statement) == SQLITE_DONE else {
                throw BenchError("SQLite: \(String(cString: sqlite3_errmsg(database)))")
            }
            sqlite3_reset(statement)
        }
        try run("COMMIT")
    }

    /// The first number of a question.
    func number(_ sql: String) -> Int64 {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else { return -1 }
        defer { sqlite3_finalize(statement) }
        return sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1
    }
}
