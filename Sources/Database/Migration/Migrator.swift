// SPDX-License-Identifier: Apache-2.0

/// Applies what is not yet applied; refuses to go on when an applied file reads differently now.
enum Migrator {
    /// The tables of the ground: what was applied, what is append-only, what may be erased.
    static let ground = MigrationFile(
        name: "0001-ground.sql",
        text: """
            CREATE TABLE schema_migration (
                area TEXT NOT NULL, name TEXT NOT NULL, checksum TEXT NOT NULL,
                sql TEXT NOT NULL, PRIMARY KEY (area, name)) STRICT;
            CREATE TABLE append_only_table (table_name TEXT NOT NULL PRIMARY KEY) STRICT;
            CREATE TABLE purge_permit (
                id INTEGER PRIMARY KEY,
                operation_id INTEGER NOT NULL,
                recorded_at INTEGER NOT NULL,
                table_name TEXT NOT NULL,
                row_id INTEGER NOT NULL,
                row_digest BLOB NOT NULL,
                UNIQUE (table_name, row_id)) STRICT;
            -- append-only: purge_permit
            """)

    static func migrate(_ store: any Store, _ sets: [MigrationSet]) throws {
        let isNew = try store.read { db in
            try !Catalogue.tables(in: db).contains("schema_migration")
        }
        if isNew { try store.write { db in try apply(ground, area: "ground", in: db) } }
        let all = try [MigrationSet(area: "ground", files: [ground])] + sets
        for set in all {
            for file in try pending(set, in: store) {
                try store.write { db in try apply(file, area: set.area, in: db) }
            }
        }
    }

    private static func pending(_ set: MigrationSet, in store: any Store) throws -> [MigrationFile]
    {
        let applied = try store.read { db in
            try db.rows(
                "SELECT name, checksum, sql FROM schema_migration WHERE area = ? ORDER BY name",
                [set.area]
            ) { (name: $0.text(0), checksum: $0.text(1), sql: $0.text(2)) }
        }
        for (index, record) in applied.enumerated() {
            guard index < set.files.count, set.files[index].name == record.name else {
                throw StoreRefusal.migrationUnknown(area: set.area, name: record.name)
            }
            let file = set.files[index]
            guard file.checksum == record.checksum, file.text.utf8.elementsEqual(record.sql.utf8)
            else { throw StoreRefusal.migrationChanged(area: set.area, name: record.name) }
        }
        return Array(set.files.dropFirst(applied.count))
    }

    private static func apply(_ file: MigrationFile, area: String, in db: any Connection) throws {
        for step in SQLScript.steps(file.text) {
            switch step {
            case .statement(let sql): try db.execute(Dialect.translate(sql, for: db.engine))
            case .only(let engine, let sql): if engine == db.engine { try db.execute(sql) }
            case .appendOnly(let table): try AppendOnly.protect(table, in: db)
            }
        }
        try db.execute(
            "INSERT INTO schema_migration (area, name, checksum, sql) VALUES (?, ?, ?, ?)",
            [area, file.name, file.checksum, file.text])
    }
}
