// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// Who a copy may be for: an officer in service, never a vendor.
enum RecipientBook {
    /// The name of an officer who may hold a copy today.
    /// - Throws: `.recipientUnknown`, `.recipientIsVendor`.
    static func name(
        of officer: String, on day: CivilDate, from db: any Connection
    ) throws -> String {
        let (name, roles) = try inService(officer, on: day, from: db)
        guard !roles.contains(Role.vendor.rawValue) else {
            throw CopyingRefusal.recipientIsVendor
        }
        return name
    }

    /// An officer with a role today, who is not stopped.
    /// - Throws: `.recipientUnknown`.
    static func inService(
        _ officer: String, on day: CivilDate, from db: any Connection
    ) throws -> (name: String, roles: Set<String>) {
        let name = try db.first("SELECT name FROM officer WHERE officer = ?", [officer]) {
            $0.text(0)
        }
        let isStopped =
            try db.first(
                "SELECT is_stopped FROM officer_stop WHERE officer = ? ORDER BY id DESC LIMIT 1",
                [officer]
            ) { $0.bool(0) } ?? false
        let roles = try db.rows(
            """
            SELECT g.role FROM officer_grant g
            LEFT JOIN officer_grant_end e ON e.grant_id = g.id
            WHERE g.officer = ? AND g.from_date <= ? AND g.until_date > ? AND e.id IS NULL
            UNION ALL
            SELECT 'vendor' FROM vendor_grant v
            LEFT JOIN vendor_grant_end w ON w.grant_id = v.id
            WHERE v.officer = ? AND v.until_date > ? AND w.id IS NULL
            """, [officer, day, day, officer, day]
        ) { $0.text(0) }
        guard let name, !isStopped, !roles.isEmpty else { throw CopyingRefusal.recipientUnknown }
        return (name, Set(roles))
    }
}
