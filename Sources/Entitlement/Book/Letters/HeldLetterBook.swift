// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

/// Letters to members of protected families: those that wait for a second officer, those released.
public enum HeldLetterBook {
    private static let select = """
        SELECT h.id, h.recorded_at, h.paper, h.reference, h.recipient, h.about, h.version,
        h.officer, r.officer AS released_by, r.reason FROM letter_hold h
        LEFT JOIN letter_hold_outcome r ON r.hold_id = h.id AND r.outcome = 'released'
        WHERE NOT EXISTS (SELECT 1 FROM letter_hold_outcome o WHERE o.hold_id = h.id
        AND o.outcome IN ('refused', 'printed', 'overtaken'))
        """

    /// Letters that wait for a second officer or, released, to be printed; oldest first.
    public static func open(from db: any Connection) throws -> [HeldLetter] {
        try db.rows("\(select) ORDER BY h.id") { read($0) }
    }

    /// How many wait for a second officer.
    public static func waitingCount(from db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COUNT(*) FROM letter_hold h WHERE NOT EXISTS
            (SELECT 1 FROM letter_hold_outcome o WHERE o.hold_id = h.id)
            """
        ) { $0.int(0) } ?? 0
    }

    /// Decisions or runs of whose letters one waits for a second officer: a batch passes them over.
    public static func waiting(
        _ paper: Paper, from db: any Connection
    ) throws -> Set<Int64> {
        Set(
            try db.rows(
                """
                SELECT h.reference FROM letter_hold h WHERE h.paper = ? AND NOT EXISTS
                (SELECT 1 FROM letter_hold_outcome o WHERE o.hold_id = h.id)
                """, [paper.rawValue]
            ) { $0.int64(0) })
    }

    static func hold(_ id: Int64, from db: any Connection) throws -> HeldLetter? {
        try db.first("\(select) AND h.id = ?", [id]) { read($0) }
    }

    /// What released letters stood on, by hold.
    static func versions(
        _ holds: [Int64], from db: any Connection
    ) throws -> [Int64: String] {
        var found: [Int64: String] = [:]
        try Among.forEach(
            "SELECT id, version FROM letter_hold WHERE {among}", column: "id", key: 0, ids: holds,
            in: db
        ) { found[$0.int64(0)] = $0.text(1) }
        return found
    }

    static func exists(_ id: Int64, from db: any Connection) throws -> Bool {
        try db.first("SELECT 1 FROM letter_hold WHERE id = ?", [id]) { _ in true } ?? false
    }

    static func open(
        to recipients: [AddresseeNumber], from db: any Connection
    ) throws -> [HeldLetter] {
        var found: [HeldLetter] = []
        try Among.forEach(
            "SELECT * FROM (\(select)) x WHERE {among} ORDER BY 1", column: "recipient", key: 4,
            ids: recipients.ids, in: db
        ) { found.append(read($0)) }
        return found
    }

    private static func read(_ row: any Row) -> HeldLetter {
        HeldLetter(
            id: row.int64(0), recordedAt: row.instant(1),
            subject: LetterSubject(row.paper(2), row.int64(3)), recipient: row.addressee(4),
            about: row.addressee(5), version: row.text(6), officer: row.text(7),
            releasedBy: row.optionalText(8), reason: row.optionalText(9))
    }
}
