// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
public import Vocabulary

/// What is put aside in one table of 決裁の保留: an entitlement's proposal, a reimbursement's, a run of
/// payment.
public protocol HeldThing: Sendable {
    /// The table of the holds.
    static var table: String { get }
    /// The column that names what is put aside.
    static var column: String { get }
    /// The condition that a row `h` is about something that nobody has decided.
    static var waits: String { get }
}

/// A step of 決裁の保留 in the table of its thing.
public struct HoldRow<Thing: HeldThing>: FactRow {
    public static var table: String { Thing.table }
    public static var columns: [String] {
        [Thing.column, "is_held", "reason", "look_again_on", "officer"]
    }
    private let thing: Int64
    private let reason: String
    private let lookAgainOn: CivilDate?
    private let officer: String

    /// - Parameter day: `nil` where the hold ends.
    public init(_ thing: Int64, reason: String, lookAgainOn day: CivilDate?, officer: String) {
        self.thing = thing
        self.reason = reason
        lookAgainOn = day
        self.officer = officer
    }

    public var values: [any SQLValueConvertible] {
        [thing, lookAgainOn != nil, reason, lookAgainOn, officer]
    }
}

/// What is put aside, and by which steps; the newest step of a thing counts.
public enum HoldTable<Thing: HeldThing> {
    private static var select: String {
        """
        SELECT h.\(Thing.column), h.is_held, h.reason, h.look_again_on, h.officer, h.recorded_at
        FROM \(Thing.table) h
        """
    }

    /// The holds in force among these.
    public static func held(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: ProposalHold] {
        newest(try steps(of: ids, from: db))
    }

    /// The holds in force among all that waits, in one statement.
    public static func held(from db: any Connection) throws -> [Int64: ProposalHold] {
        newest(try db.rows("\(select) WHERE \(Thing.waits) ORDER BY h.id", [], read))
    }

    /// Every step about these; those of one are in their order.
    public static func steps(
        of ids: [Int64], from db: any Connection
    ) throws -> [HoldStep] {
        var found: [HoldStep] = []
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY h.id", column: "h.\(Thing.column)", key: 0, ids: ids,
            in: db
        ) { found.append(read($0)) }
        return found
    }

    private static func newest(_ steps: [HoldStep]) -> [Int64: ProposalHold] {
        steps.reduce(into: [:]) { $0[$1.proposal] = $1.hold }
    }

    private static func read(_ row: any Row) -> HoldStep {
        HoldStep(
            proposal: row.int64(0), reason: row.text(2),
            lookAgainOn: row.bool(1) ? row.optionalDate(3) : nil, officer: row.text(4),
            at: row.instant(5))
    }
}
