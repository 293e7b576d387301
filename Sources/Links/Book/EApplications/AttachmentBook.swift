// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// The register of attachments; their bytes rest in the store.
enum AttachmentBook {
    private static let select = """
        SELECT t.id, t.title, t.sealed_name, t.media_type, t.bytes, c.verdict, c.scanner,
        c.finding, c.recorded_at, t.store_key, t.digest, t.rule, t.application_id
        FROM e_attachment t LEFT JOIN e_attachment_scan c ON c.id = (
            SELECT MAX(x.id) FROM e_attachment_scan x WHERE x.attachment_id = t.id)
        """

    /// An attachment and where its bytes rest.
    struct Entry {
        let attachment: ElectronicAttachment
        let storeKey: String
        let digest: String
        let rule: String
        let application: Int64
    }

    static func entries(of application: Int64, from db: any Connection) throws -> [Entry] {
        try db.rows("\(select) WHERE t.application_id = ? ORDER BY t.id", [application]) {
            try read($0, db)
        }
    }

    static func entry(_ id: Int64, from db: any Connection) throws -> Entry? {
        try db.first("\(select) WHERE t.id = ?", [id]) { try read($0, db) }
    }

    /// Attachments that no scanner has judged, oldest first.
    static func unscanned(limit: Int, from db: any Connection) throws -> [Entry] {
        try db.rows(
            """
            \(select) WHERE t.id IN (SELECT attachment_id FROM e_attachment_waiting
                ORDER BY attachment_id LIMIT ?) ORDER BY t.id
            """, [limit]
        ) { try read($0, db) }
    }

    /// Appends what the scanner said; what it did not judge waits in the queue.
    static func record(_ verdicts: [(attachment: Int64, verdict: ScanVerdict)], in scope: Scope)
        throws
    {
        let rows = verdicts.compactMap { ScanRow($0.attachment, $0.verdict) }
        try scope.append(rows)
        try Among.execute(
            "DELETE FROM e_attachment_waiting WHERE {among}", column: "attachment_id",
            ids: rows.map(\.attachment), in: scope.db)
    }

    static func queue(_ attachments: [Int64], in scope: Scope) throws {
        try scope.db.insert(
            into: "e_attachment_waiting", columns: ["attachment_id"],
            rows: attachments.map { [$0.sqlValue] })
    }

    /// Keys of the store that the register knows.
    static func known(_ keys: [String], from db: any Connection) throws -> Set<String> {
        var found: Set<String> = []
        try Among.forEach(
            "SELECT store_key FROM e_attachment WHERE {among}", column: "store_key", keys: keys,
            in: db
        ) { found.insert($0.text(0)) }
        return found
    }

    private static func read(_ row: any Row, _ db: any Connection) throws -> Entry {
        let scan: ElectronicAttachment.Scan =
            switch row.optionalText(5) {
            case "clean"?: .clean(scanner: row.text(6), at: row.instant(8))
            case .some: .infected(finding: row.text(7), at: row.instant(8))
            case nil: .waiting
            }
        let place = db.place(AttachmentRow.table, row.int64(0))
        return Entry(
            attachment: ElectronicAttachment(
                id: row.int64(0), title: row.text(1),
                fileName: try place.open(row.blob(2), "sealed_name"), mediaType: row.text(3),
                bytes: row.int(4), scan: scan),
            storeKey: row.text(9), digest: row.text(10), rule: row.text(11),
            application: row.int64(12))
    }
}
