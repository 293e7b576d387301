// SPDX-License-Identifier: Apache-2.0
import Support
import Testing

@testable import Database

@Suite("新しい庫の写し（SQLite）")
struct NewSQLiteTests {
    private static let files = [
        """
        CREATE TABLE fact (id INTEGER PRIMARY KEY, kind TEXT NOT NULL) STRICT;
        -- append-only: fact
        INSERT INTO fact (kind) VALUES ('初めの行');
        """,
        "ALTER TABLE fact ADD COLUMN note TEXT; CREATE INDEX fact_by_note ON fact (note);",
    ]

    private static func everything(in store: any Store) throws -> [String] {
        try store.read { db in
            try db.rows("SELECT name, sql FROM sqlite_master ORDER BY name") {
                "\($0.text(0)): \($0.value(1))"
            }
                + db.rows("SELECT area, name, sql FROM schema_migration ORDER BY area, name") {
                    "\($0.text(0)) \($0.text(1)) \($0.text(2))"
                }
                + db.rows("SELECT key, value FROM store_property") { "\($0.text(0)) \($0.text(1))" }
                + db.rows("SELECT id, kind, note FROM fact") { "\($0.int(0)) \($0.text(1))" }
        }
    }

    @Test("写して作った庫は、一文ずつ作った庫と同じで、二つ目も前の庫の行を持たない")
    func same() throws {
        let (first, second, plain) = (try Bench(.sqlite), try Bench(.sqlite), try Bench(.sqlite))
        let sets = [try first.set("test", Self.files)]
        try Migrator.migrate(plain.store, sets)
        let expected = try Self.everything(in: plain.store)
        for bench in [first, second] {
            try bench.store.migrate(sets)
            #expect(try Self.everything(in: bench.store) == expected)
            try bench.store.write { _ = try $0.execute("INSERT INTO fact (kind) VALUES ('後の行')") }
            #expect(throws: (any Error).self) {
                try bench.store.write { _ = try $0.execute("UPDATE fact SET kind = ''") }
            }
            let state = try bench.store.read { db in
                try ["PRAGMA journal_mode", "PRAGMA integrity_check"].map {
                    try db.first($0) { $0.text(0) } ?? ""
                }
            }
            #expect(state == ["wal", "ok"])
        }
    }

    @Test("団体の違う庫は、それぞれの団体のまま")
    func bodies() throws {
        let (first, second) = (try Bench(.sqlite), try Bench(.sqlite, body: "119989"))
        let sets = [try first.set("bodies", Self.files)]
        for bench in [first, second] { try bench.store.migrate(sets) }
        let bodies = try [first, second].map { bench in
            try bench.store.read {
                try $0.first("SELECT value FROM store_property WHERE key = 'body'") { $0.text(0) }
            }
        }
        #expect(bodies == ["119997", "119989"])
    }

    @Test("途中のファイルで失敗した庫には、一文ずつ作ったときと同じく前のファイルだけが残る")
    func broken() throws {
        let bench = try Bench(.sqlite)
        let sets = [try bench.set("broken", [Self.files[0], "CREATE TABL bad;"])]
        #expect(throws: (any Error).self) { try bench.store.migrate(sets) }
        let applied = try bench.store.read { db in
            try db.rows("SELECT name FROM schema_migration WHERE area = 'broken'") { $0.text(0) }
        }
        #expect(applied == ["0001-a.sql"])
    }
}
