// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 収入の帳簿: every case with the fiscal year of each fact; pure.
public struct IncomeLedger: Sendable {
    private struct Placed: Sendable {
        let income: IncomeCase
        let facts: [(fact: IncomeFact, year: FiscalYear)]
    }

    private let placed: [Placed]
    private let law: FiscalLaw

    /// - Throws: `AccountingRefusal.termsUnset`.
    init(_ cases: [IncomeCase], law: FiscalLaw) throws(AccountingRefusal) {
        var placed: [Placed] = []
        for income in cases {
            guard let first = income.facts.first else { continue }
            let origin = income.origin ?? FiscalYear(of: first.on)
            var facts: [(fact: IncomeFact, year: FiscalYear)] = []
            for fact in income.facts {
                if let charged = fact.charged {
                    facts.append((fact, charged))
                } else {
                    facts.append((fact, try law.incomeYear(askedIn: origin, on: fact.on)))
                }
            }
            placed.append(Placed(income: income, facts: facts))
        }
        self.placed = placed
        self.law = law
    }

    /// Every year with income.
    public var years: Set<FiscalYear> { Set(placed.flatMap { $0.facts.map(\.year) }) }

    /// The account of a year. What was open at the end of the year before is carried over when that
    /// year is closed, not before.
    ///
    /// - Throws: `AccountingRefusal.termsUnset`.
    public func account(
        of year: FiscalYear, on today: CivilDate
    ) throws(AccountingRefusal) -> IncomeAccount {
        let isCarried = try today > law.lastDay(of: FiscalYear(year.year - 1))
        let last = try law.lastDay(of: year).yearMonth
        let months = year.firstDay.yearMonth...last
        return IncomeAccount(
            year: year, last: last,
            lines: placed.compactMap { placed in
                var line = IncomeAccount.Line(income: placed.income)
                var before = IncomeFigures()
                // What the budget of a year gave back was carried to it, though the last is still open.
                let isSpent = placed.facts.contains { $0.year == year && $0.fact.kind == .expended }
                for (fact, its) in placed.facts {
                    if its < year, isCarried || isSpent { before.add(fact) }
                    guard its == year else { continue }
                    let month = min(max(fact.on.yearMonth, months.lowerBound), last)
                    line.months[month, default: IncomeFigures()].add(fact)
                }
                line.carried = before.balance
                return line.carried == .zero && line.months.isEmpty ? nil : line
            })
    }
}

/// 収入(歳入)の年度の集計: asked, received, open and too much, by source and month.
public struct IncomeAccount: Sendable {
    struct Line: Sendable {
        let income: IncomeCase
        var carried: Yen = .zero
        var months: [YearMonth: IncomeFigures] = [:]

        init(income: IncomeCase) { self.income = income }

        /// What happened in a month, or until the last one, with what stands at its end.
        func figures(in month: YearMonth?, until last: YearMonth) -> IncomeFigures {
            var all = IncomeFigures()
            all.carried = carried
            for (its, figures) in months where its <= month ?? last { all = all + figures }
            var found = all
            if let month { found = months[month] ?? IncomeFigures() }
            found.open = max(.zero, all.balance)
            found.excess = max(.zero, -all.balance)
            return found
        }
    }

    public let year: FiscalYear
    let last: YearMonth
    let lines: [Line]

    /// Whether the year knows no income.
    public var isEmpty: Bool { rows().isEmpty }

    /// Months in which something happened, in the order of the year; the last ones lie in the next year
    /// (出納整理期間).
    public func months(of source: IncomeSource) -> [YearMonth] {
        Set(
            lines.filter { $0.income.source == source }
                .flatMap { $0.months.filter { !$0.value.isEmpty }.keys }
        ).sorted()
    }

    /// The sum of a source, or of all; of a month, or of the year.
    public func figures(_ source: IncomeSource? = nil, in month: YearMonth? = nil) -> IncomeFigures
    {
        rows(source, in: month).reduce(IncomeFigures()) { $0 + $1.figures }
    }

    /// The cases that figures are made of, in the order of the books.
    public func rows(
        _ source: IncomeSource? = nil, in month: YearMonth? = nil
    ) -> [(income: IncomeCase, figures: IncomeFigures)] {
        lines.filter { source == nil || $0.income.source == source }
            .map { ($0.income, $0.figures(in: month, until: last)) }
            .filter { !$0.1.isEmpty || $0.1.open + $0.1.excess > .zero }
    }
}
