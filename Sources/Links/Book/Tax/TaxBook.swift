// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

extension TaxStatus: SQLValueConvertible {}

struct TaxRow: FactRow {
    static let table = "tax_fact"
    static let columns = [
        "subject", "child", "tax_year", "status", "income", "income_levy", "per_capita_levy",
        "dependants", "made_at",
    ]
    let about: ConsentCase
    let statement: TaxStatement
    let madeAt: Instant

    var values: [any SQLValueConvertible] {
        [
            about.subject, about.child, statement.year, statement.status, statement.income,
            statement.incomeLevy, statement.perCapitaLevy, statement.dependants, madeAt,
        ]
    }
}

/// Which inquiry said a row.
struct TaxAnswerRow: FactRow {
    static let table = "tax_answer"
    static let columns = ["tax_id", "inquiry_number"]
    let tax: Int64
    let inquiry: String

    var values: [any SQLValueConvertible] { [tax, inquiry] }
}

/// 個人住民税 of persons in open cases who consented.
public enum TaxBook {
    /// What may be used on a day in the cases of children: where the consent was taken back, or
    /// has ended, nothing is answered any more.
    public static func statements(
        _ children: [AddresseeNumber], on day: CivilDate, from db: any Connection
    ) throws -> [ConsentCase: [TaxStatement]] {
        let known = try newest(Set(children), from: db)
        let allowed = try ConsentBook.holds(.tax, known.keys.map(\.about), on: day, from: db)
        var found: [ConsentCase: [TaxStatement]] = [:]
        for (key, entry) in known where allowed[key.about] != nil {
            found[key.about, default: []].append(entry.statement)
        }
        return found.mapValues { $0.sorted { $0.year > $1.year } }
    }

    /// The inquiries by whose answers the newest statements are known; what the tax file said is left
    /// out.
    static func inquiries(
        _ children: [AddresseeNumber], from db: any Connection
    ) throws -> [Key: String] {
        try newest(Set(children), from: db).compactMapValues(\.inquiry)
    }

    struct Key: Hashable {
        let about: ConsentCase
        let year: Int
    }

    /// What was said last, by the moment the peer made the file or answered, and by which inquiry:
    /// `nil` is the tax file.
    static func newest(
        _ children: Set<AddresseeNumber>, from db: any Connection
    ) throws -> [Key: (statement: TaxStatement, madeAt: Instant, inquiry: String?)] {
        var found: [Key: (statement: TaxStatement, madeAt: Instant, inquiry: String?)] = [:]
        try Among.forEach(
            """
            SELECT t.child, t.subject, t.tax_year, t.status, t.income, t.income_levy,
                t.per_capita_levy, t.dependants, t.made_at, a.inquiry_number
            FROM tax_fact t LEFT JOIN tax_answer a ON a.tax_id = t.id
            WHERE {among} ORDER BY t.made_at, t.id
            """, column: "t.child", key: 0, ids: children.map(\.value), in: db
        ) { row in
            let about = ConsentCase(subject: row.addressee(1), child: row.addressee(0))
            let statement = TaxStatement(
                year: row.int(2), status: row.code(3), income: row.optionalYen(4),
                incomeLevy: row.optionalYen(5), perCapitaLevy: row.optionalYen(6),
                dependants: row.optionalInt(7))
            found[Key(about: about, year: statement.year)] =
                (statement, row.instant(8), row.optionalText(9))
        }
        return found
    }
}
