// SPDX-License-Identifier: Apache-2.0
import GRDB
import GRDBSQLite
import Vocabulary

/// The prepared statement of a connection, bound and stepped through the C interface.
///
/// GRDB prepares, caches and owns the statement; binding a row through its argument lists takes
/// longer than the insert itself.
struct SQLiteBinding {
    private let raw: OpaquePointer
    private let sql: String

    /// SQLite copies the bytes before the call returns.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ statement: Statement, sql: String) {
        raw = statement.sqliteStatement
        self.sql = sql
        sqlite3_reset(raw)
    }

    /// Binds all values of a row.
    func bind(_ values: [SQLValue]) throws {
        precondition(
            values.count == Int(sqlite3_bind_parameter_count(raw)), "値の数が合いません: \(sql)")
        var place: Int32 = 0
        for value in values {
            place += 1
            try bind(value, at: place)
        }
    }

    /// Steps to the end; whatever rows come are passed over.
    func run() throws { while try step() {} }

    /// Steps once: whether there is a row.
    func step() throws -> Bool {
        let code = sqlite3_step(raw)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            sqlite3_reset(raw)
            return false
        default: throw failure(code)
        }
    }

    /// Gives the locks and the row of the statement back.
    func end() { sqlite3_reset(raw) }

    /// The row that the statement stands on.
    func row() -> any Row { SQLiteRow(raw: raw, sql: sql) }

    private func bind(_ value: SQLValue, at place: Int32) throws {
        let code: Int32
        switch value {
        case .null: code = sqlite3_bind_null(raw, place)
        case .integer(let number): code = sqlite3_bind_int64(raw, place, number)
        case .text(let text): code = try bind(text, at: place)
        case .blob(let bytes):
            code = bytes.withUnsafeBytes { buffer in
                // An empty array has no address, and no address would be NULL.
                buffer.isEmpty
                    ? sqlite3_bind_zeroblob(raw, place, 0)
                    : sqlite3_bind_blob(
                        raw, place, buffer.baseAddress, Int32(buffer.count),
                        SQLiteBinding.copied)
            }
        }
        guard code == SQLITE_OK else { throw failure(code) }
    }

    /// Text with a NUL is refused: SQLite would cut it when it is read, PostgreSQL does not take it.
    private func bind(_ text: String, at place: Int32) throws -> Int32 {
        var text = text
        return try text.withUTF8 { buffer in
            guard !buffer.contains(0) else {
                throw Fault(.database, detail: "文字列にNULは書けません")
            }
            guard let base = buffer.baseAddress else {
                return sqlite3_bind_text(raw, place, "", 0, SQLiteBinding.copied)
            }
            return base.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
                sqlite3_bind_text(raw, place, $0, Int32(buffer.count), SQLiteBinding.copied)
            }
        }
    }

    private func failure(_ code: Int32) -> DatabaseError {
        let message = String(cString: sqlite3_errmsg(sqlite3_db_handle(raw)))
        sqlite3_reset(raw)
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
    }
}

/// A row that SQLite is standing on.
private struct SQLiteRow: Row {
    let raw: OpaquePointer
    let sql: String

    var count: Int { Int(sqlite3_column_count(raw)) }

    func value(_ index: Int) -> SQLValue {
        let place = Int32(index)
        precondition(index >= 0 && place < sqlite3_column_count(raw), "列\(index)がありません: \(sql)")
        switch sqlite3_column_type(raw, place) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(raw, place))
        case SQLITE_TEXT: return .text(text(place))
        case SQLITE_BLOB: return .blob(bytes(place))
        case SQLITE_FLOAT:
            // AVG and division: whole numbers only are values of ours, the rest stays text.
            let number = sqlite3_column_double(raw, place)
            return Int64(exactly: number).map { .integer($0) } ?? .text(String(number))
        default: return .null
        }
    }

    private func text(_ place: Int32) -> String {
        guard let start = sqlite3_column_text(raw, place) else { return "" }
        let length = Int(sqlite3_column_bytes(raw, place))
        return String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    }

    private func bytes(_ place: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(raw, place) else { return [] }
        let length = Int(sqlite3_column_bytes(raw, place))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: length))
    }
}
