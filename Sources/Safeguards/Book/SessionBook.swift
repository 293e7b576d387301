// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// The register of log-ins.
enum SessionBook {
    struct Session {
        let id: Int64
        let officer: String
        let terminal: String
        var lastSeen: Instant
        let expires: Instant
        let isEnded: Bool
        /// When the authenticator last proved the officer.
        let proved: Instant?
    }

    private static let columns = """
        id, officer, terminal, last_seen_at, expires_at, ended_at, proved_at
        """

    private static func session(_ row: any Row) -> Session {
        Session(
            id: row.int64(0), officer: row.text(1), terminal: row.text(2),
            lastSeen: row.instant(3), expires: row.instant(4),
            isEnded: row.optionalInt64(5) != nil, proved: row.optionalInstant(6))
    }

    static func session(tokenHash: [UInt8], _ db: any Connection) throws -> Session? {
        try db.first(
            "SELECT \(columns) FROM login_session WHERE token_hash = ?", [tokenHash], session)
    }

    static func openSessions(_ db: any Connection) throws -> [Session] {
        try db.rows(
            "SELECT \(columns) FROM login_session WHERE ended_at IS NULL ORDER BY id", [], session)
    }

    /// The open log-ins of officers who are not stopped, with when they began; oldest first.
    static func live(
        on day: CivilDate, _ db: any Connection
    ) throws -> [(session: Session, startedAt: Instant)] {
        try db.rows(
            """
            SELECT \(columns), started_at FROM login_session WHERE ended_at IS NULL
                AND \(OfficerBook.isStopped("login_session.officer")) = 0
            ORDER BY id
            """, [day]
        ) { (session($0), $0.instant(7)) }
    }

    static func session(_ id: Int64, _ db: any Connection) throws -> Session? {
        try db.first("SELECT \(columns) FROM login_session WHERE id = ?", [id], session)
    }

    /// A log-in that counts on a day: it has not ended, and its officer is not stopped.
    static func working(
        _ id: Int64, on day: CivilDate, _ db: any Connection
    ) throws -> Session? {
        try db.first(
            """
            SELECT \(columns) FROM login_session WHERE id = ? AND ended_at IS NULL
                AND \(OfficerBook.isStopped("login_session.officer")) = 0
            """, [id, day], session)
    }

    /// The authenticator has proved the officer again: the idle time begins anew.
    static func prove(_ id: Int64, at now: Instant, _ db: any Connection) throws {
        try db.execute(
            """
            UPDATE login_session SET proved_at = ?, last_seen_at = ?
            WHERE id = ? AND ended_at IS NULL
            """, [now, now, id])
    }

    static func lastLogin(
        of officer: String, _ db: any Connection
    ) throws -> (at: Instant, terminal: String)? {
        try db.first(
            """
            SELECT started_at, terminal FROM login_session WHERE officer = ?
            ORDER BY id DESC LIMIT 1
            """, [officer]
        ) { ($0.instant(0), $0.text(1)) }
    }

    static func insert(
        tokenHash: [UInt8], officer: String, terminal: String, at now: Instant,
        expires: Instant, isProved: Bool, _ db: any Connection
    ) throws -> Int64 {
        try db.insertReturningID(
            """
            INSERT INTO login_session
                (token_hash, officer, terminal, started_at, last_seen_at, expires_at, proved_at)
            VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id
            """, [tokenHash, officer, terminal, now, now, expires, isProved ? now : nil])
    }

    static func touch(_ id: Int64, at now: Instant, _ db: any Connection) throws {
        try db.execute(
            """
            UPDATE login_session SET last_seen_at = ?
            WHERE id = ? AND ended_at IS NULL AND last_seen_at < ?
            """, [now, id, now])
    }

    /// Ends an open session; false when it was ended before.
    static func end(
        _ id: Int64, cause: SessionEnd, at now: Instant, _ db: any Connection
    ) throws -> Bool {
        try db.execute(
            """
            UPDATE login_session SET ended_at = ?, end_cause = ?
            WHERE id = ? AND ended_at IS NULL
            """, [now, cause.rawValue, id]) == 1
    }
}
