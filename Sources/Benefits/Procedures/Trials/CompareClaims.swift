// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Safeguards
import Scheme
public import Vocabulary

/// 制度の本の試算: what the claims of a month of billing cost under the book in force and under a
/// changed one, by the same facts. Reads and counts; writes nothing but its entry in the log, which names
/// nobody whose claim is only counted.
public enum CompareClaims {
    public static let operation = OperationCode.setScheme

    /// How many claims one step takes.
    public static let page = 1_000

    /// Computes a page of claims.
    /// - Parameters:
    ///   - last: the last claim of the page before; 0 begins.
    ///   - lost: who is not entitled any more under the changed book, and to what.
    /// - Returns: the effect, and where the next page begins; `nil` after the last one.
    public static func perform(
        billed month: YearMonth, after last: Int64, now: BenefitLaw, then: BenefitLaw,
        lost: [AddresseeNumber: Set<CareSetting>], in scope: Scope
    ) throws -> (effect: ClaimsEffect, next: Int64?) {
        let claims = try RecordedClaims.claims(
            billed: month, after: last, limit: page, law: now, from: scope.db)
        let asked = claims.map(\.household)
        let (homes, homesThen) = (
            try now.households(asked, in: scope), try then.households(asked, in: scope)
        )
        let (counts, countsThen) = (
            try now.counts(asked, in: scope), try then.counts(asked, in: scope)
        )
        var page = ClaimsEffect()
        for var claim in claims {
            claim.facts.household = homes[claim.household]
            claim.facts.soFar = counts.soFar(claim.household, before: claim.place)
            var before = now.book.compute(claim.facts)
            // Whether it was the fourth month of a year is not kept: what was paid tells it.
            if before.highCost != claim.highCost,
                case .band(let band, multiple: false)? = claim.facts.highCost
            {
                var fourth = claim.facts
                fourth.highCost = .band(band, multiple: true)
                let other = now.book.compute(fourth)
                if other.highCost == claim.highCost { (claim.facts, before) = (fourth, other) }
            }
            var changed = claim.facts
            changed.household = homesThen[claim.household]
            changed.soFar = countsThen.soFar(claim.household, before: claim.place)
            page.take(
                claim, isLost: lost[claim.child]?.contains(claim.setting) ?? false, now: before,
                then: then.book.compute(changed))
        }
        scope.counted(claims.count)
        scope.note("trial")
        var effect = ClaimsEffect()
        effect.add(page)
        return (effect, claims.count == Self.page ? claims.last?.id : nil)
    }
}
