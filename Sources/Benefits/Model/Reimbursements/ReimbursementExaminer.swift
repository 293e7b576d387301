// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Scheme
import Vocabulary

/// The rules of a reimbursement, in order: deadline, entitlement, accident, treatment asked for
/// twice, form, the insurer's decision, the amount.
///
/// The deadline is a condition of the application itself: whoever comes too late is refused for
/// that and nothing else is asked, also where no entitlement stands behind it.
///
/// Pure: what is in the books is handed in.
struct ReimbursementExaminer {
    let law: BenefitLaw
    let index: EntitlementIndex
    /// Children with an application for entitlement that is still open.
    let undecided: Set<AddresseeNumber>
    /// What else is in the books about the children, in both channels.
    let ledger: [AddresseeNumber: [LedgerEntry]]
    /// What officers have said about pairs that look like one treatment.
    let words: [DuplicatePair.Key: DuplicateOutcome]
    /// Accidents of the children.
    let liabilities: [AddresseeNumber: [Liability]]
    /// 附加給付 by month and insurer, as two officers have agreed on it.
    let insurerRules: [YearMonth: [String: InsurerRule]]
    /// Brothers and sisters whose receipts an insurer adds up with the child's.
    let siblings: Siblings
    /// The households that co-payments ask about.
    let households: ClaimHouseholds
    /// What the months have left already, where a co-payment is limited over all institutions.
    let counts: MonthCounts

    /// Examines one form.
    ///
    /// - Parameters:
    ///   - id: the case; 0 before it is in the books.
    ///   - sum: the amounts of `facts(_:)`.
    func examine(
        _ input: ReimbursementInput, id: Int64, _ sum: Computation
    ) -> ReimbursementExamination {
        let entry = index.entry(for: input)
        let expected = expectedAtWindow(input, sum)
        return ReimbursementExamination(
            reimbursement: id, verdict: verdict(input, id: id, entry, sum), computation: sum,
            expectedAtWindow: expected, recipient: entry?.recipient, historyID: entry?.historyID,
            notes: notes(input, id: id, expected: expected, sum))
    }

    /// What the scheme computes from.
    func facts(_ input: ReimbursementInput) -> ClaimFacts {
        let points: Int = if case .points(let points) = input.cost { points } else { 0 }
        let entry = index.entry(for: input)
        // Of an appliance only what the insurer allows counts, once it has said so.
        let cost = input.appliance?.decision.map { .totalCost($0.allowed) } ?? input.cost
        return ClaimFacts(
            treatmentMonth: input.treatmentMonth, isInpatient: input.setting == .inpatient,
            born: entry?.born, cost: cost, burdenTenths: input.burdenTenths,
            meals: input.meals > 0
                ? ClaimFacts.Meals(count: input.meals, mealClass: input.mealClass) : nil,
            highCost: input.highCost.map { .decided($0) },
            additionalBenefit: input.additionalBenefit ?? .zero,
            otherFunds: input.otherFund.isEmpty
                ? []
                : [
                    ClaimFacts.OtherFund(
                        funder: input.otherFund, points: points,
                        copayment: input.otherFundCopayment ?? .zero)
                ],
            paidAtCounter: input.paid, days: input.days, visits: input.days,
            firstVisits: input.care.firstVisits(input.firstVisits), care: CareWord(input.care),
            household: entry.flatMap { households[input.household(recipient: $0.recipient)] },
            admitted: input.admitted)
    }

    /// 保険区分 by the insurance of the treatment month.
    func insurance(_ input: ReimbursementInput) -> InsuranceKind? {
        index.insurances(child: input.child)
            .last { $0.period.overlaps(input.treatmentMonth.period) }
            .map { InsuranceKind(insurer: $0.insurer) }
    }

    private func verdict(
        _ input: ReimbursementInput, id: Int64, _ entry: EntitlementIndex.Entry?,
        _ sum: Computation
    ) -> ReimbursementExamination.Verdict {
        guard let last = law.lastDay(input.treatmentMonth) else {
            return .hold(.scheme, note: "申請の期限が未設定です")
        }
        if input.appliedOn > last {
            return .refuse(.timeBarred, explanation: "申請の期限は\(Wareki.text(last))でした")
        }
        guard let entry, entry.isEntitled(for: input) else {
            if let open = entitlementOpen(input) { return open }
            return entry == nil
                ? .refuse(.notEntitled, explanation: "対象児童に受給資格がありません")
                : .refuse(
                    .outsidePeriod,
                    explanation: "\(Wareki.text(input.treatmentMonth))の診療は受給資格の有効期間の外です")
        }
        if let outside = daysOutside(input) { return outside }
        if let accident = liabilityDoubt(input, id: id) { return accident }
        if let twice = askedTwice(input, id: id) { return twice }
        if let hold = formDoubt(input, entry) { return hold }
        if let hold = insurerDoubt(input, sum) { return hold }
        if let missing = sum.hold {
            return .hold(.scheme, note: missing + Self.whereToSay(missing))
        }
        guard sum.payable > .zero else {
            return .refuse(.nothingLeft, explanation: "保険者等の給付により自己負担が残りません")
        }
        return .pay(sum.payable, isPartly: isPartly(input, sum))
    }

    /// Where a clerk says what the scheme asks of the receipts.
    private static func whereToSay(_ missing: String) -> String {
        var places = ""
        if missing.contains("firstVisits:") {
            places += "。入力の表(1310・1311)の「初診」か、登録した後は申請の画面の「領収書の入力を直す」に入力してください"
        }
        if missing.contains("admitted:") {
            places += "。入院年月日は、登録した後に申請の画面の「領収書の入力を直す」に入力してください"
        }
        return places
    }

    /// What no entitlement covers may be covered by what waits for a decision.
    private func entitlementOpen(
        _ input: ReimbursementInput
    ) -> ReimbursementExamination.Verdict? {
        if undecided.contains(input.child) {
            return .hold(.entitlementOpen, note: "資格の申請が処理中です")
        }
        guard index.awaitsRelease(input) else { return nil }
        return .hold(
            .entitlementOpen, note: BenefitsRefusal.releaseAwaited(input.treatmentMonth).message)
    }

    /// Receipts of days before the entitlement began or after it ended, in a month that it covers in
    /// part: nothing is paid for them.
    private func daysOutside(
        _ input: ReimbursementInput
    ) -> ReimbursementExamination.Verdict? {
        let days = index.daysOutside(input)
        guard !days.isEmpty else { return nil }
        if let open = entitlementOpen(input) { return open }
        let words = Set(days).sorted().map { Wareki.text($0) }.joined(separator: "、")
        guard days.count < input.slips.count else {
            return .refuse(
                .outsidePeriod, explanation: "\(words)の診療は受給資格の有効期間の外です")
        }
        return .hold(
            .other, note: "\(words)の領収書は受給資格の有効期間の外です。取り下げて、その日を除いて入力し直してください")
    }

    /// Whether something that was paid is not the scheme's: its own co-payment, meals that it does
    /// not cover, services outside the insurance.
    private func isPartly(_ input: ReimbursementInput, _ sum: Computation) -> Bool {
        if sum.copayment > .zero || sum.meals < sum.mealsBurden { return true }
        if let decision = input.appliance?.decision, case .totalCost(let cost) = input.cost {
            return decision.allowed < cost
        }
        return input.paid - expectedAtWindow(input, sum) > roundingRoom(input)
    }
}
