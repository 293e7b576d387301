// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

/// A claim that passed every check, with its amounts and their steps.
struct AcceptedClaim {
    let matched: ClaimExaminer.Matched
    let amount: ExplainedAmount
    let source: ClaimSource
    /// The row of the error list that it comes from, and what was wrong.
    var error: (id: Int64, reason: String)?

    var computation: Computation { amount.computation }

    /// What a fund covers of the cost.
    func coveredCost(_ fund: ClaimContent.Fund) -> Yen {
        let points = matched.content.points
        return points > 0 ? computation.totalCost.part(fund.points, of: points) : .zero
    }

    var others: [(position: Int, fund: ClaimContent.Fund)] {
        matched.others.enumerated().map { ($0.offset + 1, $0.element) }
    }
}

/// A claim that must be looked at, with what could be read of it.
struct FaultyClaim {
    /// `nil` where month or birth is unreadable.
    let content: ClaimContent?
    let line: Int
    let institution: String
    let institutionName: String
    let billingMonth: YearMonth
    let fault: ClaimFault
    let source: ClaimSource?
    /// Whom it would be about, where the number was known.
    let child: AddresseeNumber?
}
