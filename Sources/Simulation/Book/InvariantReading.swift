// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Vocabulary

/// Sums and counts behind the invariants of a year; each question is one statement or two.
enum InvariantReading {
    /// What one run came to, wherever its yen are written down.
    struct RunSums {
        let file: String
        let fileTotal: Int
        var transfers = 0
        var rows = 0
        var sent = 0
    }

    /// - Parameter only: one run; `nil` is all.
    static func runs(only: Int64? = nil, from db: any Connection) throws -> [RunSums] {
        var runs: [Int64: RunSums] = [:]
        let values: [any SQLValueConvertible] = only.map { [$0] } ?? []
        let their = only == nil ? "" : "WHERE run_id = ?"
        try db.forEachRow("SELECT run_id, name, total FROM transfer_file \(their)", values) {
            runs[$0.int64(0)] = RunSums(file: $0.text(1), fileTotal: $0.int(2))
        }
        func add(_ sql: String, _ sum: WritableKeyPath<RunSums, Int>) throws {
            try db.forEachRow(sql, values) { runs[$0.int64(0)]?[keyPath: sum] += $0.int(1) }
        }
        try add("SELECT run_id, amount FROM bank_transfer \(their)", \.transfers)
        try add("SELECT run_id, amount FROM payment_row \(their)", \.rows)
        try add(
            """
            SELECT p.run_id, m.amount FROM payment_row p
            JOIN money_posting m ON m.item_id = p.item_id
            AND m.movement = 'sent' AND m.account = 'transit' \(their)
            """, \.sent)
        return runs.values.sorted { $0.file < $1.file }
    }

    /// Yen in each place of the money ledger.
    static func balances(from db: any Connection) throws -> [String: Int] {
        try db.rows("SELECT account, SUM(amount) FROM money_posting GROUP BY account") {
            ($0.text(0), $0.int(1))
        }.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }

    /// Yen of all approved decisions to pay, and of all that were scheduled once.
    static func obligations(from db: any Connection) throws -> (decided: Int, scheduled: Int) {
        let decided = try db.first(
            """
            SELECT COALESCE(SUM(p.payable), 0) FROM reimbursement_approval a
            JOIN reimbursement_proposal p ON p.id = a.proposal_id WHERE a.outcome = 'approved'
            """
        ) { $0.int(0) }
        let scheduled = try db.first(
            "SELECT COALESCE(SUM(amount), 0) FROM payment_item WHERE attempt = 0"
        ) { $0.int(0) }
        return (decided ?? 0, scheduled ?? 0)
    }

    /// Decisions whose yen are not those of their computation.
    static func decisionsBesideComputation(from db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COUNT(*) FROM reimbursement_approval a
            JOIN reimbursement_proposal p ON p.id = a.proposal_id
            LEFT JOIN computation c ON c.id = p.computation_id
            WHERE a.outcome = 'approved' AND p.payable > 0
            AND (c.id IS NULL OR c.payable <> p.payable)
            """
        ) { $0.int(0) } ?? 0
    }

    /// Claims whose yen are not those of their computation.
    static func claimsBesideComputation(from db: any Connection) throws -> Int {
        try Explanations.claimsBeside(from: db).count
    }

    /// Decisions that are paid more than once.
    static func paidTwice(from db: any Connection) throws -> Int {
        try db.rows(
            """
            SELECT decision_id FROM payment_item_status WHERE status IN ('paid', 'sent')
            GROUP BY decision_id HAVING COUNT(*) > 1
            """
        ) { $0.int64(0) }.count
    }

    /// A treatment that was paid, in kind or back, and not taken back: who, when, and how.
    struct Treatment {
        let child: AddresseeNumber
        let month: YearMonth
        let isInpatient: Bool
        /// 受診日, where the claim or every receipt says them.
        let visits: MonthDays?
    }

    static func paidTreatments(from db: any Connection) throws -> [Treatment] {
        func read(_ row: any Row) -> Treatment {
            Treatment(
                child: row.addressee(0), month: row.yearMonth(1),
                isInpatient: row.text(2) == "inpatient", visits: row.optionalMonthDays(3))
        }
        return try db.rows(
            """
            SELECT c.child, c.treatment_month, c.setting, c.visit_days FROM claim c
            WHERE NOT EXISTS (SELECT 1 FROM claim_objection o WHERE o.claim_id = c.id
            AND o.result = '1')
            """, [], read)
            + db.rows(
                """
                SELECT r.child, r.treatment_month, r.setting, \(ReceiptDays.mask("r"))
                FROM payment_item i
                JOIN reimbursement r ON r.id = i.reimbursement_id
                WHERE \(TakenBack.isNot)
                """, [], read)
    }

    /// How many facts each table of System 1 holds that imports write.
    static func factCounts(from db: any Connection) throws -> [String: Int] {
        let tables = [
            "application", "application_event", "insurance_fact", "exclusion_fact",
            "account_use", "rejudgement_task", "entitlement_history", "claim_file", "claim",
            "claim_error", "reimbursement", "reimbursement_event", "bank_result_file",
            "bank_return", "payment_item", "money_posting",
            "agency_invoice", "agency_invoice_line", "duplicate_decision",
        ]
        return try tables.reduce(into: [:]) { counts, table in
            counts[table] = try db.first("SELECT COUNT(*) FROM \(table)") { $0.int(0) }
        }
    }
}
