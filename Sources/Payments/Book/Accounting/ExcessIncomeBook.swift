// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Safeguards
import Vocabulary

/// 過誤納 and what became of it, as the accounts of income show it.
enum ExcessIncomeBook {
    /// An excess as it stands in the book.
    struct Excess {
        let origin: Overpayment.Origin
        let receipt: IncomeCourse.Receipt

        /// Its receipt on the day on which it counts as an excess.
        ///
        /// What had come in for a claim that was withdrawn becomes one on the day on which that is said,
        /// where its year is closed by then: there it counted for the claim, and is taken back on that day
        /// too.
        func receipt(in years: ReceivedIncome) throws(AccountingRefusal) -> IncomeCourse.Receipt {
            guard origin == .withdrawn, try years.isClosed(receipt.on, at: receipt.recorded.on)
            else { return receipt }
            return IncomeCourse.Receipt(
                on: receipt.recorded.on, amount: receipt.amount, recorded: receipt.recorded,
                reversed: receipt.reversed)
        }
    }

    /// What was paid above what is owed, by claim.
    static func excesses(from db: any Connection) throws -> [Int64: [Excess]] {
        var found: [Int64: [Excess]] = [:]
        try db.forEachRow(
            """
            SELECT p.recovery_id, p.origin, p.received_on, p.amount, p.operation_id, p.recorded_at,
            v.operation_id, v.recorded_at FROM overpayment p
            LEFT JOIN overpayment_reversal v ON v.overpayment_id = p.id ORDER BY p.id
            """, []
        ) { row in
            let receipt = IncomeCourse.Receipt(
                on: row.date(2), amount: row.yen(3),
                recorded: Recording(operation: row.int64(4), on: row.instant(5).dayInJapan),
                reversed: row.optionalInt64(6).map {
                    Recording(operation: $0, on: row.instant(7).dayInJapan)
                })
            found[row.int64(0), default: []].append(Excess(origin: row.code(1), receipt: receipt))
        }
        return found
    }

    /// What was given back or set off, by claim: in the year whose account paid it, and against it on the
    /// day on which the bank sent it back, in that year while it is open.
    ///
    /// - Throws: `AccountingRefusal.termsUnset`.
    static func refunds(law: FiscalLaw, from db: any Connection) throws -> [Int64: [IncomeFact]] {
        var found: [Int64: [IncomeFact]] = [:]
        try db.forEachRow(
            """
            SELECT q.recovery_id, p.charge, p.paid_on, p.amount, s.outcome_on, p.fiscal_year
            FROM refund_payout p
            JOIN recovery_request q ON q.id = p.request_id
            LEFT JOIN refund_result s ON s.payout_id = p.id AND s.outcome = 'returned'
            ORDER BY p.id
            """, []
        ) { row in
            let side: RefundCharge.Side = row.code(1)
            let kind: IncomeFact.Kind = side == .income ? .refunded : .expended
            let year = FiscalYear(row.int(5))
            var facts = [
                IncomeFact(kind: kind, on: row.date(2), amount: row.yen(3), charged: year)
            ]
            if let back = row.optionalDate(4) {
                facts.append(
                    IncomeFact(
                        kind: kind, on: back, amount: -row.yen(3),
                        charged: try law.incomeYear(askedIn: year, on: back)))
            }
            found[row.int64(0), default: []] += facts
        }
        return found
    }
}
