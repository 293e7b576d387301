// SPDX-License-Identifier: Apache-2.0
public import Database
import Vocabulary

/// What waits in 給付, for the home page and its lists.
public enum BenefitInbox {
    /// How much waits.
    public struct Counts: Hashable, Sendable {
        public let toExamine: Int
        public let toApprove: Int
        public let held: Int
        /// 差戻し: sent back by a head and not proposed again.
        public let sentBack: Int
        /// Claims of the error list without an outcome.
        public let claimErrors: Int
        public let objections: Int
    }

    /// 審査待ちの償還, oldest first.
    public static func toExamine(from db: any Connection) throws -> [ReimbursementCase] {
        try ReimbursementBook.open([.received], from: db)
    }

    /// 保留中の償還, oldest first.
    public static func held(from db: any Connection) throws -> [ReimbursementCase] {
        try ReimbursementBook.open([.held], from: db)
    }

    /// 決裁待ちの償還, oldest first.
    public static func toApprove(from db: any Connection) throws -> [ReimbursementDecision] {
        try ReimbursementDecisionBook.pending(from: db)
    }

    /// How many are held, by reason.
    public static func heldCounts(
        from db: any Connection
    ) throws -> [ReimbursementHold: Int] {
        var counts: [ReimbursementHold: Int] = [:]
        try db.forEachRow(
            """
            SELECT hold_reason, COUNT(*) FROM reimbursement_status
            WHERE is_open = 1 AND status = 'held' GROUP BY hold_reason
            """, []
        ) { row in
            if let hold: ReimbursementHold = row.optionalCode(0) { counts[hold] = row.int(1) }
        }
        return counts
    }

    /// All counts of the home page.
    public static func counts(from db: any Connection) throws -> Counts {
        var byStatus: [ReimbursementStatus: Int] = [:]
        try db.forEachRow(
            """
            SELECT status, COUNT(*) FROM reimbursement_status WHERE is_open = 1 GROUP BY status
            """, []
        ) { byStatus[$0.code(0)] = $0.int(1) }
        let errors = try ClaimErrorBook.openCounts(from: db).values.reduce(0, +)
        return Counts(
            toExamine: byStatus[.received] ?? 0, toApprove: byStatus[.proposed] ?? 0,
            held: byStatus[.held] ?? 0,
            sentBack: try ReimbursementBook.sentBack(from: db).count, claimErrors: errors,
            objections: try ObjectionBook.pendingCount(from: db))
    }
}
