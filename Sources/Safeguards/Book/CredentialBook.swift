// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// The register of password hashes.
enum CredentialBook {
    struct Credential {
        let hash: String
        let mustChange: Bool
    }

    static func credential(of officer: String, _ db: any Connection) throws -> Credential? {
        try db.first(
            "SELECT hash, must_change FROM credential WHERE officer = ?", [officer]
        ) { Credential(hash: $0.text(0), mustChange: $0.bool(1)) }
    }

    static func put(
        _ hash: String, for officer: String, mustChange: Bool, at now: Instant,
        _ db: any Connection
    ) throws {
        try db.execute(
            """
            INSERT INTO credential (officer, hash, changed_at, must_change) VALUES (?, ?, ?, ?)
            ON CONFLICT (officer) DO UPDATE SET hash = excluded.hash,
                changed_at = excluded.changed_at, must_change = excluded.must_change
            """, [officer, hash, now, mustChange])
    }
}
