// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// What a second officer said about an account that somebody recorded.
enum AccountOutcome: String, SQLValueConvertible {
    case confirmed, refused
}

struct AccountConfirmationRow: FactRow {
    /// How the second officer came to see it.
    enum Basis: String, SQLValueConvertible {
        /// By itself, in the list of accounts that wait.
        case officer
        /// With the decision about the application that brought it.
        case decision
    }

    static let table = "account_confirmation"
    static let columns = ["use_id", "outcome", "basis", "officer", "reason"]
    let use: Int64
    let outcome: AccountOutcome
    let basis: Basis
    let officer: String
    var reason: String?

    var values: [any SQLValueConvertible] { [use, outcome, basis, officer, reason] }
}

/// An account that waits for a second officer, without its number and holder.
public struct WaitingAccount: Hashable, Sendable {
    /// The use of an account that is confirmed or refused.
    public let use: Int64
    public let recipient: AddresseeNumber
    public let from: CivilDate
    public let bankName: String
    public let branchName: String
    public let doubts: String?
    /// Who recorded it; a machine where it came in a file.
    public let recordedBy: String
    public let recordedAt: Instant
}

/// 口座の確認: which accounts a second officer has confirmed. Until then no money goes there.
public enum AccountConfirmations {
    /// `confirmed`, `refused` or `waiting`, of a row of `account_use`. What was recorded before this
    /// rule existed never waited.
    static let stateSQL = """
        CASE WHEN EXISTS (SELECT 1 FROM account_waiting w WHERE w.use_id = account_use.id)
        THEN 'waiting' ELSE COALESCE((SELECT c.outcome FROM account_confirmation c
        WHERE c.use_id = account_use.id), 'confirmed') END
        """

    /// Accounts that wait for a second officer, oldest first.
    public static func waiting(
        limit: Int = 200, skipping: Int = 0, from db: any Connection
    ) throws -> [WaitingAccount] {
        try db.rows("\(select) ORDER BY w.use_id LIMIT ? OFFSET ?", [limit, skipping], read)
    }

    /// How many wait.
    public static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM account_waiting", []) { $0.int(0) } ?? 0
    }

    /// Accounts that wait as sums: how many, since when, how many of them with a doubt. No person is
    /// read.
    public static func waitingSums(
        from db: any Connection
    ) throws -> (count: Int, oldest: Instant?, doubtful: Int) {
        try db.first(
            """
            SELECT COUNT(*), MIN(u.recorded_at),
            COALESCE(SUM(CASE WHEN u.doubts IS NULL THEN 0 ELSE 1 END), 0)
            FROM account_waiting w JOIN account_use u ON u.id = w.use_id
            """, []
        ) { ($0.int(0), $0.optionalInstant(1), $0.int(2)) } ?? (0, nil, 0)
    }

    /// Waiting accounts among these uses.
    static func waiting(
        _ uses: [Int64], from db: any Connection
    ) throws -> [Int64: WaitingAccount] {
        var found: [Int64: WaitingAccount] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "w.use_id", keys: uses, in: db) {
            found[$0.int64(0)] = read($0)
        }
        return found
    }

    /// What forms of applications brought and still waits.
    static func brought(
        by applications: [Int64], from db: any Connection
    ) throws -> [WaitingAccount] {
        // Two children on one visit bring one account.
        var found: [Int64: WaitingAccount] = [:]
        try Among.forEach(
            """
            \(select) JOIN application a ON a.operation_id = u.operation_id
            AND a.applicant = u.recipient WHERE {among} ORDER BY w.use_id
            """, column: "a.id", keys: applications, in: db
        ) { found[$0.int64(0)] = read($0) }
        return found.values.sorted { $0.use < $1.use }
    }

    private static let select = """
        SELECT w.use_id, u.recipient, u.valid_from, u.bank_name, u.branch_name, u.doubts, o.officer,
        u.recorded_at FROM account_waiting w JOIN account_use u ON u.id = w.use_id
        JOIN operation o ON o.id = u.operation_id
        """

    private static func read(_ row: any Row) -> WaitingAccount {
        WaitingAccount(
            use: row.int64(0), recipient: row.addressee(1), from: row.date(2),
            bankName: row.text(3), branchName: row.text(4), doubts: row.optionalText(5),
            recordedBy: row.text(6), recordedAt: row.instant(7))
    }
}

extension Scope {
    /// Accounts begin to wait for a second officer.
    func letWait(_ accounts: [(use: Int64, recipient: AddresseeNumber)]) throws {
        guard !accounts.isEmpty else { return }
        try db.insert(
            into: "account_waiting", columns: ["use_id", "recipient"],
            rows: accounts.lazy.map { [.integer($0.use), $0.recipient.sqlValue] })
    }

    /// Writes what a second officer said, once for each account.
    func settle(_ rows: [AccountConfirmationRow]) throws {
        guard !rows.isEmpty else { return }
        try append(rows)
        try Among.execute(
            "DELETE FROM account_waiting WHERE {among}", column: "use_id", ids: rows.map(\.use),
            in: db)
    }
}
