// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// What waits for a head in 資格 beside the decisions themselves, as sums for the inbox of those who
/// decide: how many, since when, how many of them need a closer look. No person is read.
public enum CaseApprovals {
    public typealias Pending = (count: Int, oldest: Instant?, marked: Int)

    /// 保険者番号の承継; marked where the symbols of the cards do not go on.
    public static func successions(from db: any Connection) throws -> Pending {
        try pending(
            "q.keeps_symbols = 0",
            """
            insurer_succession q WHERE NOT EXISTS
            (SELECT 1 FROM insurer_succession_outcome c WHERE c.succession_id = q.id)
            """, [], db)
    }

    /// 附加給付の規則; none of them is marked: each is compared with its paper.
    public static func insurerRules(from db: any Connection) throws -> Pending {
        try pending(
            "1 = 0",
            """
            insurer_rule q WHERE NOT EXISTS
            (SELECT 1 FROM insurer_rule_outcome c WHERE c.rule_id = q.id)
            """, [], db)
    }

    /// 専決の事後確認; marked are those past their day.
    public static func ruleUses(
        on day: CivilDate, from db: any Connection
    ) throws -> Pending {
        try pending(
            "q.due_on < ?",
            """
            decision_rule_use q WHERE NOT EXISTS
            (SELECT 1 FROM decision_rule_check c WHERE c.use_id = q.id)
            """, [day], db)
    }

    private static func pending(
        _ mark: String, _ rows: String, _ arguments: [any SQLValueConvertible],
        _ db: any Connection
    ) throws -> Pending {
        try db.first(
            """
            SELECT COUNT(*), MIN(q.recorded_at),
            COALESCE(SUM(CASE WHEN \(mark) THEN 1 ELSE 0 END), 0) FROM \(rows)
            """, arguments
        ) { ($0.int(0), $0.optionalInstant(1), $0.int(2)) } ?? (0, nil, 0)
    }
}
