// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// What operations of a migration have written, counted from the tables themselves: the one side of
/// the difference report.
public struct PriorCounts: Hashable, Sendable {
    /// Decisions by calendar year of decision and result.
    public var decisions: [YearAnd<DecisionResult>: Int] = [:]
    /// Children by where their entitlement stands: in force on the day, or over.
    public var inForce = 0
    public var over = 0
    public var recipientNumbers = 0
    public var certificates = 0
    public var insurances = 0
    public var members = 0
    public var accounts = 0
    public var mailingAddresses = 0
    public var residences = 0
    public var residenceExceptions = 0
    /// By the word of the record: the kind, or kind and scheme.
    public var exclusions: [String: Int] = [:]
    public var memos: [MemoImportance: Int] = [:]

    public init() {}

    /// A year with something else.
    public struct YearAnd<Other: Hashable & Sendable>: Hashable, Sendable {
        public let year: Int
        public let other: Other

        public init(_ year: Int, _ other: Other) {
            self.year = year
            self.other = other
        }
    }
}

extension PriorCounts {
    /// Reads what a set of operations has written; `day` says which entitlements are in force.
    public static func read(
        of operations: Set<Int64>, on day: CivilDate, from db: any Connection
    ) throws -> PriorCounts {
        var counts = PriorCounts()
        try db.forEachRow(
            """
            SELECT h.operation_id, substr(h.decided_on, 1, 4), h.result, COUNT(*)
            FROM entitlement_history h JOIN entitlement_origin o ON o.history_id = h.id
            GROUP BY h.operation_id, substr(h.decided_on, 1, 4), h.result
            """, []
        ) { row in
            guard operations.contains(row.int64(0)), let year = Int(row.text(1)) else { return }
            counts.decisions[YearAnd(year, row.code(2)), default: 0] += row.int(3)
        }
        let strands = try strands(of: operations, from: db)
        for decision in strands.values {
            if decision.isLive, decision.periods.contains(day) {
                counts.inForce += 1
            } else {
                counts.over += 1
            }
        }
        counts.recipientNumbers = try count("recipient_number_assignment", operations, db)
        counts.certificates = try count("certificate", operations, db)
        counts.insurances = try count("insurance_fact", operations, db)
        counts.members = try count("welfare_household_fact", operations, db)
        counts.accounts = try count("account_use", operations, db)
        counts.mailingAddresses = try count("mailing_address_fact", operations, db)
        counts.residenceExceptions = try count("residence_exception", operations, db)
        // What the register says of a person stands in the same table.
        counts.residences = try grouped("cause", "residence_fact", operations, db)[
            DecisionCause.notification.rawValue, default: 0]
        counts.exclusions = try grouped("kind", "exclusion_fact", operations, db)
        for (word, number) in try grouped("importance", "memo", operations, db) {
            MemoImportance(rawValue: word).map { counts.memos[$0] = number }
        }
        return counts
    }

    /// The newest decision of each recipient number that the operations wrote.
    private static func strands(
        of operations: Set<Int64>, from db: any Connection
    ) throws -> [String: EntitlementDecision] {
        var found: [String: EntitlementDecision] = [:]
        for (_, strands) in try HistoryBook.strands(children: nil, from: db) {
            for strand in strands where operations.contains(strand.state.operation) {
                strand.state.recipientNumber.map { found[$0] = strand.state }
            }
        }
        return found
    }

    private static func count(
        _ table: String, _ operations: Set<Int64>, _ db: any Connection
    ) throws -> Int {
        var sum = 0
        try db.forEachRow(
            "SELECT operation_id, COUNT(*) FROM \(table) GROUP BY operation_id", []
        ) { if operations.contains($0.int64(0)) { sum += $0.int(1) } }
        return sum
    }

    private static func grouped(
        _ column: String, _ table: String, _ operations: Set<Int64>, _ db: any Connection
    ) throws -> [String: Int] {
        var sums: [String: Int] = [:]
        try db.forEachRow(
            """
            SELECT operation_id, \(column), COUNT(*) FROM \(table)
            GROUP BY operation_id, \(column)
            """, []
        ) { if operations.contains($0.int64(0)) { sums[$0.text(1), default: 0] += $0.int(2) } }
        return sums
    }
}
