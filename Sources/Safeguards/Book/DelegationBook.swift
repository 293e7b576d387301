// SPDX-License-Identifier: Apache-2.0
public import Database
import Ledger
public import Vocabulary

/// The tables of 不在時代理.
public enum DelegationBook {
    enum Step: String {
        case confirmed = "承認"
        case refused = "却下"
        case ended = "終了"
    }

    static func append(
        delegator: String, deputy: String, from: CivilDate, until: CivilDate, _ scope: Scope
    ) throws -> Int64 {
        try scope.facts.append(
            "delegation",
            [
                "delegator": delegator, "deputy": deputy, "from_date": from,
                "until_date": until,
            ])
    }

    static func append(step: Step, of id: Int64, grant: Int64?, _ scope: Scope) throws {
        _ = try scope.facts.append(
            "delegation_step",
            [
                "delegation_id": id, "step": step.rawValue,
                "officer": scope.principal.officer, "grant_id": grant,
            ])
    }

    static func delegation(_ id: Int64, _ db: any Connection) throws -> Delegation? {
        try rows("WHERE d.id = ?", [id], db).first
    }

    static func all(_ db: any Connection) throws -> [Delegation] { try rows("", [], db) }

    /// What an officer has lent or been lent and is not over on a day, oldest first.
    static func open(
        of officer: String, on day: CivilDate, _ db: any Connection
    ) throws -> [Delegation] {
        try rows("WHERE d.delegator = ? OR d.deputy = ?", [officer, officer], db).reversed()
            .filter { $0.standing(on: day).isOpen }
    }

    /// The grant that a confirmation made; `nil` while it waits.
    static func grant(of id: Int64, _ db: any Connection) throws -> Int64? {
        try db.first(
            "SELECT grant_id FROM delegation_step WHERE delegation_id = ? AND step = '承認'", [id]
        ) { $0.int64(0) }
    }

    /// How many wait for a second officer on a day.
    static func waiting(on day: CivilDate, _ db: any Connection) throws -> Int {
        try all(db).count { $0.standing(on: day) == .waiting }
    }

    /// Whom an officer stood in for at a moment: the name of the head, where the officer held the
    /// role of a head by a delegation alone (代決).
    public static func head(
        behind officer: String, at moment: Instant, from db: any Connection
    ) throws -> String? {
        let day = moment.dayInJapan
        return try db.first(
            """
            SELECT o.name FROM delegation d
            JOIN officer o ON o.officer = d.delegator
            JOIN delegation_step s ON s.delegation_id = d.id AND s.step = '承認'
            JOIN officer_grant g ON g.id = s.grant_id
            LEFT JOIN officer_grant_end e ON e.grant_id = g.id
            WHERE d.deputy = ? AND g.from_date <= ? AND g.until_date > ?
                AND s.recorded_at <= ? AND (e.id IS NULL OR e.recorded_at > ?)
                AND NOT EXISTS (
                    SELECT 1 FROM officer_grant h
                    LEFT JOIN officer_grant_end f ON f.grant_id = h.id
                    WHERE h.officer = d.deputy AND h.role = 'head' AND h.id <> g.id
                        AND h.from_date <= ? AND h.until_date > ? AND h.recorded_at <= ?
                        AND (f.id IS NULL OR f.recorded_at > ?)
                        AND NOT EXISTS (
                            SELECT 1 FROM delegation_step t WHERE t.grant_id = h.id))
            ORDER BY d.id DESC LIMIT 1
            """,
            [officer, day, day, moment, moment, day, day, moment, moment]
        ) { $0.text(0) }
    }

    private static func rows(
        _ condition: String, _ arguments: [any SQLValueConvertible], _ db: any Connection
    ) throws -> [Delegation] {
        try db.rows(
            """
            SELECT d.id, d.delegator, p.name, d.deputy, q.name, d.from_date, d.until_date,
                d.recorded_at, (SELECT w.reason FROM operation w WHERE w.id = d.operation_id),
                a.officer, r.officer, t.officer, x.id
            FROM delegation d
            JOIN officer p ON p.officer = d.delegator
            JOIN officer q ON q.officer = d.deputy
            LEFT JOIN delegation_step a ON a.delegation_id = d.id AND a.step = '承認'
            LEFT JOIN delegation_step r ON r.delegation_id = d.id AND r.step = '却下'
            LEFT JOIN delegation_step t ON t.delegation_id = d.id AND t.step = '終了'
            LEFT JOIN officer_grant_end x ON x.grant_id = a.grant_id
            \(condition) ORDER BY d.id DESC
            """, arguments
        ) { row in
            let (confirmed, refused) = (row.optionalText(9), row.optionalText(10))
            return Delegation(
                id: row.int64(0), delegator: row.text(1), delegatorName: row.text(2),
                deputy: row.text(3), deputyName: row.text(4), from: row.date(5),
                until: row.date(6), reason: row.optionalText(8), proposedAt: row.instant(7),
                second: confirmed ?? refused, isConfirmed: confirmed != nil,
                isRefused: refused != nil,
                // Also where the role went with a later grant or a stop.
                isEnded: row.optionalText(11) != nil || row.optionalInt64(12) != nil)
        }
    }
}
