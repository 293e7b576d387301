// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Whose income counts, how it is measured and of which year of assessment: asked by the rule about
/// who is covered (所得制限) and by the classes of co-payments (所得区分).
public struct IncomeMeasuring: Sendable, Hashable {
    public let measure: IncomeRule.Measure
    public let whose: IncomeRule.Whose
    /// What is taken off each person's amount.
    public let deduct: Yen
    /// The month from which a year of assessment counts; before it the year before does.
    public let yearBegins: Int
    /// A person who owes no municipal tax counts as zero.
    public let taxExempt: Bool

    /// What would have to be known first, in words: whose income of which year.
    struct Unknown: Error, Hashable {
        let what: String
    }

    /// The year of assessment (賦課年度) that counts on a day.
    public func year(on day: CivilDate) -> Int {
        let parts = day.parts
        return parts.month >= yearBegins ? parts.year : parts.year - 1
    }

    /// The first day on which a year of assessment counts.
    public func firstDay(of year: Int) -> CivilDate {
        YearMonth(monthNumber: year * 12 + yearBegins - 1).firstDay
    }

    /// 父母の所得割額の合計.
    public var wording: String {
        let what = (measure == .income ? PhraseName.income : .levy).plain
        return switch whose {
        case .higherParent: PhraseName.higherParent.said(what)
        case .parentsSum: PhraseName.parentsSum.said(what)
        case .recipient: PhraseName.ofRecipient.said(what)
        }
    }

    /// Everything that would have to be known for one year of assessment, of each parent.
    func missing(_ household: HouseholdIncome, year: Int) -> [String] {
        let counted = household.parents.filter { whose != .recipient || $0.isRecipient }
        var words = counted.compactMap { parent -> String? in
            let alone = HouseholdIncome(parents: [parent], isComplete: true)
            guard case .failure(let unknown) = sum(alone, year: year) else { return nil }
            return unknown.what
        }
        if case .failure(let unknown) = sum(household, year: year), !words.contains(unknown.what) {
            words.append(unknown.what)
        }
        return words
    }

    /// What counts of a household for one year of assessment.
    func sum(_ household: HouseholdIncome, year: Int) -> Result<IncomeSum, Unknown> {
        func unknown(_ what: String) -> Result<IncomeSum, Unknown> { .failure(Unknown(what: what)) }
        let counted = household.parents.filter { whose != .recipient || $0.isRecipient }
        guard whose == .recipient || household.isComplete else {
            return unknown(PhraseName.otherParentsTax.plain)
        }
        guard !counted.isEmpty else { return unknown(PhraseName.recipientsTax.plain) }
        var sums: [IncomeSum] = []
        for parent in counted {
            func missing(_ what: PhraseName) -> Result<IncomeSum, Unknown> {
                unknown(what.said(parent.wording, IncomeRule.name(year)))
            }
            guard let statement = parent.statements.first(where: { $0.year == year }) else {
                return missing(.taxOf)
            }
            guard statement.isDeclared else {
                return missing(.declarationOf)
            }
            let dependants = statement.dependants ?? 0
            if statement.isExempt, taxExempt {
                sums.append(IncomeSum(yen: .zero, dependants: dependants, isExempt: true))
                continue
            }
            guard let yen = measure == .income ? statement.income : statement.levy else {
                return missing(.incomeOf)
            }
            sums.append(
                IncomeSum(
                    yen: max(.zero, yen - deduct), dependants: dependants,
                    isExempt: statement.isExempt))
        }
        return .success(IncomeSum(sums, whose))
    }
}

/// The income of a household in the way of `IncomeMeasuring`.
struct IncomeSum: Hashable {
    let yen: Yen
    let dependants: Int
    /// Nobody who counts owes municipal tax.
    let isExempt: Bool

    init(yen: Yen, dependants: Int, isExempt: Bool) {
        self.yen = yen
        self.dependants = dependants
        self.isExempt = isExempt
    }

    /// - Parameter all: one each of those who count; at least one.
    fileprivate init(_ all: [IncomeSum], _ whose: IncomeRule.Whose) {
        isExempt = all.allSatisfy(\.isExempt)
        switch whose {
        case .parentsSum:
            yen = all.reduce(.zero) { $0 + $1.yen }
            dependants = all.reduce(0) { $0 + $1.dependants }
        case .higherParent, .recipient:
            let most = all.max { $0.yen < $1.yen }
            yen = most?.yen ?? .zero
            dependants = most?.dependants ?? 0
        }
    }
}
