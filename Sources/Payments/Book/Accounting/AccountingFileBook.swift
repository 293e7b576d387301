// SPDX-License-Identifier: Apache-2.0
public import Database
import Formats
import Safeguards
public import Vocabulary

struct AccountingFileRow: FactRow {
    static let table = "accounting_file"
    static let columns = [
        "file_key", "name", "audience", "layout", "digest", "orders", "total", "officer",
    ]
    let key: String
    let record: AccountingFileRecord
    let audience: FileAudience
    let layout: String

    var values: [any SQLValueConvertible] {
        [
            key, record.name, audience.rawValue, layout, record.digest, record.orders,
            record.total, record.officer,
        ]
    }
}

struct AccountingFileOrderRow: FactRow {
    static let table = "accounting_file_order"
    static let columns = ["file_id", "expenditure_id", "position"]
    let file: Int64
    let order: Int64
    let position: Int

    var values: [any SQLValueConvertible] { [file, order, position] }
}

/// What was handed to the accounting system.
public struct AccountingFileRecord: Hashable, Sendable {
    public let name: String
    /// SHA-256 of the bytes in hexadecimal.
    public let digest: String
    public let orders: Int
    public let total: Yen
    public let officer: String
}

/// The files for the accounting system.
public enum AccountingFileBook {
    private static let select =
        "SELECT id, name, digest, orders, total, officer, audience FROM accounting_file"

    /// Every file, newest first.
    public static func files(
        limit: Int = 50, skipping: Int = 0, from db: any Connection
    ) throws -> [(id: Int64, record: AccountingFileRecord)] {
        try db.rows("\(select) ORDER BY id DESC LIMIT ? OFFSET ?", [limit, skipping]) {
            ($0.int64(0), read($0))
        }
    }

    /// How many files there are.
    public static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM accounting_file", []) { $0.int(0) } ?? 0
    }

    static func file(
        _ column: String, _ value: any SQLValueConvertible, from db: any Connection
    ) throws -> (id: Int64, record: AccountingFileRecord, audience: FileAudience)? {
        try db.first("\(select) WHERE \(column) = ?", [value]) {
            ($0.int64(0), read($0), $0.code(6))
        }
    }

    /// Approved orders that no file names yet, oldest first.
    static func waiting(from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT s.expenditure_id FROM expenditure_status s
            WHERE s.status IN ('approved', 'handed-over') AND NOT EXISTS
            (SELECT 1 FROM accounting_file_order o WHERE o.expenditure_id = s.expenditure_id)
            ORDER BY s.expenditure_id
            """, []
        ) { $0.int64(0) }
    }

    static func orders(of file: Int64, from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT expenditure_id FROM accounting_file_order WHERE file_id = ? ORDER BY position
            """, [file]
        ) { $0.int64(0) }
    }

    static func audiences(from db: any Connection) throws -> Set<FileAudience> {
        Set(try db.rows("SELECT DISTINCT audience FROM accounting_file", []) { $0.code(0) })
    }

    private static func read(_ row: any Row) -> AccountingFileRecord {
        AccountingFileRecord(
            name: row.text(1), digest: row.text(2), orders: row.int(3), total: row.yen(4),
            officer: row.text(5))
    }
}
