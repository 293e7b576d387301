// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// The register of log-ins between password and authenticator, and of open challenges.
enum LoginStepBook {
    struct Step {
        let id: Int64
        let officer: String
        let terminal: String
        let expires: Instant
        let attempts: Int
        let challenge: [UInt8]?
    }

    static func put(
        tokenHash: [UInt8], officer: String, terminal: String, expires: Instant,
        _ db: any Connection
    ) throws {
        try db.execute(
            """
            INSERT INTO login_step (token_hash, officer, terminal, expires_at, attempts)
            VALUES (?, ?, ?, ?, 0)
            ON CONFLICT (token_hash) DO UPDATE SET expires_at = excluded.expires_at,
                attempts = 0, challenge = NULL
            """, [tokenHash, officer, terminal, expires])
    }

    static func step(tokenHash: [UInt8], _ db: any Connection) throws -> Step? {
        try db.first(
            """
            SELECT id, officer, terminal, expires_at, attempts, challenge
            FROM login_step WHERE token_hash = ?
            """, [tokenHash]
        ) { row in
            Step(
                id: row.int64(0), officer: row.text(1), terminal: row.text(2),
                expires: row.instant(3), attempts: row.int(4), challenge: row.optionalBlob(5))
        }
    }

    static func ask(_ id: Int64, _ challenge: [UInt8], _ db: any Connection) throws {
        try db.execute("UPDATE login_step SET challenge = ? WHERE id = ?", [challenge, id])
    }

    /// Takes the challenge away, so that it is good for one answer; false when it was taken.
    static func take(_ id: Int64, _ challenge: [UInt8], _ db: any Connection) throws -> Bool {
        try db.execute(
            """
            UPDATE login_step SET challenge = NULL, attempts = attempts + 1
            WHERE id = ? AND challenge = ?
            """, [id, challenge]) == 1
    }

    static func remove(_ id: Int64, _ db: any Connection) throws {
        try db.execute("DELETE FROM login_step WHERE id = ?", [id])
    }

    static func removeAll(of officer: String, _ db: any Connection) throws {
        try db.execute("DELETE FROM login_step WHERE officer = ?", [officer])
    }

    static func removeOverdue(at now: Instant, _ db: any Connection) throws {
        try db.execute("DELETE FROM login_step WHERE expires_at <= ?", [now])
    }
}
