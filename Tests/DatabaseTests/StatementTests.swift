// SPDX-License-Identifier: Apache-2.0
import Database
import Testing
import Vocabulary

@Suite("同じSQLが両エンジンで同じ答えを返す")
struct StatementTests {
    private static let table = """
        CREATE TABLE item (
            id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, amount INTEGER NOT NULL,
            version INTEGER NOT NULL) STRICT;
        CREATE INDEX item_by_amount ON item (amount);
        """

    private func bench(_ engine: Engine) throws -> Bench {
        let bench = try Bench(engine, sql: Self.table)
        try bench.store.write { db in
            _ = try db.insert(
                into: "item", columns: ["code", "amount", "version"],
                rows: [("a", 10), ("b", 20), ("C", 20), ("あ", 5)].map {
                    [.text($0.0), .integer($0.1), .integer(1)]
                })
        }
        return bench
    }

    @Test("文字列はバイトの順に並ぶ", arguments: Engine.allCases)
    func order(engine: Engine) throws {
        let codes = try bench(engine).store.read { db in
            try db.rows("SELECT code FROM item ORDER BY code") { $0.text(0) }
        }
        #expect(codes == ["C", "a", "b", "あ"])
    }

    @Test("LIKEは大文字と小文字を区別する", arguments: Engine.allCases)
    func like(engine: Engine) throws {
        let codes = try bench(engine).store.read { db in
            try db.rows("SELECT code FROM item WHERE code LIKE ?", ["c%"]) { $0.text(0) }
        }
        #expect(codes.isEmpty)
    }

    @Test("RETURNINGが番号を返し、番号は進む", arguments: Engine.allCases)
    func returning(engine: Engine) throws {
        let ids = try bench(engine).store.write { db in
            try ["x", "y"].map { code in
                try db.insertReturningID(
                    "INSERT INTO item (code, amount, version) VALUES (?, 1, 1) RETURNING id",
                    [code])
            }
        }
        #expect(ids == [5, 6])
    }

    @Test("ON CONFLICTは更新し、何もしないこともできる", arguments: Engine.allCases)
    func conflict(engine: Engine) throws {
        let bench = try bench(engine)
        let sql = "INSERT INTO item (code, amount, version) VALUES (?, ?, 1) ON CONFLICT (code)"
        let counts = try bench.store.write { db in
            try [
                db.execute("\(sql) DO UPDATE SET amount = excluded.amount", ["a", 99]),
                db.execute("\(sql) DO NOTHING", ["a", 1]),
                db.execute("\(sql) DO NOTHING", ["new", 1]),
            ]
        }
        #expect(counts == [1, 0, 1])
        let amount = try bench.store.read { db in
            try db.first("SELECT amount FROM item WHERE code = 'a'") { $0.int(0) }
        }
        #expect(amount == 99)
    }

    @Test("窓関数・集計・LIMIT・CASE・COALESCE", arguments: Engine.allCases)
    func queries(engine: Engine) throws {
        let bench = try bench(engine)
        try bench.store.read { db in
            let ranks = try db.rows(
                """
                SELECT code, ROW_NUMBER() OVER (PARTITION BY amount ORDER BY code),
                    SUM(amount) OVER (ORDER BY amount, code)
                FROM item ORDER BY amount, code LIMIT ? OFFSET ?
                """, [3, 1]
            ) { "\($0.text(0)) \($0.int(1)) \($0.int(2))" }
            #expect(ranks == ["a 1 15", "C 1 35", "b 2 55"])
            let none: String? = nil
            let filter = "SELECT COUNT(*) FROM item WHERE (? IS NULL OR code = ?)"
            #expect(try db.first(filter, [none, none]) { $0.int(0) } == 4)
            #expect(try db.first(filter, ["a", "a"]) { $0.int(0) } == 1)
            let sum = "SELECT COALESCE(SUM(amount), 0), amount = 1 FROM item GROUP BY amount"
            #expect(try db.rows(sum) { $0.bool(1) } == [false, false, false])
            #expect(try db.first("SELECT ? + 1", [Int64.max - 1]) { $0.int64(0) } == .max)
            #expect(try db.first("SELECT '?' || ? || '''?'", ["x"]) { $0.text(0) } == "?x'?")
            let nothing = try db.first("SELECT SUM(amount) FROM item WHERE amount > ?", [99]) {
                $0.optionalInt(0)
            }
            #expect(nothing == .some(nil))
        }
    }

    @Test("行を読みながら同じ問合せを内側で使える", arguments: Engine.allCases)
    func nested(engine: Engine) throws {
        let pairs = try bench(engine).store.read { db in
            let sql = "SELECT amount FROM item ORDER BY amount"
            return try db.rows(sql) { outer in
                let inner = try db.rows(sql) { $0.int(0) }
                return outer.int(0) + inner.count * 100
            }
        }
        #expect(pairs == [405, 410, 420, 420])
    }

    @Test("版を比べる更新は、古い版では何も変えない", arguments: Engine.allCases)
    func versions(engine: Engine) throws {
        let bench = try bench(engine)
        let sql = """
            UPDATE item SET amount = ?, version = version + 1 WHERE code = 'a' AND version = ?
            """
        #expect(try bench.store.write { try $0.execute(sql, [1, 1]) } == 1)
        #expect(try bench.store.write { try $0.execute(sql, [2, 1]) } == 0)
    }

    @Test("制約違反は種類で分かり、値を語らない", arguments: Engine.allCases)
    func violations(engine: Engine) throws {
        let bench = try Bench(
            engine,
            sql: """
                CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT;
                CREATE TABLE child (
                    id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parent (id),
                    name TEXT UNIQUE, level INTEGER NOT NULL CHECK (level > 0)) STRICT;
                """)
        try bench.store.write { db in
            try db.execute("INSERT INTO parent (id) VALUES (1)")
            try db.execute("INSERT INTO child (parent, name, level) VALUES (1, '秘密', 1)")
        }
        let cases: [(String, ConstraintViolation.Kind)] = [
            ("INSERT INTO child (parent, name, level) VALUES (1, '秘密', 1)", .unique),
            ("INSERT INTO child (parent, level) VALUES (NULL, 1)", .notNull),
            ("INSERT INTO child (parent, level) VALUES (1, 0)", .check),
            ("INSERT INTO child (parent, level) VALUES (2, 1)", .foreignKey),
        ]
        for (sql, kind) in cases {
            let error = #expect(throws: ConstraintViolation.self) {
                try bench.store.write { _ = try $0.execute(sql) }
            }
            #expect(error?.kind == kind)
            #expect(error?.name.contains("秘密") == false)
        }
    }
}
