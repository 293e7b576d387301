// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Scheme
public import Vocabulary

struct IncomeRow: FactRow {
    static let table = "income_paper"
    static let columns = [
        "subject", "tax_year", "is_declared", "is_exempt", "income", "income_levy", "dependants",
        "paper", "seen_on", "is_void", "officer",
    ]
    let paper: IncomePaper
    let officer: String

    var values: [any SQLValueConvertible] {
        let said = paper.statement
        return [
            paper.subject, said.year, said.isDeclared, said.isExempt, said.income, said.levy,
            said.dependants, paper.paper, paper.seenOn, paper.isVoid, officer,
        ]
    }
}

/// 所得の書類: what officers read from certificates; the newest row of (person, year) counts.
public enum IncomeBook {
    /// What counts, by person.
    public static func papers(
        of subjects: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [RecordedIncome]] {
        struct Key: Hashable { let subject: AddresseeNumber; let year: Int }
        var newest: [Key: RecordedIncome] = [:]
        try Among.forEach(
            """
            SELECT id, subject, tax_year, is_declared, is_exempt, income, income_levy, dependants,
            paper, seen_on, is_void, officer, recorded_at FROM income_paper
            WHERE {among} ORDER BY id
            """, column: "subject", key: 1, ids: subjects.ids, in: db
        ) { row in
            let paper = IncomePaper(
                subject: row.addressee(1),
                statement: IncomeStatement(
                    year: row.int(2), isDeclared: row.bool(3), isExempt: row.bool(4),
                    income: row.optionalYen(5), levy: row.optionalYen(6),
                    dependants: row.optionalInt(7)),
                paper: row.text(8), seenOn: row.date(9), isVoid: row.bool(10))
            newest[Key(subject: paper.subject, year: paper.statement.year)] = RecordedIncome(
                id: row.int64(0), paper: paper, officer: row.text(11),
                recordedAt: row.instant(12))
        }
        return Dictionary(grouping: newest.values.filter { !$0.paper.isVoid }) { $0.paper.subject }
            .mapValues { $0.sorted { $0.paper.statement.year > $1.paper.statement.year } }
    }
}
