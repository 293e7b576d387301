// SPDX-License-Identifier: Apache-2.0
public import Database
import Synchronization

/// A store that counts the statements that are sent to it, and that may die before one of them.
public final class CountingStore: Store {
    /// The process is gone.
    public struct Died: Error {}

    private let inner: any Store
    private let sent = Mutex<[String]>([])
    private let left = Mutex<Int?>(nil)

    public init(_ inner: any Store) { self.inner = inner }

    public var engine: Engine { inner.engine }
    /// The statements since the last `forget`, in their order; BEGIN and COMMIT are not among them.
    public var statements: [String] { sent.withLock { $0 } }
    public func forget() { sent.withLock { $0 = [] } }
    /// So many statements are carried out, and none after them; `nil` lives on.
    public func die(after statements: Int?) { left.withLock { $0 = statements } }

    public func read<R>(_ body: (any Connection) throws -> R) throws -> R {
        try inner.read { try body(CountingConnection($0, note)) }
    }

    public func write<R>(_ body: (any Connection) throws -> R) throws -> R {
        try inner.write { try body(CountingConnection($0, note)) }
    }

    public func migrate(_ sets: [MigrationSet]) throws { try inner.migrate(sets) }
    public func backup(to path: String) throws { try inner.backup(to: path) }
    public func scrub() throws { try inner.scrub() }
    public func settle() throws { try inner.settle() }
    public func freeze() throws -> (any FrozenStore)? { try inner.freeze() }
    public func close() throws { try inner.close() }

    private func note(_ sql: String) throws {
        sent.withLock { $0.append(sql) }
        let isDead = left.withLock { left -> Bool in
            guard let rest = left else { return false }
            left = max(0, rest - 1)
            return rest == 0
        }
        if isDead { throw Died() }
    }
}

/// One transaction whose statements are counted; a row of a bulk insertion counts as one.
private final class CountingConnection: Connection {
    private let inner: any Connection
    private let note: (String) throws -> Void

    init(_ inner: any Connection, _ note: @escaping (String) throws -> Void) {
        self.inner = inner
        self.note = note
    }

    var engine: Engine { inner.engine }
    var cells: any CellSeal { inner.cells }

    func execute(_ sql: String, _ arguments: [any SQLValueConvertible]) throws -> Int {
        try note(sql)
        return try inner.execute(sql, arguments)
    }

    func forEachRow(
        _ sql: String, _ arguments: [any SQLValueConvertible], _ body: (any Row) throws -> Void
    ) throws {
        try note(sql)
        try inner.forEachRow(sql, arguments, body)
    }

    func insert(
        into table: String, columns: [String], rows: some Sequence<[SQLValue]>
    ) throws -> Int {
        // Each row is a statement of its own: the power may go between two of them.
        var count = 0
        for row in rows {
            try note("INSERT INTO \(table)")
            count += try inner.insert(into: table, columns: columns, rows: CollectionOfOne(row))
        }
        return count
    }
}
