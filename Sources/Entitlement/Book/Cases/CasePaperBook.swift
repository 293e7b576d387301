// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct CasePaperRow: FactRow {
    static let table = "case_paper"
    static let columns = [
        "subject", "application_id", "kind", "retention", "received_on", "media_type",
        "store_key", "digest", "byte_count", "page_count", "scanner", "officer",
    ]
    let input: PaperInput
    let retention: String
    let media: PaperMedia
    let storeKey: String
    let digest: String
    let pages: Int
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            input.subject, input.application, input.kind, retention, input.receivedOn,
            media.rawValue, storeKey, digest, input.bytes.count, pages, input.scanner, officer,
        ]
    }
}

struct RedactionRow: FactRow {
    static let table = "case_paper_redaction"
    static let columns = [
        "paper_id", "areas", "ground", "store_key", "digest", "byte_count", "officer",
    ]
    let paper: Int64
    let areas: [BlackArea]
    let ground: String
    let storeKey: String
    let digest: String
    let byteCount: Int
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            paper, areas.map(\.text).joined(separator: ";"), ground, storeKey, digest, byteCount,
            officer,
        ]
    }
}

struct PaperVoidRow: FactRow {
    static let table = "case_paper_void"
    static let columns = ["paper_id", "reason", "officer"]
    let paper: Int64
    let reason: String
    let officer: String

    var values: [any SQLValueConvertible] { [paper, reason, officer] }
}

/// 書類: the papers of cases.
public enum CasePaperBook {
    private static let select = """
        SELECT p.id, p.recorded_at, p.subject, p.application_id, p.kind, p.retention,
        p.received_on, p.media_type, p.digest, p.byte_count, p.page_count, p.scanner, p.officer,
        (SELECT COUNT(*) FROM case_paper_redaction r WHERE r.paper_id = p.id),
        (SELECT v.reason FROM case_paper_void v WHERE v.paper_id = p.id)
        FROM case_paper p
        """

    /// The papers about a child, newest first; those taken out stand among them.
    public static func papers(
        of subject: AddresseeNumber, from db: any Connection
    ) throws -> [CasePaper] {
        try db.rows("\(select) WHERE p.subject = ? ORDER BY p.id DESC", [subject], read)
    }

    public static func paper(_ id: Int64, from db: any Connection) throws -> CasePaper? {
        try db.first("\(select) WHERE p.id = ?", [id], read)
    }

    /// Where the bytes rest that may leave: the newest blacked-out copy, else the original.
    static func leaving(
        _ id: Int64, from db: any Connection
    ) throws -> (key: String, digest: String, media: PaperMedia)? {
        if let redacted = try db.first(
            """
            SELECT store_key, digest FROM case_paper_redaction WHERE paper_id = ?
            ORDER BY id DESC LIMIT 1
            """, [id], { (key: $0.text(0), digest: $0.text(1), media: PaperMedia.pdf) })
        {
            return redacted
        }
        return try original(id, from: db)
    }

    static func original(
        _ id: Int64, from db: any Connection
    ) throws -> (key: String, digest: String, media: PaperMedia)? {
        try db.first("SELECT store_key, digest, media_type FROM case_paper WHERE id = ?", [id]) {
            ($0.text(0), $0.text(1), PaperMedia(rawValue: $0.text(2)) ?? .pdf)
        }
    }

    /// Whether the same bytes are attached to the child already, and stand.
    static func isAttached(
        _ digest: String, to subject: AddresseeNumber, from db: any Connection
    ) throws -> Int64? {
        try db.first(
            """
            SELECT p.id FROM case_paper p WHERE p.subject = ? AND p.digest = ? AND NOT EXISTS
            (SELECT 1 FROM case_paper_void v WHERE v.paper_id = p.id)
            """, [subject, digest]
        ) { $0.int64(0) }
    }

    private static func read(_ row: any Row) -> CasePaper {
        CasePaper(
            id: row.int64(0), recordedAt: row.instant(1), subject: row.addressee(2),
            application: row.optionalInt64(3), kind: row.text(4), retention: row.text(5),
            receivedOn: row.date(6), media: PaperMedia(rawValue: row.text(7)) ?? .pdf,
            digest: row.text(8), byteCount: row.int(9), pageCount: row.int(10),
            scanner: row.text(11), officer: row.text(12), redactions: row.int(13),
            voidReason: row.optionalText(14))
    }
}
