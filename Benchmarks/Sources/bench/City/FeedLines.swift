// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDBSQLite

/// The rows of a feed cut at commas and nothing else, for the yardstick of an import.
enum FeedLines {
    static func split(_ path: String) throws -> [[String]] {
        let bytes = try BenchTown.bytes(path)
        return bytes.split(separator: 0x0A).dropFirst().map { line in
            line.dropLast().split(separator: 0x2C, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// Writes the rows into a table of text without any index.
    static func insert(_ rows: [[String]], into raw: RawSQLite) throws -> Int {
        let columns = rows.first?.count ?? 0
        let names = (0..<columns).map { "c\($0) TEXT" }.joined(separator: ", ")
        try raw.run("CREATE TABLE feed (id INTEGER PRIMARY KEY, \(names))")
        let marks = Array(repeating: "?", count: columns).joined(separator: ", ")
        // SQLITE_TRANSIENT: SQLite copies the text before the call returns.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        try raw.insert("INSERT INTO feed VALUES (NULL, \(marks))", rows.count) { place, statement in
            for (column, text) in rows[place].enumerated() {
                sqlite3_bind_text(statement, Int32(column + 1), text, -1, copied)
            }
        }
        return rows.count
    }
}
