// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB
import Synchronization

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

/// Hands a snapshot from the thread that makes it to the one that waits for it.
final class SnapshotBox: Sendable {
    private let result = Mutex<Result<DatabaseSnapshot, any Error>?>(nil)
    private let ready = DispatchSemaphore(value: 0)

    func put(_ made: Result<DatabaseSnapshot, any Error>) {
        result.withLock { $0 = made }
        ready.signal()
    }

    func take() -> Result<DatabaseSnapshot, any Error> {
        ready.wait()
        guard let made = result.withLock({ $0 }) else {
            preconditionFailure("a signal comes with a result")
        }
        return made
    }
}
