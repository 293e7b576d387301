// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Scheme
public import Vocabulary

struct InsurerRuleRow: FactRow {
    static let table = "insurer_rule"
    static let columns = [
        "insurer", "valid_from", "pays", "deduct", "minimum", "unit", "despite_subsidy", "basis",
        "proposer",
    ]
    let input: InsurerRuleInput
    let proposer: String

    var values: [any SQLValueConvertible] {
        [
            input.insurer, input.validFrom, input.pays, input.rule.deduct, input.rule.minimum,
            input.rule.unit, input.rule.paysDespiteSubsidy, input.basis, proposer,
        ]
    }
}

struct InsurerRuleOutcomeRow: FactRow {
    static let table = "insurer_rule_outcome"
    static let columns = ["rule_id", "outcome", "officer", "reason"]
    let rule: Int64
    let outcome: InsurerRule.Status
    let officer: String
    var reason: String?

    var values: [any SQLValueConvertible] { [rule, outcome.rawValue, officer, reason] }
}

/// 保険者の附加給付: the rules that two officers have agreed on. No person stands in them.
public enum InsurerRuleBook {
    private static let select = """
        SELECT r.id, r.insurer, r.valid_from, r.pays, r.deduct, r.minimum, r.unit,
        r.despite_subsidy, r.basis, r.proposer, r.recorded_at, c.outcome, c.officer, c.reason
        FROM insurer_rule r LEFT JOIN insurer_rule_outcome c ON c.rule_id = r.id
        """

    /// Every rule of one insurer, or of all, the newest first.
    public static func rules(
        of insurer: String? = nil, from db: any Connection
    ) throws -> [InsurerRule] {
        guard let insurer else { return try db.rows("\(select) ORDER BY r.id DESC", [], read) }
        return try db.rows("\(select) WHERE r.insurer = ? ORDER BY r.id DESC", [insurer], read)
    }

    /// A rule by its row.
    public static func rule(_ id: Int64, from db: any Connection) throws -> InsurerRule? {
        try db.first("\(select) WHERE r.id = ?", [id], read)
    }

    /// How many wait for the second officer.
    public static func waiting(from db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COUNT(*) FROM insurer_rule r WHERE NOT EXISTS
            (SELECT 1 FROM insurer_rule_outcome c WHERE c.rule_id = r.id)
            """, []
        ) { $0.int(0) } ?? 0
    }

    /// The approved rules in force on a day, by insurer: what claims are computed with. An insurer
    /// that is not there has none on record; one that is known to pay nothing has a rule that says
    /// so.
    public static func inForce(
        on day: CivilDate, from db: any Connection
    ) throws -> [String: InsurerRule] {
        var found: [String: InsurerRule] = [:]
        try db.forEachRow(
            "\(select) WHERE c.outcome = 'approved' AND r.valid_from <= ? ORDER BY r.valid_from, r.id",
            [day]
        ) { row in
            let rule = read(row)
            found[rule.insurer] = rule
        }
        return found
    }

    /// The approved rule of an insurer on a day. `nil` is "not on record": the book of the scheme
    /// may know one.
    public static func rule(
        insurer: String, on day: CivilDate, from db: any Connection
    ) throws -> InsurerRule? {
        try db.first(
            """
            \(select) WHERE r.insurer = ? AND c.outcome = 'approved' AND r.valid_from <= ?
            ORDER BY r.valid_from DESC, r.id DESC LIMIT 1
            """, [insurer, day], read)
    }

    private static func read(_ row: any Row) -> InsurerRule {
        InsurerRule(
            id: row.int64(0), insurer: row.text(1), validFrom: row.date(2), pays: row.bool(3),
            rule: AdditionalBenefitRule(
                deduct: row.int(4), minimum: row.int(5), unit: row.int(6),
                paysDespiteSubsidy: row.bool(7)),
            basis: row.text(8), proposer: row.text(9), proposedAt: row.instant(10),
            status: row.optionalCode(11) ?? .proposed, officer: row.optionalText(12),
            reason: row.optionalText(13))
    }
}
