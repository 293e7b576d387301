// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization
import Vocabulary

/// PostgreSQL, one schema a municipality. One writer at a time for each schema, as on SQLite: the
/// ledger needs an order, and a lost update cannot happen.
final class PostgresStore: Store {
    let engine = Engine.postgres
    private let pool: PostgresPool
    private let cells: any CellSeal
    private let lockKey: Int64
    private let isStopped = Mutex(false)
    private let writing = Mutex<Set<ObjectIdentifier>>([])
    /// For tests: runs just before COMMIT is sent.
    let beforeCommit = Mutex<(@Sendable () -> Void)?>(nil)

    init(_ connection: String, schema: String?, cells: any CellSeal = NoSeal()) throws {
        self.cells = cells
        let schema = schema.map { Identifier.checked($0) }
        pool = PostgresPool(connection, schema: schema, limit: 16)
        let name = MigrationFile(name: "", text: "hagukumi/\(schema ?? "")")
        lockKey = Int64(bitPattern: UInt64(name.checksum, radix: 16) ?? 0)
        if let schema {
            let session = try pool.take()
            defer { pool.give(session) }
            try session.run("CREATE SCHEMA IF NOT EXISTS \(schema)")
        }
    }

    private func checkRunning() throws {
        if isStopped.withLock({ $0 }) {
            throw Fault(.unknownOutcome, detail: "結果不明のCOMMITの後は再起動と照合が必要です")
        }
    }

    /// Takes a session and begins; a session whose server was restarted is replaced once.
    private func begin(_ sql: String) throws -> (session: PostgresSession, value: String?) {
        try checkRunning()
        let session = try pool.take()
        do {
            return (session, try session.run(sql).value)
        } catch {
            let isLost = !session.isConnected
            finish(session)
            guard isLost else { throw error }
        }
        pool.dropIdle()
        let fresh = try pool.take()
        do {
            return (fresh, try fresh.run(sql).value)
        } catch {
            finish(fresh)
            throw error
        }
    }

    /// Ends what is open and gives the session back.
    private func finish(_ session: PostgresSession) {
        _ = try? session.run("ROLLBACK")
        pool.give(session)
    }

    func read<R>(_ body: (any Connection) throws -> R) throws -> R {
        let (session, _) = try begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        defer { finish(session) }
        let connection = PostgresConnection(session, cells: cells)
        defer { connection.end() }
        return try body(connection)
    }

    func write<R>(_ body: (any Connection) throws -> R) throws -> R {
        let thread = ObjectIdentifier(Thread.current)
        let isFirst = writing.withLock { $0.insert(thread).inserted }
        precondition(isFirst, "write の中で write は呼べません")
        defer { writing.withLock { _ = $0.remove(thread) } }
        let (session, transaction) = try begin(
            """
            BEGIN ISOLATION LEVEL READ COMMITTED;
            SELECT pg_advisory_xact_lock(\(lockKey)), pg_current_xact_id()::text
            """)
        defer { finish(session) }
        let connection = PostgresConnection(session, cells: cells)
        defer { connection.end() }
        let result = try body(connection)
        if let failure = connection.failure { throw failure }
        beforeCommit.withLock { $0 }?()
        try commit(session, transaction ?? "")
        return result
    }

    /// A COMMIT whose answer did not come is looked up by the number of the transaction.
    private func commit(_ session: PostgresSession, _ transaction: String) throws {
        do {
            let tag = try session.run("COMMIT").tag
            guard tag == "COMMIT" else { throw Fault(.database, detail: "COMMIT: \(tag)") }
        } catch {
            guard !session.isConnected else { throw error }
            pool.dropIdle()
            switch outcome(of: transaction) {
            case "committed": return
            case "aborted": throw Fault(.network, detail: "COMMIT前に切断", isTransient: true)
            case .some, .none:
                isStopped.withLock { $0 = true }
                throw Fault(.unknownOutcome, detail: "COMMIT: 接続が切れました")
            }
        }
    }

    private func outcome(of transaction: String) -> String? {
        guard transaction.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        for attempt in 0..<20 {
            if attempt > 0 { Thread.sleep(forTimeInterval: 0.25) }
            let sql = "SELECT pg_xact_status('\(transaction)'::xid8)"
            guard let answer = try? pool.connect().run(sql).value, answer != "in progress" else {
                continue
            }
            return answer
        }
        return nil
    }

    func migrate(_ sets: [MigrationSet]) throws {
        try Migrator.migrate(self, sets)
        // Prepared statements may remember columns of before.
        pool.dropIdle()
    }

    func backup(to path: String) throws {
        let session = try pool.take()
        defer { pool.give(session) }
        try PostgresDump.write(session, to: path)
    }

    func scrub() throws {
        try checkRunning()
        let tables = try read { try Catalogue.tables(in: $0) }
        let session = try pool.take()
        defer { pool.give(session) }
        for table in tables { try session.run("VACUUM (FULL) \(Identifier.checked(table))") }
    }

    func close() throws { pool.close() }
}
