// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

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

    /// The rules of a day, by kind, and whether they decide: who signed must be one who may decide still.
    static func inForce(
        on day: CivilDate, from db: any Connection
    ) throws -> (deciding: [HeadRuleKind: HeadRule], orphaned: Set<HeadRuleKind>) {
        let valid = try rules(from: db).filter { $0.period.contains(day) }
        guard !valid.isEmpty else { return ([:], []) }
        let heads = try OfficersInService.whoMay(SignHeadRule.operation, on: day, from: db)
        return (
            valid.filter { heads.contains($0.signedBy) }.reduce(into: [:]) { $0[$1.kind] = $1 },
            Set(valid.filter { !heads.contains($0.signedBy) }.map(\.kind))
        )
    }

    /// The kinds whose rule of a day decides nothing: the role of who signed is over, and a head must
    /// sign anew.
    public static func orphaned(
        on day: CivilDate, from db: any Connection
    ) throws -> Set<HeadRuleKind> {
        try inForce(on: day, from: db).orphaned
    }
}
