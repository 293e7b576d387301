// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation

/// A store that notes every statement: what was looked at, not how long it took.
final class CountingStore: Store, @unchecked Sendable {
    private let inner: any Store
    private let lock = NSLock()
    private var statements: [String] = []

    init(_ inner: any Store) { self.inner = inner }

    var engine: Engine { inner.engine }

    /// The statements since the last time, oldest first.
    func taken() -> [String] {
        lock.withLock {
            defer { statements = [] }
            return statements
        }
    }

    fileprivate func note(_ sql: String) { lock.withLock { statements.append(sql) } }

    func read<R>(_ body: (any Connection) throws -> R) throws -> R {
        try inner.read { try body(CountingConnection($0, self)) }
    }
    func write<R>(_ body: (any Connection) throws -> R) throws -> R {
        try inner.write { try body(CountingConnection($0, self)) }
    }
    func migrate(_ sets: [MigrationSet]) throws { try inner.migrate(sets) }
    func backup(to path: String) throws { try inner.backup(to: path) }
    func scrub() throws { try inner.scrub() }
    func close() throws { try inner.close() }
}

private final class CountingConnection: Connection {
    private let inner: any Connection
    private let store: CountingStore

    init(_ inner: any Connection, _ store: CountingStore) {
        self.inner = inner
        self.store = store
    }

    var engine: Engine { inner.engine }
    var cells: any CellSeal { inner.cells }

    func execute(_ sql: String, _ arguments: [any SQLValueConvertible]) throws -> Int {
        store.note(sql)
        return try inner.execute(sql, arguments)
    }
    func forEachRow(
        _ sql: String, _ arguments: [any SQLValueConvertible], _ body: (any Row) throws -> Void
    ) throws {
        store.note(sql)
        try inner.forEachRow(sql, arguments, body)
    }
    func insert(
        into table: String, columns: [String], rows: some Sequence<[SQLValue]>
    ) throws -> Int {
        store.note("INSERT INTO \(table)")
        return try inner.insert(into: table, columns: columns, rows: rows)
    }
}
