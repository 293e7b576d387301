// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Scheme
public import Vocabulary

/// 居住の特例: where a child's home and the city that pays part; what the kinds do stands in the book.
public struct ResidenceException: Hashable, Sendable {
    public var child: AddresseeNumber
    /// A word of the book (`study-away`); `R01` in rows of before, when only studying away was known.
    public var kind: String
    public var period: EffectivePeriod
    /// Codes of the list `residence-paper` that were shown.
    public var papers: Set<String>
    public var isVoid: Bool

    /// The kind, as the books name it.
    public var known: ResidenceExceptionKind? {
        kind == "R01" ? .studyAway : ResidenceExceptionKind(rawValue: kind)
    }
    public var wording: String { known?.wording ?? kind }

    public init(
        child: AddresseeNumber, kind: String, period: EffectivePeriod, papers: Set<String>,
        isVoid: Bool = false
    ) {
        self.child = child
        self.kind = kind
        self.period = period
        self.papers = papers
        self.isVoid = isVoid
    }
}

struct ResidenceExceptionRow: FactRow {
    static let table = "residence_exception"
    static let columns = [
        "child", "kind", "began_on", "ended_on", "is_void", "papers", "officer",
    ]
    let exception: ResidenceException
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            exception.child, exception.kind, exception.period.from, exception.period.until,
            exception.isVoid, exception.papers.sorted().joined(separator: ","), officer,
        ]
    }
}

/// The exceptions of children; the newest row of (child, kind, first day) counts.
public enum ResidenceExceptionBook {
    private struct Key: Hashable {
        let child: AddresseeNumber
        let kind: String
        let from: CivilDate
    }

    /// The exceptions with their days, as recorded until a moment, those taken back left out.
    public static func stretches(
        _ children: [AddresseeNumber]?, asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [AddresseeNumber: [ResidenceException]] {
        Dictionary(
            grouping: try recorded(children, asOf: moment, from: db).map(\.exception), by: \.child
        ).mapValues { $0.sorted { $0.period.from < $1.period.from } }
    }

    /// Every exception that stands, with the moment at which its papers were last seen.
    static func recorded(
        _ children: [AddresseeNumber]?, asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [(exception: ResidenceException, at: Instant)] {
        var newest: [Key: (exception: ResidenceException, at: Instant)] = [:]
        try Among.forEach(
            """
            SELECT child, kind, began_on, ended_on, is_void, papers, recorded_at
            FROM residence_exception WHERE {among} AND recorded_at <= ? ORDER BY id
            """, column: "child", key: 0, ids: children?.ids, in: db,
            arguments: [Instant.bound(moment)]
        ) { row in
            let one = ResidenceException(
                child: row.addressee(0), kind: row.text(1),
                period: EffectivePeriod(from: row.date(2), until: row.optionalDate(3)),
                papers: Set(row.text(5).split(separator: ",").map(String.init)),
                isVoid: row.bool(4))
            // Rows of before name studying away by its old code: they are the same exception.
            let kind = one.known?.rawValue ?? one.kind
            newest[Key(child: one.child, kind: kind, from: one.period.from)] = (
                one, row.instant(6)
            )
        }
        return newest.values.filter { !$0.exception.isVoid }
    }
}
