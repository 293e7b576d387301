// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Sums and rows behind the invariants of a month's end.
enum MonthReading {
    /// Runs whose file was written after a run, with what they came to.
    static func runs(
        after last: Int64, from db: any Connection
    ) throws -> [(id: Int64, sums: InvariantReading.RunSums)] {
        let ids = try db.rows(
            "SELECT run_id FROM transfer_file WHERE run_id > ? ORDER BY run_id", [last]
        ) { $0.int64(0) }
        return try ids.compactMap { id in
            try InvariantReading.runs(only: id, from: db).first.map { (id, $0) }
        }
    }

    /// Yen of the whole office until now.
    struct Sums {
        /// Approved decisions to pay that stand.
        var decided = 0
        /// Of these, the ones that were scheduled once.
        var scheduled = 0
        /// Of these, the ones that were not scheduled yet.
        var unscheduled = 0
        /// Computations behind the decisions that were paid.
        var computedOfPaid = 0
        /// Returned by the bank.
        var cameBack = 0
        /// Claimed back from recipients for payments of decisions that do not stand any more, and of
        /// those that do.
        var claimedBack = 0
        var claimedBackOfStanding = 0
        /// Orders of the city's accounts that the treasurer accepted for runs, and those runs' files.
        var ordered = 0
        var filesOfOrders = 0
        /// Accepted claims in kind, and what the files they came in say was accepted.
        var claims = 0
        var acceptedOfFiles = 0
    }

    static func sums(from db: any Connection) throws -> Sums {
        func sum(_ sql: String) throws -> Int { try db.first(sql, []) { $0.int(0) } ?? 0 }
        let standing = """
            FROM reimbursement_approval a
            JOIN reimbursement_proposal p ON p.id = a.proposal_id
            WHERE a.outcome = 'approved' AND p.payable > 0
            AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome c
            WHERE c.approval_id = a.id)
            """
        let isScheduled = """
            EXISTS (SELECT 1 FROM payment_item i WHERE i.decision_id = a.id AND i.attempt = 0)
            """
        let recoveries = """
            FROM recovery r WHERE r.item_id IS NOT NULL AND NOT EXISTS (SELECT 1
            FROM recovery_event e WHERE e.recovery_id = r.id AND e.event = 'withdrawn')
            """
        let ofCancelled = """
            EXISTS (SELECT 1 FROM payment_item i JOIN reimbursement_cancellation_outcome c
            ON c.approval_id = i.decision_id WHERE i.id = r.item_id)
            """
        var sums = Sums()
        sums.decided = try sum("SELECT COALESCE(SUM(p.payable), 0) \(standing)")
        sums.scheduled = try sum(
            "SELECT COALESCE(SUM(p.payable), 0) \(standing) AND \(isScheduled)")
        sums.unscheduled = try sum(
            "SELECT COALESCE(SUM(p.payable), 0) \(standing) AND NOT \(isScheduled)")
        sums.computedOfPaid = try sum(
            """
            SELECT COALESCE(SUM(c.payable), 0) FROM payment_item_status s
            JOIN reimbursement_approval a ON a.id = s.decision_id
            JOIN reimbursement_proposal p ON p.id = a.proposal_id
            JOIN computation c ON c.id = p.computation_id
            WHERE s.status = 'paid' AND NOT EXISTS (SELECT 1
            FROM reimbursement_cancellation_outcome o WHERE o.approval_id = a.id)
            """)
        sums.ordered = try sum(
            """
            SELECT COALESCE(SUM(e.amount), 0) FROM expenditure e JOIN expenditure_status s
            ON s.expenditure_id = e.id WHERE s.status = 'accepted' AND e.run_id IS NOT NULL
            """)
        sums.filesOfOrders = try sum(
            """
            SELECT COALESCE(SUM(f.total), 0) FROM transfer_file f
            WHERE EXISTS (SELECT 1 FROM expenditure e WHERE e.run_id = f.run_id)
            """)
        sums.cameBack = try sum("SELECT COALESCE(SUM(amount), 0) FROM bank_return")
        sums.claimedBackOfStanding = try sum(
            "SELECT COALESCE(SUM(r.amount), 0) \(recoveries) AND NOT \(ofCancelled)")
        sums.claimedBack =
            try sums.claimedBackOfStanding
            + sum("SELECT COALESCE(SUM(r.amount), 0) \(recoveries) AND \(ofCancelled)")
        sums.claims = try sum(
            "SELECT COALESCE(SUM(payable), 0) FROM claim WHERE error_id IS NULL")
        sums.acceptedOfFiles = try sum("SELECT COALESCE(SUM(payable), 0) FROM claim_file")
        return sums
    }

    /// Yen decided in the months before that nobody has scheduled.
    static func forgotten(_ month: YearMonth, from db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COALESCE(SUM(p.payable), 0) FROM reimbursement_approval a
            JOIN reimbursement_proposal p ON p.id = a.proposal_id
            WHERE a.outcome = 'approved' AND p.payable > 0 AND a.decided_on < ?
            AND NOT EXISTS (SELECT 1 FROM payment_item i WHERE i.decision_id = a.id)
            AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome c
            WHERE c.approval_id = a.id)
            """, [month.firstDay]
        ) { $0.int(0) } ?? 0
    }

    /// Payments whose item is not there, or is of other yen.
    static func rowsBesideItems(from db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COUNT(*) FROM payment_row r LEFT JOIN payment_item i ON i.id = r.item_id
            WHERE i.id IS NULL OR i.amount <> r.amount
            """
        ) { $0.int(0) } ?? 0
    }

    /// Some children with a case, others from month to month.
    static func children(
        _ count: Int, turn: Int, from db: any Connection
    ) throws -> [AddresseeNumber] {
        let all = try db.rows("SELECT DISTINCT child FROM application ORDER BY child") {
            $0.addressee(0)
        }
        guard !all.isEmpty else { return [] }
        // A step without a common factor spreads the sample over the list.
        return (0..<min(count, all.count)).map { all[(turn * 7 + $0 * 1_009) % all.count] }
    }

    /// What the tables hold about a child's money and papers until a moment, row by row.
    static func rows(
        of child: AddresseeNumber, until moment: Instant, from db: any Connection
    ) throws -> [String] {
        let questions = [
            (
                "claim", "id, treatment_month, institution, setting, points, payable, burden",
                "child"
            ),
            ("reimbursement", "id, receipt, branch, treatment_month, institution", "child"),
            ("reimbursement_proposal", "id, outcome, payable, reason, explanation", "child"),
            ("payment_item", "id, decision_id, attempt, receipt, amount, planned_on", "child"),
            ("certificate", "id, issue_number, valid_from, valid_until, issued_on", "child"),
            ("notice_issue", "id, envelope, kind, history_id, issued_on", "child"),
            ("benefit_notice", "id, envelope, kind, proposal_id, issued_on", "child"),
            ("recovery", "id, amount, reason, explanation, claimed_on", "child"),
        ]
        return try questions.flatMap { table, columns, key in
            let width = columns.count { $0 == "," } + 1
            return try db.rows(
                "SELECT \(columns) FROM \(table) WHERE \(key) = ? AND recorded_at <= ? ORDER BY id",
                [child, moment]
            ) { row in
                "\(table) " + (0..<width).map { "\(row.value($0))" }.joined(separator: "|")
            }
        }
    }
}
