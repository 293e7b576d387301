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

    /// Whether an officer is stopped on a day, for which it asks once: by hand, or by a request whose
    /// day has come (R-51), carried out or not; 1 or 0.
    ///
    /// - Parameters:
    ///   - officer: the column that names the officer.
    ///   - moment: what was written down from it on is not known; `nil` knows everything.
    static func isStopped(_ officer: String, knownBefore moment: Instant? = nil) -> String {
        let known = Known(before: moment)
        return """
            CASE WHEN COALESCE((SELECT t.is_stopped FROM officer_stop t
                    WHERE t.officer = \(officer)\(known("t")) ORDER BY t.id DESC LIMIT 1), 0) = 1
                OR EXISTS (SELECT 1 FROM revocation_request q
                    LEFT JOIN revocation_done y ON y.request_id = q.id\(known("y"))
                    WHERE q.officer = \(officer)\(known("q")) AND q.effective_on <= ?
                        AND y.id IS NULL)
            THEN 1 ELSE 0 END
            """
    }

    /// Whether a grant `g` counts on a day, for which it asks five times (`fiveTimes`).
    ///
    /// What a head has lent (不在時代理) counts only while that head is one: it lapses with the head's
    /// own grant and on the day of a request to stop the head, even if nobody carries it out.
    ///
    /// - Parameter moment: as of `isStopped`.
    static func inForce(knownBefore moment: Instant? = nil) -> String {
        let known = Known(before: moment)
        return """
            g.from_date <= ? AND g.until_date > ?\(known("g"))
            AND NOT EXISTS (SELECT 1 FROM officer_grant_end e
                WHERE e.grant_id = g.id\(known("e")))
            AND (g.role <> 'head' OR NOT EXISTS (
                SELECT 1 FROM delegation d
                JOIN delegation_step s ON s.delegation_id = d.id AND s.step = '承認'
                WHERE d.deputy = g.officer AND s.grant_id = g.id AND (
                    NOT EXISTS (
                        SELECT 1 FROM officer_grant h
                        LEFT JOIN officer_grant_end f ON f.grant_id = h.id\(known("f"))
                        WHERE h.officer = d.delegator AND h.role = 'head'\(known("h"))
                            AND h.from_date <= ? AND h.until_date > ? AND f.id IS NULL)
                    OR EXISTS (
                        SELECT 1 FROM revocation_request r
                        LEFT JOIN revocation_done x ON x.request_id = r.id\(known("x"))
                        WHERE r.officer = d.delegator\(known("r")) AND r.effective_on <= ?
                            AND x.id IS NULL))))
            """
    }

    /// The condition that a row had been written down before a moment.
    struct Known {
        let before: Instant?

        func callAsFunction(_ table: String) -> String {
            before.map { " AND \(table).recorded_at < \($0.microseconds)" } ?? ""
        }
    }

    static func fiveTimes(_ day: CivilDate) -> [any SQLValueConvertible] {
        Array(repeating: day, count: 5)
    }

    /// The roles in force on a day; 保守 stands in a table of its own, with its contract.
    static func roles(
        of officer: String, on day: CivilDate, _ db: any Connection
    ) throws -> Set<Role> {
        Set(
            try db.rows(
                """
                SELECT g.role FROM officer_grant g WHERE \(inForce()) AND g.officer = ?
                UNION ALL
                SELECT 'vendor' FROM vendor_grant v
                LEFT JOIN vendor_grant_end w ON w.grant_id = v.id
                WHERE v.officer = ? AND v.from_date <= ? AND v.until_date > ? AND w.id IS NULL
                """, fiveTimes(day) + [officer, officer, day, day]
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

    @discardableResult
    static func append(
        _ role: Role, to officer: String, from: CivilDate, until: CivilDate, _ scope: Scope
    ) throws -> Int64 {
        try scope.facts.append(
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

    /// How many user ids there are.
    static func count(_ db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM officer") { $0.int(0) } ?? 0
    }

    /// Everybody, with roles in force, for the list of users: three questions, however many there are.
    static func entries(
        on day: CivilDate, limit: Int = .max, offset: Int = 0, _ db: any Connection
    ) throws -> [OfficerEntry] {
        var roles: [String: Set<Role>] = [:]
        var until: [String: CivilDate] = [:]
        try db.forEachRow(
            """
            SELECT g.officer, g.role, g.until_date, CASE WHEN \(inForce()) THEN 1 ELSE 0 END
            FROM officer_grant g
            LEFT JOIN officer_grant_end n ON n.grant_id = g.id WHERE n.id IS NULL
            UNION ALL
            SELECT v.officer, 'vendor', v.until_date,
                CASE WHEN v.from_date <= ? AND v.until_date > ? THEN 1 ELSE 0 END
            FROM vendor_grant v
            LEFT JOIN vendor_grant_end w ON w.grant_id = v.id WHERE w.id IS NULL
            """, fiveTimes(day) + [day, day]
        ) { row in
            let officer = row.text(0)
            let end = row.date(2)
            until[officer] = max(until[officer] ?? end, end)
            if row.bool(3) { roles[officer, default: []].insert(row.code(1, Role.self)) }
        }
        return try db.rows(
            """
            SELECT o.officer, o.name,
                COALESCE((SELECT d.department FROM officer_department d
                    WHERE d.officer = o.officer ORDER BY d.id DESC LIMIT 1), o.department),
                (SELECT MAX(s.started_at) FROM login_session s WHERE s.officer = o.officer),
                \(isStopped("o.officer"))
            FROM officer o ORDER BY o.officer LIMIT ? OFFSET ?
            """, [day, limit, offset]
        ) { row in
            let officer = row.text(0)
            return OfficerEntry(
                officer: officer, name: row.text(1), department: row.text(2),
                roles: roles[officer] ?? [], until: until[officer], isStopped: row.bool(4),
                lastLogin: row.optionalInstant(3))
        }
    }
}
