// SPDX-License-Identifier: Apache-2.0
import Database
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

    /// Inserts rows into several tables: one prepared statement a table, one commit for all.
    func insert(_ tables: [(name: String, rows: [[SQLValue]])]) throws {
        try run("BEGIN IMMEDIATE")
        for (name, rows) in tables where !rows.isEmpty {
            var statement: OpaquePointer?
            let marks = rows[0].map { _ in "?" }.joined(separator: ", ")
            guard
                sqlite3_prepare_v2(
                    database, "INSERT INTO \(name) VALUES (\(marks))", -1, &statement, nil)
                    == SQLITE_OK
            else { throw BenchError("SQLite: \(name)") }
            defer { sqlite3_finalize(statement) }
            for row in rows {
                for (place, value) in row.enumerated() { bind(value, Int32(place + 1), statement) }
                guard sqlite3_step(statement) == SQLITE_DONE else {
                    throw BenchError("SQLite: \(String(cString: sqlite3_errmsg(database)))")
                }
                sqlite3_reset(statement)
            }
        }
        try run("COMMIT")
    }

    private func bind(_ value: SQLValue, _ place: Int32, _ statement: OpaquePointer?) {
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null: sqlite3_bind_null(statement, place)
        case .integer(let number): sqlite3_bind_int64(statement, place, number)
        case .text(let text): sqlite3_bind_text(statement, place, text, -1, copied)
        case .blob(let bytes):
            sqlite3_bind_blob(statement, place, bytes, Int32(bytes.count), copied)
        }
    }

    /// The first number of a question.
    func number(_ sql: String) -> Int64 {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else { return -1 }
        defer { sqlite3_finalize(statement) }
        return sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1
    }
}
