// SPDX-License-Identifier: Apache-2.0
public import Database
import Formats
import Safeguards
public import Vocabulary

struct TransferFileRow: FactRow {
    static let table = "transfer_file"
    static let columns = [
        "run_id", "name", "audience", "framing", "digest", "bytes", "records", "total",
        "requester_code", "requester_name", "bank_code", "bank_name_kana", "branch_code",
        "branch_name_kana", "account_type", "account_number", "written_by",
    ]
    let record: TransferFileRecord
    let order: TransferOrder
    let audience: FileAudience
    let framing: TransferFraming

    var values: [any SQLValueConvertible] {
        [
            record.run, record.name, audience.rawValue, framing.rawValue, record.digest,
            record.bytes, record.records, record.total, order.requesterCode,
            order.requesterName, order.bank, order.bankName, order.branch, order.branchName,
            order.accountType, order.account, record.writtenBy,
        ]
    }
}

/// What was handed to the bank for a run.
public struct TransferFileRecord: Hashable, Sendable {
    public let run: Int64
    public let name: String
    /// SHA-256 of the bytes in hexadecimal.
    public let digest: String
    public let bytes: Int
    /// Transfers of the trailer.
    public let records: Int
    public let total: Yen
    public let writtenBy: String
    /// `nil` in the operation that writes it.
    public let writtenAt: Instant?
}

/// The files that were written for the bank, one a run.
public enum TransferFileBook {
    /// The file of a run.
    public static func record(
        of run: Int64, from db: any Connection
    ) throws -> TransferFileRecord? {
        try db.first(
            """
            SELECT run_id, name, digest, bytes, records, total, written_by, recorded_at
            FROM transfer_file WHERE run_id = ?
            """, [run]
        ) { row in
            TransferFileRecord(
                run: row.int64(0), name: row.text(1), digest: row.text(2), bytes: row.int(3),
                records: row.int(4), total: row.yen(5), writtenBy: row.text(6),
                writtenAt: row.instant(7))
        }
    }

    /// For whom files were written so far: for a bank, or for nobody (検証用). Never both.
    static func audiences(from db: any Connection) throws -> Set<FileAudience> {
        Set(
            try db.rows(
                """
                SELECT audience FROM transfer_file UNION SELECT audience FROM refund_file
                """, []
            ) { $0.code(0) })
    }

    /// How the file of a run was ordered, to make its bytes again.
    static func order(
        of run: PaymentRun, from db: any Connection
    ) throws -> (order: TransferOrder, audience: FileAudience, framing: TransferFraming)? {
        try db.first(
            """
            SELECT requester_code, requester_name, bank_code, bank_name_kana, branch_code,
            branch_name_kana, account_type, account_number, audience, framing
            FROM transfer_file WHERE run_id = ?
            """, [run.id]
        ) {
            (
                $0.transferOrder(on: run.paymentDay, type: run.kind.file ?? .bulk), $0.code(8),
                $0.code(9)
            )
        }
    }
}
