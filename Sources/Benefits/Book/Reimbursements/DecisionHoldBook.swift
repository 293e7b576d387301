// SPDX-License-Identifier: Apache-2.0
public import Database
public import Entitlement
import Safeguards
import Vocabulary

struct ReimbursementHoldRow: FactRow {
    static let table = "reimbursement_proposal_hold"
    static let columns = ["proposal_id", "is_held", "reason", "look_again_on", "officer"]
    let proposal: Int64
    let reason: String
    /// `nil` where the hold ends.
    let lookAgainOn: CivilDate?
    let officer: String

    var values: [any SQLValueConvertible] {
        [proposal, lookAgainOn != nil, reason, lookAgainOn, officer]
    }
}

/// Proposals about reimbursements that are put aside.
public enum ReimbursementHoldBook {
    private static let select = """
        SELECT h.proposal_id, h.is_held, h.reason, h.look_again_on, h.officer, h.recorded_at
        FROM reimbursement_proposal_hold h
        """

    /// The holds in force among these proposals.
    public static func held(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: ProposalHold] {
        var found: [Int64: ProposalHold] = [:]
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY h.id", column: "h.proposal_id", key: 0, ids: ids,
            in: db
        ) { take($0, into: &found) }
        return found
    }

    /// The holds in force among all that waits, in one statement.
    public static func held(from db: any Connection) throws -> [Int64: ProposalHold] {
        var found: [Int64: ProposalHold] = [:]
        try db.forEachRow(
            """
            \(select) WHERE NOT EXISTS (SELECT 1 FROM reimbursement_approval o
            WHERE o.proposal_id = h.proposal_id) ORDER BY h.id
            """, []
        ) { take($0, into: &found) }
        return found
    }

    /// Every step about these proposals; those of one are in their order.
    public static func steps(
        of proposals: [Int64], from db: any Connection
    ) throws -> [HoldStep] {
        var found: [HoldStep] = []
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY h.id", column: "h.proposal_id", key: 0,
            ids: proposals, in: db
        ) { found.append(read($0)) }
        return found
    }

    /// A later row takes the place of an earlier one.
    private static func take(_ row: any Row, into found: inout [Int64: ProposalHold]) {
        let step = read(row)
        found[step.proposal] = step.hold
    }

    private static func read(_ row: any Row) -> HoldStep {
        HoldStep(
            proposal: row.int64(0), reason: row.text(2),
            lookAgainOn: row.bool(1) ? row.optionalDate(3) : nil, officer: row.text(4),
            at: row.instant(5))
    }
}
