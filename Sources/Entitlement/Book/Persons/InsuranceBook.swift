// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

extension InsuranceSource: SQLValueConvertible {}

struct InsuranceRow: FactRow {
    static let table = "insurance_fact"
    static let columns = [
        "child", "insurer", "insurer_name", "acquired_on", "lost_on", "insured_name", "symbol",
        "number", "sub_number", "band", "is_void", "source", "application_id", "evidence",
        "reason",
    ]
    let input: InsuranceInput
    var application: Int64?

    var values: [any SQLValueConvertible] {
        [
            input.child, input.insurer, input.insurerName, input.acquiredOn, input.lostOn,
            input.insuredName, input.symbol, input.number, input.subNumber, input.band,
            input.isVoid, input.source, application, input.evidence, input.reason,
        ]
    }
}

/// 保険情報: what is known of the insurance of children.
public enum InsuranceBook {
    /// The stretches of each child by day of acquisition, as recorded until a moment and, where
    /// given, until an operation.
    public static func stretches(
        _ children: [AddresseeNumber]?, asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [AddresseeNumber: [InsuranceStretch]] {
        var newest: [Key: (stretch: InsuranceStretch, isVoid: Bool)] = [:]
        try forEachFact(children, asOf: moment, from: db) { key, stretch, isVoid in
            newest[key] = (stretch, isVoid)
        }
        return grouped(newest)
    }

    /// The insurers in force on a day, as the record stood after each child's operation.
    static func insurers(
        on day: CivilDate, until operations: [AddresseeNumber: Int64], from db: any Connection
    ) throws -> [AddresseeNumber: Set<String>] {
        var newest: [Key: (stretch: InsuranceStretch, isVoid: Bool)] = [:]
        try forEachFact(Array(operations.keys), asOf: nil, from: db) { key, stretch, isVoid in
            if let last = operations[key.child], stretch.operation <= last {
                newest[key] = (stretch, isVoid)
            }
        }
        return grouped(newest).mapValues { insurers(in: $0, on: day) }
    }

    /// The insurers of stretches that contain a day.
    static func insurers(in stretches: [InsuranceStretch], on day: CivilDate) -> Set<String> {
        Set(stretches.filter { $0.period.contains(day) }.map(\.insurer))
    }

    /// Facts replace each other by child, insurer and day of acquisition. What the insurer has
    /// said is not replaced by what a form says of the same insurance, whichever came first.
    typealias Key = StretchKey

    /// Whose word counts while facts are read in the order of their being recorded.
    struct Precedence {
        private var saidByInsurer: Set<Key> = []

        /// Whether a fact replaces what was known.
        mutating func counts(_ key: Key, from source: InsuranceSource) -> Bool {
            switch source {
            case .kokuho, .shaho:
                saidByInsurer.insert(key)
                return true
            case .application: return !saidByInsurer.contains(key)
            case .notification: return true
            }
        }
    }

    private static func forEachFact(
        _ children: [AddresseeNumber]?, asOf moment: Instant?, from db: any Connection,
        _ body: (Key, InsuranceStretch, Bool) -> Void
    ) throws {
        var precedence = Precedence()
        try Among.forEach(
            """
            SELECT child, insurer, insurer_name, acquired_on, lost_on, insured_name, symbol,
            number, sub_number, band, is_void, operation_id, source FROM insurance_fact
            WHERE {among} AND recorded_at <= ? ORDER BY id
            """, column: "child", key: 0, ids: children?.ids, in: db,
            arguments: [Instant.bound(moment)]
        ) { row in
            let stretch = InsuranceStretch(
                insurer: row.text(1), insurerName: row.text(2),
                period: EffectivePeriod(from: row.date(3), until: row.optionalDate(4)),
                insuredName: row.optionalText(5), symbol: row.optionalText(6),
                number: row.optionalText(7), subNumber: row.optionalText(8),
                band: row.optionalCode(9), operation: row.int64(11))
            let key = Key(child: row.addressee(0), insurer: row.text(1), acquired: row.date(3))
            if precedence.counts(key, from: row.code(12)) { body(key, stretch, row.bool(10)) }
        }
    }

    static func grouped(
        _ newest: [Key: (stretch: InsuranceStretch, isVoid: Bool)]
    ) -> [AddresseeNumber: [InsuranceStretch]] {
        var found: [AddresseeNumber: [InsuranceStretch]] = [:]
        for (key, fact) in newest where !fact.isVoid {
            found[key.child, default: []].append(fact.stretch)
        }
        return found.mapValues { stretches in
            stretches.sorted {
                ($0.period.from, $0.insurer, $0.operation)
                    < ($1.period.from, $1.insurer, $1.operation)
            }
        }
    }
}
