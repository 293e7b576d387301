// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// How an officer stands on a day: asked at the door and on every request.
struct Standing {
    let officer: String
    let name: String
    let department: String
    /// By hand, or by a request whose day has come (R-51).
    let isStopped: Bool
    /// May see persons though of another department.
    let hasLeave: Bool
    let roles: Set<Role>
    let vendor: VendorStanding?

    var admitted: AdmittedOfficer {
        AdmittedOfficer(
            officer: officer, name: name, department: department, roles: roles, vendor: vendor)
    }
}

enum StandingBook {
    /// - Returns: `nil` for an unknown user id.
    static func standing(
        of officer: String, on day: CivilDate, _ db: any Connection
    ) throws -> Standing? {
        let found = try db.first(
            """
            SELECT o.name,
                COALESCE((SELECT d.department FROM officer_department d
                    WHERE d.officer = o.officer ORDER BY d.id DESC LIMIT 1), o.department),
                \(OfficerBook.isStopped("o.officer")),
                (SELECT COUNT(*) FROM department_leave l
                    LEFT JOIN department_leave_end m ON m.leave_id = l.id
                    WHERE l.officer = o.officer AND l.from_date <= ? AND l.until_date > ?
                        AND m.id IS NULL)
            FROM officer o WHERE o.officer = ?
            """, [day, day, day, officer]
        ) { row in
            (
                name: row.text(0), department: row.text(1),
                isStopped: row.bool(2), hasLeave: row.int(3) > 0
            )
        }
        guard let found else { return nil }
        let roles = try OfficerBook.roles(of: officer, on: day, db)
        return Standing(
            officer: officer, name: found.name, department: found.department,
            isStopped: found.isStopped, hasLeave: found.hasLeave, roles: roles,
            vendor: roles.contains(.vendor) ? try vendor(of: officer, on: day, db) : nil)
    }

    private static func vendor(
        of officer: String, on day: CivilDate, _ db: any Connection
    ) throws -> VendorStanding? {
        try db.first(
            """
            SELECT v.contract, v.employer FROM vendor_grant v
            LEFT JOIN vendor_grant_end w ON w.grant_id = v.id
            WHERE v.officer = ? AND v.from_date <= ? AND v.until_date > ? AND w.id IS NULL
            ORDER BY v.id DESC LIMIT 1
            """, [officer, day, day]
        ) { VendorStanding(contract: $0.text(0), employer: $0.text(1)) }
    }
}
