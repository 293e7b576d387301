// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Safeguards
import Vocabulary

// Reads and writes the account numbers of refunds and their holders: these cells rest sealed, each in
// its own row, as those of `TransferCells`.

struct PayoutRow: FactRow {
    static let table = "refund_payout"
    static let columns = [
        "request_id", "attempt", "way", "amount", "paid_on", "charge", "fiscal_year", "account",
        "identification_id", "file_id", "sequence", "bank_code", "bank_name_kana", "branch_code",
        "branch_name_kana", "account_type", "account_number", "payee", "officer",
    ]
    let refund: Refund
    let way: RefundWay
    let paidOn: CivilDate
    let charge: RefundCharge
    let officer: String
    /// Of a transfer: the file, its place there and the account.
    var transfer: (file: Int64, sequence: Int, account: AccountInUse)?

    var owner: CellOwner? { transfer.map { .person($0.account.recipient) } }
    var values: [any SQLValueConvertible] { preconditionFailure("口座は行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        let account = transfer?.account
        return [
            refund.request, (refund.payout?.attempt ?? 0) + 1, way, refund.amount, paidOn,
            charge.side, charge.year.year, charge.account,
            way == .counter ? refund.identificationID : nil, transfer?.file, transfer?.sequence,
            account?.bankCode, account?.bankNameKana, account?.branchCode,
            account?.branchNameKana, account?.type, place.seal(account?.number, "account_number"),
            place.seal(account?.holderKana, "payee"), officer,
        ]
    }
}

enum RefundCells {
    /// The records of a file in their order.
    static func transfers(of file: Int64, from db: any Connection) throws -> [BankTransfer] {
        try db.rows(
            """
            SELECT p.id, p.sequence, p.bank_code, p.bank_name_kana, p.branch_code,
            p.branch_name_kana, p.account_type, p.account_number, p.payee, p.amount, r.recipient
            FROM refund_payout p JOIN recovery_request q ON q.id = p.request_id
            JOIN recovery r ON r.id = q.recovery_id WHERE p.file_id = ? ORDER BY p.sequence
            """, [file]
        ) { row in
            let place = db.place("refund_payout", row.int64(0))
            return BankTransfer(
                id: row.int64(0), sequence: row.int(1), bank: row.text(2),
                bankNameKana: row.text(3), branch: row.text(4), branchNameKana: row.text(5),
                type: row.code(6), number: try place.open(row.blob(7), "account_number"),
                payee: try place.open(row.blob(8), "payee"), amount: row.yen(9), items: 1,
                recipient: row.addressee(10), isFirst: false, warning: nil)
        }
    }

    /// All accounts that refunds were sent to, as `AccountKey`s text.
    static func returned(
        _ requests: [Int64], from db: any Connection
    ) throws -> [Int64: Set<String>] {
        var found: [Int64: Set<String>] = [:]
        try Among.forEach(
            """
            SELECT p.request_id, p.bank_code, p.branch_code, p.account_type, p.account_number,
            p.payee, p.id FROM refund_payout p WHERE {among} AND p.way = 'transfer' ORDER BY p.id
            """, column: "p.request_id", keys: requests, in: db
        ) { row in
            let place = db.place("refund_payout", row.int64(6))
            let account =
                try row.text(1) + row.text(2) + row.text(3)
                + place.open(row.blob(4), "account_number") + place.open(row.blob(5), "payee")
            found[row.int64(0), default: []].insert(account)
        }
        return found
    }
}
