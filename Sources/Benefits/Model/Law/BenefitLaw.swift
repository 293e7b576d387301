// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
public import Scheme
public import Vocabulary

/// What 給付 asks of the book of the municipality: amounts, the funder number, the deadline.
public struct BenefitLaw: Sendable {
    public let book: SchemeBook
    /// Where households are known, for co-payments that ask about them.
    let families: (law: EligibilityLaw, directory: any AddresseeDirectory)?

    public init(book: SchemeBook) {
        self.book = book
        families = nil
    }

    /// - Parameter law: the book with what is known of incomes.
    public init(law: EligibilityLaw, directory: any AddresseeDirectory) {
        book = law.book
        families = (law, directory)
    }

    /// The households of children in their months of treatment; nothing is read where the book asks
    /// nothing about them.
    ///
    /// - Parameter isSum: nothing but sums is shown, and nobody is told to the log.
    public func households(
        _ questions: some Sequence<ClaimHouseholds.Question>, isSum: Bool = false, in scope: Scope
    ) throws -> ClaimHouseholds {
        guard let families else { return .none }
        return try ClaimHouseholds(
            questions, law: families.law, directory: families.directory, isSum: isSum, in: scope)
    }

    /// Our funder numbers (公費負担者番号) for a month of treatment.
    ///
    /// - Throws: `.schemeUnset` where the book does not say.
    public func funder(_ month: YearMonth) throws(BenefitsRefusal) -> FunderTerms {
        try value(book.office.funder, on: month.firstDay)
    }

    /// The last day on which treatment of a month may be applied for; `nil` where nobody knows.
    public func lastDay(_ month: YearMonth) -> CivilDate? {
        guard let deadline = try? value(book.office.reimbursementDeadline, on: month.firstDay)
        else { return nil }
        return deadline.lastDay(treatmentMonth: month)
    }

    /// The first month of treatment whose benefit an insurer may still be asked for: the right runs from
    /// the first day of the month after.
    ///
    /// - Throws: `.schemeUnset` where the book does not say.
    func earliestForInsurer(on today: CivilDate) throws(BenefitsRefusal) -> YearMonth {
        let years = try value(book.national.publicMoney.insurerLimitation, on: today).years
        return today.yearMonth.adding(months: -12 * years)
    }

    /// To which unit of yen a window rounds a payment; 1 where the book does not say.
    func counterUnit(_ month: YearMonth) -> Int {
        (try? value(book.national.counterRounding, on: month.firstDay))?.unit ?? 1
    }

    /// Whether a fund is public assistance (生活保護), whose children the scheme does not cover.
    func isPublicAssistance(_ funder: String, _ month: YearMonth) -> Bool {
        guard let order = try? value(book.national.funds, on: month.firstDay) else { return false }
        return order.classes[String(funder.prefix(2))] == .publicAssistance
    }

    /// The class of meals that the funds and the burden class of a claim name.
    ///
    /// - Parameter written: item 10 of RE: 1 tax-exempt, 2 the same for long stays, 3 low income.
    func mealClass(funders: [String], written: String, _ month: YearMonth) -> MealClass {
        switch written {
        case "1": return .taxExempt
        case "2": return .taxExemptLong
        case "3": return .lowIncomeFirst
        default: break
        }
        let laws = funders.map { String($0.prefix(2)) }
        let share = try? value(book.national.mealFundShare, on: month.firstDay)
        if let share, laws.contains(share.law) { return .chronicChild }
        return laws.contains(BenefitLaw.intractableDiseases) ? .intractable : .general
    }

    /// 法別番号 of the fund for 指定難病.
    private static let intractableDiseases = "54"

    /// What an insurer's rule of the book would pay; nothing where the book has none.
    func additionalBenefit(insurer: String, _ month: YearMonth, share: Yen) -> Yen {
        guard
            case .found(let yen, _) = book.additionalBenefit(
                insurer: insurer, month: month, share: share)
        else { return .zero }
        return yen
    }

    /// Whether a sum that several claims leave to the patient switches to reimbursement: asked of
    /// the book like one claim that the insurance pays nothing of.
    func switches(_ share: Yen, _ month: YearMonth) -> Bool {
        let whole = ClaimFacts(
            treatmentMonth: month, isInpatient: false, born: nil, cost: .totalCost(share),
            burdenTenths: 10)
        return book.compute(whole).route == .reimbursement
    }

    private func value<Value>(
        _ values: DatedValues<Value>, on day: CivilDate
    ) throws(BenefitsRefusal) -> Value {
        switch values.on(day) {
        case .found(let value, _): value
        case .unset(let path): throw .schemeUnset(path)
        case .none: throw .schemeUnset("\(values.path)(\(day)に規定がありません)")
        }
    }
}
