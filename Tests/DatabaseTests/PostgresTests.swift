// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Database

@Suite("PostgreSQLの接続")
struct PostgresTests {
    private func store(_ cluster: PostgresCluster) throws -> PostgresStore {
        try PostgresStore(cluster.connection, schema: "restart")
    }

    @Test("サーバの再起動の後は、つなぎ直して続ける")
    func restart() throws {
        let cluster = try PostgresCluster.separate()
        defer { cluster.remove() }
        let store = try store(cluster)
        try store.write { _ = try $0.execute("CREATE TABLE t (n BIGINT)") }
        try store.write { _ = try $0.execute("INSERT INTO t VALUES (?)", [1]) }
        try cluster.stop()
        let error = #expect(throws: Fault.self) {
            try store.write { _ = try $0.execute("INSERT INTO t VALUES (?)", [2]) }
        }
        #expect(error?.kind == .network)
        #expect(error?.isTransient == true)
        try cluster.start()
        try store.write { _ = try $0.execute("INSERT INTO t VALUES (?)", [3]) }
        let found = try store.read { try $0.rows("SELECT n FROM t ORDER BY n") { $0.int(0) } }
        #expect(found == [1, 3])
    }

    @Test("COMMITの直前に切れた取引は、つなぎ直して「未実行」と分かる")
    func lostBeforeCommit() throws {
        let cluster = try PostgresCluster.separate()
        defer { cluster.remove() }
        let store = try store(cluster)
        try store.write { _ = try $0.execute("CREATE TABLE t (n BIGINT)") }
        store.beforeCommit.withLock {
            $0 = {
                try? cluster.stop()
                try? cluster.start()
            }
        }
        let error = #expect(throws: Fault.self) {
            try store.write { _ = try $0.execute("INSERT INTO t VALUES (1)") }
        }
        // The number of a transaction that never reached the disk may be unknown to the server.
        #expect(error?.kind == .network || error?.kind == .unknownOutcome)
        store.beforeCommit.withLock { $0 = nil }
        let fresh = try self.store(cluster)
        #expect(try fresh.read { try $0.first("SELECT COUNT(*) FROM t") { $0.int(0) } } == 0)
    }

    @Test("COMMITの答えを聞けないままサーバが戻らなければ「結果不明」")
    func unknown() throws {
        let cluster = try PostgresCluster.separate()
        defer { cluster.remove() }
        let store = try store(cluster)
        try store.write { _ = try $0.execute("CREATE TABLE t (n BIGINT)") }
        store.beforeCommit.withLock { $0 = { try? cluster.stop() } }
        let error = #expect(throws: Fault.self) {
            try store.write { _ = try $0.execute("INSERT INTO t VALUES (1)") }
        }
        #expect(error?.kind == .unknownOutcome)
        let later = #expect(throws: Fault.self) {
            try store.read { _ = try $0.first("SELECT 1") { $0.int(0) } }
        }
        #expect(later?.kind == .unknownOutcome)
    }

    @Test("疑問符は文字列と注釈の外だけで番号になる")
    func placeholders() {
        let sql = "SELECT '?' AS \"a?\", ? /* ? */ FROM t WHERE (? IS NULL OR a = ?) -- ?"
        #expect(
            PostgresText.numbered(sql)
                == "SELECT '?' AS \"a?\", $1 /* ? */ FROM t "
                + "WHERE ($2::text IS NULL OR a = $3) -- ?")
    }

    @Test("控えはpg_dumpの一つのファイルになる")
    func dump() throws {
        let bench = try Bench(.postgres, sql: "CREATE TABLE t (n INTEGER) STRICT;")
        let path = bench.file("copy.dump")
        try bench.store.backup(to: path)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes.starts(with: Array("PGDMP".utf8)))
        #expect(throws: StoreRefusal.backupExists) { try bench.store.backup(to: path) }
    }
}
