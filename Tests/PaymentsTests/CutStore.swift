// SPDX-License-Identifier: Apache-2.0
import Database
import Synchronization

/// The power goes off.
struct PowerCut: Error {}

/// A store whose power goes off before the n-th statement that writes, once.
final class CutStore: Store {
    private let inner: any Store
    private let left = Mutex<Int?>(nil)

    /// Changes statements on their way: what a broken program would send.
    fileprivate let rewrite: @Sendable (String) -> String

    init(_ inner: any Store, rewrite: @escaping @Sendable (String) -> String = { $0 }) {
        self.inner = inner
        self.rewrite = rewrite
    }

    /// - Parameter statements: so many are carried out first; `nil` keeps the power on.
    func cut(after statements: Int?) { left.withLock { $0 = statements } }

    fileprivate func count() throws {
        let isOut = left.withLock { left -> Bool in
            guard let rest = left else { return false }
            left = rest > 0 ? rest - 1 : nil
            return rest == 0
        }
        if isOut { throw PowerCut() }
    }

    var engine: Engine { inner.engine }
    func read<R>(_ body: (any Connection) throws -> R) throws -> R { try inner.read(body) }
    func write<R>(_ body: (any Connection) throws -> R) throws -> R {
        try inner.write { try body(CutConnection($0, self)) }
    }
    func migrate(_ sets: [MigrationSet]) throws { try inner.migrate(sets) }
    func backup(to path: String) throws { try inner.backup(to: path) }
    func scrub() throws { try inner.scrub() }
    func close() throws { try inner.close() }
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
