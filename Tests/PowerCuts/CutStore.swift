// SPDX-License-Identifier: Apache-2.0
public import Database
import Synchronization

/// The power goes off.
public struct PowerCut: Error {
    public init() {}
}

/// A store whose power goes off before the n-th statement that writes.
public final class CutStore: Store {
    private let inner: any Store
    private let left = Mutex<Int?>(nil)
    private let written = Mutex(0)
    /// Off stays off: the program writes nothing more until the power is switched on. Else it is
    /// back with the next statement, as for a program that is started again.
    private let staysOff: Bool
    /// Changes statements on their way: what a broken program would send.
    fileprivate let rewrite: @Sendable (String) -> String

    public init(
        _ inner: any Store, staysOff: Bool = false,
        rewrite: @escaping @Sendable (String) -> String = { $0 }
    ) {
        self.inner = inner
        self.staysOff = staysOff
        self.rewrite = rewrite
    }

    /// - Parameter statements: so many are carried out first; `nil` keeps the power on.
    public func cut(after statements: Int?) { left.withLock { $0 = statements } }

    /// How many statements wrote, or tried to, since the last time somebody asked to forget them.
    public var statements: Int { written.withLock { $0 } }
    public func forgetStatements() { written.withLock { $0 = 0 } }

    fileprivate func count() throws {
        written.withLock { $0 += 1 }
        let isOut = left.withLock { left -> Bool in
            guard let rest = left else { return false }
            left = rest > 0 ? rest - 1 : staysOff ? 0 : nil
            return rest == 0
        }
        if isOut { throw PowerCut() }
    }

    public var engine: Engine { inner.engine }
    public func read<R>(_ body: (any Connection) throws -> R) throws -> R {
        try inner.read(body)
    }
    public func write<R>(_ body: (any Connection) throws -> R) throws -> R {
        try inner.write { try body(CutConnection($0, self)) }
    }
    public func migrate(_ sets: [MigrationSet]) throws { try inner.migrate(sets) }
    public func backup(to path: String) throws { try inner.backup(to: path) }
    public func scrub() throws { try inner.scrub() }
    public func close() throws { try inner.close() }
}

private final class CutConnection: Connection {
    private let inner: any Connection
    private let store: CutStore

    init(_ inner: any Connection, _ store: CutStore) {
        self.inner = inner
        self.store = store
    }

    var engine: Engine { inner.engine }
    var cells: any CellSeal { inner.cells }

    func execute(_ sql: String, _ arguments: [any SQLValueConvertible]) throws -> Int {
        try store.count()
        return try inner.execute(store.rewrite(sql), arguments)
    }

    func forEachRow(
        _ sql: String, _ arguments: [any SQLValueConvertible], _ body: (any Row) throws -> Void
    ) throws { try inner.forEachRow(sql, arguments, body) }

    func insert(
        into table: String, columns: [String], rows: some Sequence<[SQLValue]>
    ) throws -> Int {
        try store.count()
        return try inner.insert(into: table, columns: columns, rows: rows)
    }
}
