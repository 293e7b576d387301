// SPDX-License-Identifier: Apache-2.0

/// The schema as text, the same for both engines, so that a test can lay them side by side.
public enum SchemaDump {
    public static func text(of db: any Connection) throws -> String {
        let protected = Set(try Catalogue.appendOnlyTables(in: db))
        let columns = try Catalogue.columns(in: db)
        var lines: [String] = []
        for table in try Catalogue.tables(in: db) {
            lines.append(table + (protected.contains(table) ? "  append-only" : ""))
            for column in columns[table] ?? [] {
                let required = column.isRequired ? " NOT NULL" : ""
                let byDefault = column.hasDefault ? " DEFAULT" : ""
                lines.append("    \(column.name) \(column.kind.rawValue)\(required)\(byDefault)")
            }
            for index in try indexes(of: table, in: db) { lines.append("    index \(index)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Indexes that a migration named; those behind PRIMARY KEY and UNIQUE have names of the engine.
    private static func indexes(of table: String, in db: any Connection) throws -> [String] {
        let sql =
            switch db.engine {
            case .sqlite:
                """
                SELECT name FROM sqlite_master
                WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name
                """
            case .postgres:
                """
                SELECT i.relname::text COLLATE "C" FROM pg_index AS x
                JOIN pg_class AS i ON i.oid = x.indexrelid
                JOIN pg_class AS t ON t.oid = x.indrelid
                WHERE t.relnamespace = current_schema()::regnamespace AND t.relname = ?
                AND NOT EXISTS (SELECT 1 FROM pg_constraint AS c WHERE c.conindid = x.indexrelid)
                ORDER BY 1
                """
            }
        return try db.rows(sql, [table]) { $0.text(0) }
    }
}
