// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// Decisions about reimbursements: what waits for approval, what is decided.
public enum ReimbursementDecisionBook {
    private static let select = """
        SELECT p.id, p.reimbursement_id, r.receipt, p.branch, p.outcome, p.payable, p.reason,
        p.explanation, p.method, p.child, p.recipient, r.treatment_month, r.institution_name,
        r.setting, p.scheme, p.proposer, p.recorded_at, a.id, a.decided_on, a.approver,
        p.history_id, p.operation_id, c.decided_on
        FROM reimbursement_proposal p JOIN reimbursement r ON r.id = p.reimbursement_id
        LEFT JOIN reimbursement_approval a ON a.proposal_id = p.id AND a.outcome = 'approved'
        LEFT JOIN reimbursement_cancellation_outcome c ON c.approval_id = a.id
        """
    private static let isPending =
        "NOT EXISTS (SELECT 1 FROM reimbursement_approval o WHERE o.proposal_id = p.id)"

    /// 決裁待ち, oldest first.
    public static func pending(from db: any Connection) throws -> [ReimbursementDecision] {
        try db.rows(
            """
            \(select) JOIN reimbursement_status s ON s.reimbursement_id = p.reimbursement_id
            WHERE s.is_open = 1 AND s.status = 'proposed' AND \(isPending) ORDER BY p.id
            """, [], read)
    }

    /// Who approved a proposal that needed more than one, oldest first.
    public static func consents(
        _ proposal: Int64, from db: any Connection
    ) throws -> [ApprovalConsent] {
        try ReimbursementConsents.consents([proposal], from: db)[proposal] ?? []
    }

    /// 決裁待ちの償還 as sums: how many, how much, since when, how many are not simply paid or are put
    /// aside. No person is read.
    public static func pendingSums(
        from db: any Connection
    ) throws -> (count: Int, payable: Yen, oldest: Instant?, marked: Int) {
        try db.first(
            """
            SELECT COUNT(*), COALESCE(SUM(p.payable), 0), MIN(p.recorded_at),
            COALESCE(SUM(CASE WHEN p.outcome = '3' OR (SELECT h.is_held
            FROM reimbursement_proposal_hold h WHERE h.proposal_id = p.id
            ORDER BY h.id DESC LIMIT 1) = 1 THEN 1 ELSE 0 END), 0)
            FROM reimbursement_proposal p
            JOIN reimbursement_status s ON s.reimbursement_id = p.reimbursement_id
            WHERE s.is_open = 1 AND s.status = 'proposed' AND \(isPending)
            """, []
        ) { ($0.int(0), $0.yen(1), $0.optionalInstant(2), $0.int(3)) }
            ?? (0, .zero, nil, 0)
    }

    /// What was proposed in a month, in whatever state it is now, as sums. No person is read.
    public static func proposed(
        in month: YearMonth, from db: any Connection
    ) throws -> (count: Int, payable: Yen) {
        func start(_ day: CivilDate) -> Instant {
            Instant(noonInJapan: day).adding(seconds: -43_200)
        }
        return try db.first(
            """
            SELECT COUNT(*), COALESCE(SUM(payable), 0) FROM reimbursement_proposal
            WHERE recorded_at >= ? AND recorded_at < ?
            """, [start(month.firstDay), start(month.next.firstDay)]
        ) { ($0.int(0), $0.yen(1)) } ?? (0, .zero)
    }

    /// 審査待ちの償還 by the day on which they were keyed. No person is read.
    public static func waitingDays(from db: any Connection) throws -> [CivilDate: Int] {
        var counts: [CivilDate: Int] = [:]
        try db.forEachRow(
            """
            SELECT MIN(r.recorded_at), COUNT(*) FROM reimbursement_status s
            JOIN reimbursement r ON r.id = s.reimbursement_id
            WHERE s.is_open = 1 AND s.status = 'received' GROUP BY r.recorded_at / 3600000000
            """, []
        ) { counts[$0.instant(0).dayInJapan, default: 0] += $0.int(1) }
        return counts
    }

    /// Decisions by proposal; unknown ids are left out.
    public static func decisions(
        _ ids: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: ReimbursementDecision] {
        var found: [Int64: ReimbursementDecision] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "p.id", keys: ids, in: db) {
            found[$0.int64(0)] = read($0)
        }
        return found
    }

    /// Decisions by approval, which is what a payment pays; unknown ids are left out.
    public static func decisions(
        approvals: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: ReimbursementDecision] {
        var found: [Int64: ReimbursementDecision] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "a.id", keys: approvals, in: db) {
            found[$0.int64(17)] = read($0)
        }
        return found
    }

    /// All decisions about a case, oldest first.
    public static func decisions(
        of reimbursement: Int64, from db: any Connection
    ) throws -> [ReimbursementDecision] {
        try db.rows(
            "\(select) WHERE p.reimbursement_id = ? ORDER BY p.id", [reimbursement], read)
    }

    /// Decisions approved within a period, in the order of being approved.
    public static func approved(
        in period: EffectivePeriod, from db: any Connection
    ) throws -> [ReimbursementDecision] {
        try db.rows(
            "\(select) WHERE a.decided_on >= ? AND a.decided_on < ? ORDER BY a.id",
            [period.from, period.until?.description ?? "9999-12-31"], read)
    }

    /// Proposals among these that are approved or sent back.
    static func settled(
        _ ids: some Sequence<Int64>, from db: any Connection
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try Among.forEach(
            "SELECT proposal_id FROM reimbursement_approval WHERE {among}", column: "proposal_id",
            keys: ids, in: db
        ) { found.insert($0.int64(0)) }
        return found
    }

    static func read(_ row: any Row) -> ReimbursementDecision {
        let approval = row.optionalInt64(17).map { id in
            ReimbursementDecision.Approval(
                id: id, decidedOn: row.date(18), approver: row.text(19),
                cancelledOn: row.optionalDate(22))
        }
        return ReimbursementDecision(
            id: row.int64(0), reimbursement: row.int64(1), receipt: row.text(2),
            branch: row.int(3), outcome: row.code(4), payable: row.yen(5),
            reason: row.optionalCode(6), explanation: row.text(7), method: row.code(8),
            child: row.addressee(9), recipient: row.addressee(10),
            treatmentMonth: row.yearMonth(11), institutionName: row.text(12),
            setting: row.code(13), scheme: row.text(14), proposer: row.text(15),
            proposedAt: row.instant(16), history: row.optionalInt64(20), operation: row.int64(21),
            approval: approval)
    }
}
