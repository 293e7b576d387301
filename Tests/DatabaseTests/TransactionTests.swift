// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Support
import Synchronization
import Testing
import Vocabulary

@Suite("取引（両エンジン）")
struct TransactionTests {
    private static let table = """
        CREATE TABLE counter (id INTEGER PRIMARY KEY, n INTEGER NOT NULL UNIQUE) STRICT;
        """

    private struct Stop: Error {}

    private func count(_ store: any Store) throws -> Int {
        try store.read { try $0.first("SELECT COUNT(*) FROM counter") { $0.int(0) } } ?? -1
    }

    @Test("途中の誤りはすべてを取り消す", arguments: Engine.allCases)
    func rollback(engine: Engine) throws {
        let bench = try Bench(engine, sql: Self.table)
        #expect(throws: Stop.self) {
            try bench.store.write { db in
                try db.execute("INSERT INTO counter (n) VALUES (1)")
                throw Stop()
            }
        }
        #expect(try count(bench.store) == 0)
    }

    @Test("失敗した文を握りつぶしても取引は成立しない", arguments: Engine.allCases)
    func swallowed(engine: Engine) throws {
        let bench = try Bench(engine, sql: Self.table)
        #expect(throws: (any Error).self) {
            try bench.store.write { db in
                try db.execute("INSERT INTO counter (n) VALUES (1)")
                _ = try? db.execute("INSERT INTO counter (n) VALUES (1)")
            }
        }
        #expect(try count(bench.store) == 0)
    }

    @Test("readは書込みを断る", arguments: Engine.allCases)
    func readOnly(engine: Engine) throws {
        let bench = try Bench(engine, sql: Self.table)
        #expect(throws: Fault.self) {
            try bench.store.read { _ = try $0.execute("INSERT INTO counter (n) VALUES (1)") }
        }
        #expect(throws: Fault.self) {
            try bench.store.read { _ = try $0.execute("CREATE TABLE other (n INTEGER)") }
        }
        #expect(try count(bench.store) == 0)
    }

    @Test("読んでいる間に書かれた行は、その読取りには見えない", arguments: Engine.allCases)
    func snapshot(engine: Engine) throws {
        let bench = try Bench(engine, sql: Self.table)
        let store = bench.store
        try store.read { db throws in
            let sql = "SELECT COUNT(*) FROM counter"
            #expect(try db.first(sql) { $0.int(0) } == 0)
            let written = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                try? store.write { _ = try $0.execute("INSERT INTO counter (n) VALUES (1)") }
                written.signal()
            }
            #expect(written.wait(timeout: .now() + 30) == .success, "読取りは書込みを待たせない")
            #expect(try db.first(sql) { $0.int(0) } == 0)
        }
        #expect(try count(store) == 1)
    }

    @Test("同時の読んで書く操作が一つも失われない", arguments: Engine.allCases)
    func concurrent(engine: Engine) throws {
        let bench = try Bench(engine, sql: Self.table)
        let store = bench.store
        try store.write { _ = try $0.execute("INSERT INTO counter (id, n) VALUES (1, 0)") }
        let failures = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 0..<25 {
                do {
                    try store.write { db in
                        let n = try db.first("SELECT n FROM counter WHERE id = 1") { $0.int(0) }
                        try db.execute("UPDATE counter SET n = ? WHERE id = 1", [(n ?? 0) + 1])
                    }
                    _ = try store.read { try $0.first("SELECT n FROM counter") { $0.int(0) } }
                } catch { failures.withLock { $0 += 1 } }
            }
        }
        #expect(failures.withLock { $0 } == 0)
        let n = try store.read { try $0.first("SELECT n FROM counter") { $0.int(0) } }
        #expect(n == 200)
    }

    @Test("別の団体のデータベースは開かない", .measure("R-81"))
    func body() throws {
        let bench = try Bench(.sqlite)
        let path = bench.file("b.sqlite")
        try Stores.sqlite(at: path, body: "119997").close()
        #expect(throws: StoreRefusal.anotherBody(stored: "119997", asked: "119998")) {
            _ = try Stores.sqlite(at: path, body: "119998")
        }
        try Stores.sqlite(at: path, body: "119997").close()
    }
}
