// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Synchronization
import Vocabulary

/// SQLite in WAL mode with FULL durability: readers do not wait for the writer.
final class SQLiteStore: Store {
    let engine = Engine.sqlite
    private let writer: any DatabaseWriter
    private let cells: any CellSeal
    /// Set once a COMMIT ended in an I/O error: what is on the disk is not known any more.
    private let isStopped = Mutex(false)
    /// For tests: what COMMIT meets after the body has run.
    let commitFailure = Mutex<ResultCode?>(nil)

    /// KiB of pages that a connection may keep; they are taken only as they are needed. With the
    /// two megabytes of SQLite a month's import spills into the log and reads its indexes back
    /// over and over.
    private static let (writerCache, readerCache) = (64 * 1_024, 16 * 1_024)

    /// Opens a file, or a database in memory for `nil`.
    init(path: String?, cells: any CellSeal = NoSeal()) throws {
        self.cells = cells
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 8
        configuration.prepareDatabase { db in
            // Without it INSERT OR REPLACE slips past the append-only triggers.
            try db.execute(sql: "PRAGMA recursive_triggers = ON")
            // As PostgreSQL compares.
            try db.execute(sql: "PRAGMA case_sensitive_like = ON")
            if db.configuration.readonly {
                try db.execute(sql: "PRAGMA cache_size = -\(SQLiteStore.readerCache)")
            } else {
                try db.execute(sql: "PRAGMA cache_size = -\(SQLiteStore.writerCache)")
                try db.execute(sql: "PRAGMA secure_delete = ON")
            }
        }
        do {
            if let path {
                writer = try DatabasePool(path: path, configuration: configuration)
            } else {
                writer = try DatabaseQueue(configuration: configuration)
            }
            try writer.writeWithoutTransaction { db in
                // DatabasePool sets NORMAL after it prepared the connection.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                let level = try Int.fetchOne(db, sql: "PRAGMA synchronous")
                guard level == 2 else {
                    throw Fault(.disk, detail: "PRAGMA synchronous を FULL にできません")
                }
            }
        } catch let error as DatabaseError {
            throw SQLiteErrors.translate(error)
        }
    }

    private func checkRunning() throws {
        if isStopped.withLock({ $0 }) {
            throw Fault(.unknownOutcome, detail: "結果不明のCOMMITの後は再起動と照合が必要です")
        }
    }

    func read<R>(_ body: (any Connection) throws -> R) throws -> R {
        try checkRunning()
        do {
            return try writer.read { db in
                let connection = SQLiteConnection(db, cells: cells)
                defer { connection.end() }
                return try body(connection)
            }
        } catch let error as DatabaseError {
            throw SQLiteErrors.translate(error)
        }
    }

    func write<R>(_ body: (any Connection) throws -> R) throws -> R {
        try checkRunning()
        var isCommitting = false
        do {
            return try writer.writeWithoutTransaction { db in
                var result: R?
                try db.inTransaction(.immediate) {
                    let connection = SQLiteConnection(db, cells: cells)
                    defer { connection.end() }
                    result = try body(connection)
                    if let failure = connection.failure { throw failure }
                    isCommitting = true
                    if let code = commitFailure.withLock({ $0 }) {
                        throw DatabaseError(resultCode: code)
                    }
                    return .commit
                }
                guard let result else { preconditionFailure("the body has run") }
                return result
            }
        } catch let error as DatabaseError {
            if isCommitting, error.resultCode == .SQLITE_IOERR {
                isStopped.withLock { $0 = true }
                throw Fault(.unknownOutcome, detail: "COMMIT: \(error.extendedResultCode)")
            }
            throw SQLiteErrors.translate(error)
        }
    }

    func migrate(_ sets: [MigrationSet]) throws {
        if let body = try bodyWithoutTables(),
            // Where a file cannot be applied, it is applied here again and says so.
            let image = try? NewSQLite.image(of: sets, body: body)
        {
            do {
                try image.writer.backup(to: writer)
            } catch let error as DatabaseError {
                throw SQLiteErrors.translate(error)
            }
        }
        try Migrator.migrate(self, sets)
    }

    /// The municipality of a database in which nothing else stands yet.
    private func bodyWithoutTables() throws -> String? {
        try read { db in
            guard try Catalogue.tables(in: db) == ["store_property"] else { return nil }
            let properties = try db.rows("SELECT key, value FROM store_property") {
                (key: $0.text(0), value: $0.text(1))
            }
            return properties.count == 1 && properties[0].key == "body"
                ? properties[0].value : nil
        }
    }

    func backup(to path: String) throws {
        try checkRunning()
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StoreRefusal.backupExists
        }
        do {
            let copy = try DatabaseQueue(path: path)
            try writer.backup(to: copy)
            try copy.close()
        } catch let error as DatabaseError {
            throw SQLiteErrors.translate(error)
        }
    }

    func scrub() throws {
        try checkRunning()
        guard writer is DatabasePool else { return }
        do {
            try writer.writeWithoutTransaction { db in
                // `secure_delete` overwrites what is deleted, but not what was left behind when a
                // row was moved to another page before: only a database written anew has none.
                try db.execute(sql: "VACUUM")
                // A reader may have begun before the deletion: wait for it as for a lock.
                _ = try db.checkpoint(.truncate)
            }
        } catch let error as DatabaseError {
            throw SQLiteErrors.translate(error)
        }
    }

    func freeze() throws -> (any FrozenStore)? {
        try checkRunning()
        guard let pool = writer as? DatabasePool else { return nil }
        // Callers hold the write lock so that two stores can be held at the same moment; the
        // snapshot is made on a thread of its own, because GRDB takes none on the writer's. It
        // sees what is committed.
        let made = SnapshotBox()
        DispatchQueue.global().async {
            made.put(Result { try pool.makeSnapshot() })
        }
        do {
            return FrozenSQLite(try made.take().get())
        } catch let error as DatabaseError {
            throw SQLiteErrors.translate(error)
        }
    }

    func settle() throws {
        try checkRunning()
        guard writer is DatabasePool else { return }
        do {
            // Readers of an older snapshot keep it: then the next call empties it.
            _ = try writer.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        } catch let error as DatabaseError {
            throw SQLiteErrors.translate(error)
        }
    }

    func close() throws {
        // Best effort: whoever copies the file after an orderly end finds everything in it. What
        // cannot be moved now (another reader, a full disk) stays safe in the write-ahead log.
        if !isStopped.withLock({ $0 }), writer is DatabasePool {
            _ = try? writer.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
        do {
            try writer.close()
        } catch let error as DatabaseError {
            throw SQLiteErrors.translate(error)
        }
    }
}
