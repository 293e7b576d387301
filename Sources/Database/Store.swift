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

    func close() throws
}
