// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Passkeys
import Vocabulary

/// The tables of authenticators.
enum PasskeyBook {
    struct Row {
        let id: Int64
        let passkey: Passkey
    }

    /// The authenticators of an officer that are in force.
    static func passkeys(of officer: String, _ db: any Connection) throws -> [Row] {
        try db.rows(
            """
            SELECT p.id, p.credential, p.public_key, p.model, p.is_attested, c.counter
            FROM passkey p JOIN passkey_count c ON c.passkey_id = p.id
            LEFT JOIN passkey_end e ON e.passkey_id = p.id
            WHERE p.officer = ? AND e.id IS NULL ORDER BY p.id
            """, [officer]
        ) { row in
            CredentialKey(cose: row.blob(2)).map { key in
                Row(
                    id: row.int64(0),
                    passkey: Passkey(
                        id: row.blob(1), key: key, model: row.blob(3),
                        counter: UInt32(clamping: row.int64(5)), isAttested: row.bool(4)))
            }
        }.compactMap(\.self)
    }

    static func append(
        _ passkey: Passkey, of officer: String, label: String, _ scope: Scope
    ) throws {
        let id = try scope.facts.append(
            "passkey",
            [
                "officer": officer, "credential": passkey.id, "public_key": passkey.key.bytes,
                "model": passkey.model, "is_attested": passkey.isAttested, "label": label,
            ])
        try scope.db.execute(
            "INSERT INTO passkey_count (passkey_id, counter, used_at) VALUES (?, ?, ?)",
            [id, Int64(passkey.counter), scope.now])
    }

    /// Keeps the new count; false when another request was faster with it.
    static func count(
        _ id: Int64, from old: UInt32, to new: UInt32, at now: Instant, _ db: any Connection
    ) throws -> Bool {
        try db.execute(
            """
            UPDATE passkey_count SET counter = ?, used_at = ?
            WHERE passkey_id = ? AND counter = ?
            """, [Int64(new), now, id, Int64(old)]) == 1
    }

    static func end(_ id: Int64, _ scope: Scope) throws {
        _ = try scope.facts.append("passkey_end", ["passkey_id": id])
    }

    static func count(_ db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM passkey") { $0.int(0) } ?? 0
    }

    /// All authenticators, for the list of users.
    static func entries(
        limit: Int = .max, offset: Int = 0, _ db: any Connection
    ) throws -> [PasskeyEntry] {
        try db.rows(
            """
            SELECT p.id, p.officer, p.label, p.is_attested, p.recorded_at, c.used_at, e.id
            FROM passkey p JOIN passkey_count c ON c.passkey_id = p.id
            LEFT JOIN passkey_end e ON e.passkey_id = p.id ORDER BY p.officer, p.id
            LIMIT ? OFFSET ?
            """, [limit, offset]
        ) { row in
            let used = row.instant(5)
            return PasskeyEntry(
                id: row.int64(0), officer: row.text(1), label: row.text(2),
                isAttested: row.bool(3), registeredAt: row.instant(4),
                usedAt: used == row.instant(4) ? nil : used,
                isEnded: row.optionalInt64(6) != nil)
        }
    }
}

/// The tickets with which authenticators are registered.
enum TicketBook {
    struct Row {
        let id: Int64
        let officer: String
        let proposer: String
        let validUntil: Instant
        let steps: Set<String>

        func isOpen(at now: Instant) -> Bool {
            now < validUntil && steps.isDisjoint(with: ["使用", "取消"])
        }
    }

    static func append(
        _ hash: [UInt8], for officer: String, until: Instant, _ scope: Scope
    ) throws -> Int64 {
        try scope.facts.append(
            "passkey_ticket",
            [
                "officer": officer, "proposer": scope.principal.officer, "ticket_hash": hash,
                "valid_until": until,
            ])
    }

    static func step(_ id: Int64, _ step: String, by officer: String, _ scope: Scope) throws {
        _ = try scope.facts.append(
            "passkey_ticket_step", ["ticket_id": id, "step": step, "officer": officer])
    }

    static func ticket(_ id: Int64, _ db: any Connection) throws -> Row? {
        try rows("WHERE t.id = ?", [id], db).first
    }

    static func ticket(hash: [UInt8], _ db: any Connection) throws -> Row? {
        try rows("WHERE t.ticket_hash = ?", [hash], db).first
    }

    /// Tickets that can still be confirmed or used.
    static func open(at now: Instant, _ db: any Connection) throws -> [Row] {
        try rows("WHERE t.valid_until > ?", [now], db).filter { $0.isOpen(at: now) }
    }

    private static func rows(
        _ condition: String, _ values: [any SQLValueConvertible], _ db: any Connection
    ) throws -> [Row] {
        let steps = try db.rows(
            """
            SELECT t.id, t.officer, t.proposer, t.valid_until, s.step
            FROM passkey_ticket t LEFT JOIN passkey_ticket_step s ON s.ticket_id = t.id
            \(condition) ORDER BY t.id
            """, values
        ) { ($0.int64(0), $0.text(1), $0.text(2), $0.instant(3), $0.optionalText(4)) }
        var order: [Int64] = []
        var found: [Int64: Row] = [:]
        for (id, officer, proposer, until, step) in steps {
            if found[id] == nil { order.append(id) }
            found[id] = Row(
                id: id, officer: officer, proposer: proposer, validUntil: until,
                steps: (found[id]?.steps ?? []).union(step.map { [$0] } ?? []))
        }
        return order.compactMap { found[$0] }
    }
}
