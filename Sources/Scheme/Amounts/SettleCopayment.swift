// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Step 6: what the scheme leaves to the patient, at most the rest.
extension ClaimSettling {
    @inline(__always)
    mutating func leaveCopayment() {
        sum.used.insert(.copayment)
        guard let rule = law.copayment[claim.isInpatient ? 1 : 0] else {
            sum.holds.insert(.copayment)
            return
        }
        let amount: Int
        switch rule {
        case .none: return
        case .perMonthAndInstitution(let yen): amount = yen
        case .perDay(let yen, let most, let cap):
            guard claim.days >= 0 else {
                sum.holds.insert(.daysMissing)
                return
            }
            amount = min(yen * min(claim.days, most ?? Int.max), cap ?? Int.max)
        case .perVisit(let yen, let most, let cap):
            guard claim.visits >= 0 else {
                sum.holds.insert(.visitsMissing)
                return
            }
            amount = min(yen * min(claim.visits, most ?? Int.max), cap ?? Int.max)
        }
        sum.copayment = min(amount, sum.rest)
        sum.rest -= sum.copayment
        if Trace.writes {
            trace.write(
                Step("一部負担金(制度): \(rule.wording)", sum.copayment, article: law.articles.copayment))
        }
    }
}
