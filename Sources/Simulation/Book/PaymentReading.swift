// SPDX-License-Identifier: Apache-2.0
import Database
import Payments
import Vocabulary

/// What the office's tables say of money that went to the bank, read apart from its own questions.
enum PaymentReading {
    /// A run whose file was written.
    struct Run {
        let id: Int64
        let day: CivilDate
        let file: String
        var items = 0
        var transfers = 0
        var total = 0
        var returnedItems = 0
        var returnedTotal = 0
        var repaidItems = 0
    }

    static func runs(from db: any Connection) throws -> [Run] {
        var runs: [Int64: Run] = [:]
        try db.forEachRow(
            """
            SELECT r.id, r.payment_day, f.name FROM payment_run r
            JOIN transfer_file f ON f.run_id = r.id
            """, []
        ) { row in
            runs[row.int64(0)] = Run(id: row.int64(0), day: row.date(1), file: row.text(2))
        }
        try db.forEachRow("SELECT run_id, amount FROM bank_transfer", []) { row in
            runs[row.int64(0)]?.transfers += 1
            runs[row.int64(0)]?.total += row.int(1)
        }
        try db.forEachRow(
            """
            SELECT p.run_id, i.replaces_id, b.id, i.amount FROM payment_row p
            JOIN payment_item i ON i.id = p.item_id
            LEFT JOIN bank_return b ON b.transfer_id = p.transfer_id
            """, []
        ) { row in
            let run = row.int64(0)
            runs[run]?.items += 1
            if row.optionalInt64(1) != nil { runs[run]?.repaidItems += 1 }
            guard row.optionalInt64(2) != nil else { return }
            runs[run]?.returnedItems += 1
            runs[run]?.returnedTotal += row.int(3)
        }
        return runs.values.sorted { $0.day < $1.day }
    }

    /// Yen of each reimbursement that were claimed back and have come in.
    static func recovered(from db: any Connection) throws -> [String: Int] {
        var found: [String: Int] = [:]
        try db.forEachRow(
            """
            SELECT i.receipt, e.amount FROM recovery_event e
            JOIN recovery r ON r.id = e.recovery_id
            JOIN payment_item i ON i.id = r.item_id WHERE e.event = 'received'
            """, []
        ) { found[$0.text(0), default: 0] += $0.int(1) }
        return found
    }

    /// A claim for money that is not paid yet, with what is left.
    struct OpenRecovery {
        let id: Int64
        let yen: Int
        let received: Int
    }

    static func open(from db: any Connection) throws -> [OpenRecovery] {
        try db.rows(
            """
            SELECT r.id, r.amount, COALESCE((SELECT SUM(e.amount) FROM recovery_event e
            WHERE e.recovery_id = r.id AND e.event = 'received' AND \(RecoveryBook.stands)), 0)
            FROM recovery r
            WHERE NOT EXISTS (SELECT 1 FROM recovery_event w
            WHERE w.recovery_id = r.id AND w.event = 'withdrawn') ORDER BY r.id
            """
        ) { OpenRecovery(id: $0.int64(0), yen: $0.int(1) - $0.int(2), received: $0.int(2)) }
        .filter { $0.yen > 0 }
    }

    /// The payment day of the first attempt of each reimbursement that went to the bank.
    static func firstPayments(from db: any Connection) throws -> [String: CivilDate] {
        var found: [String: CivilDate] = [:]
        try db.forEachRow(
            """
            SELECT i.receipt, p.paid_on FROM payment_row p
            JOIN payment_item i ON i.id = p.item_id
            JOIN transfer_file f ON f.run_id = p.run_id WHERE i.attempt = 0
            """, []
        ) { found[$0.text(0)] = $0.date(1) }
        return found
    }
}
