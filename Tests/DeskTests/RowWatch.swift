// SPDX-License-Identifier: Apache-2.0
import Database
import Synchronization
import Vocabulary

/// Which persons' rows have left the databases since it was asked last (X16).
final class RowWatch: Sendable {
    private struct State {
        var seen: [Int64: String] = [:]
        /// How often each statement was sent.
        var sent: [String: Int] = [:]
    }

    private let state = Mutex(State())

    /// 宛名番号 have 15 digits; nothing else in the databases is a whole number of that size.
    private static let persons: Range<Int64> = 100_000_000_000_000..<1_000_000_000_000_000

    func saw(_ number: Int64, _ sql: String) {
        guard Self.persons.contains(number) else { return }
        state.withLock { $0.seen[number] = sql }
    }

    func sent(_ sql: String) { state.withLock { $0.sent[sql, default: 0] += 1 } }

    /// How often each statement was sent since it was asked last; begins anew.
    func takeSent() -> [String: Int] {
        state.withLock { state in
            defer { state.sent = [:] }
            return state.sent
        }
    }

    /// What was seen, by number with the last statement; begins anew.
    func take() -> [Int64: String] {
        state.withLock { state in
            defer { state.seen = [:] }
            return state.seen
        }
    }
}

/// A store that tells which numbers its rows hold.
final class WatchedStore: Store {
    let inner: any Store
    private let watch: RowWatch

    init(_ inner: any Store, _ watch: RowWatch) {
        self.inner = inner
        self.watch = watch
    }

    var engine: Engine { inner.engine }
    func read<R>(_ body: (any Connection) throws -> R) throws -> R {
        try inner.read { try body(WatchedConnection($0, watch)) }
    }
    func write<R>(_ body: (any Connection) throws -> R) throws -> R {
        try inner.write { try body(WatchedConnection($0, watch)) }
    }
    func migrate(_ sets: [MigrationSet]) throws { try inner.migrate(sets) }
    func backup(to path: String) throws { try inner.backup(to: path) }
    func scrub() throws { try inner.scrub() }
    func settle() throws { try inner.settle() }
    func freeze() throws -> (any FrozenStore)? { try inner.freeze() }
    func close() throws { try inner.close() }
}

private final class WatchedConnection: Connection {
    private let inner: any Connection
    private let watch: RowWatch

    init(_ inner: any Connection, _ watch: RowWatch) {
        self.inner = inner
        self.watch = watch
    }

    var engine: Engine { inner.engine }
    var cells: any CellSeal { inner.cells }

    func execute(_ sql: String, _ arguments: [any SQLValueConvertible]) throws -> Int {
        watch.sent(sql)
        return try inner.execute(sql, arguments)
    }

    func forEachRow(
        _ sql: String, _ arguments: [any SQLValueConvertible], _ body: (any Row) throws -> Void
    ) throws {
        watch.sent(sql)
        try inner.forEachRow(sql, arguments) { row in
            // The register's row of a child names its parents: they are an attribute of the child.
            let isRegister = sql.hasPrefix("SELECT f.addressee, f.change_number")
            for index in 0..<(isRegister ? 1 : row.count) {
                if case .integer(let number) = row.value(index) { watch.saw(number, sql) }
            }
            try body(row)
        }
    }

    func insert(
        into table: String, columns: [String], rows: some Sequence<[SQLValue]>
    ) throws -> Int {
        watch.sent("INSERT INTO \(table)")
        return try inner.insert(into: table, columns: columns, rows: rows)
    }
}
