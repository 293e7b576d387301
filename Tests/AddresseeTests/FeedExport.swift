// SPDX-License-Identifier: Apache-2.0
import Addressee
import Crypto
import Database
import Foundation

/// What System 2 knows, without row ids, sealed bytes and moments of recording: two installations
/// that have come to the same state have the same export, line for line.
struct FeedExport: Equatable {
    let lines: [String]

    init(_ register: Register) throws {
        try self.init(register.store)
    }

    init(_ store: any Store) throws {
        var lines: [String] = []
        for (name, sql) in FeedExport.readings {
            lines.append("# \(name)")
            try store.read { db in
                try db.forEachRow(sql, []) { row in
                    lines.append(
                        (0..<row.count).map { String(describing: row.value($0)) }
                            .joined(separator: "|"))
                }
            }
        }
        self.lines = lines
    }

    /// SHA-256 over the lines.
    var digest: String {
        var hasher = SHA256()
        for line in lines { hasher.update(data: Data((line + "\n").utf8)) }
        return hasher.finalize().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            .joined()
    }

    private static let facts = """
        addressee, change_number, effective_on, change_reason, status, household, name, kana, \
        alias, sex, born, relationship, postal_code, address, building, resident_from, \
        moved_from, moved_to, nationality, stay_status, stay_until, protection, \
        protection_until, mother, father, phone
        """

    private static let readings: [(String, String)] = [
        (
            "residents",
            """
            SELECT n.addressee, n.change_number, n.household, n.born, n.kana_key,
                n.given_kana_key, n.name_key, n.given_name_key, n.phone_digits, f.change_number
            FROM resident_now n JOIN resident_fact f ON f.id = n.fact_id ORDER BY n.addressee
            """
        ),
        ("history", "SELECT \(facts) FROM resident_fact ORDER BY addressee, change_number"),
        (
            "numbers",
            """
            SELECT a.addressee, p.integrated_number FROM person_addressee a
            JOIN person p ON p.id = a.person_id ORDER BY a.addressee
            """
        ),
        (
            "individual numbers",
            """
            SELECT p.integrated_number, i.value FROM person_number n
            JOIN number_index i ON i.id = n.id
            JOIN person p ON p.id = n.person_id ORDER BY p.integrated_number, i.value
            """
        ),
        (
            "use",
            """
            SELECT p.integrated_number, u.business FROM business_use u
            JOIN person p ON p.id = u.person_id ORDER BY p.integrated_number, u.business
            """
        ),
        ("outbox", "SELECT addressee, reason, effective_on FROM change_outbox ORDER BY id"),
        ("notices", "SELECT peer, kind, addressee FROM peer_notice ORDER BY id"),
        (
            "queue",
            """
            SELECT c.source, c.addressee, c.why, c.name, c.kana, c.sex, c.born, c.address,
                c.building, i.value, k.addressee, d.outcome, d.addressee, d.reason
            FROM match_case c LEFT JOIN match_index i ON i.id = c.id
            LEFT JOIN match_candidate k ON k.case_id = c.id
            LEFT JOIN match_decision d ON d.case_id = c.id
            ORDER BY c.addressee, c.why, c.id, k.addressee
            """
        ),
        (
            "waiting",
            """
            SELECT addressee, change_number, protection, protection_until, p.value,
                CASE WHEN case_id IS NULL THEN 0 ELSE 1 END
            FROM resident_waiting w LEFT JOIN waiting_print p ON p.id = w.id ORDER BY addressee, change_number
            """
        ),
        (
            "watermark",
            "SELECT MAX(through_number) FROM feed_mark"
        ),
    ]
}
