// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// The register of holds (消去の停止).
enum HoldBook {
    static func holds(in db: any Connection) throws -> [LegalHold] {
        try db.rows(select + " ORDER BY h.id DESC", [], read)
    }

    static func open(of subject: AddresseeNumber, in db: any Connection) throws -> [LegalHold] {
        try db.rows(select + " WHERE h.subject = ? AND e.id IS NULL ORDER BY h.id", [subject], read)
    }

    static func hold(_ id: Int64, in db: any Connection) throws -> LegalHold? {
        try db.first(select + " WHERE h.id = ?", [id], read)
    }

    private static let select = """
        SELECT h.id, h.subject, h.cause, h.reference, h.reason, h.officer, h.recorded_at,
            e.recorded_at, e.officer
        FROM legal_hold AS h LEFT JOIN legal_hold_end AS e ON e.hold_id = h.id
        """

    private static func read(_ row: any Row) -> LegalHold {
        LegalHold(
            id: row.int64(0), subject: row.addressee(1), cause: row.code(2),
            reference: row.text(3), reason: row.text(4), officer: row.text(5),
            since: row.instant(6), endedAt: row.optionalInstant(7), endedBy: row.optionalText(8))
    }
}
