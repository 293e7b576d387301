// SPDX-License-Identifier: Apache-2.0

/// Everything that the steps of an amount are made of: rows with the same key have the same steps,
/// the same amounts and the same unsigned values, so they need to be worded only once.
///
/// Birth, institution and municipality are left out: what follows from them stands in the amounts.
public struct StepKey: Hashable, Sendable {
    private let month: Int
    private let claim: ClaimNumbers
    private let funds: [FundNumbers]
    private let sum: Settlement

    init(month: Int, claim: ClaimNumbers, funds: [FundNumbers], sum: Settlement) {
        self.month = month
        var claim = claim
        claim.born = 0
        claim.institution = 0
        claim.municipality = 0
        self.claim = claim
        self.funds = funds
        self.sum = sum
    }

    /// The few numbers that tell claims apart; all of them are compared.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(month)
        hasher.combine(claim.points)
        hasher.combine(claim.mealCount)
        hasher.combine(sum.totalCost)
        hasher.combine(sum.burden)
        hasher.combine(sum.payable)
    }
}
