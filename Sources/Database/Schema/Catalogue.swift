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
        try columns(of: [table], in: db)[table] ?? []
    }

    /// The columns of every table, each in its order, in one question.
    public static func columns(in db: any Connection) throws -> [String: [Column]] {
        try columns(of: nil, in: db)
    }

    private static func columns(
        of tables: [String]?, in db: any Connection
    ) throws -> [String: [Column]] {
        let only = tables == nil ? "" : "AND t.name = ?"
        let sql =
            switch db.engine {
            case .sqlite:
                """
                SELECT t.name, c.name, c.type, c."notnull" <> 0 OR c.pk > 0,
                    c.dflt_value IS NOT NULL
                FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c
                WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' \(only)
                ORDER BY t.name, c.cid
                """
            case .postgres:
                // The catalogue itself: its view in information_schema reads every schema there is.
                """
                SELECT t.name::text, c.attname::text, format_type(c.atttypid, NULL),
                    c.attnotnull, c.atthasdef
                FROM (SELECT oid, relname AS name FROM pg_class
                    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r') AS t
                JOIN pg_attribute AS c ON c.attrelid = t.oid
                WHERE c.attnum > 0 AND NOT c.attisdropped \(only)
                ORDER BY t.name, c.attnum
                """
            }
        var found: [String: [Column]] = [:]
        try db.forEachRow(sql, tables ?? []) { row in
            found[row.text(0), default: []].append(
                Column(
                    name: row.text(1), kind: kind(row.text(2)), isRequired: row.bool(3),
                    hasDefault: row.bool(4)))
        }
        return found
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
