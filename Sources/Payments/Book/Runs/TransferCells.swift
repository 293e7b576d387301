// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Safeguards
import Vocabulary

// The only file of 支払 that reads or writes account numbers and their holders: these cells rest
// sealed, each in its own row.

struct TransferRow: FactRow {
    static let table = "bank_transfer"
    static let columns = [
        "run_id", "sequence", "bank_code", "bank_name_kana", "branch_code", "branch_name_kana",
        "account_type", "account_number", "payee", "amount", "items", "recipient", "is_first",
        "warning",
    ]
    let run: Int64
    let sequence: Int
    let transfer: PlannedTransfer
    let isFirst: Bool

    var owner: CellOwner? { .person(transfer.account.recipient) }
    var values: [any SQLValueConvertible] { preconditionFailure("口座は行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        let account = transfer.account
        return [
            run, sequence, account.bankCode, account.bankNameKana, account.branchCode,
            account.branchNameKana, account.type, place.seal(account.number, "account_number"),
            place.seal(transfer.payee, "payee"),
            transfer.amount, transfer.items.count, account.recipient, isFirst, transfer.warning,
        ]
    }
}

/// Items 23 and 25 to 36 of 償還情報詳細履歴.
struct PaymentRow: FactRow {
    static let table = "payment_row"
    static let columns = [
        "run_id", "item_id", "transfer_id", "paid_on", "method", "amount", "bank_code",
        "bank_name", "bank_code_registered", "bank_name_kana", "branch_name_kana",
        "branch_name", "branch_code", "account_type", "holder_kana", "account_number",
    ]
    let run: Int64
    let item: PaymentItem
    let transfer: Int64
    let paidOn: CivilDate
    let account: AccountInUse

    var owner: CellOwner? { .person(account.recipient) }
    var values: [any SQLValueConvertible] { preconditionFailure("口座は行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        [
            run, item.id, transfer, paidOn, item.method, item.amount, account.bankCode,
            account.bankName, account.bankCodeRegistered, account.bankNameKana,
            account.branchNameKana, account.branchName, account.branchCode, account.type,
            place.seal(account.holderKana, "holder_kana"),
            place.seal(account.number, "account_number"),
        ]
    }
}

/// One record of the bank file with its account; never leaves this room unmasked.
struct BankTransfer {
    let id: Int64
    let sequence: Int
    let bank: String
    let bankNameKana: String
    let branch: String
    let branchNameKana: String
    let type: BankAccountType
    let number: String
    let payee: String
    let amount: Yen
    let items: Int
    let recipient: AddresseeNumber
    let isFirst: Bool
    let warning: String?

    var account: String { bank + branch + type.rawValue + number }
}

extension BankTransfer: PaidAccount {
    var paidTo: String { account + payee }
    var paid: AddresseeNumber { recipient }
}

/// A transfer without its person: what a comparison of two runs needs.
struct ComparedTransfer: PaidAccount {
    let id: Int64
    let paidTo: String
    let amount: Yen
    let isFirst: Bool
    let warning: String?

    var paid: Int64 { id }
}

/// The transfers of runs with their accounts.
enum TransferCells {
    /// The transfers of a run in the order of the file.
    static func transfers(of run: Int64, from db: any Connection) throws -> [BankTransfer] {
        try db.rows("\(select) WHERE run_id = ? ORDER BY sequence", [run]) { try read($0, db) }
    }

    /// These transfers.
    static func transfers(_ ids: [Int64], from db: any Connection) throws -> [BankTransfer] {
        var found: [BankTransfer] = []
        try Among.forEach("\(select) WHERE {among}", column: "id", keys: ids, in: db) {
            found.append(try read($0, db))
        }
        return found
    }

    private static let select = """
        SELECT id, sequence, bank_code, bank_name_kana, branch_code, branch_name_kana,
        account_type, account_number, payee, amount, items, recipient, is_first, warning
        FROM bank_transfer
        """

    private static func read(_ row: any Row, _ db: any Connection) throws -> BankTransfer {
        let place = db.place("bank_transfer", row.int64(0))
        return BankTransfer(
            id: row.int64(0), sequence: row.int(1), bank: row.text(2),
            bankNameKana: row.text(3), branch: row.text(4), branchNameKana: row.text(5),
            type: row.code(6), number: try place.open(row.blob(7), "account_number"),
            payee: try place.open(row.blob(8), "payee"), amount: row.yen(9),
            items: row.int(10), recipient: row.addressee(11), isFirst: row.bool(12),
            warning: row.optionalText(13))
    }

    /// The accounts of a run in the order of the file; nobody is read whose they are.
    static func compared(of run: Int64, from db: any Connection) throws -> [ComparedTransfer] {
        try db.rows(
            """
            SELECT id, bank_code, branch_code, account_type, account_number, payee, amount,
            is_first, warning FROM bank_transfer WHERE run_id = ? ORDER BY sequence
            """, [run]
        ) { row in
            let place = db.place("bank_transfer", row.int64(0))
            let account = try place.open(row.blob(4), "account_number")
            return ComparedTransfer(
                id: row.int64(0),
                paidTo: row.text(1) + row.text(2) + row.text(3) + account
                    + (try place.open(row.blob(5), "payee")), amount: row.yen(6),
                isFirst: row.bool(7), warning: row.optionalText(8))
        }
    }

    /// Which accounts of a plan were ever paid to, for one of the recipients who are paid now, by a
    /// file that was written.
    static func paidBefore(
        _ transfers: [PlannedTransfer], from db: any Connection
    ) throws -> Set<String> {
        var paid = PaidAccounts(transfers)
        try Among.forEach(
            """
            SELECT t.recipient, t.bank_code, t.branch_code, t.account_type, t.account_number, t.id
            FROM bank_transfer t JOIN payment_run_status s ON s.run_id = t.run_id
            WHERE {among} AND s.status IN ('written', 'settled') ORDER BY t.id DESC
            """, column: "t.recipient", keys: paid.recipients, in: db
        ) { row in
            try paid.look(
                row.addressee(0), branch: row.text(1) + row.text(2) + row.text(3)
            ) {
                try db.place("bank_transfer", row.int64(5)).open(row.blob(4), "account_number")
            }
        }
        return paid.found
    }

    /// The account that each item of a run was or is paid to, as `AccountKey`s text.
    static func accounts(of run: Int64, from db: any Connection) throws -> [Int64: String] {
        var found: [Int64: String] = [:]
        try db.forEachRow(
            """
            SELECT item_id, bank_code, branch_code, account_type, account_number, holder_kana, id
            FROM payment_row WHERE run_id = ?
            """, [run]
        ) { row in found[row.int64(0)] = try account(row, db) }
        return found
    }

    /// The account that items were last sent to, as `AccountKey`s text.
    static func accounts(ofItems items: [Int64], from db: any Connection) throws -> [Int64: String]
    {
        var found: [Int64: String] = [:]
        try Among.forEach(
            """
            SELECT item_id, bank_code, branch_code, account_type, account_number, holder_kana, id
            FROM payment_row WHERE {among} ORDER BY id
            """, column: "item_id", keys: items, in: db
        ) { row in found[row.int64(0)] = try account(row, db) }
        return found
    }

    /// Bank, branch, type, number and holder of a payment row, in one text.
    private static func account(_ row: any Row, _ db: any Connection) throws -> String {
        let place = db.place("payment_row", row.int64(6))
        return try row.text(1) + row.text(2) + row.text(3)
            + place.open(row.blob(4), "account_number") + place.open(row.blob(5), "holder_kana")
    }

    /// The items of each transfer of a run.
    static func items(of run: Int64, from db: any Connection) throws -> [Int64: [Int64]] {
        var found: [Int64: [Int64]] = [:]
        try db.forEachRow(
            "SELECT transfer_id, item_id FROM payment_row WHERE run_id = ? ORDER BY id", [run]
        ) { found[$0.int64(0), default: []].append($0.int64(1)) }
        return found
    }
}

extension AccountKey {
    /// The same text as `TransferCells` makes of a row.
    var text: String { number + payee }
}

/// The payment rows of items, masked for a reader.
enum PaymentRowCells {
    struct Cells {
        let paidOn: CivilDate
        let account: PaymentRecord.Account
        let returned: ReturnReason?
    }

    /// The newest payment row of each item, of runs that were not sent back.
    static func latest(
        of items: [Int64], for reader: Principal, from db: any Connection
    ) throws -> [Int64: Cells] {
        var found: [Int64: Cells] = [:]
        try Among.forEach(
            """
            SELECT r.item_id, r.paid_on, r.bank_name, r.branch_name, r.account_type,
            r.account_number, r.holder_kana, b.reason, r.id FROM payment_row r
            JOIN payment_run_status u ON u.run_id = r.run_id
            LEFT JOIN bank_return b ON b.transfer_id = r.transfer_id
            WHERE {among} AND u.status <> 'sent-back' ORDER BY r.id
            """, column: "r.item_id", keys: items, in: db
        ) { row in
            let place = db.place("payment_row", row.int64(8))
            found[row.int64(0)] = Cells(
                paidOn: row.date(1),
                account: PaymentRecord.Account(
                    bankName: row.text(2), branchName: row.text(3), type: row.code(4),
                    number: Masked(
                        try place.open(row.blob(5), "account_number"), of: .account, to: reader),
                    holderKana: Masked(
                        try place.open(row.blob(6), "holder_kana"), of: .kana, to: reader)),
                returned: row.optionalCode(7))
        }
        return found
    }
}
