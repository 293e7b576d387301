// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

extension ClaimExaminer {
    /// Computes claims together and checks amounts, route and what is asked for twice.
    ///
    /// First what each claim says alone; then the claims of one institution, month and setting add
    /// up for the threshold that switches to reimbursement, with those accepted before.
    /// - Parameter before: what the books hold; the claims of the batch are added as it goes.
    /// - Returns: for each claim its amounts with their steps, or what is wrong with it.
    func settle(
        _ claims: [(matched: Matched, source: ClaimSource)], before: BeforeClaims
    ) -> [Result<AcceptedClaim, ClaimFault>] {
        var rows = ClaimRows(book: law.book)
        for (matched, _) in claims {
            let isInCity = before.master[matched.content.institution]?.location == .municipality
            rows.append(
                matched.facts(law: law, municipality: isInCity ? law.book.municipality : nil))
        }
        let sums = BatchCompute(rows, book: law.book)
        var seen = before.claims
        var shares = before.shares
        let faults = claims.enumerated().map { row, claim -> ClaimFault? in
            let (matched, sum) = (claim.matched, sums.computation(row))
            if let fault = matched.fault(sum, law: law) { return fault }
            if !matched.isOtherVisit, before.reimbursed.contains(matched.key.treatment) {
                return ClaimFault(.duplicateReimbursed)
            }
            guard seen.insert(matched.key).inserted else { return ClaimFault(.duplicateClaim) }
            shares[matched.key.treatment, default: .zero] += sum.share
            return nil
        }
        return zip(claims, faults).enumerated().map { row, pair in
            let (claim, fault) = pair
            if let fault { return .failure(fault) }
            let treatment = claim.matched.key.treatment
            // Alone it was judged above: only a sum of several can say more.
            if let total = shares[treatment], total != sums.computation(row).share,
                law.switches(total, treatment.month)
            {
                return .failure(ClaimFault(.overThreshold(total), record: "HO", field: "points"))
            }
            return .success(
                AcceptedClaim(
                    matched: claim.matched, computation: sums.explained(row),
                    source: claim.source))
        }
    }
}
