// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The standard burden for in-patient meals, a fund's share of it, and what the scheme covers.
extension ClaimSettling {
    @inline(__always)
    mutating func coverMeals() {
        guard claim.mealCount > 0 else { return }
        sum.used.formUnion([.mealRates, .mealCover])
        guard let rates = law.mealRates else {
            sum.holds.insert(.mealRates)
            if law.mealCover == nil { sum.holds.insert(.mealCover) }
            return
        }
        if !claim.isInpatient || claim.mealCount > law.daysInMonth * rates.mostADay {
            sum.holds.insert(.mealsImpossible)
            return
        }
        let rate = rates.yen[claim.mealClass]
        sum.mealsBurden = claim.mealCount * rate
        if Trace.writes {
            trace.write(
                Step(
                    "食事療養標準負担額 \(claim.mealCount)食×\(rate)円", sum.mealsBurden,
                    article: law.articles.meals))
        }
        payFundShareOfMeals()
        guard let cover = law.mealCover else {
            sum.holds.insert(.mealCover)
            return
        }
        sum.meals = covered(sum.mealsBurden, cover)
        if Trace.writes {
            trace.write(Step("食事療養標準負担額の助成(\(cover.wording))", sum.meals, article: nil))
        }
    }

    /// 小慢 pays a part of the standard burden itself.
    private mutating func payFundShareOfMeals() {
        let isChronic = claim.mealClass == MealClass.chronicChild.index
        let isShared = claim.mealClass == MealClass.intractable.index
        guard isChronic || isShared else { return }
        sum.used.insert(.mealFundShare)
        guard let share = law.mealFundShare else {
            sum.holds.insert(.mealFundShare)
            return
        }
        guard isChronic || funds.contains(where: { $0.law == Int(share.law) }) else { return }
        let paid = sum.mealsBurden * share.numerator / share.denominator
        sum.mealsBurden -= paid
        if Trace.writes {
            trace.write(
                Step("食事療養標準負担額のうち公費(法別\(share.law))の負担", paid, article: law.articles.meals))
        }
    }

    private mutating func covered(_ burden: Int, _ cover: MealCover) -> Int {
        if cover.until != nil {
            guard claim.born != ChildNumbers.none else {
                sum.holds.insert(.bornMissing)
                return 0
            }
            guard claim.born >= law.mealBornFrom else { return 0 }
        }
        switch cover.extent {
        case .full: return burden
        case .half: return burden / 2
        case .none: return 0
        }
    }
}
