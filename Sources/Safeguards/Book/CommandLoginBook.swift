// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// The register of command lines that wait for their officer.
enum CommandLoginBook {
    struct Waiting {
        let session: [UInt8]
        let officer: String
        let expires: Instant
    }

    static func put(
        code: [UInt8], session: [UInt8], officer: String, expires: Instant, _ db: any Connection
    ) throws {
        try db.execute(
            """
            INSERT INTO command_login (code_hash, session_hash, officer, expires_at)
            VALUES (?, ?, ?, ?)
            """, [code, session, officer, expires])
    }

    static func waiting(code: [UInt8], _ db: any Connection) throws -> Waiting? {
        try db.first(
            "SELECT session_hash, officer, expires_at FROM command_login WHERE code_hash = ?",
            [code]
        ) { Waiting(session: $0.blob(0), officer: $0.text(1), expires: $0.instant(2)) }
    }

    static func remove(code: [UInt8], _ db: any Connection) throws {
        try db.execute("DELETE FROM command_login WHERE code_hash = ?", [code])
    }

    static func removeOverdue(at now: Instant, _ db: any Connection) throws {
        try db.execute("DELETE FROM command_login WHERE expires_at <= ?", [now])
    }
}
