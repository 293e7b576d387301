// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Vocabulary

/// The tables of emergency accesses.
enum BreakGlassBook {
    struct Row {
        let id: Int64
        let officer: String
        let requester: String
        let operations: Set<OperationCode>
        let minutes: Int
        let reason: String?
        let requestedAt: Instant
        let approvedAt: Instant?
        let approver: String?
        let refusedAt: Instant?
        let endedAt: Instant?
        let reviewedAt: Instant?
        let reviewer: String?

        /// The first moment after it; `nil` before it was approved.
        var end: Instant? {
            guard let approvedAt else { return nil }
            let limit = approvedAt.adding(seconds: Int64(minutes) * 60)
            return min(limit, endedAt ?? limit)
        }

        /// A request that nobody decided within a day is over: the emergency is, too.
        func state(at now: Instant) -> RecordState {
            guard let end else {
                let isFresh = requestedAt.seconds(until: now) < 24 * 3_600
                return refusedAt == nil && isFresh ? .proposed : .closed
            }
            return now < end ? .decided : .closed
        }
    }

    static func append(
        officer: String, operations: Set<OperationCode>, minutes: Int, _ scope: Scope
    ) throws -> Int64 {
        try scope.facts.append(
            "break_glass",
            [
                "officer": officer, "requester": scope.principal.officer,
                "operations": operations.map(\.rawValue).sorted().joined(separator: ","),
                "minutes": minutes,
            ])
    }

    static func step(_ id: Int64, _ step: String, _ scope: Scope) throws {
        _ = try scope.facts.append(
            "break_glass_step",
            ["request_id": id, "step": step, "officer": scope.principal.officer])
    }

    static func row(_ id: Int64, _ db: any Connection) throws -> Row? {
        try rows("WHERE b.id = ?", [id], db).first
    }

    /// Newest first.
    static func all(_ db: any Connection) throws -> [Row] {
        try rows("", [], db).reversed()
    }

    /// Neither refused nor reviewed.
    static func pending(_ db: any Connection) throws -> [Row] {
        try rows("WHERE n.id IS NULL AND v.id IS NULL", [], db)
    }

    /// Approved and not reviewed: those in force, and those that wait for the review.
    static func unreviewed(
        of officer: String, _ db: any Connection
    ) throws -> [Row] {
        try rows("WHERE b.officer = ? AND a.id IS NOT NULL AND v.id IS NULL", [officer], db)
    }

    /// Whether it is in force at a moment.
    static func isOpen(_ id: Int64, at now: Instant, _ db: any Connection) throws -> Bool {
        try row(id, db)?.state(at: now) == .decided
    }

    private static func rows(
        _ condition: String, _ arguments: [any SQLValueConvertible], _ db: any Connection
    ) throws -> [Row] {
        try db.rows(
            """
            SELECT b.id, b.officer, b.requester, b.operations, b.minutes, b.recorded_at,
                a.recorded_at, a.officer, n.recorded_at, e.recorded_at, v.recorded_at, v.officer,
                (SELECT w.reason FROM operation w WHERE w.id = b.operation_id)
            FROM break_glass b
            LEFT JOIN break_glass_step a ON a.request_id = b.id AND a.step = '承認'
            LEFT JOIN break_glass_step n ON n.request_id = b.id AND n.step = '却下'
            LEFT JOIN break_glass_step e ON e.request_id = b.id AND e.step = '終了'
            LEFT JOIN break_glass_step v ON v.request_id = b.id AND v.step = '点検'
            \(condition) ORDER BY b.id
            """, arguments
        ) { row in
            Row(
                id: row.int64(0), officer: row.text(1), requester: row.text(2),
                operations: Set(
                    row.text(3).split(separator: ",").compactMap {
                        OperationCode(rawValue: String($0))
                    }),
                minutes: row.int(4), reason: row.optionalText(12), requestedAt: row.instant(5),
                approvedAt: row.optionalInstant(6), approver: row.optionalText(7),
                refusedAt: row.optionalInstant(8), endedAt: row.optionalInstant(9),
                reviewedAt: row.optionalInstant(10), reviewer: row.optionalText(11))
        }
    }
}
