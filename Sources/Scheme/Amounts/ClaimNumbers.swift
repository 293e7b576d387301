// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The facts of one claim as plain numbers; −1 is "not given".
struct ClaimNumbers: Sendable, Equatable {
    /// Day number of birth, or `ChildNumbers.none`.
    var born: Int32
    var isInpatient: Bool
    /// Points, or −1 where the total cost is given.
    var points: Int
    var totalCost: Int
    var tenths: Int
    /// Ten-digit code as a number, or 0.
    var institution: UInt64
    var municipality: Int
    var mealCount: Int
    /// Index in `MealClass.allCases`.
    var mealClass: Int
    /// Index of the band in the table of the month; −1 none given, −2 not in the table.
    var band: Int
    var isMultiple: Bool
    var decidedHighCost: Int
    var additionalBenefit: Int
    var paid: Int
    var days: Int
    var visits: Int
    /// −1 where it is not known or no co-payment asks for it.
    var firstVisits = -1
    /// Index in `CareWord`; −1 where it is not known or no co-payment asks for it.
    var care = -1
    /// Index in the classes of the month; −1 where it is not known.
    var incomeClass = -1
    /// Which of the counted children; 0 one that does not count, −1 not known.
    var childOrder = -1
    /// How many children count; −1 not known.
    var childCount = -1
    /// What would have to be known for the class.
    var missingIncome: String?
    /// Only where a co-payment asks for it.
    var soFar: MonthSoFar?
    /// Only where a co-payment asks for it.
    var stay = StayNumbers()
}

/// One fund of a claim.
struct FundNumbers: Sendable, Hashable {
    /// 法別番号 as a number; −1 where it cannot be read.
    var law: Int
    var points: Int
    var copayment: Int

    init(law: Int, points: Int, copayment: Int) {
        self.law = law
        self.points = points
        self.copayment = copayment
    }

    init(_ fund: ClaimFacts.OtherFund) {
        let digits = fund.funder.utf8.prefix(2)
        law =
            digits.count == 2 && digits.allSatisfy { (48...57).contains($0) }
            ? Int(String(fund.funder.prefix(2))) ?? -1 : -1
        points = max(0, fund.points)
        copayment = max(0, fund.copayment.amount)
    }
}

extension ClaimNumbers {
    /// A function and not an initialiser: it borrows the facts where an initialiser copies them.
    static func of(_ facts: ClaimFacts, law: MonthLaw) -> ClaimNumbers {
        var numbers = ClaimNumbers(
            born: facts.born?.dayNumber ?? ChildNumbers.none, isInpatient: facts.isInpatient,
            points: -1, totalCost: -1, tenths: facts.burdenTenths ?? -1,
            institution: facts.institution.flatMap { UInt64($0) } ?? 0,
            municipality: facts.municipality.flatMap { Int($0) } ?? 0,
            mealCount: facts.meals.map { max(0, $0.count) } ?? -1,
            mealClass: facts.meals?.mealClass.index ?? 0, band: -1, isMultiple: false,
            decidedHighCost: -1, additionalBenefit: max(0, facts.additionalBenefit.amount),
            paid: facts.paidAtCounter.map { max(0, $0.amount) } ?? -1, days: facts.days ?? -1,
            visits: facts.visits ?? -1)
        switch facts.cost {
        case .points(let value): numbers.points = max(0, value)
        case .totalCost(let yen): numbers.totalCost = max(0, yen.amount)
        }
        switch facts.highCost {
        case .band(let name, let multiple):
            numbers.band = law.bandNames.firstIndex(of: name) ?? -2
            numbers.isMultiple = multiple
        case .decided(let yen): numbers.decidedHighCost = max(0, yen.amount)
        case nil: break
        }
        if law.asksCare {
            numbers.care = facts.care.flatMap { CareWord.allCases.firstIndex(of: $0) } ?? -1
        }
        if law.asksFirstVisits { numbers.firstVisits = facts.firstVisits.map { max(0, $0) } ?? -1 }
        if law.asksSoFar { numbers.soFar = facts.soFar }
        if law.asksStay { numbers.stay = StayNumbers(facts, law) }
        law.households?.fill(&numbers, facts)
        return numbers
    }
}
