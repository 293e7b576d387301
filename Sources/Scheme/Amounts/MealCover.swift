// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Whether the scheme pays the standard burden of in-patient meals, by whose they are: the cases are
/// tried in their order, and what is written outside of them is for everybody else.
public struct MealCover: Sendable, Hashable {
    /// The kinds by the words of a book.
    enum Kind: String, CaseIterable {
        case full, half, none
        case perMeal = "per-meal"
    }

    public enum Extent: Sendable, Hashable {
        case full, half, none
        /// At most so many yen a meal.
        case perMeal(yen: Int)

        var wording: String {
            switch self {
            case .full: PhraseName.full.plain
            case .half: PhraseName.half.plain
            case .none: PhraseName.notCovered.plain
            case .perMeal(let yen): PhraseName.perMeal.said("\(Yen(yen))")
            }
        }
    }

    /// Whose meals: everything that is written must be so.
    public struct Case: Sendable, Hashable {
        public let until: AgeEnd?
        /// Names of `copayment.income-classes`; one of them.
        public let incomeClasses: [String]
        public let part: MealPart

        var name: String {
            [
                until?.description,
                incomeClasses.isEmpty
                    ? nil : PhraseName.incomeClass.said(incomeClasses.joined(separator: "・")),
            ].compactMap(\.self).joined(separator: PhraseName.both.plain)
        }
    }

    public let cases: [Case]
    public let part: MealPart
    /// Until which age what is written outside of the cases holds, where the book sets one.
    public let until: AgeEnd?

    var otherwise: String { part.wording + (until.map { "(\($0))" } ?? "") }

    var wording: String {
        (cases.map { $0.name + PhraseName.isFor.plain + $0.part.wording }
            + [(cases.isEmpty ? "" : PhraseName.others.plain) + otherwise]).joined(separator: "、")
    }

    /// The class names that are asked for.
    var incomeClassNames: [String] { cases.flatMap(\.incomeClasses) }
}

extension BookText {
    static let mealCoverKeys = ["extent", "yen", "until-end-of"] + mealLimitKeys
}

extension Fields {
    /// Reads one dated entry of `meals.covered`.
    func mealCover() -> MealCover? {
        guard let part = mealPart() else { return nil }
        let cases = (values["cases"].map(\.items) ?? []).compactMap { item in
            item.fields(Set(BookText.mealCoverKeys + ["income-class"])).mealCase()
        }
        return MealCover(
            cases: cases, part: part,
            until: has("until-end-of") ? ageEnd("until-end-of") : nil)
    }

    private func mealCase() -> MealCover.Case? {
        guard has("until-end-of") || has("income-class") else {
            place.report(.missing, "だれの食事かを書いてください(until-end-of、income-class)")
            return nil
        }
        guard let part = mealPart() else { return nil }
        return MealCover.Case(
            until: has("until-end-of") ? ageEnd("until-end-of") : nil,
            incomeClasses: texts("income-class"), part: part)
    }

    func mealExtent() -> MealCover.Extent? {
        guard let kind = word("extent", MealCover.Kind.self) else { return nil }
        if kind != .perMeal, let yen = values["yen"] {
            yen.report(.wrongForm, "yen は extent: per-meal にだけ書けます")
        }
        switch kind {
        case .full: return .full
        case .half: return .half
        case .none: return MealCover.Extent.none
        case .perMeal: return .perMeal(yen: number("yen"))
        }
    }
}

/// The cases of a month, their ages and classes as numbers.
struct MealLaw: Sendable {
    struct Case: Sendable {
        /// The earliest day of birth that is still of the age.
        let bornFrom: Int32
        /// The classes by their place in the list of the month; empty where none is asked.
        let classes: Set<Int>
        let part: MealPart
        let name: String
    }

    let cases: [Case]
    let part: MealPart
    /// The earliest day of birth that what is outside of the cases covers.
    let bornFrom: Int32
    let otherwise: String

    init(_ cover: MealCover, on day: CivilDate, _ households: HouseholdLaw?) {
        func earliest(_ until: AgeEnd?) -> Int32 {
            until?.earliestBirth(coveredOn: day).dayNumber ?? Int32.min
        }
        let names = households?.classes?.classes.map(\.name) ?? []
        cases = cover.cases.map { one in
            Case(
                bornFrom: earliest(one.until),
                classes: Set(one.incomeClasses.map { names.firstIndex(of: $0) ?? -2 }),
                part: one.part, name: one.name)
        }
        part = cover.part
        bornFrom = earliest(cover.until)
        otherwise = cover.otherwise
    }

    /// Whether a limit counts days.
    var limitsDays: Bool {
        part.limit?.day != nil || cases.contains { $0.part.limit?.day != nil }
    }
}
