// SPDX-License-Identifier: Apache-2.0

/// One database of one municipality.
public protocol Store: Sendable {
    var engine: Engine { get }

    /// Runs a body on a snapshot; a statement that writes is refused with a `Fault`.
    func read<R>(_ body: (any Connection) throws -> R) throws -> R

    /// Runs a body as one transaction, one writer at a time, durable when this returns.
    ///
    /// An I/O error on COMMIT throws `Fault(.unknownOutcome)`: nobody knows whether it was written,
    /// the process must stop and reconcile. A full disk throws `Fault(.diskFull)`, nothing is done.
    /// Writes do not nest.
    func write<R>(_ body: (any Connection) throws -> R) throws -> R

    /// Brings the schema up to date, each file in a transaction of its own.
    func migrate(_ sets: [MigrationSet]) throws

    /// Writes one consistent copy to a new file (SQLite: a database; PostgreSQL: a `pg_dump`).
    func backup(to path: String) throws

    /// Makes what was deleted unreadable in the files as well (after a retention purge): the database
    /// is written anew without what deleted and moved rows left in its pages (SQLite `VACUUM`, then
    /// the write-ahead log is emptied; PostgreSQL `VACUUM FULL`). Writers wait meanwhile.
    ///
    /// - Throws: a transient `Fault` while somebody still reads an older state: try again later.
    func scrub() throws

    /// Moves what the write-ahead log holds into the database and empties it, so that nothing that
    /// was erased stays in it. A store that keeps no such file beside it has nothing to do.
    func settle() throws

    /// Holds the committed state of this moment while the store goes on; `nil` where the engine
    /// has no such thing.
    func freeze() throws -> (any FrozenStore)?

    func close() throws
}

/// One moment of a store, held for a copy. As long as it is held the write-ahead log grows.
public protocol FrozenStore: Sendable {
    /// Writes a copy of that moment to a new file.
    func copy(to path: String) throws
    func release() throws
}

extension Store {
    public func settle() throws {}
    public func freeze() throws -> (any FrozenStore)? { nil }
}
