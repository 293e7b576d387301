// SPDX-License-Identifier: Apache-2.0
public import Database
import Ledger
import Safeguards
public import Vocabulary

struct BackupRow: FactRow {
    static let table = "backup_made"
    static let columns = [
        "made_at", "file_name", "bytes", "digest", "recipient", "row_count", "entry_count",
        "compared_records", "opened_cells",
    ]
    let report: BackupReport
    let recipient: String

    var values: [any SQLValueConvertible] {
        [
            report.manifest.madeAt, report.fileName, report.bytes, report.digest, recipient,
            report.manifest.rows, report.check.entries, report.check.records, report.check.cells,
        ]
    }
}

/// What was done with keys.
public enum KeyEvent: String, Sendable, CaseIterable, SQLValueConvertible {
    case rotated, rewrapped, retired, split, joined
}

struct KeyEventRow: FactRow {
    static let table = "key_event"
    static let columns = ["system", "event", "key_class", "version", "detail"]
    let system: String
    let event: KeyEvent
    var keyClass: String?
    var version: Int?
    var detail = ""

    var values: [any SQLValueConvertible] { [system, event, keyClass, version, detail] }
}

/// A backup as it stands in the record.
public struct BackupMade: Hashable, Sendable {
    public let id: Int64
    public let recordedAt: Instant
    /// The moment that it holds, as text of Japan.
    public let madeAt: String
    public let fileName: String
    public let bytes: Int
    public let digest: String
    public let recipient: String
    public let rows: Int
    public let entries: Int
    public let records: Int
    public let cells: Int
}

/// A change of keys as it stands in the record.
public struct KeyChange: Hashable, Sendable {
    public let recordedAt: Instant
    public let system: String
    public let event: KeyEvent
    public let keyClass: String?
    public let version: Int?
    public let detail: String
}

enum CareBook {
    /// The newest backups.
    static func backups(limit: Int, from db: any Connection) throws -> [BackupMade] {
        try db.rows(
            """
            SELECT id, recorded_at, made_at, file_name, bytes, digest, recipient, row_count,
                entry_count, compared_records, opened_cells
            FROM backup_made ORDER BY id DESC LIMIT ?
            """, [limit]
        ) { row in
            BackupMade(
                id: row.int64(0), recordedAt: row.instant(1), madeAt: row.text(2),
                fileName: row.text(3), bytes: row.int(4), digest: row.text(5),
                recipient: row.text(6), rows: row.int(7), entries: row.int(8),
                records: row.int(9), cells: row.int(10))
        }
    }

    /// The newest changes of keys.
    static func changes(limit: Int, from db: any Connection) throws -> [KeyChange] {
        try db.rows(
            """
            SELECT recorded_at, system, event, key_class, version, detail
            FROM key_event ORDER BY id DESC LIMIT ?
            """, [limit]
        ) { row in
            KeyChange(
                recordedAt: row.instant(0), system: row.text(1), event: row.code(2),
                keyClass: row.optionalText(3), version: row.optionalInt(4), detail: row.text(5))
        }
    }

    /// When each version of a class began, by system, class and version.
    static func births(from db: any Connection) throws -> [String: Instant] {
        var found: [String: Instant] = [:]
        try db.forEachRow(
            """
            SELECT system, key_class, version, recorded_at FROM key_event
            WHERE event = 'rotated' AND key_class IS NOT NULL ORDER BY id
            """, []
        ) { row in
            found["\(row.text(0))/\(row.text(1))/\(row.int(2))"] = row.instant(3)
        }
        return found
    }
}
