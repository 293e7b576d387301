// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation
import Safeguards
public import Vocabulary

/// Requests for copies and what became of them.
public enum CopyBook {
    /// One request with everything that happened to it.
    public static func copy(_ id: Int64, from db: any Connection) throws -> CopyCase? {
        try copies("WHERE id = ?", [id], from: db).first
    }

    /// The newest requests first.
    public static func newest(_ limit: Int, from db: any Connection) throws -> [CopyCase] {
        try copies("ORDER BY id DESC LIMIT ?", [limit], from: db)
    }

    private static func copies(
        _ condition: String, _ arguments: [any SQLValueConvertible], from db: any Connection
    ) throws -> [CopyCase] {
        var found = try db.rows(
            """
            SELECT id, recorded_at, question, format, recipient, recipient_name,
            recipient_class, public_key, copy_use, reason, requester, expires_at
            FROM copy_request \(condition)
            """, arguments
        ) { row in
            CopyCase(
                id: row.int64(0), recordedAt: row.instant(1),
                question: try question(row.text(2)), format: row.code(3),
                recipient: row.text(4), recipientName: row.text(5), recipientClass: row.code(6),
                key: try CopyPublicKey(row.text(7)), use: row.text(8), reason: row.text(9),
                requester: row.text(10), expiresAt: row.instant(11))
        }
        let places = Dictionary(
            uniqueKeysWithValues: found.enumerated().map { ($0.element.id, $0.offset) })
        try Among.forEach(
            """
            SELECT request_id, step, officer, reason, recorded_at FROM copy_step
            WHERE {among} ORDER BY id
            """, column: "request_id", keys: places.keys, in: db
        ) { row in
            guard let place = places[row.int64(0)] else { return }
            found[place].steps.append(
                .init(
                    step: row.code(1), officer: row.text(2), reason: row.optionalText(3),
                    at: row.instant(4)))
        }
        try Among.forEach(
            """
            SELECT request_id, number, counter, row_count, byte_count, digest, file, writer,
            recorded_at FROM copy_container WHERE {among}
            """, column: "request_id", keys: places.keys, in: db
        ) { row in
            guard let place = places[row.int64(0)] else { return }
            found[place].container = WrittenContainer(
                number: row.text(1), counter: row.int(2), rows: row.int(3), bytes: row.int(4),
                digest: row.text(5), file: row.text(6), writer: row.text(7), at: row.instant(8))
        }
        try Among.forEach(
            """
            SELECT c.request_id, t.event, t.medium, t.carrier, t.destination, t.protection,
            t.event_on, t.officer FROM copy_transport t
            JOIN copy_container c ON c.id = t.container_id WHERE {among} ORDER BY t.id
            """, column: "c.request_id", keys: places.keys, in: db
        ) { row in
            guard let place = places[row.int64(0)] else { return }
            found[place].transports.append(
                Transport(
                    row.code(1), medium: row.text(2), carrier: row.text(3),
                    destination: row.text(4), protection: row.text(5), on: row.date(6),
                    officer: row.text(7)))
        }
        return found
    }

    private static func question(_ text: String) throws -> ListQuestion {
        do {
            return try JSONDecoder().decode(ListQuestion.self, from: Data(text.utf8))
        } catch {
            throw Fault(.database, detail: "copy_request.question を読めません")
        }
    }

    /// How many copies wait for what, in time.
    public struct Counts: Hashable, Sendable {
        public let waiting: Int
        public let toWrite: Int
        public let toHand: Int
    }

    /// Requests in time, not written and not given up, with so many approvals.
    private static let inTime = """
        FROM copy_request r LEFT JOIN copy_container c ON c.request_id = r.id
        WHERE r.expires_at > ? AND c.id IS NULL AND NOT EXISTS
        (SELECT 1 FROM copy_step s WHERE s.request_id = r.id AND s.step IN ('refused', 'withdrawn'))
        AND (SELECT COUNT(*) FROM copy_step a WHERE a.request_id = r.id AND a.step = 'approved') = ?
        """

    /// Requests that wait for the second officer, as sums: how many, since when, how many of them leave
    /// the section.
    public static func waitingSums(
        at now: Instant, from db: any Connection
    ) throws -> (count: Int, oldest: Instant?, marked: Int) {
        try db.first(
            """
            SELECT COUNT(*), MIN(r.recorded_at),
            COALESCE(SUM(CASE WHEN r.recipient_class <> 'section' THEN 1 ELSE 0 END), 0) \(inTime)
            """, [now, 0]
        ) { ($0.int(0), $0.optionalInstant(1), $0.int(2)) } ?? (0, nil, 0)
    }

    public static func counts(at now: Instant, from db: any Connection) throws -> Counts {
        func count(_ approvals: Int) throws -> Int {
            try db.first("SELECT COUNT(*) \(inTime)", [now, approvals]) { $0.int(0) } ?? 0
        }
        let toHand =
            try db.first(
                """
                SELECT COUNT(*) FROM copy_container c WHERE NOT EXISTS
                (SELECT 1 FROM copy_transport t WHERE t.container_id = c.id)
                """
            ) { $0.int(0) } ?? 0
        return Counts(waiting: try count(0), toWrite: try count(1), toHand: toHand)
    }

    /// How many containers there are: the last counter.
    static func lastCounter(from db: any Connection) throws -> Int {
        try db.first("SELECT MAX(counter) FROM copy_container") { $0.optionalInt(0) ?? 0 } ?? 0
    }

    /// Rows that an officer wrote since a moment.
    static func rows(
        by officer: String, since moment: Instant, from db: any Connection
    ) throws -> Int {
        try db.first(
            """
            SELECT COALESCE(SUM(row_count), 0) FROM copy_container
            WHERE writer = ? AND recorded_at > ?
            """, [officer, moment]
        ) { $0.int(0) } ?? 0
    }

    static func containerID(of request: Int64, from db: any Connection) throws -> Int64? {
        try db.first("SELECT id FROM copy_container WHERE request_id = ?", [request]) {
            $0.int64(0)
        }
    }
}

extension Scope {
    /// A copy that must be there.
    /// - Throws: `.unknownCopy`.
    func copy(_ id: Int64) throws -> CopyCase {
        guard let copy = try CopyBook.copy(id, from: db) else { throw CopyingRefusal.unknownCopy }
        return copy
    }
}
