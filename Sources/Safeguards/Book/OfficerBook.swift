// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Vocabulary

/// The tables of officers and their grants.
enum OfficerBook {
    static func name(of officer: String, _ db: any Connection) throws -> String? {
        try db.first("SELECT name FROM officer WHERE officer = ?", [officer]) { $0.text(0) }
    }

    static func isEmpty(_ db: any Connection) throws -> Bool {
        try db.first("SELECT id FROM officer LIMIT 1") { $0.int64(0) } == nil
    }

    static func isStopped(_ officer: String, _ db: any Connection) throws -> Bool {
        try db.first(
            "SELECT is_stopped FROM officer_stop WHERE officer = ? ORDER BY id DESC LIMIT 1",
            [officer]
        ) { $0.bool(0) } ?? false
    }

    static func roles(
        of officer: String, on day: CivilDate, _ db: any Connection
    ) throws -> Set<Role> {
        Set(
            try db.rows(
                """
                SELECT g.role FROM officer_grant g
                LEFT JOIN officer_grant_end e ON e.grant_id = g.id
                WHERE g.officer = ? AND g.from_date <= ? AND g.until_date > ? AND e.id IS NULL
                """, [officer, day, day]
            ) { $0.code(0, Role.self) })
    }

    /// Grants that are neither ended nor over.
    static func openGrants(
        of officer: String, on day: CivilDate, _ db: any Connection
    ) throws -> [(id: Int64, role: Role)] {
        try db.rows(
            """
            SELECT g.id, g.role FROM officer_grant g
            LEFT JOIN officer_grant_end e ON e.grant_id = g.id
            WHERE g.officer = ? AND g.until_date > ? AND e.id IS NULL ORDER BY g.id
            """, [officer, day]
        ) { ($0.int64(0), $0.code(1, Role.self)) }
    }

    static func append(_ new: NewOfficer, _ scope: Scope) throws {
        _ = try scope.facts.append(
            "officer", ["officer": new.officer, "name": new.name, "department": new.department])
    }

    static func append(
        _ role: Role, to officer: String, from: CivilDate, until: CivilDate, _ scope: Scope
    ) throws {
        _ = try scope.facts.append(
            "officer_grant",
            [
                "officer": officer, "role": role.rawValue, "from_date": from,
                "until_date": until,
            ])
    }

    static func endGrant(_ id: Int64, _ scope: Scope) throws {
        _ = try scope.facts.append("officer_grant_end", ["grant_id": id])
    }

    static func appendStop(_ officer: String, isStopped: Bool, _ scope: Scope) throws {
        _ = try scope.facts.append(
            "officer_stop", ["officer": officer, "is_stopped": isStopped])
    }

    /// Everybody, with roles in force, for the list of users.
    static func entries(on day: CivilDate, _ db: any Connection) throws -> [OfficerEntry] {
        let officers = try db.rows(
            """
            SELECT o.officer, o.name, o.department,
                (SELECT MAX(s.started_at) FROM login_session s WHERE s.officer = o.officer)
            FROM officer o ORDER BY o.officer
            """
        ) { ($0.text(0), $0.text(1), $0.text(2), $0.optionalInstant(3)) }
        return try officers.map { officer, name, department, lastLogin in
            let until = try db.first(
                """
                SELECT MAX(g.until_date) FROM officer_grant g
                LEFT JOIN officer_grant_end e ON e.grant_id = g.id
                WHERE g.officer = ? AND e.id IS NULL
                """, [officer]
            ) { $0.optionalDate(0) }
            return OfficerEntry(
                officer: officer, name: name, department: department,
                roles: try roles(of: officer, on: day, db), until: until ?? nil,
                isStopped: try isStopped(officer, db), lastLogin: lastLogin)
        }
    }
}
