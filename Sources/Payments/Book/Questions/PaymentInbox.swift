// SPDX-License-Identifier: Apache-2.0
public import Database
import Vocabulary

/// What waits in 支払, for the home page and its lists.
public enum PaymentInbox {
    /// How much waits.
    public struct Counts: Hashable, Sendable {
        /// Items that the next run takes up, held ones not counted.
        public let scheduled: Int
        public let held: Int
        /// Items that came back and are not paid again.
        public let returned: Int
        /// Runs that wait for a head.
        public let runsToApprove: Int
        /// Approved runs without a file for the bank.
        public let runsToWrite: Int
        /// Runs whose results are awaited.
        public let runsToSettle: Int
        /// 返還の請求・分納・充当・不納欠損 that wait for a head.
        public let recoveryActs: Int
        /// 遡及の精算 that wait for a head.
        public let retroactives: Int
        /// Orders that wait for a head.
        public let ordersToApprove: Int
        /// Vouchers of open counters that nobody fetched yet.
        public let vouchers: Int
        /// 支払先の変更 that wait for a head.
        public let payeeChanges: Int
        /// 過誤納 that waits for a decision, and refunds that are decided and not paid.
        public let excesses: Int
    }

    /// All counts of the home page.
    public static func counts(from db: any Connection) throws -> Counts {
        var items: [PaymentItemStatus: Int] = [:]
        try db.forEachRow(
            """
            SELECT status, COUNT(*) FROM payment_item_status
            WHERE status IN ('scheduled', 'held', 'returned') GROUP BY status
            """, []
        ) { items[$0.code(0)] = $0.int(1) }
        var runs: [PaymentRunStatus: Int] = [:]
        try db.forEachRow(
            """
            SELECT status, COUNT(*) FROM payment_run_status
            WHERE status IN ('proposed', 'approved', 'written') GROUP BY status
            """, []
        ) { runs[$0.code(0)] = $0.int(1) }
        return Counts(
            scheduled: items[.scheduled] ?? 0, held: items[.held] ?? 0,
            returned: items[.returned] ?? 0, runsToApprove: runs[.proposed] ?? 0,
            runsToWrite: runs[.approved] ?? 0, runsToSettle: runs[.written] ?? 0,
            recoveryActs: try count(
                """
                recovery_request q WHERE NOT EXISTS
                (SELECT 1 FROM recovery_request_outcome o WHERE o.request_id = q.id)
                """, db),
            retroactives: try count(
                """
                retroactive_proposal p WHERE NOT EXISTS
                (SELECT 1 FROM retroactive_outcome o WHERE o.proposal_id = p.id)
                """, db),
            ordersToApprove: try count("expenditure_status WHERE status = 'proposed'", db),
            vouchers: try count(
                """
                cash_voucher v JOIN payment_run_status s ON s.run_id = v.run_id
                WHERE s.status = 'written' AND NOT EXISTS
                (SELECT 1 FROM cash_outcome o WHERE o.voucher_id = v.id)
                """, db),
            payeeChanges: try count(
                """
                payee_change q WHERE NOT EXISTS
                (SELECT 1 FROM payee_change_outcome o WHERE o.change_id = q.id)
                """, db),
            excesses: try OverpaymentBook.waiting(from: db).count
                + RefundBook.underWay(from: db).count)
    }

    private static func count(_ rest: String, _ db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM \(rest)", []) { $0.int(0) } ?? 0
    }
}
