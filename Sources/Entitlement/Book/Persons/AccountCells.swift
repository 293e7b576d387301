// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

// The only file that reads or writes account numbers and their holders: when these cells are
// encrypted, nothing else changes.

/// One use of an account by a recipient (口座情報, 11 items).
public struct AccountInUse: Hashable, Sendable {
    public let id: Int64
    public let accountID: Int64
    public let recipient: AddresseeNumber
    public let period: EffectivePeriod
    /// 統一金融機関コード in force.
    public let bankCode: String
    public let bankName: String
    /// The code as registered, before a merger.
    public let bankCodeRegistered: String
    public let bankNameKana: String
    public let branchNameKana: String
    public let branchName: String
    public let branchCode: String
    public let type: BankAccountType
    public let holderKana: String
    /// Seven digits.
    public let number: String
    /// Why an officer should look at it, in words.
    public let doubts: String?
    public let recordedAt: Instant
}

struct AccountRegisterRow: FactRow {
    static let table = "account_register"
    static let columns = [
        "bank_code", "branch_code", "bank_name", "bank_name_kana", "branch_name",
        "branch_name_kana", "sub_office", "account_type", "account_type_name",
        "account_number", "holder_kana", "holder_kanji",
    ]
    let account: CheckedAccount
    let branch: BankBranch?

    var values: [any SQLValueConvertible] {
        [
            account.bank, account.branch, branch?.bankName ?? "", branch?.bankNameKana ?? "",
            branch?.branchName ?? "", branch?.branchNameKana ?? "", branch?.subOffice,
            account.type, account.type.wording, account.number, account.holderKana,
            account.holderKanji,
        ]
    }
}

struct AccountUseRow: FactRow {
    static let table = "account_use"
    static let columns = [
        "recipient", "account_id", "valid_from", "valid_until", "bank_code", "bank_name",
        "bank_code_registered", "bank_name_kana", "branch_name_kana", "branch_name",
        "branch_code", "account_type", "holder_kana", "account_number", "doubts", "cause",
    ]
    let recipient: AddresseeNumber
    let accountID: Int64
    let account: CheckedAccount
    let branch: BankBranch?
    let period: EffectivePeriod
    let doubts: [String]
    let cause: DecisionCause

    var values: [any SQLValueConvertible] {
        let doubt: String? = doubts.isEmpty ? nil : doubts.joined(separator: "、")
        return [
            recipient, accountID, period.from, period.until, account.bank,
            branch?.bankName ?? "", account.bank, branch?.bankNameKana ?? "",
            branch?.branchNameKana ?? "", branch?.branchName ?? "", account.branch,
            account.type, account.holderKana, account.number, doubt, cause,
        ]
    }
}

extension CheckedAccount {
    /// What makes two registered accounts the same.
    var key: String { [bank, branch, type.rawValue, number, holderKana].joined(separator: "|") }
}

/// 口座マスタ and 口座情報.
public enum AccountBook {
    /// The account of each recipient on a day, as recorded until a moment: the newest use that
    /// contains the day.
    public static func current(
        recipients: [AddresseeNumber]?, on day: CivilDate, asOf moment: Instant? = nil,
        from db: any Connection
    ) throws -> [AddresseeNumber: AccountInUse] {
        var found: [AddresseeNumber: AccountInUse] = [:]
        try Among.forEach(
            "\(select) WHERE {among} AND recorded_at <= ? ORDER BY id", column: "recipient",
            key: 1, ids: recipients?.ids, in: db, arguments: [Instant.bound(moment)]
        ) { row in
            let use = read(row)
            if use.period.contains(day) { found[use.recipient] = use }
        }
        return found
    }

    /// Every use by a recipient, newest first.
    public static func history(
        of recipient: AddresseeNumber, from db: any Connection
    ) throws -> [AccountInUse] {
        try db.rows("\(select) WHERE recipient = ? ORDER BY id DESC", [recipient], read)
    }

    /// The ids of those accounts that are registered, by their key.
    static func registered(
        _ accounts: [CheckedAccount], from db: any Connection
    ) throws -> [String: Int64] {
        var found: [String: Int64] = [:]
        let columns = "bank_code, branch_code, account_type, account_number, holder_kana, id"
        func take(_ row: any Row) {
            let key = (0..<5).map { row.text($0) }.joined(separator: "|")
            if found[key] == nil { found[key] = row.int64(5) }
        }
        if accounts.count > 100 {
            try db.forEachRow("SELECT \(columns) FROM account_register ORDER BY id", [], take)
            return found
        }
        for account in accounts {
            try db.forEachRow(
                """
                SELECT \(columns) FROM account_register
                WHERE bank_code = ? AND branch_code = ? AND account_number = ? ORDER BY id
                """, [account.bank, account.branch, account.number], take)
        }
        return found
    }

    private static let select = """
        SELECT id, recipient, account_id, valid_from, valid_until, bank_code, bank_name,
        bank_code_registered, bank_name_kana, branch_name_kana, branch_name, branch_code,
        account_type, holder_kana, account_number, doubts, recorded_at FROM account_use
        """

    private static func read(_ row: any Row) -> AccountInUse {
        AccountInUse(
            id: row.int64(0), accountID: row.int64(2), recipient: row.addressee(1),
            period: EffectivePeriod(from: row.date(3), until: row.optionalDate(4)),
            bankCode: row.text(5), bankName: row.text(6), bankCodeRegistered: row.text(7),
            bankNameKana: row.text(8), branchNameKana: row.text(9), branchName: row.text(10),
            branchCode: row.text(11), type: row.code(12), holderKana: row.text(13),
            number: row.text(14), doubts: row.optionalText(15), recordedAt: row.instant(16))
    }
}
