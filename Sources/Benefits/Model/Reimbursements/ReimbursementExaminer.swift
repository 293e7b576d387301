// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Scheme
import Vocabulary

/// The rules of a reimbursement, in order: deadline, entitlement, treatment asked for twice, form,
/// the insurer's decision, the amount.
///
/// Pure: what is in the books is handed in.
struct ReimbursementExaminer {
    /// A treatment that was helped before, with what tells two visits apart.
    struct Earlier: Hashable {
        /// The reimbursement; `nil` is a claim in kind.
        let reimbursement: Int64?
        let points: Int?
        let paid: Yen?
    }

    let law: BenefitLaw
    let index: EntitlementIndex
    /// Children with an application for entitlement that is still open.
    let undecided: Set<AddresseeNumber>
    let earlier: [TreatmentKey: [Earlier]]

    /// Examines one form.
    ///
    /// - Parameters:
    ///   - id: the case; 0 before it is in the books.
    ///   - sum: the amounts of `facts(_:)`.
    func examine(
        _ input: ReimbursementInput, id: Int64, _ sum: Computation
    ) -> ReimbursementExamination {
        let entry = index.entry(for: input)
        let expected = sum.burden - sum.otherFunds + sum.mealsBurden
        return ReimbursementExamination(
            reimbursement: id, verdict: verdict(input, id: id, entry, sum), computation: sum,
            expectedAtWindow: expected, recipient: entry?.recipient, historyID: entry?.historyID,
            notes: notes(input, expected: expected))
    }

    /// What the scheme computes from.
    func facts(_ input: ReimbursementInput) -> ClaimFacts {
        let points: Int = if case .points(let points) = input.cost { points } else { 0 }
        return ClaimFacts(
            treatmentMonth: input.treatmentMonth, isInpatient: input.setting == .inpatient,
            born: index.entry(for: input)?.born, cost: input.cost, burdenTenths: input.burdenTenths,
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
            paidAtCounter: input.paid, days: input.days, visits: input.days)
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
            if undecided.contains(input.child) {
                return .hold(.entitlementOpen, note: "資格の申請が処理中です")
            }
            return entry == nil
                ? .refuse(.notEntitled, explanation: "対象児童に受給資格がありません")
                : .refuse(
                    .outsidePeriod,
                    explanation: "\(Wareki.text(input.treatmentMonth))の診療は受給資格の有効期間の外です")
        }
        if let twice = askedTwice(input, id: id) { return twice }
        if let hold = formDoubt(input, entry) { return hold }
        if let hold = insurerDoubt(input, sum) { return hold }
        if let missing = sum.hold { return .hold(.scheme, note: missing) }
        guard sum.payable > .zero else {
            return .refuse(.nothingLeft, explanation: "保険者等の給付により自己負担が残りません")
        }
        return .pay(sum.payable, isPartly: isPartly(input, sum))
    }

    /// The same amounts twice are one treatment; other amounts may be another visit of the month.
    private func askedTwice(
        _ input: ReimbursementInput, id: Int64
    ) -> ReimbursementExamination.Verdict? {
        let before = (earlier[input.treatment] ?? []).filter { known in
            known.reimbursement.map { id == 0 || $0 < id } ?? true
        }
        guard let first = before.first else { return nil }
        let points: Int? = if case .points(let points) = input.cost { points } else { nil }
        if let same = before.first(where: {
            $0.points == points && ($0.paid.map { $0 == input.paid } ?? true)
        }) {
            return .refuse(
                .duplicate,
                explanation: same.reimbursement == nil
                    ? "同じ診療について、医療機関に現物給付しています" : "同じ診療について、先の申請があります")
        }
        return .hold(
            .doubt,
            note: first.reimbursement == nil
                ? "同じ医療機関・診療年月・入外の現物給付があり、点数が違います"
                : "同じ医療機関・診療年月・入外の先の申請があり、金額が違います")
    }

    private func formDoubt(
        _ input: ReimbursementInput, _ entry: EntitlementIndex.Entry
    ) -> ReimbursementExamination.Verdict? {
        if !input.recipientNumber.isEmpty,
            index.entry(number: input.recipientNumber)?.child != input.child
        {
            return .hold(.recipientNumber, note: "申請書の受給者番号が対象児童のものではありません")
        }
        if input.applicant != entry.recipient {
            return .hold(.applicantDiffers, note: "申請者が受給者と違います。委任状か受給者の変更を確かめてください")
        }
        var byAge = facts(input)
        byAge.burdenTenths = nil
        byAge.cost = .points(1_000)
        byAge.otherFunds = []
        if let tenths = law.book.compute(byAge).burdenTenths, input.otherFund.isEmpty,
            tenths != input.burdenTenths
        {
            return .hold(.burdenRatio, note: "領収書の\(input.burdenTenths)割に対し、年齢からは\(tenths)割です")
        }
        return nil
    }

    private func insurerDoubt(
        _ input: ReimbursementInput, _ sum: Computation
    ) -> ReimbursementExamination.Verdict? {
        guard let highCost = input.highCost else {
            return .hold(.insurerDecision, note: "高額療養費の決定額がまだありません")
        }
        guard input.additionalBenefit == nil else { return nil }
        let period = input.treatmentMonth.period
        let share = sum.burden - highCost - sum.otherFunds
        let expects = index.insurances(child: input.child).contains {
            $0.period.overlaps(period)
                && law.expectsAdditionalBenefit(
                    insurer: $0.insurer, input.treatmentMonth, share: max(share, .zero))
        }
        return expects ? .hold(.insurerDecision, note: "附加給付の決定額がまだありません") : nil
    }

    /// Whether something that was paid is not the scheme's: its own co-payment, meals that it does
    /// not cover, services outside the insurance.
    private func isPartly(_ input: ReimbursementInput, _ sum: Computation) -> Bool {
        if sum.copayment > .zero || sum.meals < sum.mealsBurden { return true }
        let expected = sum.burden - sum.otherFunds + sum.mealsBurden
        return input.paid - expected > roundingRoom(input)
    }

    /// A window rounds each payment to a unit: half a unit a payment at most.
    private func roundingRoom(_ input: ReimbursementInput) -> Yen {
        Yen(law.counterUnit(input.treatmentMonth) * max(input.days, input.receipts, 1) / 2)
    }

    private func notes(_ input: ReimbursementInput, expected: Yen) -> [String] {
        let difference = input.paid - expected
        let room = roundingRoom(input)
        if difference > room { return ["支払額が、点数から計算した額より\(difference)多くなっています"] }
        if -difference > room { return ["支払額が、点数から計算した額より\(-difference)少なくなっています"] }
        return []
    }
}
