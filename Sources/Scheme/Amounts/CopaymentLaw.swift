// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The co-payment of one kind of care in one month, its conditions as numbers for a tight loop.
struct CopaymentLaw: Sendable {
    struct Case: Sendable {
        /// The earliest day of birth that is still of the age.
        let bornFrom: Int32
        /// Kinds of care by their place in `CareWord`; empty where none is asked.
        let care: Set<Int>
        /// The classes by their place in the list of the month; empty where none is asked.
        let classes: Set<Int>
        let nthChildFrom: Int
        let childrenFrom: Int
        let stayMonths: StayMonths?
        let left: Copayment
        let wording: String
    }

    let cases: [Case]
    let otherwise: Copayment
    /// Whether what other claims of the month have left is asked for.
    let asksSoFar: Bool
    /// Whether an amount is for first consultations.
    let asksFirstVisits: Bool
    /// Whether an amount or a case depends on how long a stay in hospital has lasted.
    let asksStay: Bool

    /// How many visits or days of one claim are paid for at most, whichever case it is.
    let mostTimes: Int

    /// Whether a case asks what was done.
    var asksCare: Bool { cases.contains { !$0.care.isEmpty } }

    init(_ terms: CopaymentTerms, on day: CivilDate, _ households: HouseholdLaw?) {
        otherwise = terms.otherwise
        asksSoFar = !terms.counts.isEmpty
        asksFirstVisits = terms.asksFirstVisits
        asksStay = terms.asksStay
        cases = terms.cases.map { one in
            let condition = one.condition
            // A name that is not in the list of the month asks still, and fits nobody.
            let names = households?.classes?.classes.map(\.name) ?? []
            return Case(
                bornFrom: condition.until?.earliestBirth(coveredOn: day).dayNumber ?? Int32.min,
                care: Set(condition.care.compactMap { CareWord.allCases.firstIndex(of: $0) }),
                classes: Set(condition.incomeClasses.map { names.firstIndex(of: $0) ?? -2 }),
                nthChildFrom: condition.nthChildFrom ?? 0,
                childrenFrom: condition.childrenFrom ?? 0, stayMonths: condition.stayMonths,
                left: one.left, wording: condition.wording)
        }
        mostTimes =
            (cases.map(\.left.rule) + [otherwise.rule]).map(\.mostTimes).max() ?? Int.max
    }
}

/// The classes of income and the counting of children in one month.
struct HouseholdLaw: Sendable {
    let asked: CopaymentQuestions
    let day: CivilDate
    let classes: IncomeClasses?
    let children: CountedChildren?

    init(
        _ book: CopaymentBook, _ asked: CopaymentQuestions, on day: CivilDate,
        _ reading: inout MonthReading
    ) {
        self.asked = asked
        self.day = day
        classes =
            asked.incomes
            ? book.incomeClasses.flatMap { reading.take($0, .incomeClasses) } : nil
        children =
            asked.siblings ? book.children.flatMap { reading.take($0, .countedChildren) } : nil
    }

    /// Writes the class and the order of the child into the numbers of a claim.
    func fill(_ numbers: inout ClaimNumbers, _ facts: ClaimFacts) {
        if let classes {
            switch classes.place(of: facts.household?.incomes ?? .unknown, on: day) {
            case .success(let place): numbers.incomeClass = place
            case .failure(let unknown): numbers.missingIncome = unknown.what
            }
        }
        guard let children, let siblings = facts.household?.siblings, let born = facts.born else {
            return
        }
        func counts(_ born: CivilDate) -> Bool {
            guard born <= facts.treatmentMonth.lastDay else { return false }
            return children.until.map { $0.lastDay(born: born) >= day } ?? true
        }
        let counted = siblings.filter { counts($0.born) }
        let own = counts(born) ? 1 : 0
        numbers.childOrder = own == 0 ? 0 : counted.count(where: \.isOlder) + 1
        numbers.childCount = counted.count + own
    }
}
