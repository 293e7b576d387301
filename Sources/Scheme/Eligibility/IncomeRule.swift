// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Whose income counts, how it is measured and what it may not exceed (所得制限).
///
/// A book without such a rule asks nothing of tax.
public struct IncomeRule: Sendable, Hashable {
    /// What is compared with the limit.
    public enum Measure: String, Sendable, CaseIterable {
        /// 合計所得金額.
        case income
        /// 市町村民税所得割額.
        case levy = "income-levy"
    }

    /// Whose.
    public enum Whose: String, Sendable, CaseIterable {
        /// The parent with the higher one; the dependants are that parent's.
        case higherParent = "higher-parent"
        /// Both together, dependants too.
        case parentsSum = "parents-sum"
        /// The recipient alone (主たる生計維持者).
        case recipient
    }

    public enum Compare: String, Sendable, CaseIterable {
        case below
        case orLess = "or-less"

        /// Whether an amount stays within a bound.
        func holds(_ yen: Yen, _ bound: Yen) -> Bool {
            self == .below ? yen < bound : yen <= bound
        }

        var wording: String { self == .below ? "未満" : "以下" }
    }

    public let measure: Measure
    public let whose: Whose
    /// The limit without dependants.
    public let limit: Yen
    /// What one dependant adds to the limit.
    public let perDependant: Yen
    /// What is taken off each person's amount before comparing; zero where the book says nothing.
    public let deduct: Yen
    public let compare: Compare
    /// The month from which a year of assessment counts; before it the year before does.
    public let yearBegins: Int
    /// Whom the limit does not bind.
    public let exceptions: Exceptions

    /// Whom the limit does not bind, as the book lists it.
    public struct Exceptions: Sendable, Hashable {
        /// A person who owes no municipal tax counts as zero.
        public let taxExempt: Bool
        /// Until this end of age the income is not asked.
        public let youngerThan: AgeEnd?
        /// From so many dependants on the income is not asked of that person.
        public let dependants: Int?
    }

    /// Whose income is measured, and how.
    public var measuring: IncomeMeasuring {
        IncomeMeasuring(
            measure: measure, whose: whose, deduct: deduct, yearBegins: yearBegins,
            taxExempt: exceptions.taxExempt)
    }

    /// The year of assessment (賦課年度) that counts on a day.
    public func year(on day: CivilDate) -> Int { measuring.year(on: day) }

    /// The first day on which a year of assessment counts.
    public func firstDay(of year: Int) -> CivilDate { measuring.firstDay(of: year) }

    /// The rule in one line of the list of the book.
    public var wording: String {
        var text = "\(measuring.wording)が\(limit)"
        if perDependant > .zero { text += "(扶養親族一人につき\(perDependant)を加算)" }
        text += compare.wording
        text += "、\(yearBegins)月から新しい年度で判定"
        if deduct > .zero { text += "、一人につき\(deduct)を控除" }
        if exceptions.taxExempt { text += "、非課税の方は0円" }
        if let end = exceptions.youngerThan { text += "、\(end)は所得を問わない" }
        if let count = exceptions.dependants { text += "、扶養親族\(count)人以上は所得を問わない" }
        return text
    }
}

/// What the tax office or a certificate says of one person and one year of assessment.
public struct IncomeStatement: Sendable, Hashable {
    public var year: Int
    /// False: 未申告, the income is not known.
    public var isDeclared: Bool
    /// 非課税.
    public var isExempt: Bool
    public var income: Yen?
    public var levy: Yen?
    public var dependants: Int?

    public init(
        year: Int, isDeclared: Bool = true, isExempt: Bool = false, income: Yen? = nil,
        levy: Yen? = nil, dependants: Int? = nil
    ) {
        self.year = year
        self.isDeclared = isDeclared
        self.isExempt = isExempt
        self.income = income
        self.levy = levy
        self.dependants = dependants
    }
}

/// The parents of a child with what is known of their income.
public struct HouseholdIncome: Sendable, Hashable {
    public struct Parent: Sendable, Hashable {
        public var isRecipient: Bool
        /// One statement a year of assessment.
        public var statements: [IncomeStatement]

        public init(isRecipient: Bool, statements: [IncomeStatement]) {
            self.isRecipient = isRecipient
            self.statements = statements
        }

        var wording: String { (isRecipient ? PhraseName.recipient : .otherGuardian).plain }
    }

    public var parents: [Parent]
    /// Whether everybody is named whose income may count: a parent who is not registered would
    /// let a family over the limit pass.
    public var isComplete: Bool

    /// False where a question is about something else (the age alone): the rule is passed over.
    public var isAsked = true

    public init(parents: [Parent], isComplete: Bool) {
        self.parents = parents
        self.isComplete = isComplete
    }

    /// The recipient, and the other parent where anything was said of one: as examples of the books
    /// and lines of `hagukumi judge` write it.
    init(recipient: [IncomeStatement], other: [IncomeStatement], isComplete: Bool) {
        self.init(
            parents: [Parent(isRecipient: true, statements: recipient)]
                + (other.isEmpty ? [] : [Parent(isRecipient: false, statements: other)]),
            isComplete: isComplete)
    }

    /// The question is not about income.
    public static var notAsked: HouseholdIncome {
        var none = HouseholdIncome(parents: [], isComplete: false)
        none.isAsked = false
        return none
    }

    /// Nothing is known.
    public static let unknown = HouseholdIncome(parents: [], isComplete: false)

    /// Whether another parent earned more than the recipient, in the newest year of which both are known:
    /// a doubt about who keeps the family (主たる生計維持者), no answer.
    public var recipientEarnsLess: Bool {
        guard let mine = parents.first(where: \.isRecipient)?.earned else { return false }
        return parents.contains { parent in
            guard !parent.isRecipient else { return false }
            let theirs = parent.earned
            guard let year = Set(mine.keys).intersection(theirs.keys).max(),
                let own = mine[year], let other = theirs[year]
            else { return false }
            return own < other
        }
    }
}

extension HouseholdIncome.Parent {
    /// What was earned, by year of assessment; who owes no tax and says no amount earned nothing.
    fileprivate var earned: [Int: Yen] {
        statements.reduce(into: [:]) { earned, said in
            guard said.isDeclared else { return }
            earned[said.year] = said.income ?? (said.isExempt ? .zero : nil)
        }
    }
}

extension Fields {
    /// Reads one value of `income`.
    func incomeRule() -> IncomeRule? {
        guard let measure = word("measure", IncomeRule.Measure.self),
            let whose = word("whose", IncomeRule.Whose.self),
            let compare = word("compare", IncomeRule.Compare.self)
        else { return nil }
        return IncomeRule(
            measure: measure, whose: whose, limit: Yen(number("limit")),
            perDependant: Yen(optionalNumber("per-dependant") ?? 0),
            deduct: Yen(optionalNumber("deduct") ?? 0), compare: compare, yearBegins: yearBegins(),
            exceptions: IncomeRule.Exceptions(
                taxExempt: flag("tax-exempt-counts-zero", otherwise: false),
                youngerThan: has("no-limit-until-end-of") ? ageEnd("no-limit-until-end-of") : nil,
                dependants: optionalNumber("no-limit-from-dependants")))
    }
}

extension Fields {
    /// The month from which a new year of assessment counts.
    func yearBegins() -> Int {
        let month = number("year-begins")
        if !(1...12).contains(month) { place.report(.wrongForm, "year-begins は 1 から 12 で書いてください") }
        return month
    }
}

extension DatedValues where Value == TaxInformation {
    /// The first day on which tax is asked for although every rule about income has ended: nothing of
    /// it may enter then. Before the first rule a city may ask ahead.
    ///
    /// - Parameter rules: the days on which each rule changes, and whether it has ended on a day.
    func firstDay(
        beyond rules: [(days: [CivilDate], hasEnded: (CivilDate) -> Bool)]
    ) -> CivilDate? {
        (entries.map(\.from) + rules.flatMap(\.days)).sorted().first { day in
            guard rules.allSatisfy({ $0.hasEnded(day) }), case .found = on(day) else {
                return false
            }
            return true
        }
    }
}

extension DatedValues {
    /// The days on which a rule changes, and whether it has ended on a day.
    var ending: (days: [CivilDate], hasEnded: (CivilDate) -> Bool) {
        (
            entries.map(\.from),
            { day in if case .ended? = entry(on: day)?.setting { true } else { false } }
        )
    }
}

extension BookText {
    static let incomeKeys = [
        "measure", "whose", "limit", "per-dependant", "deduct", "compare", "year-begins",
        "tax-exempt-counts-zero", "no-limit-until-end-of", "no-limit-from-dependants",
    ]
}

extension Fields {
    /// The parents' income of a worked example: one entry a person and year of assessment;
    /// `who: none` says that there is no other parent.
    func householdIncome(_ key: String) -> HouseholdIncome? {
        guard let place = values[key] else { return nil }
        var mine: [IncomeStatement] = []
        var other: [IncomeStatement] = []
        var isComplete = false
        for item in place.items {
            let fields = item.fields([
                "who", "year", "income", "levy", "dependants", "exempt", "undeclared",
            ])
            let who = fields.text("who")
            isComplete = isComplete || who != "recipient"
            guard who == "recipient" || who == "other-parent" else {
                if who != "none" {
                    item.report(.wrongForm, "who は recipient か other-parent か none で書いてください")
                }
                continue
            }
            let statement = IncomeStatement(
                year: fields.number("year"),
                isDeclared: !fields.flag("undeclared", otherwise: false),
                isExempt: fields.flag("exempt", otherwise: false),
                income: fields.optionalNumber("income").map { Yen($0) },
                levy: fields.optionalNumber("levy").map { Yen($0) },
                dependants: fields.optionalNumber("dependants"))
            if who == "recipient" { mine.append(statement) } else { other.append(statement) }
        }
        return HouseholdIncome(recipient: mine, other: other, isComplete: isComplete)
    }
}
