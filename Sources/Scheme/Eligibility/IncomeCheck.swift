// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the income of the parents answers for one year of assessment.
enum IncomeVerdict: Hashable {
    case met
    case exceeded
    /// Something would have to be known first: who, and of which year.
    case unknown(String)
}

extension IncomeRule {
    /// One year of assessment.
    func verdict(_ household: HouseholdIncome, year: Int) -> IncomeVerdict {
        switch measuring.sum(household, year: year) {
        case .failure(let unknown): return .unknown(unknown.what)
        case .success(let sum):
            if let many = exceptions.dependants, sum.dependants >= many { return .met }
            let bound = limit + perDependant * sum.dependants
            return compare.holds(sum.yen, bound) ? .met : .exceeded
        }
    }

    /// 令和7年度.
    static func name(_ year: Int) -> String {
        Wareki.text(FiscalYear(year))
    }
}

/// The answer of the income rule for a child around a day.
struct IncomeAnswer {
    let finding: Finding
    let isMet: Bool
    /// What would have to be known, in words.
    let missing: String?
    /// The days around the day asked on which nothing known bars the child; half-open.
    var from: Int32
    let until: Int32
    /// Why the days before `from` do not belong: unknown income must not shorten silently.
    let unknownBefore: String?
}

extension SchemeBook {
    /// What the income rule says; `nil` where the book has none.
    ///
    /// No amount stands in the finding: it is printed on letters to one parent, and the income may
    /// be the other's.
    func incomeAnswer(_ request: JudgeRequest) -> IncomeAnswer? {
        let child = request.child
        let household = child.incomes ?? .unknown
        guard let values = incomeRule, household.isAsked else { return nil }
        let day = request.on
        func verdict(_ day: CivilDate) -> IncomeVerdict {
            let rule: IncomeRule
            switch values.on(day) {
            case .found(let found, _): rule = found
            // A value that nobody has looked up bars nobody and lets nobody pass.
            case .unset(let path): return .unknown(PhraseName.bookValue.said(path))
            case .none: return .met
            }
            if let end = rule.exceptions.youngerThan, day <= end.lastDay(born: child.born) {
                return .met
            }
            return rule.verdict(household, year: rule.year(on: day))
        }
        // The days on which the answer can change: new years, new rules, the end of the young age.
        var edges: Set<CivilDate> = Set(values.entries.map(\.from))
        for entry in values.entries {
            guard case .set(let rule) = entry.setting else { continue }
            let last = household.parents.flatMap(\.statements).map(\.year).max() ?? day.year
            let years = (child.born.year - 1)...max(day.year + 2, last + 1, child.born.year)
            edges.formUnion(years.map { rule.firstDay(of: $0) })
            if let end = rule.exceptions.youngerThan {
                edges.insert(end.lastDay(born: child.born).next)
            }
        }
        let sorted = edges.sorted()
        let now = verdict(day)
        var from = ChildNumbers.none
        var unknownBefore: String?
        for edge in sorted.reversed() where edge <= day && edge > child.born {
            let before = verdict(edge.previous)
            if before == .met { continue }
            from = edge.dayNumber
            if case .unknown(let what) = before { unknownBefore = what }
            break
        }
        // A year that nobody has answered yet does not end anything: it is asked when it comes.
        let until = sorted.first { $0 > day && verdict($0) == .exceeded }
        let entry = values.entry(on: day)
        let rule: IncomeRule? = if case .set(let rule)? = entry?.setting { rule } else { nil }
        let missing: String? = if case .unknown(let what) = now { what } else { nil }
        return IncomeAnswer(
            finding: Finding(
                rule: .income, article: entry?.article ?? eligibleArticle, met: now == .met,
                because: Self.because(now, rule: rule, child: child, on: day)),
            isMet: now == .met, missing: missing, from: from,
            until: until?.dayNumber ?? ChildNumbers.never, unknownBefore: unknownBefore)
    }

    /// The first day from `first` on that is known to be over the limit; what is not known bars
    /// nobody who is entitled.
    public func firstDayOverIncome(_ child: JudgeRequest.Child, from first: CivilDate) -> CivilDate?
    {
        let request = JudgeRequest(on: first, applied: nil, child: child)
        guard let answer = incomeAnswer(request) else { return nil }
        if !answer.isMet, answer.missing == nil { return first }
        return answer.until == ChildNumbers.never ? nil : CivilDate(dayNumber: answer.until)
    }

    /// The month in which a new year of assessment begins, by the newest rule; `nil` without one.
    public var incomeYearBegins: Int? {
        incomeRule?.entries.reversed().lazy.compactMap { entry -> Int? in
            if case .set(let rule) = entry.setting { rule.yearBegins } else { nil }
        }.first
    }

    /// Whose tax of which year would have to be known on a day, in words; nothing where the book asks
    /// nothing, or nobody has looked its value up.
    public func missingIncome(_ child: JudgeRequest.Child, on day: CivilDate) -> [String] {
        guard case .found(let rule, _)? = incomeRule?.on(day) else { return [] }
        if let end = rule.exceptions.youngerThan, day <= end.lastDay(born: child.born) {
            return []
        }
        return rule.measuring.missing(child.incomes ?? .unknown, year: rule.year(on: day))
    }

    /// The first day on which the income of a year of assessment is asked of a child: the first of the
    /// year, or the end of the age at which nobody asks; `nil` where the book does not ask in that year.
    public func firstDayAskingIncome(born: CivilDate, ofYear year: Int) -> CivilDate? {
        let near = EffectivePeriod(
            from: YearMonth(monthNumber: year * 12).firstDay,
            until: YearMonth(monthNumber: (year + 2) * 12).firstDay)
        let days = (incomeRule?.inForce(in: near) ?? []).compactMap { entry -> CivilDate? in
            let rule = entry.value
            let asked = EffectivePeriod(
                from: rule.firstDay(of: year), until: rule.firstDay(of: year + 1))
            guard let days = asked.intersection(entry.period) else { return nil }
            let old = rule.exceptions.youngerThan.map { $0.lastDay(born: born).next }
            let first = max(days.from, old ?? days.from)
            return days.contains(first) ? first : nil
        }
        return days.min()
    }

    private static func because(
        _ verdict: IncomeVerdict, rule: IncomeRule?, child: JudgeRequest.Child, on day: CivilDate
    ) -> String {
        guard let rule else {
            if case .unknown(let what) = verdict { return FindingName.incomeUnknown.said(what) }
            return "\(Wareki.text(day))には所得の要件がありません"
        }
        if let end = rule.exceptions.youngerThan, day <= end.lastDay(born: child.born) {
            return "\(end)は所得を問いません"
        }
        let year = IncomeRule.name(rule.year(on: day))
        return switch verdict {
        case .met: "\(year)の所得は限度額の範囲です"
        case .exceeded: FindingName.incomeExceeded.said(year)
        case .unknown(let what): FindingName.incomeUnknown.said(what)
        }
    }
}
