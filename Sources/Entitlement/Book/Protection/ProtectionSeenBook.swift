// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// Which versions of which measures System 1 has acted on: letters recalled, copies sealed.
enum ProtectionSeenBook {
    static func versions(from db: any Connection) throws -> [AddresseeNumber: String] {
        var seen: [AddresseeNumber: String] = [:]
        try db.forEachRow("SELECT subject, version FROM protection_seen", []) {
            seen[$0.addressee(0)] = $0.text(1)
        }
        return seen
    }

    static func note(_ standings: [ProtectionStanding], in db: any Connection) throws {
        // Of a thousand residents a few: a statement each.
        for standing in standings {
            try db.execute(
                """
                INSERT INTO protection_seen (subject, version) VALUES (?, ?)
                ON CONFLICT (subject) DO UPDATE SET version = excluded.version
                """, [standing.number, standing.version])
        }
    }
}
