// SPDX-License-Identifier: Apache-2.0

/// A column of a table.
public struct Column: Hashable, Sendable {
    /// The three kinds that our tables have.
    public enum Kind: String, Sendable {
        case integer = "INTEGER"
        case text = "TEXT"
        case blob = "BLOB"
        /// A kind that the migrations do not write.
        case other = "?"
    }

    public let name: String
    public let kind: Kind
    public let isRequired: Bool
    public let hasDefault: Bool
}

/// What tables and columns a database has, asked in the same way on both engines.
public enum Catalogue {
    /// Our tables, by name.
    public static func tables(in db: any Connection) throws -> [String] {
        let sql =
            switch db.engine {
            case .sqlite:
                """
                SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'
                ORDER BY name
                """
            case .postgres:
                """
                SELECT table_name::text COLLATE "C" FROM information_schema.tables
                WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY 1
                """
            }
        return try db.rows(sql) { $0.text(0) }
    }

    /// The columns of a table in their order; empty when there is no such table.
    public static func columns(of table: String, in db: any Connection) throws -> [Column] {
        switch db.engine {
        case .sqlite:
            return try db.rows(
                "SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk FROM pragma_table_info(?)",
                [table]
            ) { row in
                Column(
                    name: row.text(0), kind: kind(row.text(1)),
                    isRequired: row.bool(2) || row.int(4) > 0, hasDefault: row.bool(3))
            }
        case .postgres:
            return try db.rows(
                """
                SELECT column_name::text, data_type::text, is_nullable = 'NO',
                    column_default IS NOT NULL
                FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name = ?
                ORDER BY ordinal_position
                """, [table]
            ) { row in
                Column(
                    name: row.text(0), kind: kind(row.text(1)), isRequired: row.bool(2),
                    hasDefault: row.bool(3))
            }
        }
    }

    /// The tables that `-- append-only:` protects.
    public static func appendOnlyTables(in db: any Connection) throws -> [String] {
        try db.rows("SELECT table_name FROM append_only_table ORDER BY table_name") { $0.text(0) }
    }

    private static func kind(_ type: String) -> Column.Kind {
        switch type.lowercased() {
        case "integer", "bigint": .integer
        case "text": .text
        case "blob", "bytea": .blob
        default: .other
        }
    }
}
