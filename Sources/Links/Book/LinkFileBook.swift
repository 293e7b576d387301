// SPDX-License-Identifier: Apache-2.0
public import Database
import Formats
import Ledger
import Safeguards
public import Vocabulary

/// The register of files that were taken in from peers.
public enum LinkFileBook {
    /// One file of the link monitor (連携の状況).
    public struct Entry: Hashable, Sendable {
        public let id: Int64
        public let name: String
        /// Id of the layout.
        public let layout: String
        public let sequence: Int
        public let madeAt: Instant
        public let takenAt: Instant
        public let rows: Int
        public let accepted: Int
        public let rejected: Int
        public let notNeeded: Int
        public let queued: Int
        /// Why it was let in over a gap.
        public let gapReason: String?
    }

    /// A row of a file that was refused.
    public struct Problem: Hashable, Sendable {
        public let line: Int
        public let field: String
        public let code: String
        public let message: String
    }

    private static let select = """
        SELECT id, name, layout, sequence, made_at, recorded_at, row_count, accepted, rejected,
        not_needed, queued, gap_reason FROM link_file
        """

    /// The newest files first.
    public static func files(limit: Int, from db: any Connection) throws -> [Entry] {
        try db.rows("\(select) ORDER BY id DESC LIMIT ?", [limit], read)
    }

    /// The newest file of each layout.
    public static func newest(from db: any Connection) throws -> [Entry] {
        try db.rows(
            """
            \(select) f WHERE NOT EXISTS (SELECT 1 FROM link_file n
            WHERE n.layout = f.layout AND n.made_at > f.made_at) ORDER BY layout
            """, [], read)
    }

    /// How many rows of a file were refused; `nil` where there is no such file.
    public static func countProblems(of file: Int64, from db: any Connection) throws -> Int? {
        try db.first(
            """
            SELECT (SELECT COUNT(*) FROM link_error e WHERE e.file_id = f.id)
            FROM link_file f WHERE f.id = ?
            """, [file]
        ) { $0.int(0) }
    }

    /// 誤り一覧 of a file.
    public static func problems(
        of file: Int64, limit: Int = .max, offset: Int = 0, from db: any Connection
    ) throws -> [Problem] {
        try db.rows(
            """
            SELECT line, field, code, message FROM link_error WHERE file_id = ?
            ORDER BY line, id LIMIT ? OFFSET ?
            """, [file, limit, offset]
        ) {
            Problem(line: $0.int(0), field: $0.text(1), code: $0.text(2), message: $0.text(3))
        }
    }

    /// The same bytes under the same name; the next file of a peer may well hold the same bytes.
    static func isKnown(_ file: LinkFile, from db: any Connection) throws -> Bool {
        try db.first(
            "SELECT id FROM link_file WHERE digest = ? AND name = ?", [file.digest, file.name]
        ) { $0.int64(0) } != nil
    }

    /// The newest files of a layout first.
    public static func files(
        of layout: String, limit: Int, from db: any Connection
    ) throws -> [Entry] {
        try db.rows(
            "\(select) WHERE layout = ? ORDER BY made_at DESC LIMIT ?", [layout, limit], read)
    }

    /// The files that stand beside a new one, by the moment they were made.
    static func neighbours(
        of file: LinkFileName, from db: any Connection
    ) throws -> LinkOrder {
        func taken(_ condition: String, _ order: String) throws -> LinkOrder.Taken? {
            try db.first(
                "\(select) WHERE layout = ? AND made_at \(condition) ? ORDER BY made_at \(order)",
                [file.layout, file.madeAt]
            ) { row in
                let entry = read(row)
                return LinkOrder.Taken(
                    name: entry.name, sequence: entry.sequence, madeAt: entry.madeAt)
            }
        }
        return LinkOrder(
            before: try taken("<", "DESC LIMIT 1"), same: try taken("=", "DESC LIMIT 1"),
            after: try taken(">", "ASC LIMIT 1"))
    }

    /// When the newest full file of a layout was made.
    static func newestFull(
        of layout: String, from db: any Connection
    ) throws -> Instant? {
        try db.first(
            "SELECT MAX(made_at) FROM link_file WHERE layout = ? AND scope = ?",
            [layout, FeedScope.full.rawValue]
        ) { $0.optionalInstant(0) } ?? nil
    }

    private static func read(_ row: any Row) -> Entry {
        Entry(
            id: row.int64(0), name: row.text(1), layout: row.text(2), sequence: row.int(3),
            madeAt: row.instant(4), takenAt: row.instant(5), rows: row.int(6),
            accepted: row.int(7), rejected: row.int(8), notNeeded: row.int(9),
            queued: row.int(10), gapReason: row.optionalText(11))
    }

    /// Writes a file and its errors into the register.
    static func file(
        _ report: LinkReport, _ name: LinkFileName, digest: String, gapReason: String?,
        in scope: Scope
    ) throws {
        let id = try scope.facts.append(
            "link_file",
            [
                "digest": digest, "layout": report.layout, "name": report.name,
                "scope": name.scope.rawValue, "sequence": name.sequence, "made_at": name.madeAt,
                "row_count": report.rows, "accepted": report.accepted,
                "rejected": report.rejected, "not_needed": report.notNeeded,
                "recorded": report.recorded, "queued": report.queued, "gap_reason": gapReason,
            ])
        _ = try scope.facts.append(
            to: "link_error", columns: ["file_id", "line", "field", "code", "message"],
            rows: report.errors.map {
                [
                    id.sqlValue, $0.line.sqlValue, ($0.field ?? "").sqlValue, $0.code.sqlValue,
                    $0.message.sqlValue,
                ]
            })
    }
}
