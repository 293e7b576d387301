// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Step 6: what the scheme leaves to the patient, at most the rest.
extension ClaimSettling {
    @inline(__always)
    mutating func leaveCopayment() {
        sum.used.insert(.copayment)
        guard let terms = law.copayment[claim.isInpatient ? 1 : 0] else {
            sum.holds.insert(.copayment)
            return
        }
        if terms.cases.isEmpty {
            leave(terms.otherwise, "")
        } else if let left = chosen(terms) {
            leave(left, Trace.writes ? because(terms) : "")
        }
    }

    /// - Parameter because: why it is this rule, where the book has several.
    @inline(__always)
    private mutating func leave(_ left: Copayment, _ because: String) {
        let rule = left.rule
        if case .none = rule, because.isEmpty { return }
        var cap = rule.monthCap ?? Int.max
        var most = left.shared?.yen
        if let multiple = left.multiple {
            guard let isLower = isMultiple(multiple, left) else { return }
            if isLower, most != nil { most = multiple.yen } else if isLower { cap = multiple.yen }
        }
        var (yen, times) = (Int.max, Int.max)
        if let limit = left.shared {
            guard let open = stillOpen(limit, yen: most, most: rule.mostTimes) else { return }
            (yen, times) = open
        }
        let amount: Int
        switch rule {
        case .none: amount = 0
        case .perMonthAndInstitution(let once): amount = once
        case .perDay(let each, let most, monthCap: _):
            guard claim.days >= 0 else {
                sum.holds.insert(.daysMissing)
                return
            }
            amount = each * min(claim.days, most ?? Int.max, times)
        case .perVisit(let each, let most, monthCap: _):
            guard claim.visits >= 0 else {
                sum.holds.insert(.visitsMissing)
                return
            }
            amount = each * min(claim.visits, most ?? Int.max, times)
        case .perFirstVisit(let each, let most, monthCap: _):
            // Where nothing is left to take, nobody has to know.
            guard claim.firstVisits >= 0 || sum.rest == 0 || yen == 0 else {
                sum.holds.insert(.firstVisitsMissing)
                return
            }
            amount = each * min(max(0, claim.firstVisits), most ?? Int.max)
        case .tenthsOfCost(let tenths, let rounding, monthCap: _):
            amount = rounding.apply(sum.totalCost * tenths, over: 10)
        case .fractionOfShare(let part, let whole, let rounding, monthCap: _):
            amount = rounding.apply(sum.rest * part, over: whole)
        case .tiered(let tiers, monthCap: _):
            guard let counted = tiered(tiers) else { return }
            amount = counted
        }
        sum.copayment = min(amount, cap, yen, sum.rest)
        sum.rest -= sum.copayment
        if Trace.writes {
            trace.write(
                Step(
                    "\(Step.copayment)\(left.wording)\(counted(rule))\(because)"
                        + (reaches(left, cap: cap, open: yen) ? left.unit.reached : ""),
                    sum.copayment,
                    article: law.articles.copayment))
        }
    }

    /// Whether the claim leaves all that a month may leave; asked only of a book that counts such months.
    private func reaches(_ left: Copayment, cap: Int, open: Int) -> Bool {
        guard law.marksReached, sum.copayment > 0 else { return false }
        return sum.copayment == (left.shared?.yen == nil ? cap : open)
    }

    /// The yen of visits or days by their number; `nil` where the claim does not say them, and is held.
    private mutating func tiered(_ tiers: CopaymentTiers) -> Int? {
        switch tiers.unit {
        case .visits:
            guard claim.visits >= 0 else {
                sum.holds.insert(.visitsMissing)
                return nil
            }
            return tiers.amount(after: 0, count: claim.visits)
        case .days, .stayDays:
            if claim.days < 0 { sum.holds.insert(.daysMissing) }
            if tiers.unit == .stayDays, !claim.stay.isKnown { sum.holds.insert(.stayMissing) }
            guard claim.days >= 0, tiers.unit == .days || claim.stay.isKnown else { return nil }
            return tiers.amount(
                after: tiers.unit == .days ? 0 : Int(claim.stay.daysBefore), count: claim.days)
        }
    }

    /// What the claim says of first consultations or of its stay, where the amount is for these.
    private func counted(_ rule: CopaymentRule) -> String {
        if rule.countsStayDays, claim.stay.isKnown {
            return "、" + PhraseName.stayBefore.said(String(claim.stay.daysBefore)) + "、"
                + PhraseName.stayNow.said(String(claim.days))
        }
        guard rule.isForFirstVisits, claim.firstVisits >= 0 else { return "" }
        return "、"
            + (claim.firstVisits > 0
                ? PhraseName.firstVisits.said(String(claim.firstVisits))
                : PhraseName.noFirstVisit.plain)
    }

    /// How many yen and times the claims before this one have left of a limit over all institutions;
    /// `nil` where nobody says which they are, and the claim is held.
    ///
    /// - Parameter most: how many visits or days of a claim of this setting are paid for.
    private mutating func stillOpen(
        _ limit: SharedLimit, yen cap: Int?, most: Int
    ) -> (yen: Int, times: Int)? {
        guard let soFar = claim.soFar else {
            sum.holds.insert(.soFarMissing)
            return nil
        }
        let counted = soFar.counted(limit, isInpatient: claim.isInpatient)
        let yen = counted.reduce(0) { $0 + $1.copayment.amount }
        // Of a claim of the other setting so many times are paid for as that setting says.
        let others = law.copayment[claim.isInpatient ? 0 : 1]?.mostTimes ?? Int.max
        let times = counted.reduce(0) {
            $0 + min($1.times, $1.isInpatient == claim.isInpatient ? most : others)
        }
        if Trace.writes {
            let which =
                MonthSoFar.wording(counted)
                + (limit.times == nil ? "" : "、" + PhraseName.timesSoFar.said(String(times)))
            trace.write(
                Step(limit.beginning + which, yen, article: law.articles.copayment)
            )
        }
        return (
            cap.map { max(0, $0 - yen) } ?? Int.max,
            limit.times.map { max(0, $0 - times) } ?? Int.max
        )
    }

    /// The first case that fits; `nil` where something would have to be known to tell, and the claim
    /// is held.
    private mutating func chosen(_ terms: CopaymentLaw) -> Copayment? {
        for (place, one) in terms.cases.enumerated() {
            var missing: Holds = []
            guard mayFit(one, &missing) else { continue }
            guard missing.isEmpty else {
                sum.holds.formUnion(missing)
                return nil
            }
            sum.copaymentCase = place
            return one.left
        }
        return terms.otherwise
    }

    /// Whether nothing known is against a case.
    ///
    /// - Parameter missing: what would have to be known to say that it fits.
    private mutating func mayFit(_ one: CopaymentLaw.Case, _ missing: inout Holds) -> Bool {
        if one.bornFrom != Int32.min {
            if claim.born == ChildNumbers.none {
                missing.insert(.bornMissing)
            } else if claim.born < one.bornFrom {
                return false
            }
        }
        if !one.care.isEmpty {
            if claim.care < 0 {
                missing.insert(.careMissing)
            } else if !one.care.contains(claim.care) {
                return false
            }
        }
        if !one.classes.isEmpty {
            sum.used.insert(.incomeClasses)
            if law.households?.classes == nil {
                missing.insert(.incomeClasses)
            } else if claim.incomeClass < 0 {
                missing.insert(.incomeMissing)
            } else if !one.classes.contains(claim.incomeClass) {
                return false
            }
        }
        if let months = one.stayMonths {
            if !claim.stay.isKnown {
                missing.insert(.stayMissing)
            } else if !months.contains(Int(claim.stay.month)) {
                return false
            }
        }
        guard one.nthChildFrom > 0 || one.childrenFrom > 0 else { return true }
        sum.used.insert(.countedChildren)
        if law.households?.children == nil {
            missing.insert(.countedChildren)
        } else if claim.childOrder < 0 {
            missing.insert(claim.born == ChildNumbers.none ? .bornMissing : .siblingsMissing)
        } else if claim.childOrder < one.nthChildFrom || claim.childCount < one.childrenFrom {
            return false
        }
        return true
    }

    /// Why it is this co-payment: the case, the class of the household and which child it is.
    private func because(_ terms: CopaymentLaw) -> String {
        var words = [
            sum.copaymentCase >= 0
                ? terms.cases[sum.copaymentCase].wording : PhraseName.noCase.plain
        ]
        if let classWording { words.append(classWording) }
        if law.asksStay, claim.stay.isKnown, terms.cases.contains(where: { $0.stayMonths != nil }) {
            words.append(PhraseName.stayMonth.said(String(claim.stay.month)))
        }
        if sum.used.contains(.countedChildren), claim.childOrder >= 0 {
            words.append(
                claim.childOrder > 0
                    ? PhraseName.childOrder.said(
                        String(claim.childCount), String(claim.childOrder))
                    : PhraseName.childNotCounted.plain)
        }
        return "(\(words.joined(separator: "、")))"
    }

    /// The class of the household, where it was asked.
    var classWording: String? {
        guard sum.used.contains(.incomeClasses), claim.incomeClass >= 0,
            let classes = law.households?.classes
        else { return nil }
        let year = IncomeRule.name(classes.measuring.year(on: law.month.firstDay))
        return PhraseName.classOfYear.said(
            year, classes.measuring.wording, classes.classes[claim.incomeClass].name)
    }
}
