// SPDX-License-Identifier: Apache-2.0

/// Makes a table append-only: triggers refuse UPDATE, and DELETE of a row without a permit of the
/// retention purge.
enum AppendOnly {
    /// Begins the message of the triggers on both engines.
    static let message = "append-only: "

    static func protect(_ table: String, in db: any Connection) throws {
        let table = Identifier.checked(table)
        let hasID = try Catalogue.columns(of: table, in: db).contains { $0.name == "id" }
        switch db.engine {
        case .sqlite: try protectSQLite(table, hasID: hasID, in: db)
        case .postgres: try protectPostgres(table, hasID: hasID, in: db)
        }
        try db.execute("INSERT INTO append_only_table (table_name) VALUES (?)", [table])
    }

    private static func protectSQLite(
        _ table: String, hasID: Bool, in db: any Connection
    ) throws {
        let refusal = "SELECT RAISE(ABORT, '\(message)\(table)')"
        let unless =
            """
            WHEN NOT EXISTS (SELECT 1 FROM purge_permit AS p
                WHERE p.table_name = '\(table)' AND p.row_id = OLD.id)
            """
        try db.execute(
            "CREATE TRIGGER \(table)_no_update BEFORE UPDATE ON \(table) BEGIN \(refusal); END")
        try db.execute(
            """
            CREATE TRIGGER \(table)_no_delete BEFORE DELETE ON \(table) \(hasID ? unless : "")
            BEGIN \(refusal); END
            """)
    }

    private static func protectPostgres(
        _ table: String, hasID: Bool, in db: any Connection
    ) throws {
        try db.execute(
            """
            CREATE OR REPLACE FUNCTION append_only_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION '\(message)%', TG_TABLE_NAME USING ERRCODE = 'HG001';
            END $$
            """)
        try db.execute(
            """
            CREATE OR REPLACE FUNCTION append_only_delete() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT 1 FROM purge_permit AS p
                    WHERE p.table_name = TG_TABLE_NAME AND p.row_id = OLD.id)
                THEN RETURN OLD; END IF;
                RAISE EXCEPTION '\(message)%', TG_TABLE_NAME USING ERRCODE = 'HG001';
            END $$
            """)
        let guardian = hasID ? "append_only_delete" : "append_only_refuse"
        try db.execute(
            """
            CREATE TRIGGER \(table)_no_update BEFORE UPDATE ON \(table)
            FOR EACH ROW EXECUTE FUNCTION append_only_refuse()
            """)
        try db.execute(
            """
            CREATE TRIGGER \(table)_no_delete BEFORE DELETE ON \(table)
            FOR EACH ROW EXECUTE FUNCTION \(guardian)()
            """)
        try db.execute(
            """
            CREATE TRIGGER \(table)_no_truncate BEFORE TRUNCATE ON \(table)
            FOR EACH STATEMENT EXECUTE FUNCTION append_only_refuse()
            """)
    }
}
