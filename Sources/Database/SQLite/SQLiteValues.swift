// SPDX-License-Identifier: Apache-2.0

/// What a statement of SQLite does.
enum SQLiteValues {
    /// `changes()` keeps its old value after a statement that is not INSERT, UPDATE or DELETE.
    static func changesRows(_ sql: String) -> Bool {
        let head = sql.utf8.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }.prefix(6)
        guard let word = String(head)?.uppercased() else { return false }
        return word == "INSERT" || word == "UPDATE" || word == "DELETE" || word.hasPrefix("WITH")
    }
}
