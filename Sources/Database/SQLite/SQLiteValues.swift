// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Vocabulary

/// Values to and from SQLite.
enum SQLiteValues {
    /// Text with a NUL is refused: SQLite would cut it when it is read, PostgreSQL does not take it.
    static func binding(_ value: SQLValue) throws -> DatabaseValue {
        switch value {
        case .null: return .null
        case .integer(let number): return number.databaseValue
        case .text(let text):
            guard !text.utf8.contains(0) else {
                throw Fault(.database, detail: "文字列にNULは書けません")
            }
            return text.databaseValue
        case .blob(let bytes): return Data(bytes).databaseValue
        }
    }

    static func value(_ stored: DatabaseValue) -> SQLValue {
        switch stored.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .string(let text): .text(text)
        case .blob(let data): .blob([UInt8](data))
        case .double(let number):
            // AVG and division: whole numbers only are values of ours, the rest stays text.
            Int64(exactly: number).map { .integer($0) } ?? .text(String(number))
        }
    }

    /// `changes()` keeps its old value after a statement that is not INSERT, UPDATE or DELETE.
    static func changesRows(_ sql: String) -> Bool {
        let head = sql.utf8.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }.prefix(6)
        guard let word = String(head)?.uppercased() else { return false }
        return word == "INSERT" || word == "UPDATE" || word == "DELETE" || word.hasPrefix("WITH")
    }
}
