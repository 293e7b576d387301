// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Scheme
public import Vocabulary

struct CorrectionRow: FactRow {
    static let table = "decision_correction"
    static let columns = ["proposal_id", "history_id", "act", "reason", "preview", "officer"]
    let proposal: Int64
    let input: CorrectionInput
    let preview: String
    let officer: String

    var values: [any SQLValueConvertible] {
        let ground = input.ground.map { "\($0.wording)：" } ?? ""
        return [
            proposal, input.decision, input.act.recorded, ground + input.reason, preview, officer,
        ]
    }
}

/// 訂正・取消 of decisions.
public enum CorrectionBook {
    /// Why a proposal corrects, and what; `nil` for one that does not.
    public static func correction(
        ofProposal id: Int64, from db: any Connection
    ) throws -> (act: CorrectionAct, reason: String, history: Int64)? {
        try db.first(
            """
            SELECT CASE h.result WHEN ? THEN ? ELSE c.act END, c.reason, c.history_id
            FROM decision_correction c JOIN entitlement_history h ON h.id = c.history_id
            WHERE c.proposal_id = ?
            """, [DecisionResult.refused, CorrectionAct.reopen.rawValue, id]
        ) { (CorrectionAct(rawValue: $0.text(0)) ?? .correct, $0.text(1), $0.int64(2)) }
    }

    /// The approved taking back of one refusal, as SQL.
    static func reopening(of refusal: String) -> String {
        """
        FROM decision_correction x JOIN entitlement_history y ON y.id = x.history_id
        JOIN proposal_outcome z ON z.proposal_id = x.proposal_id
        WHERE x.history_id = \(refusal) AND z.outcome = 'approved'
        AND y.result = '\(DecisionResult.refused.rawValue)'
        """
    }

    /// What takes refusals back, as SQL: `c` the correction, `o` its approval, `h` the refusal.
    private static let reopening = """
        FROM decision_correction c JOIN entitlement_history h ON h.id = c.history_id
        JOIN proposal_outcome o ON o.proposal_id = c.proposal_id
        WHERE h.result = '\(DecisionResult.refused.rawValue)' AND o.outcome = 'approved'
        """

    /// The refusals about a child that were taken back, as recorded until a moment.
    public static func reopened(
        ofChild child: AddresseeNumber, asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [Int64: ReopenedRefusal] {
        let rows = try db.rows(
            """
            SELECT c.history_id, c.reason, o.approver, o.recorded_at
            \(reopening) AND h.child = ? AND o.recorded_at <= ?
            """, [child, Instant.bound(moment)], reopened)
        return Dictionary(rows.map { ($0.decision, $0) }) { first, _ in first }
    }

    /// Refusals by id that were taken back.
    static func reopened(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: ReopenedRefusal] {
        var found: [Int64: ReopenedRefusal] = [:]
        try Among.forEach(
            """
            SELECT c.history_id, c.reason, o.approver, o.recorded_at
            \(reopening) AND {among}
            """, column: "c.history_id", keys: ids, in: db
        ) { found[$0.int64(0)] = reopened($0) }
        return found
    }

    /// Refusals taken back since a day whose recipients were told of the refusal and not of this.
    static func reopenedWithoutLetter(
        since day: CivilDate, from db: any Connection
    ) throws -> [Int64] {
        try db.rows(
            """
            SELECT c.history_id \(reopening) AND o.recorded_at >= ?
            AND EXISTS (SELECT 1 FROM notice_issue n WHERE n.history_id = c.history_id)
            AND NOT EXISTS (SELECT 1 FROM letter_issue l WHERE l.paper = ? AND l.kind = ?
            AND l.reference = -c.history_id) ORDER BY c.history_id
            """,
            [Instant(noonInJapan: day), Paper.notice.rawValue, LetterKind.reopened.rawValue]
        ) { $0.int64(0) }
    }

    private static func reopened(_ row: any Row) -> ReopenedRefusal {
        ReopenedRefusal(
            decision: row.int64(0), reason: row.text(1), approver: row.text(2),
            at: row.instant(3))
    }
}

/// Letters of decisions that were issued.
enum SentNotices {
    static func count(
        of child: AddresseeNumber, since history: Int64, from db: any Connection
    ) throws -> Int {
        try db.first(
            "SELECT COUNT(*) FROM notice_issue WHERE child = ? AND history_id >= ?",
            [child, history]
        ) { $0.int(0) } ?? 0
    }

    /// The envelopes of one decision.
    static func envelopes(of history: Int64, from db: any Connection) throws -> Set<String> {
        Set(
            try db.rows("SELECT envelope FROM notice_issue WHERE history_id = ?", [history]) {
                $0.text(0)
            })
    }
}
