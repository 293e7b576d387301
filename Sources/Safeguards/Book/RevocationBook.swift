// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Vocabulary

/// A request to take an officer's access away: who asked, when it came in, when it was done.
public struct Revocation: Sendable, Hashable {
    public let id: Int64
    public let officer: String
    public let requester: String
    public let receivedOn: CivilDate
    /// From this day on the officer is refused.
    public let effectiveOn: CivilDate
    public let requestedAt: Instant
    public let doneAt: Instant?
    /// 停止 or 取消; `nil` while it waits for its day.
    public let outcome: String?
}

/// The tables of requests for revocation.
enum RevocationBook {
    static func append(
        officer: String, receivedOn: CivilDate, effectiveOn: CivilDate, _ scope: Scope
    ) throws -> Int64 {
        try scope.facts.append(
            "revocation_request",
            [
                "officer": officer, "requester": scope.principal.officer,
                "received_on": receivedOn, "effective_on": effectiveOn,
            ])
    }

    static func end(_ id: Int64, _ outcome: String, _ scope: Scope) throws {
        _ = try scope.facts.append(
            "revocation_done",
            ["request_id": id, "outcome": outcome, "officer": scope.principal.officer])
    }

    static func open(of officer: String, _ db: any Connection) throws -> [Revocation] {
        try rows("WHERE d.id IS NULL AND r.officer = ?", [officer], db)
    }

    static func due(on day: CivilDate, _ db: any Connection) throws -> [Revocation] {
        try rows("WHERE d.id IS NULL AND r.effective_on <= ?", [day], db)
    }

    static func all(_ db: any Connection) throws -> [Revocation] { try rows("", [], db) }

    private static func rows(
        _ condition: String, _ arguments: [any SQLValueConvertible], _ db: any Connection
    ) throws -> [Revocation] {
        try db.rows(
            """
            SELECT r.id, r.officer, r.requester, r.received_on, r.effective_on, r.recorded_at,
                d.recorded_at, d.outcome
            FROM revocation_request r LEFT JOIN revocation_done d ON d.request_id = r.id
            \(condition) ORDER BY r.id
            """, arguments
        ) { row in
            Revocation(
                id: row.int64(0), officer: row.text(1), requester: row.text(2),
                receivedOn: row.date(3), effectiveOn: row.date(4), requestedAt: row.instant(5),
                doneAt: row.optionalInstant(6), outcome: row.optionalText(7))
        }
    }
}
