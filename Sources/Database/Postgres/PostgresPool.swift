// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// The sessions of a store. Each is used by one thread at a time, so no transaction is ever
/// suspended; whoever finds none waits.
///
/// `@unchecked Sendable`: every stored property is touched only while `gate` is locked.
final class PostgresPool: @unchecked Sendable {
    private let connection: String
    private let schema: String?
    private let limit: Int
    private let gate = NSCondition()
    private var idle: [PostgresSession] = []
    private var count = 0
    private var isClosed = false

    init(_ connection: String, schema: String?, limit: Int) {
        self.connection = connection
        self.schema = schema
        self.limit = limit
    }

    /// A session that was connected when it was last seen.
    func take() throws -> PostgresSession {
        gate.lock()
        while idle.isEmpty, count >= limit, !isClosed { gate.wait() }
        if isClosed {
            gate.unlock()
            throw Fault(.database, detail: "閉じたデータベースです")
        }
        if let session = idle.popLast() {
            gate.unlock()
            return session
        }
        count += 1
        gate.unlock()
        do {
            return try connect()
        } catch {
            forget()
            throw error
        }
    }

    /// A session outside the count, to ask about a transaction whose session was lost.
    func connect() throws -> PostgresSession {
        try PostgresSession(connection, schema: schema)
    }

    /// Takes a session back; one that lost its server is dropped.
    func give(_ session: PostgresSession) {
        guard session.isConnected else { return forget() }
        gate.lock()
        if isClosed { count -= 1 } else { idle.append(session) }
        gate.signal()
        gate.unlock()
    }

    private func forget() {
        gate.lock()
        count -= 1
        gate.signal()
        gate.unlock()
    }

    /// Drops the sessions that nobody uses: after a restart of the server, after a migration.
    func dropIdle() {
        gate.lock()
        count -= idle.count
        idle.removeAll()
        gate.broadcast()
        gate.unlock()
    }

    func close() {
        gate.lock()
        isClosed = true
        gate.unlock()
        dropIdle()
    }
}
