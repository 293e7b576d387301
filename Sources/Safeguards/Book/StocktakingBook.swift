// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Vocabulary

/// The tables of the stocktaking of user ids.
enum StocktakingBook {
    static func append(deadline: CivilDate, _ scope: Scope) throws -> Int64 {
        try scope.facts.append(
            "stocktaking", ["officer": scope.principal.officer, "deadline": deadline])
    }

    static func append(_ entries: [OfficerEntry], unused: Set<String>, _ id: Int64, _ scope: Scope)
        throws
    {
        _ = try scope.append(
            entries.map { LineRow(id: id, entry: $0, isUnused: unused.contains($0.officer)) })
    }

    private struct LineRow: FactRow {
        static let table = "stocktaking_line"
        static let columns = [
            "stocktaking_id", "officer", "department", "roles", "until_date", "last_login_at",
            "is_unused",
        ]
        let id: Int64
        let entry: OfficerEntry
        let isUnused: Bool

        var values: [any SQLValueConvertible] {
            [
                id, entry.officer, entry.department, GrantBook.text(entry.roles), entry.until,
                entry.lastLogin, isUnused,
            ]
        }
    }

    static func answer(_ line: Int64, _ answer: String, _ scope: Scope) throws {
        _ = try scope.facts.append(
            "stocktaking_answer",
            ["line_id": line, "answer": answer, "officer": scope.principal.officer])
    }

    static func end(_ id: Int64, _ scope: Scope) throws {
        _ = try scope.facts.append("stocktaking_end", ["stocktaking_id": id])
    }

    /// Campaigns, newest first.
    static func all(_ db: any Connection) throws -> [Stocktaking] {
        try db.rows(
            """
            SELECT s.id, s.recorded_at, s.officer, s.deadline, e.recorded_at,
                (SELECT COUNT(*) FROM stocktaking_line l WHERE l.stocktaking_id = s.id),
                (SELECT COUNT(*) FROM stocktaking_line l
                    LEFT JOIN stocktaking_answer a ON a.line_id = l.id
                    WHERE l.stocktaking_id = s.id AND a.id IS NULL)
            FROM stocktaking s LEFT JOIN stocktaking_end e ON e.stocktaking_id = s.id
            ORDER BY s.id DESC
            """
        ) { row in
            Stocktaking(
                id: row.int64(0), openedAt: row.instant(1), openedBy: row.text(2),
                deadline: row.date(3), closedAt: row.optionalInstant(4), lines: row.int(5),
                openLines: row.int(6))
        }
    }

    static func lines(
        of id: Int64, limit: Int = .max, offset: Int = 0, _ db: any Connection
    ) throws -> [StocktakingLine] {
        try lines("l.stocktaking_id = ?", id, limit: limit, offset: offset, db)
    }

    /// How many lines of a campaign have which answer; an empty text is none yet.
    static func answers(of id: Int64, _ db: any Connection) throws -> [String: Int] {
        var found: [String: Int] = [:]
        try db.forEachRow(
            """
            SELECT COALESCE(a.answer, ''), COUNT(*) FROM stocktaking_line l
            LEFT JOIN stocktaking_answer a ON a.line_id = l.id
            WHERE l.stocktaking_id = ? GROUP BY COALESCE(a.answer, '')
            """, [id]
        ) { found[$0.text(0)] = $0.int(1) }
        return found
    }

    static func line(_ id: Int64, _ db: any Connection) throws -> StocktakingLine? {
        try lines("l.id = ?", id, db).first
    }

    private static func lines(
        _ condition: String, _ id: Int64, limit: Int = .max, offset: Int = 0,
        _ db: any Connection
    ) throws -> [StocktakingLine] {
        try db.rows(
            """
            SELECT l.id, l.stocktaking_id, l.officer, o.name, l.department, l.roles, l.until_date,
                l.last_login_at, l.is_unused, a.answer, a.officer, a.recorded_at
            FROM stocktaking_line l JOIN officer o ON o.officer = l.officer
            LEFT JOIN stocktaking_answer a ON a.line_id = l.id
            WHERE \(condition) ORDER BY l.department, l.officer LIMIT ? OFFSET ?
            """, [id, limit, offset]
        ) { row in
            StocktakingLine(
                id: row.int64(0), stocktaking: row.int64(1), officer: row.text(2),
                name: row.text(3), department: row.text(4), roles: GrantBook.roles(row.text(5)),
                until: row.optionalDate(6), lastLogin: row.optionalInstant(7),
                isUnused: row.bool(8), answer: row.optionalText(9),
                answeredBy: row.optionalText(10), answeredAt: row.optionalInstant(11))
        }
    }

    /// The first day of each user id, for those who never logged in.
    static func registeredDays(_ db: any Connection) throws -> [String: CivilDate] {
        var days: [String: CivilDate] = [:]
        try db.forEachRow("SELECT officer, recorded_at FROM officer", []) { row in
            days[row.text(0)] = row.instant(1).dayInJapan
        }
        return days
    }
}
