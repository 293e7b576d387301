// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct DecisionRuleRow: FactRow {
    static let table = "decision_rule"
    static let columns = ["valid_from", "valid_until", "check_days", "ground", "proposer"]
    let from: CivilDate
    let until: CivilDate
    let checkDays: Int
    let ground: String
    let proposer: String

    var values: [any SQLValueConvertible] { [from, until, checkDays, ground, proposer] }
}

struct DecisionRuleOutcomeRow: FactRow {
    static let table = "decision_rule_outcome"
    static let columns = ["rule_id", "outcome", "officer", "reason"]
    let rule: Int64
    let isSigned: Bool
    let officer: String
    let reason: String?

    var values: [any SQLValueConvertible] {
        [rule, isSigned ? "signed" : "refused", officer, reason]
    }
}

struct DecisionRuleEndRow: FactRow {
    static let table = "decision_rule_end"
    static let columns = ["rule_id", "officer", "reason"]
    let rule: Int64
    let officer: String
    let reason: String

    var values: [any SQLValueConvertible] { [rule, officer, reason] }
}

struct RuleUseRow: FactRow {
    static let table = "decision_rule_use"
    static let columns = ["rule_id", "history_id", "child", "officer", "due_on"]
    let rule: Int64
    let history: Int64
    let child: AddresseeNumber
    let officer: String
    let dueOn: CivilDate

    var values: [any SQLValueConvertible] { [rule, history, child, officer, dueOn] }
}

struct RuleCheckRow: FactRow {
    static let table = "decision_rule_check"
    static let columns = ["use_id", "outcome", "officer", "note"]
    let use: Int64
    let isRight: Bool
    let officer: String
    let note: String?

    var values: [any SQLValueConvertible] { [use, isRight ? "right" : "wrong", officer, note] }
}

/// 専決の定め and their uses.
public enum DecisionRuleBook {
    /// Every rule, newest first.
    public static func rules(from db: any Connection) throws -> [DecisionRule] {
        try db.rows(
            """
            SELECT r.id, r.valid_from, r.valid_until, r.check_days, r.ground, r.proposer,
            o.outcome, o.officer, e.id FROM decision_rule r
            LEFT JOIN decision_rule_outcome o ON o.rule_id = r.id
            LEFT JOIN decision_rule_end e ON e.rule_id = r.id ORDER BY r.id DESC
            """, []
        ) { row in
            let outcome = row.optionalText(6)
            let state: DecisionRule.State =
                if row.optionalInt64(8) != nil {
                    .ended
                } else if let outcome {
                    outcome == "signed" ? .signed : .refused
                } else {
                    .proposed
                }
            return DecisionRule(
                id: row.int64(0), period: EffectivePeriod(from: row.date(1), until: row.date(2)),
                checkDays: row.int(3), ground: row.text(4), proposer: row.text(5),
                signedBy: outcome == "signed" ? row.text(7) : nil, state: state)
        }
    }

    /// The rule in force on a day; there is at most one.
    public static func inForce(
        on day: CivilDate, from db: any Connection
    ) throws -> DecisionRule? {
        try rules(from: db).first { $0.isInForce(on: day) }
    }

    /// Uses that nobody looked at yet, oldest first; or those that somebody did, the newest first.
    public static func uses(
        areOpen: Bool, limit: Int = 200, skipping: Int = 0, from db: any Connection
    ) throws -> [RuleUse] {
        let which =
            areOpen
            ? "WHERE c.id IS NULL ORDER BY u.id" : "WHERE c.id IS NOT NULL ORDER BY u.id DESC"
        return try db.rows("\(useSelect) \(which) LIMIT ? OFFSET ?", [limit, skipping], use)
    }

    /// How many uses somebody looked at.
    public static func checkedCount(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM decision_rule_check", []) { $0.int(0) } ?? 0
    }

    static func use(_ id: Int64, from db: any Connection) throws -> RuleUse? {
        try db.first("\(useSelect) WHERE u.id = ?", [id], use)
    }

    /// (waiting for a check, of them past their day).
    public static func counts(
        on day: CivilDate, from db: any Connection
    ) throws -> (waiting: Int, overdue: Int) {
        try db.first(
            """
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN u.due_on < ? THEN 1 ELSE 0 END), 0)
            FROM decision_rule_use u WHERE NOT EXISTS
            (SELECT 1 FROM decision_rule_check c WHERE c.use_id = u.id)
            """, [day]
        ) { ($0.int(0), $0.int(1)) } ?? (0, 0)
    }

    private static let useSelect = """
        SELECT u.id, u.rule_id, u.history_id, u.child, u.officer, u.recorded_at, u.due_on,
        c.outcome, c.officer, c.note FROM decision_rule_use u
        LEFT JOIN decision_rule_check c ON c.use_id = u.id
        """

    private static func use(_ row: any Row) -> RuleUse {
        RuleUse(
            id: row.int64(0), rule: row.int64(1), history: row.int64(2), child: row.addressee(3),
            officer: row.text(4), usedAt: row.instant(5), dueOn: row.date(6),
            isRight: row.optionalText(7).map { $0 == "right" }, checkedBy: row.optionalText(8),
            note: row.optionalText(9))
    }
}
