// SPDX-License-Identifier: Apache-2.0
import Database
import Testing
import Vocabulary

@Suite("値の往復（両エンジン）")
struct ValueTests {
    private static let table = """
        CREATE TABLE sample (id INTEGER PRIMARY KEY, a INTEGER, b TEXT, c BLOB) STRICT;
        """

    @Test("整数・文字列・バイト列・NULLがそのまま戻る", arguments: Engine.allCases)
    func roundTrip(engine: Engine) throws {
        let bench = try Bench(engine, sql: Self.table)
        let rows: [[SQLValue]] = [
            [.integer(.max), .text(""), .blob([])],
            [.integer(.min), .text("見本 太郎\t\n\r\\N'\"?"), .blob(Array(0...255))],
            [.integer(0), .text("\\."), .null],
            [.null, .null, .null],
        ]
        try bench.store.write { db in
            for row in rows {
                try db.execute("INSERT INTO sample (a, b, c) VALUES (?, ?, ?)", row)
            }
            _ = try db.insert(into: "sample", columns: ["a", "b", "c"], rows: rows)
        }
        let found = try bench.store.read { db in
            try db.rows("SELECT a, b, c FROM sample ORDER BY id") { row in
                (0..<3).map { row.value($0) }
            }
        }
        #expect(found == rows + rows)
    }

    @Test("異体字セレクタと互換漢字のバイトが変わらない", arguments: Engine.allCases)
    func variants(engine: Engine) throws {
        let bench = try Bench(engine, sql: Self.table)
        // 葛 with a variation selector, 神 as a compatibility ideograph, が decomposed, 𠮷.
        let names = ["葛\u{E0101}飾", "\u{FA19}", "神", "か\u{3099}", "が", "\u{20BB7}田"]
        try bench.store.write { db in
            _ = try db.insert(
                into: "sample", columns: ["a", "b"],
                rows: names.enumerated().map { [.integer(Int64($0)), .text($1)] })
        }
        try bench.store.read { db in
            let found = try db.rows("SELECT b FROM sample ORDER BY a") { Array($0.text(0).utf8) }
            #expect(found == names.map { Array($0.utf8) })
            for (index, name) in names.enumerated() {
                let hits = try db.rows("SELECT a FROM sample WHERE b = ?", [name]) { $0.int(0) }
                #expect(hits == [index], "同じに見える字も別の字として探す")
            }
        }
    }

    @Test("語彙の型が決まった形で往復する", arguments: Engine.allCases)
    func vocabulary(engine: Engine) throws {
        let bench = try Bench(engine, sql: Self.table)
        let day = try #require(CivilDate(iso: "2025-04-01"))
        let insurer = try #require(InsurerNumber("06119990"))
        let addressee = AddresseeNumber(value: 912_345_678_901_234)
        let nothing: CivilDate? = nil
        let values: [any SQLValueConvertible] = [
            day, day.yearMonth, Yen(-21_000), Instant(microseconds: 1_743_476_400_000_001),
            addressee, insurer, Sex.female, true, nothing,
        ]
        let stored: [SQLValue] = [
            .text("2025-04-01"), .text("2025-04"), .integer(-21_000),
            .integer(1_743_476_400_000_001), .integer(912_345_678_901_234), .text("06119990"),
            .text("2"), .integer(1), .null,
        ]
        #expect(values.map(\.sqlValue) == stored)
        try bench.store.write { db in
            try db.execute(
                "INSERT INTO sample (id, a, b) VALUES (1, ?, ?)", [addressee, day])
            try db.execute("INSERT INTO sample (id, a, b) VALUES (2, ?, ?)", [Yen(7), nothing])
        }
        try bench.store.read { db throws in
            let sql = "SELECT a, b FROM sample WHERE id = ?"
            #expect(try db.first(sql, [1]) { $0.addressee(0) } == addressee)
            #expect(try db.first(sql, [1]) { $0.date(1) } == day)
            #expect(try db.first(sql, [2]) { $0.yen(0) } == Yen(7))
            #expect(try db.first(sql, [2]) { $0.optionalDate(1) } == .some(nil))
            #expect(try db.first(sql, [3]) { $0.int(0) } == nil)
        }
    }

    @Test("NULを含む文字列は書く前に断る", arguments: Engine.allCases)
    func nul(engine: Engine) throws {
        let bench = try Bench(engine, sql: Self.table)
        #expect(throws: Fault.self) {
            try bench.store.write {
                _ = try $0.execute("INSERT INTO sample (b) VALUES (?)", ["a\0b"])
            }
        }
        #expect(throws: Fault.self) {
            try bench.store.write {
                _ = try $0.insert(into: "sample", columns: ["b"], rows: [[.text("a\0b")]])
            }
        }
        let count = try bench.store.read { db in
            try db.first("SELECT COUNT(*) FROM sample") { $0.int(0) }
        }
        #expect(count == 0)
    }

    @Test("大量の行を一度に入れる", arguments: Engine.allCases)
    func bulk(engine: Engine) throws {
        let bench = try Bench(engine, sql: Self.table)
        let count = try bench.store.write { db in
            try db.insert(
                into: "sample", columns: ["a", "b"],
                rows: (0..<20_000).lazy.map { [.integer(Int64($0)), .text("行\($0)")] })
        }
        #expect(count == 20_000)
        let sum = try bench.store.read { db in
            try db.first("SELECT SUM(a), COUNT(b), MAX(b) FROM sample") {
                ($0.int(0), $0.int(1), $0.text(2))
            }
        }
        #expect(sum?.0 == 199_990_000)
        #expect(sum?.1 == 20_000)
        #expect(sum?.2 == "行9999")
    }
}
