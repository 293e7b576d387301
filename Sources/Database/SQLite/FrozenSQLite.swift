// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB

/// A snapshot of a file of SQLite: a connection whose read transaction stays open.
struct FrozenSQLite: FrozenStore {
    private let snapshot: DatabaseSnapshot

    init(_ snapshot: DatabaseSnapshot) { self.snapshot = snapshot }

    func copy(to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StoreRefusal.backupExists
        }
        do {
            let copy = try DatabaseQueue(path: path)
            try snapshot.backup(to: copy)
            try copy.close()
        } catch let error as DatabaseError {
            throw SQLiteErrors.translate(error)
        }
    }

    func release() throws {
        do {
            try snapshot.close()
        } catch let error as DatabaseError {
            throw SQLiteErrors.translate(error)
        }
    }
}
