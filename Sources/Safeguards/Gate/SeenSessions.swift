// SPDX-License-Identifier: Apache-2.0
import Database
import Synchronization
import Vocabulary

/// When log-ins were seen last, as far as the register of log-ins does not say it yet.
///
/// Nearly every request moves that time. It goes to the disk along with the log entry of the same
/// request instead of in a commit of its own, and counts from the moment it is noted here: a process
/// that stops ends every log-in anyway.
final class SeenSessions: Sendable {
    private let seen = Mutex<[Int64: Instant]>([:])

    func note(_ session: Int64, at now: Instant) {
        seen.withLock { $0[session] = max(now, $0[session] ?? now) }
    }

    /// The later of what the register says and what is noted.
    func last(_ session: Int64, or stored: Instant) -> Instant {
        seen.withLock { $0[session] }.map { max($0, stored) } ?? stored
    }

    var isEmpty: Bool { seen.withLock { $0.isEmpty } }

    /// Writes what is noted, in a transaction of the caller, who calls `written` after its commit.
    func write(_ db: any Connection) throws -> [Int64: Instant] {
        let now = seen.withLock { $0 }
        for (session, at) in now.sorted(by: { $0.key < $1.key }) {
            try SessionBook.touch(session, at: at, db)
        }
        return now
    }

    func written(_ touched: [Int64: Instant]) {
        seen.withLock { seen in
            for (session, at) in touched where seen[session] == at { seen[session] = nil }
        }
    }
}
