// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Vocabulary

/// A terminal that is known by its certificate.
public struct TerminalEntry: Sendable, Hashable {
    public let id: Int64
    /// SHA-256 of the certificate, 64 hexadecimal digits.
    public let fingerprint: String
    public let name: String
    public let registeredAt: Instant
    public let endedAt: Instant?
}

/// The tables of terminals.
enum TerminalBook {
    static func name(of fingerprint: String, _ db: any Connection) throws -> String? {
        try db.first(
            """
            SELECT t.name FROM terminal t LEFT JOIN terminal_end e ON e.terminal_id = t.id
            WHERE t.fingerprint = ? AND e.id IS NULL
            """, [fingerprint]
        ) { $0.text(0) }
    }

    static func isInForce(name: String, _ db: any Connection) throws -> Bool {
        try db.first(
            """
            SELECT t.id FROM terminal t LEFT JOIN terminal_end e ON e.terminal_id = t.id
            WHERE t.name = ? AND e.id IS NULL
            """, [name]
        ) { $0.int64(0) } != nil
    }

    static func append(_ fingerprint: String, _ name: String, _ scope: Scope) throws {
        _ = try scope.facts.append("terminal", ["fingerprint": fingerprint, "name": name])
    }

    static func end(_ id: Int64, _ scope: Scope) throws {
        _ = try scope.facts.append("terminal_end", ["terminal_id": id])
    }

    static func all(_ db: any Connection) throws -> [TerminalEntry] {
        try db.rows(
            """
            SELECT t.id, t.fingerprint, t.name, t.recorded_at, e.recorded_at FROM terminal t
            LEFT JOIN terminal_end e ON e.terminal_id = t.id ORDER BY t.id
            """
        ) { row in
            TerminalEntry(
                id: row.int64(0), fingerprint: row.text(1), name: row.text(2),
                registeredAt: row.instant(3), endedAt: row.optionalInstant(4))
        }
    }
}
