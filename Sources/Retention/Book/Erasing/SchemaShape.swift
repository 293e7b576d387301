// SPDX-License-Identifier: Apache-2.0
import Database

/// What the erasure must know of the live schema: columns, append-only tables, foreign keys.
struct SchemaShape: Sendable {
    struct Reference: Hashable, Sendable {
        let table: String
        let column: String
        let parent: String
    }

    let columns: [String: [Column]]
    let appendOnly: Set<String>
    let references: [Reference]

    init(of db: any Connection) throws {
        columns = try Catalogue.columns(in: db)
        references = try Self.references(in: db)
        appendOnly = Set(try Catalogue.appendOnlyTables(in: db))
    }

    func hasID(_ table: String) -> Bool { columns[table]?.contains { $0.name == "id" } ?? false }

    /// Tables in the order of their deletion: who points at another one comes before it.
    func deletionOrder(_ tables: Set<String>) -> [String] {
        var order: [String] = []
        var seen: Set<String> = []
        func visit(_ table: String) {
            guard seen.insert(table).inserted else { return }
            for reference in references
            where reference.parent == table && reference.table != table {
                if tables.contains(reference.table) { visit(reference.table) }
            }
            order.append(table)
        }
        for table in tables.sorted() { visit(table) }
        return order
    }

    private static func references(in db: any Connection) throws -> [Reference] {
        let sql =
            switch db.engine {
            case .sqlite:
                """
                SELECT t.name, f."from", f."table"
                FROM sqlite_master AS t JOIN pragma_foreign_key_list(t.name) AS f
                WHERE t.type = 'table' ORDER BY t.name, f.id
                """
            case .postgres:
                """
                SELECT t.relname::text COLLATE "C", a.attname::text, p.relname::text
                FROM pg_constraint AS c
                JOIN pg_class AS t ON t.oid = c.conrelid
                JOIN pg_class AS p ON p.oid = c.confrelid
                JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
                WHERE c.contype = 'f' AND t.relnamespace = current_schema()::regnamespace
                ORDER BY 1
                """
            }
        return try db.rows(sql) {
            Reference(table: $0.text(0), column: $0.text(1), parent: $0.text(2))
        }
    }
}
