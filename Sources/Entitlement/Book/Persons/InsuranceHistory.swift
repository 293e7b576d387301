// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

extension InsuranceEvidence: SQLValueConvertible {}

/// One fact about the insurance of a child, as it was recorded.
public struct InsuranceFact: Hashable, Sendable {
    public let stretch: InsuranceStretch
    public let source: InsuranceSource
    /// The paper that showed it; `nil` where a file brought it.
    public let evidence: InsuranceEvidence?
    /// Takes back what stood for this insurer and day of acquisition.
    public let isVoid: Bool
}

extension InsuranceBook {
    /// Every fact about a child's insurance in the order of recording; the newest of (insurer, day
    /// of acquisition) counts, and what the insurer said is not replaced by a form.
    public static func history(
        of child: AddresseeNumber, asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [Recorded<InsuranceFact>] {
        let facts = try db.rows(
            """
            SELECT f.id, f.insurer, f.insurer_name, f.acquired_on, f.lost_on, f.insured_name,
            f.symbol, f.number, f.sub_number, f.band, f.operation_id, f.source, f.evidence,
            f.is_void, \(RecordedRows.columns) FROM insurance_fact f \(RecordedRows.join)
            WHERE f.child = ? AND f.recorded_at <= ? ORDER BY f.id
            """, [child, Instant.bound(moment)]
        ) { row in
            let stretch = InsuranceStretch(
                insurer: row.text(1), insurerName: row.text(2),
                period: EffectivePeriod(from: row.date(3), until: row.optionalDate(4)),
                insuredName: row.optionalText(5), symbol: row.optionalText(6),
                number: row.optionalText(7), subNumber: row.optionalText(8),
                band: row.optionalCode(9), operation: row.int64(10))
            let fact = InsuranceFact(
                stretch: stretch, source: row.code(11), evidence: row.optionalCode(12),
                isVoid: row.bool(13))
            return RecordedRows.of(fact, row, id: row.int64(0), from: 14)
        }
        return overruled(facts, of: child)
    }

    /// Marks what does not count any more, as `stretches` reads it.
    private static func overruled(
        _ facts: [Recorded<InsuranceFact>], of child: AddresseeNumber
    ) -> [Recorded<InsuranceFact>] {
        func key(_ fact: InsuranceFact) -> Key {
            Key(child: child, insurer: fact.stretch.insurer, acquired: fact.stretch.period.from)
        }
        var precedence = Precedence()
        var last: [Key: Int64] = [:]
        for fact in facts where precedence.counts(key(fact.value), from: fact.value.source) {
            last[key(fact.value)] = fact.id
        }
        return facts.map { last[key($0.value)] == $0.id ? $0 : $0.overruled }
    }
}
