// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

struct ProposalHoldRow: FactRow {
    static let table = "proposal_hold"
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

/// Proposals that are put aside.
public enum ProposalHoldBook {
    private static let select = """
        SELECT h.proposal_id, h.is_held, h.reason, h.look_again_on, h.officer, h.recorded_at
        FROM proposal_hold h
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
            \(select) WHERE NOT EXISTS
            (SELECT 1 FROM proposal_outcome o WHERE o.proposal_id = h.proposal_id) ORDER BY h.id
            """, []
        ) { take($0, into: &found) }
        return found
    }

    /// Every step about a proposal, oldest first.
    public static func steps(
        of proposal: Int64, from db: any Connection
    ) throws -> [HoldStep] {
        try db.rows("\(select) WHERE h.proposal_id = ? ORDER BY h.id", [proposal], read)
    }

    /// A later row of a proposal takes the place of an earlier one.
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
