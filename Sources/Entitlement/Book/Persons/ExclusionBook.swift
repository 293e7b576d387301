// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Scheme
public import Vocabulary

struct ExclusionRow: FactRow {
    static let table = "exclusion_fact"
    static let columns = ["child", "kind", "began_on", "ended_on", "is_void", "source"]
    let input: ExclusionInput

    var values: [any SQLValueConvertible] {
        [
            input.child, input.word, input.beganOn, input.endedOn, input.isVoid,
            input.source,
        ]
    }
}

/// 除外事由: when children were left out, and why.
public enum ExclusionBook {
    /// The stretches of each child in order of their beginning, as recorded until a moment.
    public static func stretches(
        _ children: [AddresseeNumber]?, asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [AddresseeNumber: [ExclusionStretch]] {
        var newest: [Key: (until: CivilDate?, isVoid: Bool)] = [:]
        try Among.forEach(
            """
            SELECT child, kind, began_on, ended_on, is_void FROM exclusion_fact
            WHERE {among} AND recorded_at <= ? ORDER BY id
            """, column: "child", key: 0, ids: children?.ids, in: db,
            arguments: [Instant.bound(moment)]
        ) { row in
            let key = Key(child: row.addressee(0), kind: row.text(1), from: row.date(2))
            newest[key] = (row.optionalDate(3), row.bool(4))
        }
        var found: [AddresseeNumber: [ExclusionStretch]] = [:]
        for (key, fact) in newest where !fact.isVoid {
            found[key.child, default: []].append(
                ExclusionStretch(
                    kind: key.kind, period: EffectivePeriod(from: key.from, until: fact.until)))
        }
        return found.mapValues { stretches in
            stretches.sorted { ($0.period.from, $0.kind) < ($1.period.from, $1.kind) }
        }
    }

    private struct Key: Hashable {
        let child: AddresseeNumber
        let kind: String
        let from: CivilDate
    }
}
