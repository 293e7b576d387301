// SPDX-License-Identifier: Apache-2.0
import GRDB
import Synchronization

/// What migrations make of a new database, made once in a process and copied from then on.
///
/// SQLite reads its whole schema again at every change of a table, so that the files of a system
/// take half a second and a copy a few milliseconds. Municipalities of one server, the scratch
/// offices of a migration and tests are made so.
enum NewSQLite {
    private static let images = Mutex<[String: SQLiteStore]>([:])

    /// A database in memory that has everything applied; it is only read.
    ///
    /// - Throws: whatever a file of the sets throws.
    static func image(of sets: [MigrationSet], body: String) throws -> SQLiteStore {
        let files = sets.flatMap { set in
            set.files.map { "\(set.area)/\($0.name) \($0.checksum)" }
        }
        let key = ([body] + files).joined(separator: "\n")
        if let known = images.withLock({ $0[key] }) { return known }
        let made = try SQLiteStore(path: nil)
        try StoreBody.claim(body, in: made)
        try Migrator.migrate(made, sets)
        return images.withLock { known in
            if let other = known[key] { return other }
            known[key] = made
            return made
        }
    }
}
