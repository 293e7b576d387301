// SPDX-License-Identifier: Apache-2.0
public import Database
public import Entitlement
import Safeguards
import Vocabulary

struct RunHoldRow: FactRow {
    static let table = "payment_run_hold"
    static let columns = ["run_id", "is_held", "reason", "look_again_on", "officer"]
    let run: Int64
    let reason: String
    /// `nil` where the hold ends.
    let lookAgainOn: CivilDate?
    let officer: String

    var values: [any SQLValueConvertible] {
        [run, lookAgainOn != nil, reason, lookAgainOn, officer]
    }
}

/// Runs of payment that are put aside.
public enum RunHoldBook {
    private static let select = """
        SELECT h.run_id, h.is_held, h.reason, h.look_again_on, h.officer, h.recorded_at
        FROM payment_run_hold h
        """

    /// The holds in force among these runs.
    public static func held(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: ProposalHold] {
        var found: [Int64: ProposalHold] = [:]
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY h.id", column: "h.run_id", key: 0, ids: ids,
            in: db
        ) { take($0, into: &found) }
        return found
    }

    /// Every step about one of these, oldest first.
    public static func steps(
        of run: Int64, from db: any Connection
    ) throws -> [HoldStep] {
        try db.rows("\(select) WHERE h.run_id = ? ORDER BY h.id", [run], read)
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
