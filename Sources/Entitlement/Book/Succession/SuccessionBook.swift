// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct SuccessionRow: FactRow {
    static let table = "insurer_succession"
    static let columns = [
        "old_insurer", "new_insurer", "new_name", "effective_on", "keeps_symbols", "basis",
        "expected", "digest", "proposer",
    ]
    let input: SuccessionInput
    let expected: Int
    let digest: String
    let proposer: String

    var values: [any SQLValueConvertible] {
        [
            input.old, input.new, input.newName, input.effectiveOn, input.keepsSymbols,
            input.basis, expected, digest, proposer,
        ]
    }
}

struct SuccessionOutcomeRow: FactRow {
    static let table = "insurer_succession_outcome"
    static let columns = ["succession_id", "outcome", "carried", "officer", "reason"]
    let succession: Int64
    let outcome: InsurerSuccession.Status
    let carried: Int
    let officer: String
    var reason: String?

    var values: [any SQLValueConvertible] {
        [succession, outcome.rawValue, carried, officer, reason]
    }
}

struct SuccessionChildRow: FactRow {
    static let table = "insurer_succession_child"
    static let columns = ["succession_id", "child", "acquired_on", "stage", "reason"]
    let succession: Int64
    let child: AddresseeNumber
    let acquiredOn: CivilDate
    let stage: String
    var reason: String?

    var values: [any SQLValueConvertible] { [succession, child, acquiredOn, stage, reason] }
}

/// 保険者番号の承継.
public enum SuccessionBook {
    private static let select = """
        SELECT s.id, s.old_insurer, s.new_insurer, s.new_name, s.effective_on, s.keeps_symbols,
        s.basis, s.expected, s.digest, s.proposer, s.recorded_at, c.outcome, c.carried, c.officer,
        c.reason
        FROM insurer_succession s LEFT JOIN insurer_succession_outcome c ON c.succession_id = s.id
        """

    /// Every succession, the newest first. No person stands in them.
    public static func all(from db: any Connection) throws -> [InsurerSuccession] {
        try db.rows("\(select) ORDER BY s.id DESC", [], read)
    }

    /// A succession by its row.
    public static func succession(
        _ id: Int64, from db: any Connection
    ) throws -> InsurerSuccession? {
        try db.first("\(select) WHERE s.id = ?", [id], read)
    }

    /// How many wait for the second officer.
    public static func waiting(from db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COUNT(*) FROM insurer_succession s WHERE NOT EXISTS
            (SELECT 1 FROM insurer_succession_outcome c WHERE c.succession_id = s.id)
            """, []
        ) { $0.int(0) } ?? 0
    }

    /// Who goes on as whom by a day, of those that two officers agreed on.
    public static func successors(
        on day: CivilDate, from db: any Connection
    ) throws -> Successors {
        try dated(from: db).on(day)
    }

    /// Everything that two officers agreed on until a moment, with its days; `nil` is until now.
    public static func dated(
        asOf moment: Instant? = nil, from db: any Connection
    ) throws -> DatedSuccessions {
        var found = DatedSuccessions()
        try db.forEachRow(
            """
            SELECT s.old_insurer, s.new_insurer, s.effective_on FROM insurer_succession s
            JOIN insurer_succession_outcome c ON c.succession_id = s.id
            WHERE c.outcome = 'approved' AND c.recorded_at <= ? ORDER BY s.effective_on, s.id
            """, [Instant.bound(moment)]
        ) { found.add($0.text(0), goesOnAs: $0.text(1), from: $0.date(2)) }
        return found
    }

    /// Children for whom anything was ever recorded of an insurer.
    static func children(
        ofInsurer insurer: String, from db: any Connection
    ) throws -> [AddresseeNumber] {
        try db.rows(
            "SELECT DISTINCT child FROM insurance_fact WHERE insurer = ? ORDER BY child", [insurer]
        ) { $0.addressee(0) }
    }

    /// The children of a succession as they were proposed, carried, or left out with the reason.
    public static func children(
        of succession: Int64, from db: any Connection
    ) throws -> [(child: AddresseeNumber, acquiredOn: CivilDate, stage: String, reason: String?)] {
        try db.rows(
            """
            SELECT child, acquired_on, stage, reason FROM insurer_succession_child
            WHERE succession_id = ? ORDER BY id
            """, [succession]
        ) { ($0.addressee(0), $0.date(1), $0.text(2), $0.optionalText(3)) }
    }

    private static func read(_ row: any Row) throws -> InsurerSuccession {
        guard let old = InsurerNumber(row.text(1)), let new = InsurerNumber(row.text(2)) else {
            throw Fault(.disk, detail: "insurer_succession \(row.int64(0))")
        }
        return InsurerSuccession(
            id: row.int64(0),
            input: SuccessionInput(
                old: old, new: new, newName: row.text(3),
                effectiveOn: row.date(4), keepsSymbols: row.bool(5), basis: row.text(6)),
            expected: row.int(7), digest: row.text(8), proposer: row.text(9),
            proposedAt: row.instant(10), status: row.optionalCode(11) ?? .proposed,
            carried: row.optionalInt(12), officer: row.optionalText(13),
            reason: row.optionalText(14))
    }
}
