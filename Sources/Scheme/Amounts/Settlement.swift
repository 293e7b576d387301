// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The amounts of one claim in plain numbers.
struct Settlement: Equatable {
    var totalCost = 0
    var tenths = 0
    var insurance = 0
    var burden = 0
    var atCounter = 0
    var highCost = 0
    var additionalBenefit = 0
    var otherFunds = 0
    var copayment = 0
    var mealsBurden = 0
    var meals = 0
    var payable = 0
    var route: BenefitRoute?
    var holds: Holds = []
    /// Which values of the books were used; the unsigned among them are named in the answer.
    var used: Holds = []
    /// The patient's share as it goes down from step to step.
    var rest = 0
    /// The case of the co-payment by its place; −1 for what is outside of all cases.
    var copaymentCase = -1
    /// The case of the meals in the same way.
    var mealCase = -1
    /// What the window asks for where 附加給付 has been paid before the funds; −1 where it has not.
    var windowShare = -1
}

/// The calculation of one claim in the legal order, once for the single and the batch form:
///
/// 1. total cost, 2. insurance, 3. high-cost benefit, 4. national funds, 5. additional benefit
/// (before the funds where the book says so), 6. the scheme's own co-payment, 7. the rest is
/// payable; then meals and the route.
struct ClaimSettling<Trace: StepTrace> {
    private(set) var law: MonthLaw
    private(set) var claim: ClaimNumbers
    /// In the order of payment.
    private(set) var funds: ArraySlice<FundNumbers>
    var trace: Trace
    var sum = Settlement()

    init(law: MonthLaw, claim: ClaimNumbers, funds: ArraySlice<FundNumbers>, trace: Trace) {
        self.law = law
        self.claim = claim
        self.funds = funds
        self.trace = trace
    }

    /// Turns to the next claim of a batch; what stays the same is not touched.
    mutating func turn(to claim: ClaimNumbers, law: MonthLaw, funds: ArraySlice<FundNumbers>?) {
        self.claim = claim
        if self.law !== law { self.law = law }
        if let funds {
            self.funds = funds
        } else if !self.funds.isEmpty {
            self.funds = []
        }
        sum = Settlement()
    }

    /// Runs all steps.
    mutating func settle() {
        if claim.born != ChildNumbers.none,
            claim.born >= law.firstDay + Int32(law.daysInMonth)
        {
            sum.holds.insert(.beforeBirth)
        }
        payInsurance()
        payHighCostAndFunds()
        if sum.windowShare < 0 { payAdditionalBenefit() }
        let shareAtWindow =
            sum.windowShare >= 0 ? sum.windowShare : sum.rest + sum.additionalBenefit
        leaveCopayment()
        coverMeals()
        chooseRoute(share: shareAtWindow)
        payRest()
    }

    /// Steps 1 and 2.
    @inline(__always)
    private mutating func payInsurance() {
        if claim.points >= 0 {
            sum.used.insert(.yenPerPoint)
            guard let yen = law.yenPerPoint else {
                sum.holds.insert(.yenPerPoint)
                return
            }
            sum.totalCost = claim.points * yen
            if Trace.writes {
                trace.write(
                    Step(
                        .costOfPoints, [String(claim.points), String(yen)], sum.totalCost,
                        article: nil))
            }
        } else {
            sum.totalCost = claim.totalCost
            if Trace.writes { trace.write(Step(.cost, sum.totalCost, article: nil)) }
        }
        sum.tenths = claim.tenths >= 0 ? min(claim.tenths, 10) : tenthsByAge()
        sum.used.insert(.rounding)
        guard let insured = law.insuranceRounding, let counter = law.counterRounding else {
            sum.holds.insert(.rounding)
            return
        }
        sum.insurance = insured.apply(sum.totalCost * (10 - sum.tenths), over: 10)
        sum.burden = sum.totalCost - sum.insurance
        sum.atCounter = counter.apply(sum.burden)
        sum.rest = sum.burden
        if Trace.writes {
            trace.write(
                Step(
                    .insurance, [String(10 - sum.tenths)], sum.insurance,
                    article: law.articles.ratio))
        }
        if Trace.writes {
            trace.write(
                Step(.burden, [String(sum.tenths)], sum.burden, article: law.articles.ratio))
        }
    }

    /// The share by age on the first day of the month; the younger share always ends with a month.
    private mutating func tenthsByAge() -> Int {
        sum.used.insert(.burdenRatio)
        guard let ratio = law.ratio else {
            sum.holds.insert(.burdenRatio)
            return 10
        }
        guard claim.born != ChildNumbers.none else {
            sum.holds.insert(.bornMissing)
            return ratio.otherTenths
        }
        return claim.born >= law.youngBornFrom ? ratio.youngTenths : ratio.otherTenths
    }

    /// Step 7, meals included; never negative, never more than what was paid.
    @inline(__always)
    private mutating func payRest() {
        sum.payable = max(0, sum.rest + sum.meals)
        if claim.paid >= 0, sum.payable > claim.paid {
            if Trace.writes { trace.write(Step(.paidAtMost, claim.paid, article: nil)) }
            sum.payable = claim.paid
        }
        if Trace.writes { trace.write(Step(.payable, sum.payable, article: nil)) }
    }
}
