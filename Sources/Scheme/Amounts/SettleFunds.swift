// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Steps 3 and 4: the high-cost benefit, whose limit depends on the fund, then the funds.
extension ClaimSettling {
    @inline(__always)
    mutating func payHighCostAndFunds() {
        guard let first = funds.first else {
            let part = highCost(of: sum.burden, cost: sum.totalCost, fund: nil)
            take(highCost: part)
            return
        }
        sum.used.insert(.funds)
        guard let law = law.funds else {
            sum.holds.insert(.funds)
            return
        }
        for fund in funds where fund.law < 0 || law.rank[fund.law] == Int.max {
            sum.holds.insert(.fundNotListed)
            return
        }
        payFunds(first: first, law)
    }

    private mutating func take(highCost amount: Int) {
        sum.highCost = min(amount, sum.rest)
        sum.rest -= sum.highCost
    }

    /// Pays down in the order of funds; each leaves what the claim says, or the rest.
    private mutating func payFunds(first: FundNumbers, _ order: FundLaw) {
        let share = partShare(first)
        take(
            highCost: highCost(
                of: share, cost: partCost(first), fund: order.fundClass[first.law]))
        var heaps = FundHeaps(inside: max(0, share - sum.highCost), rest: sum.rest)
        if claim.additionalBenefit > 0 { placeAdditionalBenefit(in: &heaps) }
        for place in funds.indices {
            let paid = payDown(&heaps, at: place)
            sum.otherFunds += paid
            sum.rest -= paid
            if Trace.writes {
                trace.write(
                    Step(
                        .fund, [padded(funds[place].law, 2)], paid,
                        article: law.articles.funds))
            }
        }
        checkOutside(outside: sum.rest - heaps.inside, left: heaps.inside)
    }

    /// What the fund at a place pays of the heaps.
    func payDown(_ heaps: inout FundHeaps, at place: Int) -> Int {
        let fund = funds[place]
        if place > funds.startIndex, let first = funds.first {
            // Disjoint parts stand side by side; otherwise the later fund pays on the rest of the
            // earlier one.
            let part = partShare(fund)
            if part <= heaps.outside + heaps.taken,
                partCost(fund) + partCost(first) <= sum.totalCost
            {
                heaps.inside = min(part, heaps.outside)
                heaps.outside -= heaps.inside
            } else {
                let wider = min(heaps.outside, max(0, part - partShare(first)))
                heaps.inside += wider
                heaps.outside -= wider
            }
        }
        let paid = max(0, heaps.inside - fund.copayment)
        heaps.inside -= paid
        return paid
    }

    @inline(__always)
    private func partCost(_ fund: FundNumbers) -> Int {
        min(fund.points * (law.yenPerPoint ?? 0), sum.totalCost)
    }

    @inline(__always)
    private func partShare(_ fund: FundNumbers) -> Int {
        let cost = partCost(fund)
        guard cost < sum.totalCost, let rounding = law.insuranceRounding else { return sum.burden }
        return min(sum.burden, cost - rounding.apply(cost * (10 - sum.tenths), over: 10))
    }

    /// The benefit for a share: nothing where no band is known, unless the fund fixes one.
    private mutating func highCost(of share: Int, cost: Int, fund: FundClass?) -> Int {
        if claim.decidedHighCost >= 0 {
            if Trace.writes {
                trace.write(
                    Step(.decidedHighCost, claim.decidedHighCost, article: law.articles.highCost))
            }
            return claim.decidedHighCost
        }
        // 公費単独: there is no insurance, so no high-cost benefit.
        guard sum.tenths < 10 else { return 0 }
        var place = -1
        var multiple = claim.isMultiple
        switch fund {
        case nil, .bandSpecific?:
            guard claim.band != -1 else { return 0 }
            place = claim.band
        case .general?, .publicAssistance?:
            place = fund.flatMap { law.funds?.fixedBand[$0] } ?? -1
            multiple = false
        }
        sum.used.insert(.highCostTable)
        guard let rows = law.highCostRows else {
            sum.holds.insert(.highCostTable)
            return 0
        }
        guard place >= 0 else {
            sum.holds.insert(.highCostBand)
            return 0
        }
        let limit = rows[place].limit(totalCost: cost, multiple: multiple)
        let benefit = max(0, share - limit)
        if Trace.writes {
            trace.write(
                Step(
                    .limit,
                    [
                        ([
                            PhraseName.table.said(law.highCost?.id ?? ""),
                            PhraseName.band.said(law.bandNames[place]),
                        ] + (multiple ? [PhraseName.multipleTimes.plain] : []))
                        .joined(separator: "、")
                    ], limit, article: law.articles.highCost))
        }
        if Trace.writes { trace.write(Step(.highCost, benefit, article: law.articles.highCost)) }
        return benefit
    }

    /// The part outside a fund has no known rule; it matters only above the limit of the claim.
    private mutating func checkOutside(outside: Int, left: Int) {
        guard outside > 0, !law.outsideFundPartIsKnown, claim.band >= 0,
            let rows = law.highCostRows
        else { return }
        let limit = rows[claim.band].limit(totalCost: sum.totalCost, multiple: claim.isMultiple)
        if outside + left > limit { sum.holds.insert(.outsideFundPart) }
    }
}

/// What of the patient's share lies under the fund whose turn it is, and what outside of it.
struct FundHeaps {
    var inside: Int
    var outside: Int
    /// What 附加給付 took of the part outside.
    var taken = 0

    init(inside: Int, rest: Int) {
        self.inside = inside
        outside = rest - inside
    }
}
