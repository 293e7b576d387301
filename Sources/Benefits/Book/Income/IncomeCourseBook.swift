// SPDX-License-Identifier: Apache-2.0
public import Database
import Vocabulary

/// 調定の経過 of mandates and accidents. No person is read.
public enum IncomeCourseBook {
    /// What insurers owe and have paid, oldest mandate first.
    ///
    /// - Parameter counted: what counts of recoveries that were withdrawn, by recovery.
    public static func ofProxies(
        _ counted: [Int64: [IncomeCourse.Counted]], from db: any Connection
    ) throws -> [IncomeCourse] {
        let proxies = try ProxyBook.assessed(from: db)
        let recorded = try recordings(
            of: proxies.map(\.id), "proxy_event", "proxy_id", counted, from: db)
        return proxies.map { $0.course(recorded) }
    }

    /// What other parties owe and have paid, oldest accident first.
    ///
    /// - Parameter counted: what counts of recoveries that were withdrawn, by recovery.
    public static func ofLiabilities(
        _ counted: [Int64: [IncomeCourse.Counted]], from db: any Connection
    ) throws -> [IncomeCourse] {
        let known = try LiabilityBook.assessed(from: db)
        let ids = known.map(\.id)
        let recorded = try recordings(
            of: ids, "liability_event", "liability_id", counted, from: db)
        var marks: [Int64: [BenefitMark]] = [:]
        try Among.forEach(
            """
            SELECT liability_id, claim_id, reimbursement_id, is_touched, operation_id, recorded_at
            FROM liability_benefit WHERE {among} ORDER BY id
            """, column: "liability_id", keys: ids, in: db
        ) { row in
            marks[row.int64(0), default: []].append(
                BenefitMark(
                    source: row.optionalInt64(1).map { .claim($0) }
                        ?? .reimbursement(row.int64(2)),
                    isTouched: row.bool(3), recorded: row.recording(4)))
        }
        let paid = try LiabilityFigures.courses(
            of: Set(marks.values.flatMap { $0.map(\.source) }), from: db)
        return known.map { $0.course(recorded, marks: marks[$0.id] ?? [], paid: paid) }
    }

    private static func recordings(
        of ids: [Int64], _ table: String, _ owner: String,
        _ counted: [Int64: [IncomeCourse.Counted]], from db: any Connection
    ) throws -> CaseRecordings {
        var found = CaseRecordings(counted: counted)
        try Among.forEach(
            "SELECT id, operation_id, recorded_at FROM \(table) WHERE {among}", column: owner,
            keys: ids, in: db
        ) { found.events[$0.int64(0)] = $0.recording(1) }
        try Among.forEach(
            "SELECT \(table)_id, operation_id, recorded_at FROM receipt_reversal WHERE {among}",
            column: owner, keys: ids, in: db
        ) { found.reversals[$0.int64(0)] = $0.recording(1) }
        try Among.forEach(
            "SELECT id, operation_id, recorded_at FROM claim_back WHERE {among}", column: owner,
            keys: ids, in: db
        ) { found.proposals[$0.int64(0)] = $0.recording(1) }
        try Among.forEach(
            """
            SELECT o.claim_back_id, o.operation_id, o.recorded_at FROM claim_back_outcome o
            JOIN claim_back b ON b.id = o.claim_back_id WHERE {among}
            """, column: "b.\(owner)", keys: ids, in: db
        ) { found.outcomes[$0.int64(0)] = $0.recording(1) }
        return found
    }
}

extension LiabilityFigures {
    /// What the scheme has paid for benefits, as `now` says it, change by change.
    static func courses(
        of sources: Set<LedgerEntry.Source>, from db: any Connection
    ) throws -> [LedgerEntry.Source: PaidCourse] {
        var found: [LedgerEntry.Source: PaidCourse] = [:]
        let claims = sources.compactMap(\.claim)
        try Among.forEach(
            "SELECT id, payable FROM claim WHERE {among}", column: "id", keys: claims, in: db
        ) { found[.claim($0.int64(0))] = PaidCourse(first: max(.zero, $0.yen(1))) }
        var left: [Int64: Yen] = [:]
        try Among.forEach(
            """
            SELECT t.claim_id, c.payable, t.offset_yen, t.result, t.operation_id, t.recorded_at
            FROM claim_objection t JOIN claim c ON c.id = t.claim_id WHERE {among} ORDER BY t.id
            """, column: "t.claim_id", keys: claims, in: db
        ) { row in
            let claim = row.int64(0)
            var rest = left[claim] ?? row.yen(1)
            rest = rest - (row.optionalInt64(2).map { Yen(Int($0)) } ?? .zero)
            left[claim] = rest
            // What was taken back as a whole does not come again.
            let isGone = found[.claim(claim)]?.isGone ?? false
            let isAccepted = row.text(3) == ObjectionResult.accepted.rawValue
            found[.claim(claim)]?.isGone = isGone || isAccepted
            found[.claim(claim)]?.steps.append(
                (row.recording(4), isGone || isAccepted ? .zero : max(.zero, rest)))
        }
        return found.merging(
            try decisions(about: sources.compactMap(\.reimbursement), from: db)
        ) { $1 }
    }

    private static func decisions(
        about forms: [Int64], from db: any Connection
    ) throws -> [LedgerEntry.Source: PaidCourse] {
        /// What stands of a form: its decisions that were not cancelled, by decision.
        var changes: [Int64: [(recorded: Recording, decision: Int64?, payable: Yen)]] = [:]
        func add(_ row: any Row) {
            changes[row.int64(0), default: []].append(
                (row.recording(3), row.optionalInt64(1), row.yen(2)))
        }
        try Among.forEach(
            """
            SELECT p.reimbursement_id, a.id, p.payable, a.operation_id, a.recorded_at
            FROM reimbursement_proposal p JOIN reimbursement_approval a ON a.proposal_id = p.id
            WHERE {among} AND a.outcome = 'approved'
            """, column: "p.reimbursement_id", keys: forms, in: db, add)
        try Among.forEach(
            """
            SELECT p.reimbursement_id, a.id, 0, c.operation_id, c.recorded_at
            FROM reimbursement_proposal p JOIN reimbursement_approval a ON a.proposal_id = p.id
            JOIN reimbursement_cancellation_outcome c ON c.approval_id = a.id WHERE {among}
            """, column: "p.reimbursement_id", keys: forms, in: db, add)
        try Among.forEach(
            """
            SELECT e.reimbursement_id, NULL, 0, e.operation_id, e.recorded_at
            FROM reimbursement_event e JOIN reimbursement_status s
            ON s.reimbursement_id = e.reimbursement_id AND s.status = 'withdrawn'
            WHERE {among} AND e.event = 'withdrawn'
            """, column: "e.reimbursement_id", keys: forms, in: db, add)
        return changes.reduce(into: [:]) { found, form in
            var standing: [Int64: Yen] = [:]
            var isWithdrawn = false
            var course = PaidCourse()
            for change in form.value.sorted(by: { $0.recorded.operation < $1.recorded.operation }) {
                if let decision = change.decision {
                    standing[decision] = change.payable
                } else {
                    isWithdrawn = true
                }
                let most = standing.values.max() ?? .zero
                course.steps.append((change.recorded, isWithdrawn ? .zero : most))
            }
            found[.reimbursement(form.key)] = course
        }
    }
}

extension Row {
    /// The operation and its moment, from two columns.
    fileprivate func recording(_ index: Int) -> Recording {
        Recording(operation: int64(index), on: instant(index + 1).dayInJapan)
    }
}
