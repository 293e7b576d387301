// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Vault

/// The shelf of person keys as a small database of its own, in the folder of the keys.
///
/// It holds no data of a person: owners stand in it as keyed digests. Whoever writes here is inside
/// a transaction of the system's own database; never the other way round, so the two cannot wait
/// for each other.
struct KeyShelfBook: KeyShelf {
    private let store: any Store
    /// How many neighbours come with a key: about 200 KB.
    private static let block: Int64 = 1_024

    /// - Parameter body: the municipality; the shelf of another one is refused.
    init(path: String, body: String) throws {
        store = try Stores.sqlite(at: path, body: body)
        try store.migrate([try KeyShelfBook.migrations()])
        // Nobody but the program reads keys, not even wrapped ones.
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    func close() throws { try store.close() }

    /// Writes one consistent copy of the shelf to a new file.
    func copy(to path: String) throws { try store.backup(to: path) }

    private static let columns =
        "id, class, reference, mark, born_under, wrapped_under, wrapped"

    func keys(near id: Int64) throws -> [ShelfKey] {
        let start = id - id % KeyShelfBook.block
        return try store.read { db in
            try db.rows(
                "SELECT \(KeyShelfBook.columns) FROM person_key WHERE id >= ? AND id < ?",
                [start, start + KeyShelfBook.block], KeyShelfBook.key
            ).compactMap { $0 }
        }
    }

    func keys(of references: [[UInt8]]) throws -> [ShelfKey] {
        try store.read { db in
            var found: [ShelfKey] = []
            for start in stride(from: 0, to: references.count, by: 500) {
                let part = references[start..<min(start + 500, references.count)]
                let marks = Array(repeating: "?", count: part.count).joined(separator: ", ")
                found += try db.rows(
                    """
                    SELECT \(KeyShelfBook.columns) FROM person_key
                    WHERE reference IN (\(marks)) ORDER BY id
                    """, Array(part), KeyShelfBook.key
                ).compactMap { $0 }
            }
            return found
        }
    }

    func add(_ keys: [ShelfKey]) throws -> [ShelfKey] {
        guard !keys.isEmpty else { return [] }
        return try store.write { db in
            // A number is never given twice: an older cell must not meet a newer key.
            let first =
                1
                + (try db.first("SELECT last_id FROM person_key_number", []) { $0.int64(0) } ?? 0)
            let numbered = keys.enumerated().map { $0.element.with(id: first + Int64($0.offset)) }
            try db.insert(
                into: "person_key",
                columns: [
                    "id", "class", "reference", "mark", "born_under", "wrapped_under", "wrapped",
                ],
                rows: numbered.lazy.map { key in
                    [
                        key.id.sqlValue, key.keyClass.rawValue.sqlValue, key.reference.sqlValue,
                        key.mark.sqlValue, key.bornUnder.sqlValue, key.wrappedUnder.sqlValue,
                        key.wrapped.sqlValue,
                    ]
                })
            try db.execute(
                "UPDATE person_key_number SET last_id = ?", [first + Int64(keys.count) - 1])
            return numbered
        }
    }

    func remove(_ ids: [Int64]) throws {
        try store.write { db in
            for id in ids { try db.execute("DELETE FROM person_key WHERE id = ?", [id]) }
        }
        try store.settle()
    }

    func remove(marks: Set<String>) throws -> Int {
        var gone: [Int64] = []
        try store.read { db in
            try db.forEachRow("SELECT id, mark FROM person_key", []) { row in
                if marks.contains(DestroyedKeys.line(row.blob(1))) { gone.append(row.int64(0)) }
            }
        }
        if !gone.isEmpty { try remove(gone) }
        return gone.count
    }

    func keys(of keyClass: KeyClass, under version: Int, limit: Int) throws -> [ShelfKey] {
        try store.read { db in
            try db.rows(
                """
                SELECT \(KeyShelfBook.columns) FROM person_key
                WHERE class = ? AND wrapped_under < ? ORDER BY wrapped_under, id LIMIT ?
                """, [keyClass.rawValue, version, limit], KeyShelfBook.key
            ).compactMap { $0 }
        }
    }

    func rewrap(_ keys: [ShelfKey]) throws {
        try store.write { db in
            for key in keys {
                try db.execute(
                    """
                    UPDATE person_key SET wrapped = ?, wrapped_under = ?
                    WHERE id = ? AND wrapped_under < ?
                    """, [key.wrapped, key.wrappedUnder, key.id, key.wrappedUnder])
            }
        }
    }

    func census() throws -> [KeyClass: [Int: Int]] {
        var found: [KeyClass: [Int: Int]] = [:]
        try store.read { db in
            try db.forEachRow(
                """
                SELECT class, wrapped_under, COUNT(*) FROM person_key
                GROUP BY class, wrapped_under
                """, []
            ) { row in
                guard let keyClass = KeyClass(rawValue: row.text(0)) else { return }
                found[keyClass, default: [:]][row.int(1)] = row.int(2)
            }
        }
        return found
    }

    private static func key(_ row: any Row) -> ShelfKey? {
        KeyClass(rawValue: row.text(1)).map { keyClass in
            ShelfKey(
                id: row.int64(0), keyClass: keyClass, reference: row.blob(2), mark: row.blob(3),
                bornUnder: row.int(4), wrappedUnder: row.int(5), wrapped: row.blob(6))
        }
    }

    private static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "keys",
            texts: [
                "0001-keys.sql": """
                -- A random key of one owner and one class, wrapped by the class key.
                CREATE TABLE person_key (
                    id INTEGER PRIMARY KEY,
                    class TEXT NOT NULL,
                    reference BLOB NOT NULL,
                    mark BLOB NOT NULL,
                    born_under INTEGER NOT NULL,
                    wrapped_under INTEGER NOT NULL,
                    wrapped BLOB NOT NULL
                ) STRICT;
                CREATE INDEX person_key_reference ON person_key(reference);
                CREATE INDEX person_key_version ON person_key(class, wrapped_under, id);
                -- The highest number ever given.
                CREATE TABLE person_key_number (last_id INTEGER NOT NULL) STRICT;
                INSERT INTO person_key_number (last_id) VALUES (0);
                """
            ])
    }
}
