// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Step 5: the insurer's additional benefit (附加給付), after or before the national funds as the book
/// says. Only a claim that has both can tell the difference.
extension ClaimSettling {
    @inline(__always)
    mutating func payAdditionalBenefit() {
        guard claim.additionalBenefit > 0 else { return }
        let meetsFunds = !funds.isEmpty && !sum.holds.contains(.funds)
        if meetsFunds {
            sum.used.insert(.additionalOrder)
            if law.additionalOrder == nil { sum.holds.insert(.additionalOrder) }
        }
        sum.additionalBenefit = min(claim.additionalBenefit, sum.rest)
        sum.rest -= sum.additionalBenefit
        guard Trace.writes else { return }
        let place = meetsFunds ? law.additionalOrder : nil
        trace.write(
            Step(
                place == nil ? .additional : .additionalAgainstFunds,
                [place?.wording].compactMap(\.self), sum.additionalBenefit,
                article: place == nil ? nil : law.articles.additional))
    }

    /// Pays 附加給付 where the book puts it before the funds: first on what lies under them, and
    /// what is left of it on the part outside.
    mutating func placeAdditionalBenefit(in heaps: inout FundHeaps) {
        guard law.additionalOrder == .beforeFunds else { return }
        // The window does not know of it: there the funds pay on the whole share.
        var atWindow = heaps
        var share = sum.rest
        for place in funds.indices { share -= payDown(&atWindow, at: place) }
        sum.windowShare = share
        payAdditionalBenefit()
        let under = min(heaps.inside, sum.additionalBenefit)
        heaps.inside -= under
        heaps.taken = sum.additionalBenefit - under
        heaps.outside -= heaps.taken
    }
}
