// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Scheme
public import Vocabulary

/// 制度の本の試算: who would be entitled on a day under the book in force and under a changed one,
/// by the same facts. Reads and counts; writes nothing but its entry in the log, which says how many were
/// counted and names nobody: no page and no file shows them.
public enum CompareEntitlements {
    public static let operation = OperationCode.setScheme

    /// How many children one step takes.
    public static let page = 500

    /// The law in force and the changed one.
    public struct Laws: Sendable {
        public let now: EligibilityLaw
        public let then: EligibilityLaw

        public init(now: EligibilityLaw, then: EligibilityLaw) {
            self.now = now
            self.then = then
        }
    }

    /// The children whose entitlement stands on a day, wherever they live.
    public static func entitled(on day: CivilDate, in scope: Scope) throws -> [AddresseeNumber] {
        let strands = try HistoryBook.strands(children: nil, from: scope.db)
        let found = strands.filter { _, mine in
            mine.contains { $0.state.isLive && $0.state.periods.reaches(day) }
        }.keys.sorted()
        scope.counted(found.count)
        scope.note("trial")
        return found
    }

    /// Judges children who are entitled.
    public static func perform(
        _ children: some Collection<AddresseeNumber>, on day: CivilDate, _ laws: Laws,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> EntitlementEffect {
        let people = try directory.persons(Array(children))
        return try judge(
            children.compactMap { people[$0] }, areEntitled: true, on: day, laws,
            directory: directory, in: scope)
    }

    /// Judges a page of the residents of the age of either book who are not entitled: whoever of
    /// them gains would have to apply. Where no insurance is recorded, the child counts as insured.
    /// - Parameter cursor: where the page before ended; `nil` begins.
    /// - Returns: the effect, and where the next page begins; `nil` after the last one.
    /// - Throws: `EntitlementRefusal.schemeUnset` where a book has no age limit on the day.
    public static func perform(
        residentsBut entitled: Set<AddresseeNumber>, after cursor: BirthCursor?,
        on day: CivilDate, _ laws: Laws, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> (effect: EntitlementEffect, next: BirthCursor?) {
        let births = [try laws.now.births(on: day), try laws.then.births(on: day)]
        let born = EffectivePeriod(from: births.map(\.from).min() ?? day, until: day.next)
        let people = try directory.residents(born: born, after: cursor, limit: page)
        let effect = try judge(
            people.filter { !entitled.contains($0.number) }, areEntitled: false, on: day, laws,
            directory: directory, in: scope)
        return (effect, people.count == page ? people.last.map(BirthCursor.init) : nil)
    }

    private static func judge(
        _ people: [ResidentSnapshot], areEntitled: Bool, on day: CivilDate, _ laws: Laws,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> EntitlementEffect {
        let numbers = people.map(\.number)
        let known = Known(
            insurances: try InsuranceBook.stretches(numbers, from: scope.db),
            exclusions: try ExclusionBook.stretches(numbers, from: scope.db),
            away: try ResidenceExceptionBook.stretches(numbers, from: scope.db),
            areEntitled: areEntitled)
        let recipients = try HistoryBook.strands(children: numbers, from: scope.db)
            .compactMapValues { $0.last?.state.recipient }
        let byNumber = Dictionary(people.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
        func incomes(_ law: EligibilityLaw) throws -> HouseholdIncomes {
            try HouseholdIncomes(
                of: numbers.compactMap { child in recipients[child].map { (child, $0) } },
                people: byNumber, law: law, directory: directory, isSum: true, in: scope)
        }
        let (before, after) = (try incomes(laws.now), try incomes(laws.then))
        var effect = EntitlementEffect()
        for person in people {
            effect.take(
                person.number, born: person.born, isEntitled: areEntitled,
                now: known.judgement(person, before[person.number], laws.now, on: day),
                then: known.judgement(person, after[person.number], laws.then, on: day))
        }
        scope.counted(effect.persons)
        scope.note("trial")
        return effect
    }

    /// What the books say of a page of children.
    private struct Known {
        let insurances: [AddresseeNumber: [InsuranceStretch]]
        let exclusions: [AddresseeNumber: [ExclusionStretch]]
        let away: [AddresseeNumber: [ResidenceException]]
        let areEntitled: Bool

        func judgement(
            _ person: ResidentSnapshot, _ income: HouseholdIncome?, _ law: EligibilityLaw,
            on day: CivilDate
        ) -> Judgement {
            var mine = insurances[person.number] ?? []
            if mine.isEmpty, !areEntitled { mine = [.assumed(from: person.born)] }
            var facts = SubjectFacts(
                person: person, insurances: mine,
                exclusions: law.excluding(exclusions[person.number] ?? []), isMarried: false)
            facts.apply(away[person.number] ?? [], of: law.book)
            facts.incomes = income
            return law.answer(facts, on: day, applied: nil, event: nil).judgement
        }
    }
}

extension InsuranceStretch {
    /// For whoever never applied nobody has recorded an insurance.
    fileprivate static func assumed(from day: CivilDate) -> InsuranceStretch {
        InsuranceStretch(
            insurer: "", insurerName: "", period: EffectivePeriod(from: day), insuredName: nil,
            symbol: nil, number: nil, subNumber: nil, band: nil, operation: 0)
    }
}
