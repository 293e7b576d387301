// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

extension HeadRuleKind: SQLValueConvertible {}

struct HeadRuleRow: FactRow {
    static let table = "head_rule"
    static let columns = ["kind", "valid_from", "valid_until", "signed_by"]
    let kind: HeadRuleKind
    let period: EffectivePeriod
    let signedBy: String

    var values: [any SQLValueConvertible] { [kind, period.from, period.until, signedBy] }
}

/// Rules that the head signed beforehand.
public enum HeadRuleBook {
    /// Every rule, oldest first. Two rules of a kind never share a day; a later row with the kind and
    /// the first day of a rule is its end: the head who signed that row cut the period short.
    public static func rules(from db: any Connection) throws -> [HeadRule] {
        var rules: [HeadRule] = []
        try db.forEachRow(
            """
            SELECT id, kind, valid_from, valid_until, signed_by, recorded_at FROM head_rule
            ORDER BY id
            """, []
        ) { row in
            let kind: HeadRuleKind = row.code(1)
            let period = EffectivePeriod(from: row.date(2), until: row.optionalDate(3))
            let place = rules.lastIndex {
                $0.kind == kind && $0.period.from == period.from && $0.end == nil
                    && !$0.period.isEmpty
            }
            if let place {
                rules[place].period = period
                rules[place].end = HeadRule.End(officer: row.text(4), at: row.instant(5))
            } else {
                rules.append(
                    HeadRule(
                        id: row.int64(0), kind: kind, period: period, signedBy: row.text(4),
                        signedAt: row.instant(5)))
            }
        }
        return rules
    }

    /// The rules in force on a day, by kind.
    static func inForce(
        on day: CivilDate, from db: any Connection
    ) throws -> [HeadRuleKind: HeadRule] {
        try rules(from: db).filter { $0.period.contains(day) }
            .reduce(into: [:]) { $0[$1.kind] = $1 }
    }
}
