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
                    .meals, [String(claim.mealCount), String(rate)], sum.mealsBurden,
                    article: law.articles.meals))
        }
        payFundShareOfMeals()
        guard let cover = law.mealCover else {
            sum.holds.insert(.mealCover)
            return
        }
        guard let part = covered(cover), let paid = paid(part) else { return }
        sum.meals = paid
        if Trace.writes {
            trace.write(Step(.mealsCovered, [because(cover)], sum.meals, article: nil))
        }
    }

    /// What the scheme pays; `nil` where a limit of a day needs the days, and the claim is held. Meals on
    /// no day are a slip of the claim, not a limit of 0 yen.
    private mutating func paid(_ part: MealPart) -> Int? {
        let whole =
            switch part.extent {
            case .full: sum.mealsBurden
            case .half: sum.mealsBurden / 2
            case .none: 0
            case .perMeal(let yen): min(sum.mealsBurden, yen * claim.mealCount)
            }
        guard let limit = part.limit else { return whole }
        guard claim.days > 0 || limit.day == nil else {
            sum.holds.insert(.daysMissing)
            return nil
        }
        return limit.apply(whole, of: sum.mealsBurden, days: claim.days)
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
                Step(.mealsFund, ["\(share.law)"], paid, article: law.articles.meals))
        }
    }

    /// The first case that fits; `nil` where something would have to be known to tell, and the claim
    /// is held.
    private mutating func covered(_ cover: MealLaw) -> MealPart? {
        for (place, one) in cover.cases.enumerated() {
            var missing: Holds = []
            guard isYoung(one.bornFrom, &missing), isOfClass(one, &missing) else { continue }
            guard missing.isEmpty else {
                sum.holds.formUnion(missing)
                return nil
            }
            sum.mealCase = place
            return one.part
        }
        var missing: Holds = []
        let isCovered = isYoung(cover.bornFrom, &missing)
        guard missing.isEmpty else {
            sum.holds.formUnion(missing)
            return nil
        }
        return isCovered ? cover.part : MealPart(extent: .none, limit: nil)
    }

    private func isYoung(_ bornFrom: Int32, _ missing: inout Holds) -> Bool {
        guard bornFrom != Int32.min else { return true }
        if claim.born == ChildNumbers.none { missing.insert(.bornMissing) }
        return claim.born == ChildNumbers.none || claim.born >= bornFrom
    }

    private mutating func isOfClass(_ one: MealLaw.Case, _ missing: inout Holds) -> Bool {
        guard !one.classes.isEmpty else { return true }
        sum.used.insert(.incomeClasses)
        if law.households?.classes == nil {
            missing.insert(.incomeClasses)
        } else if claim.incomeClass < 0 {
            missing.insert(.incomeMissing)
        } else {
            return one.classes.contains(claim.incomeClass)
        }
        return true
    }

    /// What is covered and why: the case and the class of the household.
    private func because(_ cover: MealLaw) -> String {
        let days =
            cover.limitsDays && claim.days >= 0
            ? [PhraseName.daysOfCare.said(String(claim.days))] : []
        guard !cover.cases.isEmpty else {
            return ([cover.otherwise] + days).joined(separator: "、")
        }
        let one = sum.mealCase >= 0 ? cover.cases[sum.mealCase] : nil
        return
            ([one?.part.wording ?? cover.otherwise, one?.name ?? PhraseName.noCase.plain]
            + [classWording].compactMap(\.self) + days).joined(separator: "、")
    }
}
