// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the scheme leaves to the patient, by whom it is asked: the cases of the book are tried in
/// their order, and what is written outside of them is for everybody else.
public struct CopaymentTerms: Sendable, Hashable {
    /// Whom a case is about: everything that is written must be so (AND).
    public struct Condition: Sendable, Hashable {
        public let until: AgeEnd?
        /// What was done; one of them.
        public let care: [CareWord]
        /// Names of `income-classes`; one of them.
        public let incomeClasses: [String]
        /// 第何子以降.
        public let nthChildFrom: Int?
        /// 児童が何人以上の世帯.
        public let childrenFrom: Int?
        /// How long the stay in hospital has lasted.
        public let stayMonths: StayMonths?

        var wording: String {
            [
                until?.description,
                care.isEmpty ? nil : care.map(\.wording).joined(separator: "・"),
                incomeClasses.isEmpty
                    ? nil : PhraseName.incomeClass.said(incomeClasses.joined(separator: "・")),
                nthChildFrom.map { PhraseName.nthChildFrom.said(String($0)) },
                childrenFrom.map { PhraseName.childrenFrom.said(String($0)) },
                stayMonths?.wording,
            ].compactMap(\.self).joined(separator: PhraseName.both.plain)
        }
    }

    public struct Case: Sendable, Hashable {
        public let condition: Condition
        public let left: Copayment
    }

    public let cases: [Case]
    public let otherwise: Copayment

    var wording: String {
        (cases.map { $0.condition.wording + PhraseName.isFor.plain + $0.left.wording }
            + [(cases.isEmpty ? "" : PhraseName.others.plain) + otherwise.wording])
            .joined(separator: "、")
    }

    /// The class names that are asked for.
    var incomeClassNames: [String] { cases.flatMap(\.condition.incomeClasses) }
    var asksChildren: Bool {
        cases.contains { $0.condition.nthChildFrom != nil || $0.condition.childrenFrom != nil }
    }
}

extension BookText {
    static let copaymentRuleKeys = [
        "kind", "yen", "times", "month-cap", "tenths", "numerator", "denominator", "unit", "way",
        "shared", "multiple", "of", "tiers",
    ]
    static let copaymentCaseKeys = [
        "until-end-of", "care", "income-class", "nth-child-from", "children-from",
        "stay-month-from", "stay-month-until",
    ]
}

extension Fields {
    /// Reads one dated entry of `copayment.outpatient` or `.inpatient`.
    func copaymentTerms() -> CopaymentTerms? {
        guard let otherwise = copayment() else { return nil }
        let cases = (values["cases"].map(\.items) ?? []).compactMap { item in
            item.fields(Set(BookText.copaymentRuleKeys + BookText.copaymentCaseKeys))
                .copaymentCase()
        }
        return CopaymentTerms(cases: cases, otherwise: otherwise)
    }

    private func copaymentCase() -> CopaymentTerms.Case? {
        guard BookText.copaymentCaseKeys.contains(where: has) else {
            place.report(
                .missing,
                "だれの一部負担金かを書いてください(\(BookText.copaymentCaseKeys.joined(separator: "、")))")
            return nil
        }
        let condition = CopaymentTerms.Condition(
            until: has("until-end-of") ? ageEnd("until-end-of") : nil,
            care: has("care") ? words("care", CareWord.self) : [],
            incomeClasses: texts("income-class"), nthChildFrom: atLeastOne("nth-child-from"),
            childrenFrom: atLeastOne("children-from"), stayMonths: stayMonths())
        return copayment().map { CopaymentTerms.Case(condition: condition, left: $0) }
    }

    private func atLeastOne(_ key: String) -> Int? {
        guard let number = optionalNumber(key) else { return nil }
        if number < 1 { values[key]?.report(.wrongForm, "1 以上で書いてください") }
        return number
    }
}

/// The co-payments of a municipality with what they ask about households.
public struct CopaymentBook: Sendable {
    public let rules: [CareSetting: DatedValues<CopaymentTerms>]
    /// 所得区分; `nil` where no co-payment asks for income.
    public let incomeClasses: DatedValues<IncomeClasses>?
    /// 児童の数え方; `nil` where none asks for the order of children.
    public let children: DatedValues<CountedChildren>?
}

extension BookText {
    /// Reads `copayment`.
    func copaymentBook(_ place: NodeAt) -> CopaymentBook {
        let fields = place.fields(["outpatient", "inpatient", "income-classes", "children"])
        let classes = fields.values["income-classes"].map { place in
            place.dated(
                Self.incomeClassKeys, nullable: "classes", read: { $0.incomeClasses() },
                say: \.wording)
        }
        let children = fields.values["children"].map { place in
            place.dated(["counted-until"], read: { $0.countedChildren() }, say: \.wording)
        }
        let rules = fields.perSetting { place in
            let values = place.dated(
                Self.copaymentRuleKeys + ["cases"], read: { $0.copaymentTerms() }, say: \.wording)
            place.check(values, classes, children)
            return values
        }
        for entry in rules[.outpatient]?.entries ?? [] {
            guard case .set(let terms) = entry.setting, terms.asksStay else { continue }
            fields.values["outpatient"]?.report(
                .wrongForm, "入院の期間(stay-days、stay-month-from、stay-month-until)は inpatient にだけ書けます")
        }
        return CopaymentBook(rules: rules, incomeClasses: classes, children: children)
    }
}

extension NodeAt {
    /// A case may only name classes that stand in every list of classes of its days.
    fileprivate func check(
        _ values: DatedValues<CopaymentTerms>, _ classes: DatedValues<IncomeClasses>?,
        _ children: DatedValues<CountedChildren>?
    ) {
        for (index, entry) in values.entries.enumerated() {
            guard case .set(let terms) = entry.setting else { continue }
            let days = EffectivePeriod(from: entry.from, until: values.end(ofEntryAt: index))
            if terms.asksChildren {
                checkCounted(on: days, children)
            }
            checkClasses(terms.incomeClassNames, on: days, classes)
        }
    }

    /// The names stand in every list of classes of these days.
    func checkClasses(
        _ names: [String], on days: EffectivePeriod, _ classes: DatedValues<IncomeClasses>?
    ) {
        guard !names.isEmpty else { return }
        guard let classes else {
            report(.missing, "所得区分で決まる一部負担金や食事は copayment.income-classes も書いてください")
            return
        }
        for day in [days.from] + classes.entries.map(\.from).filter(days.contains) {
            switch classes.on(day) {
            case .unset: continue
            case .none: report(.missing, "\(day)に所得区分の定めがありません")
            case .found(let found, _):
                for name in names where !found.classes.contains(where: { $0.name == name }) {
                    report(.wrongForm, "所得区分「\(name)」は\(day)の income-classes にありません")
                }
            }
        }
    }
}

extension NodeAt {
    /// How children are counted stands for every day of a case that asks.
    fileprivate func checkCounted(
        on days: EffectivePeriod, _ children: DatedValues<CountedChildren>?
    ) {
        guard let children else {
            report(.missing, "児童の順や人数で決まる一部負担金は copayment.children(数え方)も書いてください")
            return
        }
        for day in [days.from] + children.entries.map(\.from).filter(days.contains) {
            guard case .none = children.on(day) else { continue }
            report(.missing, "\(day)に児童の数え方(copayment.children)の定めがありません")
        }
    }
}

/// What of a household the co-payments of a month ask for.
public struct CopaymentQuestions: Sendable, Hashable {
    public var incomes = false
    public var siblings = false

    public var isEmpty: Bool { !incomes && !siblings }
}

extension SchemeBook {
    /// Whether income or the order of children decides a co-payment of a month, or income its meals.
    public func copaymentAsks(in month: YearMonth) -> CopaymentQuestions {
        var asked = CopaymentQuestions()
        for values in copayment.rules.values {
            guard case .found(let terms, _) = values.on(month.firstDay) else { continue }
            asked.incomes = asked.incomes || !terms.incomeClassNames.isEmpty
            asked.siblings = asked.siblings || terms.asksChildren
        }
        if case .found(let cover, _) = mealCover.on(month.firstDay), !cover.incomeClassNames.isEmpty
        {
            asked.incomes = true
        }
        return asked
    }
}
