// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Scheme
import Vocabulary

extension ClaimExaminer {
    /// Computes claims together and checks amounts, route and what is asked for twice.
    ///
    /// First what each claim says alone; then the claims that the book adds up (of one institution,
    /// month and setting, or of all of a month) are held against the threshold that switches to
    /// reimbursement, with those accepted before.
    /// Where the book limits a co-payment over all institutions, each claim counts those that passed
    /// before it, in the order of the batch.
    /// - Parameter before: what the books hold; the claims of the batch are added as it goes.
    /// - Returns: for each claim its amounts with their steps, or what is wrong with it.
    func settle(
        _ claims: [(matched: Matched, source: ClaimSource)], before: BeforeClaims
    ) -> [Result<AcceptedClaim, ClaimFault>] {
        var batch = compute(claims.lazy.map(\.matched), before)
        var beyond: [Int: ClaimFault] = [:]
        while true {
            let answers = round(claims, before: before, &batch, beyond)
            // Alone it passed and was counted; with the others it is above the threshold.
            let more = before.counts.isEmpty ? [] : answers.above.filter { beyond[$0.row] == nil }
            if more.isEmpty { return answers.all }
            for one in more { beyond[one.row] = one.fault }
        }
    }

    /// - Parameter beyond: what is known to be above the threshold, and counts for nobody.
    private func round(
        _ claims: [(matched: Matched, source: ClaimSource)], before: BeforeClaims,
        _ batch: inout BatchCompute, _ beyond: [Int: ClaimFault]
    ) -> (
        all: [Result<AcceptedClaim, ClaimFault>], above: [(row: Int, fault: ClaimFault)]
    ) {
        var counts = before.counts
        var sums: [ExplainedAmount] = []
        sums.reserveCapacity(claims.count)
        if counts.isEmpty {
            for row in claims.indices { sums.append(amounts.amount(row, of: batch)) }
        }
        var seen = before.claims
        var shares = before.shares
        var groups = SwitchGroups(law)
        var faults = [ClaimFault?](repeating: nil, count: claims.count)
        for (row, claim) in claims.enumerated() {
            let matched = claim.matched
            if !counts.isEmpty {
                if let soFar = counts.soFar(matched.household) { batch.count(soFar, row: row) }
                sums.append(amounts.amount(row, of: batch))
            }
            let sum = sums[row].computation
            let key = matched.key
            if let closed = before.closed(matched.content) {
                faults[row] = ClaimFault(.institutionClosed(closed), record: "IR")
            } else if let fault = matched.fault(
                sum, law: law, household: before.households[matched.household])
            {
                faults[row] = fault
            } else if !matched.isOtherVisit, before.reimbursed.contains(key.treatment) {
                faults[row] = ClaimFault(.duplicateReimbursed)
            } else if before.paidBefore.contains(key.treatment) {
                faults[row] = ClaimFault(.duplicatePrior)
            } else if !seen.insert(key).inserted {
                faults[row] = ClaimFault(.duplicateClaim)
            } else {
                let group = groups.group(key.treatment, prescriber: key.prescriber)
                shares[group, default: .zero] += sum.share
                if !counts.isEmpty, beyond[row] == nil { counts.add(matched, sum) }
            }
        }
        var above: [(row: Int, fault: ClaimFault)] = []
        let all = claims.indices.map { row -> Result<AcceptedClaim, ClaimFault> in
            if let fault = faults[row] ?? beyond[row] { return .failure(fault) }
            let matched = claims[row].matched
            let key = matched.key
            // Alone it was judged above: only a sum of several can say more.
            if let total = shares[groups.group(key.treatment, prescriber: key.prescriber)],
                total != sums[row].computation.share,
                law.switches(total, matched.content.treatmentMonth)
            {
                let fault = ClaimFault(.overThreshold(total), record: "HO", field: "points")
                above.append((row, fault))
                return .failure(fault)
            }
            return .success(
                AcceptedClaim(matched: matched, amount: sums[row], source: claims[row].source))
        }
        return (all, above)
    }

    /// The amounts of claims in their order.
    private func compute(
        _ claims: some Sequence<Matched>, _ before: BeforeClaims
    ) -> BatchCompute {
        var rows = ClaimRows(book: law.book)
        for matched in claims {
            let isInCity = before.master[matched.content.institution]?.location == .municipality
            rows.append(
                matched.facts(
                    law: law, municipality: isInCity ? law.book.municipality : nil,
                    household: before.households[matched.household]))
        }
        return BatchCompute(rows, book: law.book)
    }
}
