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
    /// Every rule, oldest first.
    public static func rules(from db: any Connection) throws -> [HeadRule] {
        try db.rows(
            "SELECT id, kind, valid_from, valid_until, signed_by FROM head_rule ORDER BY id"
        ) {
            HeadRule(
                id: $0.int64(0), kind: $0.code(1),
                period: EffectivePeriod(from: $0.date(2), until: $0.optionalDate(3)),
                signedBy: $0.text(4))
        }
    }

    /// The rules in force on a day, by kind.
    static func inForce(
        on day: CivilDate, from db: any Connection
    ) throws -> [HeadRuleKind: HeadRule] {
        try rules(from: db).filter { $0.period.contains(day) }
            .reduce(into: [:]) { $0[$1.kind] = $1 }
    }
}
