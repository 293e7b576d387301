// SPDX-License-Identifier: Apache-2.0
public import Database
import Formats
import Safeguards
public import Vocabulary

/// What was handed to the bank for refunds.
public struct RefundFileRecord: Hashable, Sendable {
    public let id: Int64
    public let name: String
    public let valueDate: CivilDate
    /// SHA-256 of the bytes in hexadecimal.
    public let digest: String
    public let records: Int
    public let total: Yen
    public let writtenBy: String
}

struct RefundFileRow: FactRow {
    static let table = "refund_file"
    static let columns = [
        "file_key", "name", "value_date", "audience", "framing", "digest", "bytes", "records",
        "total", "requester_code", "requester_name", "bank_code", "bank_name_kana",
        "branch_code", "branch_name_kana", "account_type", "account_number", "written_by",
    ]
    let key: String
    let name: String
    let order: TransferOrder
    let audience: FileAudience
    let framing: TransferFraming
    let digest: String
    let bytes: Int
    let records: Int
    let total: Yen
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            key, name, order.valueDate, audience.rawValue, framing.rawValue, digest, bytes,
            records, total, order.requesterCode, order.requesterName, order.bank,
            order.bankName, order.branch, order.branchName, order.accountType, order.account,
            officer,
        ]
    }
}

/// The bank files of refunds.
public enum RefundFileBook {
    private static let columns = "id, name, value_date, digest, records, total, written_by"

    /// The newest files first.
    public static func newest(
        _ most: Int, after offset: Int = 0, from db: any Connection
    ) throws -> [RefundFileRecord] {
        try db.rows(
            "SELECT \(columns) FROM refund_file ORDER BY id DESC LIMIT ? OFFSET ?",
            [most, offset], read)
    }

    /// How many were ever written.
    public static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM refund_file", []) { $0.int(0) } ?? 0
    }

    static func file(key: String, from db: any Connection) throws -> RefundFileRecord? {
        try db.first("SELECT \(columns) FROM refund_file WHERE file_key = ?", [key], read)
    }

    static func file(_ id: Int64, from db: any Connection) throws -> RefundFileRecord? {
        try db.first("SELECT \(columns) FROM refund_file WHERE id = ?", [id], read)
    }

    static func count(on day: CivilDate, from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM refund_file WHERE value_date = ?", [day]) {
            $0.int(0)
        } ?? 0
    }

    /// How a file was ordered, to make its bytes again.
    static func order(
        of file: RefundFileRecord, from db: any Connection
    ) throws -> (order: TransferOrder, audience: FileAudience, framing: TransferFraming)? {
        try db.first(
            """
            SELECT requester_code, requester_name, bank_code, bank_name_kana, branch_code,
            branch_name_kana, account_type, account_number, audience, framing
            FROM refund_file WHERE id = ?
            """, [file.id]
        ) { ($0.transferOrder(on: file.valueDate, type: .bulk), $0.code(8), $0.code(9)) }
    }

    private static func read(_ row: any Row) -> RefundFileRecord {
        RefundFileRecord(
            id: row.int64(0), name: row.text(1), valueDate: row.date(2), digest: row.text(3),
            records: row.int(4), total: row.yen(5), writtenBy: row.text(6))
    }
}

extension Row {
    /// The city as payer, from the first eight columns of a file that was written.
    func transferOrder(on day: CivilDate, type: TransferType) -> TransferOrder {
        TransferOrder(
            requesterCode: text(0), requesterName: text(1), valueDate: day, bank: text(2),
            bankName: text(3), branch: text(4), branchName: text(5), accountType: code(6),
            account: text(7), type: type)
    }
}
