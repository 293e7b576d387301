// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// The register of failed log-ins.
enum ThrottleBook {
    static func tally(of subject: String, _ db: any Connection) throws -> LoginThrottle.Tally? {
        try db.first(
            "SELECT failures, last_at, blocked_until FROM login_failure WHERE subject = ?",
            [subject]
        ) {
            LoginThrottle.Tally(
                failures: $0.int(0), last: $0.instant(1), blockedUntil: $0.instant(2))
        }
    }

    static func put(
        _ tally: LoginThrottle.Tally, for subject: String, _ db: any Connection
    ) throws {
        try db.execute(
            """
            INSERT INTO login_failure (subject, failures, last_at, blocked_until)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures,
                last_at = excluded.last_at, blocked_until = excluded.blocked_until
            """, [subject, tally.failures, tally.last, tally.blockedUntil])
    }

    /// Until when the next attempt waits, by subject, where it has to.
    static func held(at now: Instant, _ db: any Connection) throws -> [String: Instant] {
        let found = try db.rows(
            "SELECT subject, blocked_until FROM login_failure WHERE blocked_until > ?", [now]
        ) { ($0.text(0), $0.instant(1)) }
        return Dictionary(uniqueKeysWithValues: found)
    }

    static func clear(_ subject: String, _ db: any Connection) throws {
        try db.execute("DELETE FROM login_failure WHERE subject = ?", [subject])
    }
}
