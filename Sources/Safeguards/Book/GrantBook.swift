// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Vocabulary

/// The tables of proposals and of what they lead to.
enum GrantBook {
    static func append(
        _ request: GrantRequest, department: String, until: CivilDate, _ scope: Scope
    ) throws -> Int64 {
        try scope.facts.append(
            "grant_proposal",
            [
                "officer": request.officer, "proposer": scope.principal.officer,
                "roles": text(request.roles), "department": department,
                "crosses_department": request.crossesDepartment,
                "contract": request.vendor?.contract, "employer": request.vendor?.employer,
                "until_date": until,
            ])
    }

    static func end(_ id: Int64, _ outcome: String, _ scope: Scope) throws {
        _ = try scope.facts.append(
            "grant_proposal_end",
            ["proposal_id": id, "outcome": outcome, "officer": scope.principal.officer])
    }

    static func proposal(_ id: Int64, _ db: any Connection) throws -> GrantProposal? {
        try proposals("WHERE p.id = ?", [id], db).first
    }

    static func open(_ db: any Connection) throws -> [GrantProposal] {
        try proposals("WHERE e.id IS NULL", [], db)
    }

    static func open(of officer: String, _ db: any Connection) throws -> [GrantProposal] {
        try proposals("WHERE e.id IS NULL AND p.officer = ?", [officer], db)
    }

    /// Everything the officer holds ends now.
    static func endAll(of officer: String, _ scope: Scope) throws {
        for open in try OfficerBook.openGrants(of: officer, on: scope.today, scope.db) {
            try OfficerBook.endGrant(open.id, scope)
        }
        let vendor = try ids(
            """
            SELECT v.id FROM vendor_grant v LEFT JOIN vendor_grant_end e ON e.grant_id = v.id
            WHERE v.officer = ? AND v.until_date > ? AND e.id IS NULL ORDER BY v.id
            """, officer, scope)
        for id in vendor { _ = try scope.facts.append("vendor_grant_end", ["grant_id": id]) }
        let leaves = try ids(
            """
            SELECT l.id FROM department_leave l
            LEFT JOIN department_leave_end e ON e.leave_id = l.id
            WHERE l.officer = ? AND l.until_date > ? AND e.id IS NULL ORDER BY l.id
            """, officer, scope)
        for id in leaves { _ = try scope.facts.append("department_leave_end", ["leave_id": id]) }
    }

    static func append(
        _ vendor: VendorStanding, to officer: String, until: CivilDate, _ scope: Scope
    ) throws {
        _ = try scope.facts.append(
            "vendor_grant",
            [
                "officer": officer, "contract": vendor.contract, "employer": vendor.employer,
                "from_date": scope.today, "until_date": until,
            ])
    }

    static func appendLeave(to officer: String, until: CivilDate, _ scope: Scope) throws {
        _ = try scope.facts.append(
            "department_leave",
            ["officer": officer, "from_date": scope.today, "until_date": until])
    }

    static func move(_ officer: String, to department: String, _ scope: Scope) throws {
        _ = try scope.facts.append(
            "officer_department", ["officer": officer, "department": department])
    }

    /// How many could approve a grant today.
    static func approvers(on day: CivilDate, _ db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COUNT(DISTINCT g.officer) FROM officer_grant g
            WHERE \(OfficerBook.inForce()) AND g.role IN ('administrator', 'head')
                AND \(OfficerBook.isStopped("g.officer")) = 0
            """, OfficerBook.fiveTimes(day) + [day]
        ) { $0.int(0) } ?? 0
    }

    static func text(_ roles: Set<Role>) -> String {
        Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: ",")
    }

    static func roles(_ text: String) -> Set<Role> {
        Set(text.split(separator: ",").compactMap { Role(rawValue: String($0)) })
    }

    private static func ids(
        _ sql: String, _ officer: String, _ scope: Scope
    ) throws -> [Int64] {
        try scope.db.rows(sql, [officer, scope.today]) { $0.int64(0) }
    }

    private static func proposals(
        _ condition: String, _ arguments: [any SQLValueConvertible], _ db: any Connection
    ) throws -> [GrantProposal] {
        try db.rows(
            """
            SELECT p.id, p.officer, p.proposer, p.recorded_at, p.roles, p.department,
                p.crosses_department, p.until_date, p.contract, p.employer, e.outcome,
                (SELECT w.reason FROM operation w WHERE w.id = p.operation_id)
            FROM grant_proposal p LEFT JOIN grant_proposal_end e ON e.proposal_id = p.id
            \(condition) ORDER BY p.id
            """, arguments
        ) { row in
            GrantProposal(
                id: row.int64(0), officer: row.text(1), proposer: row.text(2),
                proposedAt: row.instant(3), roles: roles(row.text(4)), department: row.text(5),
                crossesDepartment: row.bool(6), until: row.date(7),
                vendor: row.optionalText(8).map {
                    VendorStanding(contract: $0, employer: row.optionalText(9) ?? "")
                }, reason: row.optionalText(11), outcome: row.optionalText(10))
        }
    }
}
