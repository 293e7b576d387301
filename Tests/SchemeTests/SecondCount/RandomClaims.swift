// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Scheme

/// Random claims: every setting, band, fund and kind of meals, from before the first table to after
/// the last, with the edges more often than chance would have them.
struct RandomClaims {
    private var numbers: Seeded

    init(seed: UInt64) { numbers = Seeded(seed) }

    mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &numbers) }
    private mutating func chance(_ of: Int) -> Bool { below(of) == 0 }
    private mutating func one<T>(_ all: [T]) -> T { all[below(all.count)] }

    /// Points near the thresholds, and anywhere.
    private mutating func points() -> Int {
        switch below(6) {
        case 0: return one([6_999, 7_000, 7_001, 6_667, 10_499, 10_500, 10_501, 0, 1])
        case 1: return 26_000 + below(2_600)
        case 2: return 84_000 + below(7_000)
        case 3: return below(300_000)
        default: return below(9_000)
        }
    }

    mutating func next() -> PlainClaim {
        let number = 2014 * 12 + below(16 * 12)
        let month = PlainDay(number / 12, number % 12 + 1, 1)
        let points = points()
        var claim = PlainClaim(
            month: month, isInpatient: chance(3), born: chance(25) ? nil : born(month),
            points: points, additional: chance(6) ? below(90_000) : 0, funds: [])
        if chance(6) { (claim.points, claim.cost) = (nil, points * 10 + below(10)) }
        if chance(3) { claim.tenths = chance(6) ? below(11) : one([2, 3]) }
        if chance(2) {
            claim.institution = one(["1110000001", "1110000002", "1310000001", "1140000003"])
        }
        if chance(2) { claim.municipality = one(["119997", "112224", "110001"]) }
        if chance(claim.isInpatient ? 2 : 30) {
            claim.meals = (
                chance(8) ? below(120) : below(94),
                one(["一般", "小慢", "難病", "非課税", "非課税長期", "低所得Ⅰ"])
            )
        }
        if chance(2) { claim.band = (band(month), chance(4)) }
        // A letter of the insurer says the amount instead of a band.
        if chance(8) { (claim.decided, claim.band) = (below(200_000), nil) }
        while chance(4), claim.funds.count < 2 { claim.funds.append(fund(points)) }
        if chance(4) { claim.paid = below(2) == 0 ? points * 3 : below(90_000) }
        if !chance(10) { claim.days = below(32) }
        if !chance(10) { claim.visits = below(32) }
        return claim
    }

    /// The household of a claim: some of it not known, amounts near the bounds of the books.
    mutating func household(_ claim: inout PlainClaim) {
        if !chance(12) {
            claim.care = one(["medical", "medical", "pharmacy", "dental", "care-expense", "other"])
        }
        if !chance(8) {
            let day = claim.born ?? claim.month
            claim.siblings = (0..<below(5)).map { _ in
                if chance(8) { return (day, chance(2)) }
                // From long before to after the month of treatment.
                let year = day.year - 14 + below(26)
                let born = self.born(PlainDay(year, 6, 1))
                return (born, born < day)
            }
        }
        if chance(12) { return }
        let other = chance(3) ? nil : years(claim.month)
        claim.parents = PlainParents(
            recipient: years(claim.month), other: other, isWhole: other != nil || !chance(8))
    }

    /// How many first consultations; often none, some not known.
    mutating func firstVisits(_ claim: inout PlainClaim) {
        claim.firstVisits = chance(10) ? nil : chance(2) ? 0 : 1 + below(4)
    }

    /// The claims of the month that come first; some of them not known.
    mutating func before(_ claim: inout PlainClaim) {
        claim.before =
            chance(20)
            ? nil
            : (0..<below(4)).map { _ in
                PlainClaim.Before(
                    isInpatient: chance(3), left: chance(4) ? 0 : one([100, 200, 400, 500, 700]),
                    times: 1 + below(3), isSibling: chance(3))
            }
    }

    /// Months before the claim in which a limit was reached, around the edge of the last twelve.
    mutating func full(_ claim: inout PlainClaim) {
        claim.full = (0..<below(7)).map { _ in
            PlainClaim.Full(
                month: claim.month.months(-below(14)), isInpatient: chance(3), isSibling: chance(3),
                isOfFamily: chance(4) != claim.isInpatient,
                isOfBoth: chance(4) != claim.isInpatient)
        }
    }

    /// The day of admission: often around the edges of months, some not known, some after the month.
    mutating func admitted(_ claim: inout PlainClaim) {
        guard claim.isInpatient, !chance(12) else { return }
        let month = claim.month.months(chance(20) ? 1 : -below(6))
        let last = PlainDay.length(month.year, month.month)
        claim.admitted = PlainDay(
            month.year, month.month, chance(2) ? one([1, last]) : 1 + below(last))
    }

    private mutating func years(_ month: PlainDay) -> [PlainParents.Year] {
        [month.year - 1, month.year].compactMap { year in
            if chance(30) { return nil }
            var said = PlainParents.Year(year: year)
            said.isDeclared = !chance(30)
            said.isExempt = chance(3)
            if !chance(30) {
                said.levy = one([0, 117_500, 117_499, 234_999, 235_000, below(400_000)])
            }
            if !chance(30) {
                said.income = one([0, 4_080_000, 4_080_001, 4_460_000, below(6_000_000)])
            }
            said.dependants = below(3)
            return said
        }
    }

    private mutating func born(_ month: PlainDay) -> PlainDay {
        let year = month.year - below(20)
        // The first days of April and the end of February are where ages turn.
        switch below(5) {
        case 0: return PlainDay(year, 4, 1 + below(2))
        case 1: return PlainDay.isLeap(year) ? PlainDay(year, 2, 29) : PlainDay(year, 2, 28)
        case 2: return PlainDay(year, 3, 31)
        default:
            let month = 1 + below(12)
            return PlainDay(year, month, 1 + below(PlainDay.length(year, month)))
        }
    }

    private mutating func band(_ month: PlainDay) -> String {
        let old = ["ア", "イ", "ウ", "エ", "オ"]
        let new = ["標報1270000", "標報710000", "標報440000", "標報200000", "標報160000未満", "オ"]
        let isOld = month < PlainDay(2027, 8, 1)
        return one(isOld != chance(12) ? old : new)
    }

    mutating func fund(_ points: Int) -> PlainClaim.Fund {
        let laws = [
            "52", "54", "51", "21", "15", "16", "10", "12", "38", "23", "79", "99", "80",
        ]
        return PlainClaim.Fund(
            funder: one(laws) + "116019", points: chance(2) ? points : below(max(1, points)),
            copayment: one([0, 1_250, 2_500, 5_000, 10_000, 15_000, below(12_000)]))
    }
}

extension PlainClaim {
    /// The same claim in the types of the product.
    func facts() throws -> ClaimFacts {
        var facts = ClaimFacts(
            treatmentMonth: try Books.month(month.monthText), isInpatient: isInpatient,
            born: try born.map { try Books.day($0.text) },
            cost: points.map { .points($0) } ?? .totalCost(Yen(cost ?? 0)), burdenTenths: tenths,
            institution: institution, municipality: municipality,
            additionalBenefit: Yen(additional),
            otherFunds: funds.map {
                .init(funder: $0.funder, points: $0.points, copayment: Yen($0.copayment))
            }, paidAtCounter: paid.map { Yen($0) }, days: days, visits: visits)
        if let meals {
            facts.meals = .init(
                count: meals.count, mealClass: try #require(MealClass(rawValue: meals.kind)))
        }
        if let band { facts.highCost = .band(band.name, multiple: band.multiple) }
        facts.firstVisits = firstVisits
        if let decided { facts.highCost = .decided(Yen(decided)) }
        facts.soFar = before.map { all in
            func counted(_ one: Before) -> MonthSoFar.Counted {
                .init(
                    isInpatient: one.isInpatient, copayment: Yen(one.left), times: one.times,
                    name: "医科")
            }
            return MonthSoFar(
                child: all.filter { !$0.isSibling }.map(counted), household: all.map(counted))
        }
        if facts.soFar != nil {
            for one in full {
                let reached = MonthSoFar.Reached(
                    month: try Books.month(one.month.monthText), isInpatient: one.isInpatient,
                    per: one.isOfFamily ? .household : .child,
                    settings: one.isOfBoth ? .together : .apart)
                if !one.isSibling { facts.soFar?.childReached.append(reached) }
                facts.soFar?.householdReached.append(reached)
            }
        }
        facts.admitted = try admitted.map { try Books.day($0.text) }
        facts.care = care.flatMap { CareWord(rawValue: $0) }
        facts.household = HouseholdFacts(
            incomes: parents?.facts,
            siblings: try siblings?.map {
                .init(born: try Books.day($0.born.text), isOlder: $0.isOlder)
            })
        return facts
    }
}

extension PlainParents {
    var facts: HouseholdIncome {
        func statements(_ years: [Year]) -> [IncomeStatement] {
            years.map {
                IncomeStatement(
                    year: $0.year, isDeclared: $0.isDeclared, isExempt: $0.isExempt,
                    income: $0.income.map { Yen($0) }, levy: $0.levy.map { Yen($0) },
                    dependants: $0.dependants)
            }
        }
        return HouseholdIncome(
            parents: [.init(isRecipient: true, statements: statements(recipient))]
                + (other.map { [.init(isRecipient: false, statements: statements($0))] } ?? []),
            isComplete: isWhole)
    }
}

extension PlainAnswer {
    /// The answer of the product in the words of the second count.
    init(_ sum: Computation) {
        self.init(
            totalCost: sum.totalCost.amount, insurance: sum.insurance.amount,
            burden: sum.burden.amount, atCounter: sum.atCounter.amount,
            highCost: sum.highCost.amount, additional: sum.additionalBenefit.amount,
            otherFunds: sum.otherFunds.amount, copayment: sum.copayment.amount,
            mealsBurden: sum.mealsBurden.amount, meals: sum.meals.amount,
            payable: sum.payable.amount, route: sum.route?.rawValue,
            missing: PlainAnswer.missing(sum.hold ?? ""))
    }

    /// What the product says is missing, by the beginning of each reason.
    private static func missing(_ hold: String) -> Set<String> {
        let words = [
            ("born:", "born"), ("highCost.band", "band"), ("otherFunds.funder", "fund-not-listed"),
            ("outside-fund-part", "outside-fund-part"), ("days:", "days"), ("visits:", "visits"),
            ("meals.count", "meals.count"), ("municipality:", "place"),
            ("care:", "care"), ("soFar:", "soFar"), ("firstVisits:", "firstVisits"),
            ("admitted:", "admitted"), ("high-cost.multiple-rule", "multiple-rule"),
            ("incomes:", "incomes"), ("siblings:", "siblings"),
            ("treatmentMonth:", "beforeBirth"), ("burden-ratio", "burden-ratio"),
            ("rounding.", "rounding"), ("high-cost.tables", "high-cost.tables"),
            ("copayment", "copayment"), ("meals.rates", "meals.rates"),
            ("meals.covered", "meals.covered"), ("meals.fund-share", "meals.fund-share"),
            ("in-kind.area", "in-kind.area"), ("additional-benefit", "additional-benefit"),
            ("in-kind.switch-to-reimbursement", "switch-to-reimbursement"),
        ]
        var found = Set(words.filter { hold.contains($0.0) }.map(\.1))
        if hold.hasPrefix("funds(") || hold.contains("、funds(") { found.insert("funds") }
        if hold.hasPrefix("points(") { found.insert("points") }
        return found
    }
}
