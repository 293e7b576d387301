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
    /// - Parameter before: what the books hold; the claims of the batch are added as it goes.
    /// - Returns: for each claim its amounts with their steps, or what is wrong with it.
    func settle(
        _ claims: [(matched: Matched, source: ClaimSource)], before: BeforeClaims
    ) -> [Result<AcceptedClaim, ClaimFault>] {
        let sums = compute(claims.lazy.map(\.matched), before)
        var seen = before.claims
        var shares = before.shares
        var groups = SwitchGroups(law)
        var faults = [ClaimFault?](repeating: nil, count: claims.count)
        for (row, claim) in claims.enumerated() {
            let (matched, sum) = (claim.matched, sums[row].computation)
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
            }
        }
        return claims.indices.map { row in
            if let fault = faults[row] { return .failure(fault) }
            let matched = claims[row].matched
            let key = matched.key
            // Alone it was judged above: only a sum of several can say more.
            if let total = shares[groups.group(key.treatment, prescriber: key.prescriber)],
                total != sums[row].computation.share,
                law.switches(total, matched.content.treatmentMonth)
            {
                return .failure(ClaimFault(.overThreshold(total), record: "HO", field: "points"))
            }
            return .success(
                AcceptedClaim(matched: matched, amount: sums[row], source: claims[row].source))
        }
    }

    /// The amounts of claims in their order.
    private func compute(
        _ claims: some Sequence<Matched>, _ before: BeforeClaims
    ) -> [ExplainedAmount] {
        var rows = ClaimRows(book: law.book)
        for matched in claims {
            let isInCity = before.master[matched.content.institution]?.location == .municipality
            rows.append(
                matched.facts(
                    law: law, municipality: isInCity ? law.book.municipality : nil,
                    household: before.households[matched.household]))
        }
        let sums = BatchCompute(rows, book: law.book)
        return (0..<sums.count).map { amounts.amount($0, of: sums) }
    }
}
