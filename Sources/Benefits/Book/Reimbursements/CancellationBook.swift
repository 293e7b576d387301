// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct CancellationRow: FactRow {
    static let table = "reimbursement_cancellation"
    static let columns = ["approval_id", "reimbursement_id", "reason", "proposer"]
    let decision: Int64
    let reimbursement: Int64
    let reason: String
    let proposer: String

    var values: [any SQLValueConvertible] { [decision, reimbursement, reason, proposer] }
}

struct CancellationOutcomeRow: FactRow {
    static let table = "reimbursement_cancellation_outcome"
    static let columns = [
        "cancellation_id", "approval_id", "outcome", "decided_on", "approver", "reason",
        "calls_letter",
    ]
    let cancellation: Int64
    /// The decision that is cancelled; `nil` where it was sent back.
    let decision: Int64?
    let day: CivilDate
    let approver: String
    var reason: String?

    var values: [any SQLValueConvertible] {
        let isApproved = decision != nil
        return [
            cancellation, decision, isApproved ? "approved" : "sent-back",
            isApproved ? day : CivilDate?.none, approver, reason, 1,
        ]
    }
}

/// 職権取消し: what waits and what was decided.
public enum CancellationBook {
    private static let select = """
        SELECT n.id, n.approval_id, n.reimbursement_id, r.receipt, p.child, p.recipient, p.payable,
        n.reason, n.proposer, n.recorded_at, o.outcome, o.approver, o.reason,
        a.proposal_id, o.decided_on FROM reimbursement_cancellation n
        JOIN reimbursement_approval a ON a.id = n.approval_id
        JOIN reimbursement_proposal p ON p.id = a.proposal_id
        JOIN reimbursement r ON r.id = n.reimbursement_id
        LEFT JOIN reimbursement_cancellation_outcome o ON o.cancellation_id = n.id
        """

    /// 決裁待ち, oldest first.
    public static func pending(
        from db: any Connection
    ) throws -> [ReimbursementCancellation] {
        try db.rows("\(select) WHERE o.id IS NULL ORDER BY n.id", [], read)
    }

    /// How many wait.
    public static func pendingCount(from db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COUNT(*) FROM reimbursement_cancellation n
            LEFT JOIN reimbursement_cancellation_outcome o ON o.cancellation_id = n.id
            WHERE o.id IS NULL
            """, []
        ) { $0.int(0) } ?? 0
    }

    /// 決裁待ちの取消し as sums: how many, how much was decided to be paid, since when. No person is
    /// read.
    public static func pendingSums(
        from db: any Connection
    ) throws -> (count: Int, payable: Yen, oldest: Instant?) {
        try db.first(
            """
            SELECT COUNT(*), COALESCE(SUM(p.payable), 0), MIN(n.recorded_at)
            FROM reimbursement_cancellation n
            JOIN reimbursement_approval a ON a.id = n.approval_id
            JOIN reimbursement_proposal p ON p.id = a.proposal_id
            LEFT JOIN reimbursement_cancellation_outcome o ON o.cancellation_id = n.id
            WHERE o.id IS NULL
            """, []
        ) { ($0.int(0), $0.yen(1), $0.optionalInstant(2)) } ?? (0, .zero, nil)
    }

    /// All about one reimbursement, oldest first.
    public static func cancellations(
        of reimbursement: Int64, from db: any Connection
    ) throws -> [ReimbursementCancellation] {
        try db.rows("\(select) WHERE n.reimbursement_id = ? ORDER BY n.id", [reimbursement], read)
    }

    /// Those that were approved since their letter exists, oldest first: each calls for one.
    public static func callingForLetters(from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT cancellation_id FROM reimbursement_cancellation_outcome
            WHERE outcome = 'approved' AND calls_letter = 1 ORDER BY cancellation_id
            """, []
        ) { $0.int64(0) }
    }

    /// By their ids.
    public static func cancellations(
        _ ids: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: ReimbursementCancellation] {
        var found: [Int64: ReimbursementCancellation] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "n.id", keys: ids, in: db) {
            found[$0.int64(0)] = read($0)
        }
        return found
    }

    /// Decisions among these that were cancelled.
    public static func cancelled(
        _ decisions: some Sequence<Int64>, from db: any Connection
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try Among.forEach(
            "SELECT approval_id FROM reimbursement_cancellation_outcome WHERE {among}",
            column: "approval_id", keys: decisions, in: db
        ) { found.insert($0.int64(0)) }
        return found
    }

    static func cancellation(
        _ id: Int64, from db: any Connection
    ) throws -> ReimbursementCancellation? {
        try db.first("\(select) WHERE n.id = ?", [id], read)
    }

    private static func read(_ row: any Row) -> ReimbursementCancellation {
        ReimbursementCancellation(
            id: row.int64(0), decision: row.int64(1), reimbursement: row.int64(2),
            proposal: row.int64(13), receipt: row.text(3), child: row.addressee(4),
            recipient: row.addressee(5),
            payable: row.yen(6), reason: row.text(7), proposer: row.text(8),
            proposedAt: row.instant(9), cancelledOn: row.optionalDate(14),
            answer: row.optionalText(10).map {
                ReimbursementCancellation.Answer(
                    isApproved: $0 == "approved", officer: row.text(11),
                    reason: row.optionalText(12))
            })
    }
}
