// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Database

@Suite("SQLiteの故障と設定")
struct SQLiteFaultTests {
    private func pragma(_ name: String, _ db: any Connection) throws -> SQLValue? {
        try db.first("PRAGMA \(name)") { $0.value(0) }
    }

    @Test("耐久性の設定が書込み側で効いている")
    func settings() throws {
        let bench = try Bench(.sqlite)
        try bench.store.write { db throws in
            #expect(try pragma("synchronous", db) == .integer(2))
            #expect(try pragma("journal_mode", db) == .text("wal"))
            #expect(try pragma("foreign_keys", db) == .integer(1))
            #expect(try pragma("recursive_triggers", db) == .integer(1))
            #expect(try pragma("secure_delete", db) == .integer(1))
        }
        try bench.store.read { db throws in
            #expect(try pragma("recursive_triggers", db) == .integer(1))
        }
    }

    @Test("満杯のディスクは満杯と言い、何も半端に残らない")
    func full() throws {
        let bench = try Bench(.sqlite, sql: "CREATE TABLE big (data BLOB) STRICT;")
        try bench.store.write { db in
            try db.execute("INSERT INTO big (data) VALUES (?)", [[UInt8](repeating: 1, count: 9)])
            _ = try db.first("PRAGMA max_page_count = 60") { $0.int(0) }
        }
        let error = #expect(throws: Fault.self) {
            try bench.store.write { db in
                for _ in 0..<1_000 {
                    try db.execute(
                        "INSERT INTO big (data) VALUES (?)", [[UInt8](repeating: 2, count: 4_000)])
                }
            }
        }
        #expect(error?.kind == .diskFull)
        let count = try bench.store.read { try $0.first("SELECT COUNT(*) FROM big") { $0.int(0) } }
        #expect(count == 1)
    }

    @Test("COMMITの入出力誤りは「結果不明」で、その後は何も受け付けない")
    func unknownOutcome() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.file("a.sqlite").path)
        try store.write { _ = try $0.execute("CREATE TABLE t (n INTEGER) STRICT") }
        store.commitFailure.withLock { $0 = .SQLITE_IOERR_FSYNC }
        let error = #expect(throws: Fault.self) {
            try store.write { _ = try $0.execute("INSERT INTO t VALUES (1)") }
        }
        #expect(error?.kind == .unknownOutcome)
        store.commitFailure.withLock { $0 = nil }
        for attempt in 0..<2 {
            let later = #expect(throws: Fault.self) {
                if attempt == 0 {
                    try store.read { _ = try $0.first("SELECT 1") { $0.int(0) } }
                } else {
                    try store.write { _ = try $0.execute("INSERT INTO t VALUES (2)") }
                }
            }
            #expect(later?.kind == .unknownOutcome)
        }
    }

    @Test("COMMITで満杯なら「結果不明」ではない")
    func fullAtCommit() throws {
        let store = try SQLiteStore(path: nil)
        store.commitFailure.withLock { $0 = .SQLITE_FULL }
        let error = #expect(throws: Fault.self) {
            try store.write { _ = try $0.execute("CREATE TABLE t (n INTEGER) STRICT") }
        }
        #expect(error?.kind == .diskFull)
        store.commitFailure.withLock { $0 = nil }
        try store.write { _ = try $0.execute("CREATE TABLE t (n INTEGER) STRICT") }
    }

    @Test("控えは一貫した一つのファイルで、上書きはしない")
    func backup() throws {
        let bench = try Bench(.sqlite, sql: "CREATE TABLE t (n INTEGER) STRICT;")
        try bench.store.write { _ = try $0.execute("INSERT INTO t VALUES (42)") }
        let path = bench.file("copy.sqlite")
        try bench.store.backup(to: path)
        #expect(throws: StoreRefusal.backupExists) { try bench.store.backup(to: path) }
        let copy = try Stores.sqlite(at: path, body: "119997")
        #expect(try copy.read { try $0.first("SELECT n FROM t") { $0.int(0) } } == 42)
        try copy.close()
    }

    @Test("閉じた後は、一つのファイルにすべてがある")
    func closedFileIsWhole() throws {
        let bench = try Bench(.sqlite, sql: "")
        let (path, copy) = (bench.file("whole.sqlite"), bench.file("copied.sqlite"))
        let store = try Stores.sqlite(at: path, body: "119997")
        try store.write { db in
            _ = try db.execute("CREATE TABLE t (n INTEGER) STRICT")
            _ = try db.execute("INSERT INTO t VALUES (42)")
        }
        try store.close()
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let copied = try Stores.sqlite(at: copy, body: "119997")
        #expect(try copied.read { try $0.first("SELECT n FROM t") { $0.int(0) } } == 42)
        try copied.close()
    }

    @Test("記憶域のデータベースも同じ約束を守る")
    func memory() throws {
        let store = try Stores.memory()
        try store.migrate([])
        try store.write { _ = try $0.execute("CREATE TABLE t (n INTEGER) STRICT") }
        #expect(throws: Fault.self) {
            try store.read { _ = try $0.execute("INSERT INTO t VALUES (1)") }
        }
    }
}
