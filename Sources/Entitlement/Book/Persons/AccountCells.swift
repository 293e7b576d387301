// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

// The only file that reads or writes account numbers and their holders: these cells rest sealed,
// each in its own row.

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
    /// A second officer has compared it with its proof; until then no money goes there.
    public let isConfirmed: Bool
    /// The second officer did not accept it.
    public let isRefused: Bool
    /// The use whose place this one takes.
    public let replaces: Int64?
    /// Where it came from; `nil` in records from before this was kept.
    public let source: AccountSource?
}

extension AccountSource: SQLValueConvertible {}

struct AccountRegisterRow: FactRow {
    static let table = "account_register"
    static let columns = [
        "bank_code", "branch_code", "bank_name", "bank_name_kana", "branch_name",
        "branch_name_kana", "sub_office", "account_type", "account_type_name",
        "account_number", "holder_kana", "holder_kanji", "account_index",
    ]
    let account: CheckedAccount
    let branch: BankBranch?

    /// Several persons may use it: the account has a key of its own.
    var owner: CellOwner? { .account(account.key) }
    var values: [any SQLValueConvertible] { preconditionFailure("口座は行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        [
            account.bank, account.branch, branch?.bankName ?? "", branch?.bankNameKana ?? "",
            branch?.branchName ?? "", branch?.branchNameKana ?? "", branch?.subOffice,
            account.type, account.type.wording, place.seal(account.number, "account_number"),
            place.seal(account.holderKana, "holder_kana"),
            // What it is found by stands apart (`AccountBook.indexes`); NULL would be a row of before.
            place.seal(account.holderKanji, "holder_kanji"), [UInt8](),
        ]
    }
}

struct AccountUseRow: FactRow {
    static let table = "account_use"
    static let columns = [
        "recipient", "account_id", "valid_from", "valid_until", "bank_code", "bank_name",
        "bank_code_registered", "bank_name_kana", "branch_name_kana", "branch_name",
        "branch_code", "account_type", "holder_kana", "account_number", "doubts", "cause",
        "replaces_id", "source", "reason",
    ]
    let recipient: AddresseeNumber
    let accountID: Int64
    let account: CheckedAccount
    let branch: BankBranch?
    let period: EffectivePeriod
    let doubts: [String]
    let cause: DecisionCause
    /// The use whose place this one takes.
    var replaces: Int64?
    var source: AccountSource?
    var reason: String?

    var owner: CellOwner? { .person(recipient) }
    var values: [any SQLValueConvertible] { preconditionFailure("口座は行の場所に封をして書きます") }

    func values(at place: RowPlace) -> [any SQLValueConvertible] {
        let doubt: String? = doubts.isEmpty ? nil : doubts.joined(separator: "、")
        return [
            recipient, accountID, period.from, period.until, account.bank,
            branch?.bankName ?? "", account.bank, branch?.bankNameKana ?? "",
            branch?.branchNameKana ?? "", branch?.branchName ?? "", account.branch,
            account.type, place.seal(account.holderKana, "holder_kana"),
            place.seal(account.number, "account_number"), doubt, cause, replaces, source, reason,
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
    /// contains the day and was neither refused nor replaced. It may still wait for a second
    /// officer.
    public static func current(
        recipients: [AddresseeNumber]?, on day: CivilDate, asOf moment: Instant? = nil,
        from db: any Connection
    ) throws -> [AddresseeNumber: AccountInUse] {
        var standing = Standing<AccountInUse>(day)
        try Among.forEach(
            "\(select) WHERE {among} AND recorded_at <= ? ORDER BY id", column: "recipient",
            key: 1, ids: recipients?.ids, in: db, arguments: [Instant.bound(moment)]
        ) { row in
            try standing.keep(
                row.int64(0), of: row.addressee(1), state: row.text(17),
                replaces: row.optionalInt64(18),
                EffectivePeriod(from: row.date(3), until: row.optionalDate(4))
            ) { try read(row, db) }
        }
        return standing.newest
    }

    /// Who of these has an account on a day, as `current` says; no account is opened.
    static func holders(
        among recipients: [AddresseeNumber], on day: CivilDate, from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        var standing = Standing<Int64>(day)
        try Among.forEach(
            """
            SELECT id, recipient, valid_from, valid_until, \(AccountConfirmations.stateSQL),
            replaces_id FROM account_use WHERE {among} ORDER BY id
            """, column: "recipient", key: 1, ids: recipients.ids, in: db
        ) { row in
            standing.keep(
                row.int64(0), of: row.addressee(1), state: row.text(4),
                replaces: row.optionalInt64(5),
                EffectivePeriod(from: row.date(2), until: row.optionalDate(3))
            ) { row.int64(0) }
        }
        return Set(standing.newest.keys)
    }

    /// The uses that count on a day, while rows come in the order of their ids.
    private struct Standing<Use> {
        private let day: CivilDate
        private var found: [AddresseeNumber: [(id: Int64, use: Use)]] = [:]

        init(_ day: CivilDate) { self.day = day }

        mutating func keep(
            _ id: Int64, of recipient: AddresseeNumber, state: String, replaces replaced: Int64?,
            _ period: EffectivePeriod, read: () throws -> Use
        ) rethrows {
            guard state != AccountOutcome.refused.rawValue else { return }
            if let replaced { found[recipient]?.removeAll { $0.id == replaced } }
            // Opened only where it counts.
            if period.contains(day) { found[recipient, default: []].append((id, try read())) }
        }

        var newest: [AddresseeNumber: Use] { found.compactMapValues { $0.last?.use } }
    }

    /// Every use by a recipient, newest first.
    public static func history(
        of recipient: AddresseeNumber, from db: any Connection
    ) throws -> [AccountInUse] {
        try db.rows("\(select) WHERE recipient = ? ORDER BY id DESC", [recipient]) {
            try read($0, db)
        }
    }

    /// Uses of accounts by their ids; those that are not there are left out.
    public static func uses(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: AccountInUse] {
        var found: [Int64: AccountInUse] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "id", keys: ids, in: db) {
            found[$0.int64(0)] = try read($0, db)
        }
        return found
    }

    /// The keyed digests by which accounts are found; their key can be renewed.
    public static let indexes = KeyedIndex("account_index")

    /// Notes what newly registered accounts are found by.
    static func index(
        _ accounts: [(id: Int64, account: CheckedAccount)], in db: any Connection
    ) throws {
        try indexes.put(
            accounts.map { (id: $0.id, base: db.cells.index(of: $0.account.key)) }, in: db)
    }

    /// The ids of those accounts that are registered, by their key. Nothing is opened: equal
    /// accounts have equal digests under the key of the index.
    static func registered(
        _ accounts: [CheckedAccount], from db: any Connection
    ) throws -> [String: Int64] {
        guard !accounts.isEmpty else { return [:] }
        let keys = Dictionary(
            accounts.map { (db.cells.index(of: $0.key), $0.key) }
        ) { first, _ in first }
        let asked = try indexes.asked(keys.keys, in: db)
        var found: [String: Int64] = [:]
        let wanted = Array(asked.keys)
        for start in stride(from: 0, to: wanted.count, by: 500) {
            let part = wanted[start..<min(start + 500, wanted.count)]
            let marks = Array(repeating: "?", count: part.count).joined(separator: ", ")
            try db.forEachRow(
                """
                SELECT id, value FROM account_index WHERE value IN (\(marks)) ORDER BY id
                """, Array(part)
            ) { row in
                guard let key = asked[row.blob(1)].flatMap({ keys[$0] }) else { return }
                found[key] = min(found[key] ?? .max, row.int64(0))
            }
        }
        try older(accounts.filter { found[$0.key] == nil }, from: db, into: &found)
        return found
    }

    /// Accounts registered before there was an index: they are opened and compared.
    private static func older(
        _ accounts: [CheckedAccount], from db: any Connection, into found: inout [String: Int64]
    ) throws {
        guard !accounts.isEmpty,
            try db.first(
                "SELECT 1 FROM account_register WHERE account_index IS NULL LIMIT 1", [],
                { $0.int64(0) }) != nil
        else { return }
        let wanted = Set(accounts.map(\.key))
        try db.forEachRow(
            """
            SELECT id, bank_code, branch_code, account_type, account_number, holder_kana
            FROM account_register WHERE account_index IS NULL ORDER BY id
            """, []
        ) { row in
            let place = db.place("account_register", row.int64(0))
            let key = [
                row.text(1), row.text(2), row.text(3),
                try place.open(row.blob(4), "account_number"),
                try place.open(row.blob(5), "holder_kana"),
            ].joined(separator: "|")
            if wanted.contains(key), found[key] == nil { found[key] = row.int64(0) }
        }
    }

    private static let select = """
        SELECT id, recipient, account_id, valid_from, valid_until, bank_code, bank_name,
        bank_code_registered, bank_name_kana, branch_name_kana, branch_name, branch_code,
        account_type, holder_kana, account_number, doubts, recorded_at,
        \(AccountConfirmations.stateSQL), replaces_id, source FROM account_use
        """

    private static func read(_ row: any Row, _ db: any Connection) throws -> AccountInUse {
        let place = db.place("account_use", row.int64(0))
        return AccountInUse(
            id: row.int64(0), accountID: row.int64(2), recipient: row.addressee(1),
            period: EffectivePeriod(from: row.date(3), until: row.optionalDate(4)),
            bankCode: row.text(5), bankName: row.text(6), bankCodeRegistered: row.text(7),
            bankNameKana: row.text(8), branchNameKana: row.text(9), branchName: row.text(10),
            branchCode: row.text(11), type: row.code(12),
            holderKana: try place.open(row.blob(13), "holder_kana"),
            number: try place.open(row.blob(14), "account_number"), doubts: row.optionalText(15),
            recordedAt: row.instant(16),
            isConfirmed: row.text(17) == AccountOutcome.confirmed.rawValue,
            isRefused: row.text(17) == AccountOutcome.refused.rawValue,
            replaces: row.optionalInt64(18), source: row.optionalCode(19))
    }
}
