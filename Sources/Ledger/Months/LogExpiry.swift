// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// A month of the log that has ended for good (記録の保存期間の満了).
public struct LogExpiry: Hashable, Sendable {
    public let month: YearMonth
    /// Entries that nobody can read any more.
    public let entries: Int64
    /// Names the destroyed key, for the certificate.
    public let keyDigest: Digest
    /// The operation that decided it, and when.
    public let operation: Int64
    public let decidedAt: Instant
}

extension FactWriter {
    /// Decides that a month of the log ends. Call it in the operation that the second officer
    /// approves; then `Ledger.destroyExpiredKeys` and `Ledger.sweepExpired`.
    ///
    /// - Throws: `LedgerRefusal` for a month that is not over, that has ended already, that holds
    ///   no entry, or whose entries were written before the months were sealed.
    public func expireMonth(_ month: YearMonth) throws -> LogExpiry {
        guard month < recordedAt.logMonth else { throw LedgerRefusal.monthNotOver(month) }
        guard try LogExpiryBook.expiry(of: month, db) == nil else {
            throw LedgerRefusal.monthExpired(month)
        }
        let count = try LogExpiryBook.count(month, db)
        guard count > 0 else { throw LedgerRefusal.monthEmpty(month) }
        guard try LogExpiryBook.isSealed(month, db) else {
            throw LedgerRefusal.monthUnsealed(month)
        }
        // After a restore the key may be destroyed already: the decision is then repeated.
        guard let key = try months.existing(month)?.digest ?? months.destroyed(month) else {
            throw Fault(.key, detail: "記録の\(month)の鍵がありません。")
        }
        try append(
            "ledger_expiry",
            [
                "month": month, "from_time": Instant(startInJapan: month.firstDay),
                "until_time": Instant(startInJapan: month.next.firstDay), "entries": count,
                "key_digest": key.bytes,
            ])
        return LogExpiry(
            month: month, entries: count, keyDigest: key, operation: operationID,
            decidedAt: recordedAt)
    }
}

extension Ledger {
    /// The months that have ended, in their order.
    public static func expiries(in db: any Connection) throws -> [LogExpiry] {
        try LogExpiryBook.all(db)
    }

    /// Months with entries that have not ended, oldest first.
    public static func readableMonths(in db: any Connection) throws -> [YearMonth] {
        try LogExpiryBook.readableMonths(db)
    }

    /// Destroys the keys of all months that were decided to end; call it after the commit of the
    /// decision and once at the start, so that a kill in between changes nothing.
    ///
    /// - Returns: the months whose key was there until now.
    @discardableResult
    public func destroyExpiredKeys(in db: any Connection) throws -> [YearMonth] {
        var destroyed: [YearMonth] = []
        for expiry in try LogExpiryBook.all(db) {
            guard try months.existing(expiry.month) != nil else { continue }
            try months.destroy(expiry.month)
            destroyed.append(expiry.month)
        }
        return destroyed
    }

    /// Takes the index of ended months away, at most `limit` operations in this transaction.
    ///
    /// - Returns: how many operations; 0 when all is done.
    public func sweepExpired(limit: Int = 5_000, in db: any Connection) throws -> Int {
        for expiry in try LogExpiryBook.all(db) {
            let swept = try LogExpiryBook.sweep(expiry.month, limit: limit, db)
            if swept > 0 { return swept }
        }
        return 0
    }
}
