// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Scheme
import Vocabulary

/// The checks of a claim in kind (C1): entitlement, insurance, person, amounts, route.
///
/// Pure: entitlements and insurances come as an index of the whole town.
struct ClaimExaminer {
    let law: BenefitLaw
    let index: EntitlementIndex
    /// What was computed and explained so far.
    let amounts: ExplainedAmounts
    private var funders: [YearMonth: Result<Funders, BenefitsRefusal>] = [:]

    /// Our numbers in a month, with all of them as one list: asked of every claim.
    private struct Funders {
        let terms: FunderTerms
        let numbers: [String]
    }

    init(
        law: BenefitLaw, index: EntitlementIndex, amounts: ExplainedAmounts = ExplainedAmounts()
    ) {
        self.law = law
        self.index = index
        self.amounts = amounts
    }

    /// A claim whose entitlement is found; an object, because a month of them is handed on often.
    final class Matched: Sendable {
        let content: ClaimContent
        let entry: EntitlementIndex.Entry
        /// Our fund among the funds of the claim.
        let ours: ClaimContent.Fund
        let others: [ClaimContent.Fund]
        /// An officer has made sure that it is not what was reimbursed.
        let isOtherVisit: Bool
        /// What makes it the same as another claim.
        let key: ClaimKey

        init(
            content: ClaimContent, entry: EntitlementIndex.Entry, ours: ClaimContent.Fund,
            others: [ClaimContent.Fund], isOtherVisit: Bool, successions: DatedSuccessions
        ) {
            self.content = content
            self.entry = entry
            self.ours = ours
            self.others = others
            self.isOtherVisit = isOtherVisit
            key = ClaimKey(
                child: entry.child, institution: content.institution,
                month: content.treatmentMonth, setting: content.setting,
                insurer: content.insurer ?? "", prescriber: content.prescriber
            ).under(successions)
        }
    }

    /// Finds the entitlement that a claim is about.
    ///
    /// - Throws: why the claim must go to the error list.
    mutating func match(
        _ claim: ClaimContent, isOtherVisit: Bool = false
    ) throws(ClaimFault) -> Matched {
        let month = claim.treatmentMonth
        if month > claim.billingMonth {
            throw ClaimFault(.treatmentAfterBilling, record: "RE", field: "treatment-month")
        }
        let funder = try funder(month)
        let numbers = funder.numbers
        guard let ours = claim.funds.first(where: { numbers.contains($0.funder) }) else {
            let local = claim.funds.first { PublicFunderNumber($0.funder)?.isLocalScheme ?? false }
            throw ClaimFault(
                .funderNotOurs, line: local?.line, record: "KO", field: "funder",
                value: local?.funder)
        }
        if let again = claim.funds.last(where: { numbers.contains($0.funder) }),
            again.line != ours.line
        {
            throw ClaimFault(
                .fundTwice, line: again.line, record: "KO", field: "funder", value: again.funder)
        }
        let others = claim.funds.filter { !numbers.contains($0.funder) }
        guard let entry = index.entry(number: ours.recipient),
            entry.outpatient != nil || entry.inpatient != nil
        else {
            throw ClaimFault(
                .recipientUnknown, line: ours.line, record: "KO", field: "recipient")
        }
        let right = funder.terms.number(born: entry.born, claim.setting, on: month.firstDay)
        if ours.funder != right {
            throw ClaimFault(
                .funderOfOthers(right), line: ours.line, record: "KO", field: "funder",
                value: ours.funder)
        }
        try checkPeriod(claim, entry, ours)
        if let fund = others.first(where: { law.isPublicAssistance($0.funder, month) }) {
            throw ClaimFault(
                .publicAssistance, line: fund.line, record: "KO", field: "funder",
                value: fund.funder)
        }
        try checkInsurer(claim, entry.child)
        if entry.born != claim.born { throw ClaimFault(.birthDiffers, record: "RE", field: "born") }
        try checkContent(claim)
        if claim.isThirdParty { throw ClaimFault(.thirdParty, record: "RE", field: "notes") }
        if ours.points != claim.points {
            throw ClaimFault(
                .partOfPoints(ours: ours.points, all: claim.points), line: ours.line, record: "KO",
                field: "points", value: String(ours.points))
        }
        return Matched(
            content: claim, entry: entry, ours: ours, others: others, isOtherVisit: isOtherVisit,
            successions: index.successions)
    }

    /// Our numbers in a month; looked up once a month.
    private mutating func funder(_ month: YearMonth) throws(ClaimFault) -> Funders {
        let known =
            funders[month]
            ?? Result { () throws(BenefitsRefusal) -> Funders in
                let terms = try law.funder(month)
                return Funders(terms: terms, numbers: terms.numbers)
            }
        funders[month] = known
        switch known {
        case .success(let funder): return funder
        case .failure(let refusal):
            throw ClaimFault(refusal, record: "RE", field: "treatment-month")
        }
    }

    /// What no claim can say, whoever it is about.
    private func checkContent(_ claim: ClaimContent) throws(ClaimFault) {
        let month = claim.treatmentMonth
        // Of a pharmacy it is the number of prescriptions.
        if claim.dataKind != .pharmacy,
            claim.days > month.firstDay.days(until: month.next.firstDay)
        {
            throw ClaimFault(
                .daysImpossible(claim.days), record: "HO", field: "days", value: String(claim.days))
        }
        if claim.points == 0, claim.meals == 0 {
            throw ClaimFault(.nothingBilled, record: "HO", field: "points")
        }
    }

    private func checkPeriod(
        _ claim: ClaimContent, _ entry: EntitlementIndex.Entry, _ ours: ClaimContent.Fund
    ) throws(ClaimFault) {
        let month = claim.treatmentMonth
        let isInpatient = claim.setting == .inpatient
        // A claim that does not say its days may be of any day of its month.
        let visits = claim.visits(of: ours)
        let asked = visits ?? MonthDays(month.period, in: month)
        let covered = entry.days(in: month, inpatient: isInpatient)
        if visits == nil ? !covered.isEmpty : asked.isSubset(of: covered) { return }
        let ever = index.days(of: entry.child, in: month, inpatient: isInpatient)
        let waiting = index.daysAwaitingRelease(
            of: entry.child, in: month, inpatient: isInpatient)
        // On the other days the child may be entitled under another number.
        let outside = asked.subtracting(ever)
        if visits == nil
            ? ever.isEmpty && !waiting.isEmpty : !outside.isEmpty && outside.isSubset(of: waiting)
        {
            throw ClaimFault(.releaseAwaited(month), record: "RE", field: "treatment-month")
        }
        if asked.isDisjoint(with: covered) {
            if !asked.isDisjoint(with: ever) {
                throw ClaimFault(
                    .recipientNumberReplaced, line: ours.line, record: "KO", field: "recipient")
            }
            throw ClaimFault(.outsidePeriod(month), record: "RE", field: "treatment-month")
        }
        guard !outside.isEmpty else { return }
        throw ClaimFault(
            .daysOutside(outside.count, of: asked.count), record: "JD", field: "visit-days")
    }

    private func checkInsurer(
        _ claim: ClaimContent, _ child: AddresseeNumber
    ) throws(ClaimFault) {
        // Who is entitled is insured: a claim without an insurer cannot be the child's.
        guard let insurer = claim.insurer else {
            throw ClaimFault(.insurerDiffers, record: "HO", field: "insurer")
        }
        let month = claim.treatmentMonth
        let period = month.period
        let known = index.insurances(child: child)
        if known.contains(where: {
            $0.period.overlaps(period)
                && ($0.insurer == insurer || isSuccession($0, insurer, in: month))
        }) {
            return
        }
        throw ClaimFault(
            !known.contains { $0.period.overlaps(period) } ? .insurerUnknown : .insurerDiffers,
            record: "HO", field: "insurer",
            value: insurer)
    }

    /// Whether the number of a claim and that of a stretch are one insurer (承継): from the day of
    /// succession on, and only for whoever was still insured then.
    private func isSuccession(
        _ stretch: InsuranceStretch, _ insurer: String, in month: YearMonth
    ) -> Bool {
        let last = min(stretch.period.lastDay ?? month.lastDay, month.lastDay)
        return index.successions.areSame(stretch.insurer, insurer, on: last)
    }
}

extension ClaimExaminer.Matched {
    /// What the scheme computes from.
    ///
    /// - Parameters:
    ///   - municipality: where the institution stands, if the master knows it.
    ///   - household: what is known of the household, where a co-payment asks about it.
    func facts(
        law: BenefitLaw, municipality: String?, household: HouseholdFacts?
    ) -> ClaimFacts {
        // The class is asked of the book only where there are meals: most claims have none.
        let meals =
            content.meals > 0
            ? ClaimFacts.Meals(
                count: content.meals,
                mealClass: law.mealClass(
                    funders: others.map(\.funder), written: content.mealClass,
                    content.treatmentMonth))
            : nil
        return ClaimFacts(
            treatmentMonth: content.treatmentMonth, isInpatient: content.setting == .inpatient,
            born: entry.born, cost: .points(content.points),
            institution: content.institution, municipality: municipality,
            meals: meals,
            highCost: content.band.map { .band($0.rawValue, multiple: content.isMultiple) },
            otherFunds: others.map {
                ClaimFacts.OtherFund(
                    funder: $0.funder, points: $0.points, copayment: Yen($0.copayment ?? 0))
            },
            days: content.days, visits: content.days,
            firstVisits: content.dataKind.firstVisits(content.firstVisits),
            care: CareWord(content.dataKind), household: household, admitted: content.admitted)
    }

    /// The child in the month of treatment.
    var household: ClaimHouseholds.Question {
        ClaimHouseholds.Question(
            child: entry.child, recipient: entry.recipient, month: content.treatmentMonth)
    }

    /// Where a clerk says what the scheme asks of the claim.
    private static func whereToSay(_ missing: String) -> String {
        let asked = [("firstVisits:", "初診の回数"), ("admitted:", "入院年月日")]
            .filter { missing.contains($0.0) }.map { "「\($0.1)」" }.joined()
        return asked.isEmpty ? "" : "。紙は個別入力(1330)、ほかはエラーの明細書(1320)の補正の\(asked)に入力してください"
    }

    /// What the amounts say against the claim; `nil` when they agree.
    func fault(
        _ sum: Computation, law: BenefitLaw, household: HouseholdFacts?
    ) -> ClaimFault? {
        if let hold = sum.hold { return ClaimFault(.claimHeld(hold + Self.whereToSay(hold))) }
        if let ratio = content.ratio, let tenths = sum.burdenTenths, ratio != 100 - tenths * 10 {
            return ClaimFault(.ratioDiffers, record: "RE", field: "ratio", value: String(ratio))
        }
        if let written = content.copayment.map({ Yen($0) }), written != sum.burden,
            written != sum.atCounter, written != sum.burden - sum.highCost
        {
            return ClaimFault(
                .amountDiffers(written: written, computed: sum.burden), record: "HO",
                field: "copayment")
        }
        if let written = ours.copayment.map({ Yen($0) }), written != sum.copayment {
            return ClaimFault(
                .amountDiffers(written: written, computed: sum.copayment), line: ours.line,
                record: "KO", field: "copayment")
        }
        guard sum.route == .reimbursement else { return nil }
        // Without the institution only the threshold can switch.
        var anywhere = facts(law: law, municipality: nil, household: household)
        anywhere.institution = nil
        if law.book.compute(anywhere).route == .inKind {
            return ClaimFault(.outOfArea, record: "IR", field: "institution")
        }
        return ClaimFault(.overThreshold(sum.share), record: "HO", field: "points")
    }
}

extension Computation {
    /// The patient's share of the cost in tenths, read back from the amounts; `nil` for no cost.
    var burdenTenths: Int? {
        guard totalCost > .zero else { return nil }
        return (burden.amount * 10 + totalCost.amount / 2) / totalCost.amount
    }

    /// What is left to the patient after high cost and funds.
    var share: Yen { burden - highCost - otherFunds }
}
