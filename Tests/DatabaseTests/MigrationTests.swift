// SPDX-License-Identifier: Apache-2.0
import Database
import Support
import Testing

@Suite("スキーマの移行（両エンジン）")
struct MigrationTests {
    private static let first = """
        -- 見本の表; 注釈の中のセミコロンは文を切らない
        CREATE TABLE fact (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL DEFAULT 'a;b', seal BLOB) STRICT;
        -- append-only: fact
        CREATE INDEX fact_by_kind ON fact (kind);
        -- sqlite-only: CREATE TABLE engine (name TEXT) STRICT;
        -- postgres-only: CREATE TABLE engine (name TEXT);
        """
    private static let second = "ALTER TABLE fact ADD COLUMN note TEXT;"

    @Test("二度適用しても同じで、次のファイルだけが足される", arguments: Engine.allCases)
    func idempotent(engine: Engine) throws {
        let bench = try Bench(engine)
        try bench.store.migrate([bench.set("test", [Self.first])])
        try bench.store.write { _ = try $0.execute("INSERT INTO fact (seal) VALUES (NULL)") }
        let before = try bench.store.read { try SchemaDump.text(of: $0) }
        try bench.store.migrate([bench.set("test", [Self.first])])
        #expect(try bench.store.read { try SchemaDump.text(of: $0) } == before)
        try bench.store.migrate([bench.set("test", [Self.first, Self.second])])
        let kinds = try bench.store.read { db in
            try db.rows("SELECT kind, note FROM fact") { "\($0.text(0)) \($0.value(1).kind)" }
        }
        #expect(kinds == ["a;b NULL"])
    }

    @Test("適用済みのファイルが変わっていたら断る", arguments: Engine.allCases)
    func changed(engine: Engine) throws {
        let bench = try Bench(engine)
        try bench.store.migrate([bench.set("test", [Self.first, Self.second])])
        #expect(throws: StoreRefusal.migrationChanged(area: "test", name: "0001-a.sql")) {
            try bench.store.migrate([bench.set("test", [Self.first + " ", Self.second])])
        }
        #expect(throws: StoreRefusal.migrationUnknown(area: "test", name: "0002-a.sql")) {
            try bench.store.migrate([bench.set("test", [Self.first])])
        }
    }

    @Test("失敗した移行は何も残さない", arguments: Engine.allCases)
    func broken(engine: Engine) throws {
        let bench = try Bench(engine)
        #expect(throws: (any Error).self) {
            try bench.store.migrate([
                bench.set("test", ["CREATE TABLE good (id INTEGER) STRICT; CREATE TABL bad;"])
            ])
        }
        #expect(try bench.store.read { try Catalogue.tables(in: $0).contains("good") } == false)
        try bench.store.migrate([bench.set("test", ["CREATE TABLE good (id INTEGER) STRICT;"])])
    }

    @Test("両エンジンのスキーマは同じ一覧になる")
    func sameDump() throws {
        let dumps = try Engine.allCases.map { engine in
            try Bench(engine, sql: Self.first).store.read { try SchemaDump.text(of: $0) }
        }
        #expect(dumps[0] == dumps[1])
        #expect(dumps[0].contains("fact  append-only\n    id INTEGER NOT NULL\n"))
        #expect(dumps[0].contains("    kind TEXT NOT NULL DEFAULT\n    seal BLOB\n"))
        #expect(dumps[0].contains("    index fact_by_kind\n"))
    }

    @Test("事実の表は更新も削除も上書きも断る", .measure("R-04"), arguments: Engine.allCases)
    func appendOnly(engine: Engine) throws {
        let bench = try Bench(engine, sql: Self.first)
        try bench.store.write {
            _ = try $0.execute("INSERT INTO fact (id, kind) VALUES (1, 'x'), (2, 'y')")
        }
        var attempts = [
            "UPDATE fact SET kind = 'z' WHERE id = 1", "DELETE FROM fact WHERE id = 1",
            "DELETE FROM fact",
            "INSERT INTO fact (id, kind) VALUES (1, 'z') ON CONFLICT (id) DO UPDATE SET kind = 'z'",
        ]
        switch engine {
        case .sqlite: attempts.append("INSERT OR REPLACE INTO fact (id, kind) VALUES (1, 'z')")
        case .postgres: attempts.append("TRUNCATE fact")
        }
        for sql in attempts {
            let error = #expect(throws: ConstraintViolation.self, "\(sql)") {
                try bench.store.write { _ = try $0.execute(sql) }
            }
            #expect(error?.kind == .appendOnly, "\(sql)")
        }
        let kinds = try bench.store.read { db in
            try db.rows("SELECT kind FROM fact ORDER BY id") { $0.text(0) }
        }
        #expect(kinds == ["x", "y"])
    }

    @Test("許可のある行だけが消去でき、許可そのものは消せない", arguments: Engine.allCases)
    func purge(engine: Engine) throws {
        let bench = try Bench(engine, sql: Self.first)
        try bench.store.write { db in
            try db.execute("INSERT INTO fact (id, kind) VALUES (1, 'x'), (2, 'y')")
            try db.execute(
                """
                INSERT INTO purge_permit
                    (id, operation_id, recorded_at, table_name, row_id, row_digest)
                VALUES (7, 1, 0, 'fact', 1, ?)
                """, [[UInt8]([1])])
        }
        #expect(try bench.store.write { try $0.execute("DELETE FROM fact WHERE id = 1") } == 1)
        for sql in ["DELETE FROM fact WHERE id = 2", "DELETE FROM purge_permit"] {
            #expect(throws: ConstraintViolation.self) {
                try bench.store.write { _ = try $0.execute(sql) }
            }
        }
    }
}
