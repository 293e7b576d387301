// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// The register of files and the reading positions of the links.
public enum LinkFileBook {
    /// One file of the link monitor (連携モニター).
    public struct Entry: Sendable {
        public let id: Int64
        public let name: String
        public let layout: String
        public let recordedAt: Instant
        public let rows: Int
        public let accepted: Int
        public let rejected: Int
        public let notNeeded: Int
    }

    /// The newest files first.
    public static func files(limit: Int, in scope: Scope) throws -> [Entry] {
        try scope.db.rows(
            """
            SELECT id, name, layout, recorded_at, row_count, accepted, rejected, not_needed
            FROM link_file ORDER BY id DESC LIMIT ?
            """, [limit]
        ) { row in
            Entry(
                id: row.int64(0), name: row.text(1), layout: row.text(2),
                recordedAt: row.instant(3), rows: row.int(4), accepted: row.int(5),
                rejected: row.int(6), notNeeded: row.int(7))
        }
    }

    /// The rows of a file that were refused.
    public static func problems(of file: Int64, in scope: Scope) throws -> [LinkReport.Problem] {
        try scope.db.rows(
            "SELECT line, field, code, message FROM link_error WHERE file_id = ? ORDER BY line, id",
            [file]
        ) { row in
            LinkReport.Problem(
                line: row.int(0), field: row.text(1), code: row.text(2), message: row.text(3))
        }
    }

    static func isKnown(_ digest: String, in scope: Scope) throws -> Bool {
        try scope.db.first("SELECT id FROM link_file WHERE digest = ?", [digest]) { $0.int64(0) }
            != nil
    }

    static func file(_ report: LinkReport, digest: String, in scope: Scope) throws {
        let id = try scope.facts.append(
            "link_file",
            [
                "digest": digest, "layout": report.layout, "name": report.name,
                "row_count": report.rows, "accepted": report.accepted,
                "rejected": report.rejected, "not_needed": report.notNeeded,
            ])
        guard !report.problems.isEmpty else { return }
        _ = try scope.facts.append(
            to: "link_error", columns: ["file_id", "line", "field", "code", "message"],
            rows: report.problems.map {
                [
                    id.sqlValue, $0.line.sqlValue, $0.field.sqlValue, $0.code.sqlValue,
                    $0.message.sqlValue,
                ]
            })
    }

    static func position(of link: String, in scope: Scope) throws -> Int64 {
        try scope.db.first("SELECT position FROM link_cursor WHERE link = ?", [link]) {
            $0.int64(0)
        } ?? 0
    }

    static func move(_ link: String, to position: Int64, in scope: Scope) throws {
        try scope.db.execute(
            """
            INSERT INTO link_cursor (link, position, moved_at) VALUES (?, ?, ?)
            ON CONFLICT (link) DO UPDATE SET position = excluded.position,
                moved_at = excluded.moved_at
            """, [link, position, scope.now])
    }
}
