// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension SchemeBook {
    /// Computes one claim; pure, and always answers: what is missing stands in `hold`.
    ///
    /// Eligibility is not asked here; `judge` answers that.
    public func compute(_ facts: ClaimFacts) -> Computation {
        let law = MonthLaw(self, month: facts.treatmentMonth)
        var settling = ClaimSettling(
            law: law, claim: ClaimNumbers.of(facts, law: law),
            funds: FundNumbers.inOrder(facts.otherFunds.map(FundNumbers.init), law.funds)[...],
            trace: WrittenSteps())
        settling.settle()
        return Computation(
            settling.sum, of: settling.claim, steps: settling.trace.steps, law: law, book: digest)
    }
}

extension FundNumbers {
    /// Funds in the order of payment; numbers that are not listed come last.
    static func inOrder(_ funds: [FundNumbers], _ law: FundLaw?) -> [FundNumbers] {
        guard funds.count > 1, let law else { return funds }
        func rank(_ fund: FundNumbers) -> Int { fund.law < 0 ? Int.max : law.rank[fund.law] }
        return funds.enumerated().sorted {
            (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
        }.map(\.element)
    }
}

extension Computation {
    init(
        _ sum: Settlement, of claim: ClaimNumbers, steps: [Step], law: MonthLaw, book: String
    ) {
        self.init(
            steps: steps, totalCost: Yen(sum.totalCost), insurance: Yen(sum.insurance),
            burden: Yen(sum.burden), atCounter: Yen(sum.atCounter), highCost: Yen(sum.highCost),
            additionalBenefit: Yen(sum.additionalBenefit), otherFunds: Yen(sum.otherFunds),
            copayment: Yen(sum.copayment), mealsBurden: Yen(sum.mealsBurden),
            meals: Yen(sum.meals), payable: Yen(sum.payable), route: sum.route,
            hold: sum.holds.wording(law, claim), unconfirmed: law.unconfirmed(among: sum.used),
            book: book)
    }
}
