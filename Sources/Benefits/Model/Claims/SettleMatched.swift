// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

extension ClaimExaminer {
    /// Computes claims together and checks amounts, route and what is asked for twice.
    ///
    /// - Parameters:
    ///   - master: institutions by code.
    ///   - known: claims that were accepted before; those of the batch are added as it goes.
    ///   - reimbursed: treatments that were paid as reimbursements.
    /// - Returns: for each claim its amounts with their steps, or what is wrong with it.
    func settle(
        _ claims: [(matched: Matched, source: ClaimSource)], master: [String: Institution],
        known: Set<ClaimKey>, reimbursed: Set<TreatmentKey>
    ) -> [Result<AcceptedClaim, ClaimFault>] {
        var rows = ClaimRows(book: law.book)
        for (matched, _) in claims {
            let isInCity = master[matched.content.institution]?.location == .municipality
            rows.append(
                matched.facts(law: law, municipality: isInCity ? law.book.municipality : nil))
        }
        let sums = BatchCompute(rows, book: law.book)
        var seen = known
        return claims.enumerated().map { row, claim in
            let matched = claim.matched
            if let fault = matched.fault(sums.computation(row), law: law) {
                return .failure(fault)
            }
            if reimbursed.contains(matched.treatment) {
                return .failure(ClaimFault(.duplicateReimbursed))
            }
            guard seen.insert(matched.key).inserted else {
                return .failure(ClaimFault(.duplicateClaim))
            }
            return .success(
                AcceptedClaim(
                    matched: matched, computation: sums.explained(row), source: claim.source))
        }
    }
}
