// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Scheme
import Vocabulary

// What keeps a reimbursement from being decided by the rules alone.
extension ReimbursementExaminer {
    /// 第三者行為・災害共済: while an accident of the child is open, a clerk says of each benefit from
    /// its month on whether it has to do with it.
    func liabilityDoubt(
        _ input: ReimbursementInput, id: Int64
    ) -> ReimbursementExamination.Verdict? {
        for liability in liabilities[input.child] ?? []
        where liability.mayTouch(input) {
            let word = liability.benefits.first { $0.source == .reimbursement(id) }
            if liability.isClosed {
                guard word?.isTouched == true else { continue }
                // What the other party bore is known to the officer only: no rule pays it out.
                return .hold(
                    .liability,
                    note: "終了した\(liability.kind.wording)（D\(liability.id)）の対象です。"
                        + "相手方等が負担した分を除いて、支給額を判断してください")
            }
            switch word?.isTouched {
            case false?: continue
            case true?:
                return .hold(
                    .liability, note: "\(liability.kind.wording)の対象です。相手方等の負担が決まるまで支給しません")
            case nil:
                return .hold(
                    .liability,
                    note: "\(liability.kind.wording)の記録があります。この診療が事故によるものか、記録票で選んでください")
            }
        }
        return nil
    }

    /// The same amounts twice are one treatment; other amounts may be another visit of the month,
    /// and an officer says which.
    func askedTwice(
        _ input: ReimbursementInput, id: Int64
    ) -> ReimbursementExamination.Verdict? {
        let pairs = pairs(input, id: id)
        if let same = pairs.first(where: { words[$0.key] == .same }) {
            return .refuse(.duplicate, explanation: DuplicateWords.refusal(same))
        }
        let open = pairs.filter { words[$0.key] == nil }
        guard let surest = open.first else { return nil }
        switch surest.degree {
        case .exact: return .refuse(.duplicate, explanation: DuplicateWords.refusal(surest))
        case .likely: return .hold(.doubt, note: DuplicateWords.hold(surest))
        case .possible: return nil
        }
    }

    /// What in the books is like a form, the surest first; later applications are not asked.
    func pairs(_ input: ReimbursementInput, id: Int64) -> [DuplicatePair] {
        let own = LedgerEntry(input, id: id == 0 ? Int64.max : id)
        return (ledger[input.child] ?? []).filter { $0.source < own.source }
            .compactMap { DuplicateRule.pair($0, own) }
            .sorted { ($0.degree, $0.first.source) < ($1.degree, $1.first.source) }
    }

    func formDoubt(
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
        if let appliance = input.appliance, appliance.orderedOn == nil {
            return .hold(.other, note: "治療用装具の医師の指示書がありません")
        }
        return nil
    }

    func insurerDoubt(
        _ input: ReimbursementInput, _ sum: Computation
    ) -> ReimbursementExamination.Verdict? {
        if let appliance = input.appliance {
            guard let decision = appliance.decision else {
                return .hold(.insurerDecision, note: "療養費（治療用装具）の支給決定がまだありません")
            }
            guard decision.paid == sum.insurance else {
                return .hold(
                    .other,
                    note: "保険者の支給額 \(decision.paid) が、支給対象額からの計算 \(sum.insurance) と違います")
            }
        }
        guard let highCost = input.highCost else {
            return .hold(.insurerDecision, note: "高額療養費の決定額がまだありません")
        }
        guard input.additionalBenefit == nil else { return nil }
        let share = max(sum.burden - highCost - sum.otherFunds, .zero)
        let expects = expectedAdditionalBenefit(input, share: share) > .zero
        return expects ? .hold(.insurerDecision, note: "附加給付の決定額がまだありません") : nil
    }

    /// What the insurers of the month would pay by their rules: those that officers agreed on, else
    /// those of the book.
    private func expectedAdditionalBenefit(_ input: ReimbursementInput, share: Yen) -> Yen {
        let month = input.treatmentMonth
        return index.insurances(child: input.child)
            .filter { $0.period.overlaps(month.period) }
            .map { insurance -> Yen in
                guard let known = insurerRules[month]?[insurance.insurer] else {
                    return law.additionalBenefit(
                        insurer: insurance.insurer, month, share: share)
                }
                return known.pays && known.rule.paysDespiteSubsidy
                    ? known.rule.benefit(share: share) : .zero
            }.max() ?? .zero
    }

    /// What a window should have collected: each receipt rounded by itself where they are known.
    func expectedAtWindow(_ input: ReimbursementInput, _ sum: Computation) -> Yen {
        // Makers of appliances are paid in full.
        if input.appliance != nil, case .totalCost(let cost) = input.cost { return cost }
        let points = input.slips.compactMap(\.points)
        if !points.isEmpty, points.count == input.slips.count, input.otherFund.isEmpty,
            let payments = law.book.national.counterPayments(
                points: points, tenths: input.burdenTenths, on: input.treatmentMonth.firstDay)
        {
            return payments.reduce(sum.mealsBurden, +)
        }
        return sum.burden - sum.otherFunds + sum.mealsBurden
    }

    /// A window rounds each payment to a unit: half a unit a payment at most, and nothing where
    /// every receipt is known.
    func roundingRoom(_ input: ReimbursementInput) -> Yen {
        guard input.slips.isEmpty else { return .zero }
        return Yen(law.counterUnit(input.treatmentMonth) * max(input.days, input.receipts, 1) / 2)
    }

    func notes(
        _ input: ReimbursementInput, id: Int64, expected: Yen, _ sum: Computation
    ) -> [String] {
        var notes: [String] = []
        let difference = input.paid - expected
        let room = roundingRoom(input)
        if difference > room { notes.append("支払額が、点数から計算した額より\(difference)多くなっています") }
        if -difference > room { notes.append("支払額が、点数から計算した額より\(-difference)少なくなっています") }
        if let additional = input.additionalBenefit, let highCost = input.highCost {
            let share = max(sum.burden - highCost - sum.otherFunds, .zero)
            let byRule = expectedAdditionalBenefit(input, share: share)
            if byRule > .zero, byRule != additional {
                notes.append("附加給付の決定額が、保険者の規約による額 \(byRule) と違います")
            }
        }
        if let family = familyNote(input, id: id) { notes.append(family) }
        notes += pairs(input, id: id).filter { $0.degree == .possible && words[$0.key] == nil }
            .map(\.because)
        return notes
    }
}

// 世帯合算 that a clerk may overlook.
extension ReimbursementExaminer {
    /// Where no high-cost benefit was named and the family's receipts together reach the lowest
    /// limit of the month.
    private func familyNote(_ input: ReimbursementInput, id: Int64) -> String? {
        let month = input.treatmentMonth
        guard input.highCost == .zero, let least = law.leastToCombine(month),
            let limit = law.lowestLimit(month)
        else { return nil }
        let family = siblings.of(input.child, in: month)
        guard !family.isEmpty else { return nil }
        let known = ([input.child] + family).flatMap { ledger[$0] ?? [] }
            .filter { $0.source != .reimbursement(id) && $0.month == month }
        let units = HighCostEstimate.units(
            known + [LedgerEntry(input, id: id == 0 ? Int64.max : id)], prescribers: [:],
            book: law.book
        ).filter { $0.burden >= least }
        let sum = units.reduce(Yen.zero) { $0 + $1.burden - $1.highCost }
        guard Set(units.map(\.member)).count > 1, sum >= limit else { return nil }
        return "同じ保険のきょうだいと合わせた自己負担が \(sum) です。世帯合算の高額療養費に当たらないか確かめてください"
    }
}

/// What is said of a treatment that was asked for twice.
enum DuplicateWords {
    static func refusal(_ pair: DuplicatePair) -> String {
        switch pair.first.source {
        case .claim: "同じ診療について、医療機関に現物給付しています"
        case .prior: "同じ診療について、以前のシステムで支給しています"
        case .reimbursement: "同じ診療について、先の申請があります"
        }
    }

    static func hold(_ pair: DuplicatePair) -> String {
        let other =
            switch pair.first.source {
            case .claim: "現物給付"
            case .prior: "以前のシステムの支給"
            case .reimbursement: "先の申請"
            }
        return "\(other)と比べて、\(pair.because)。給付台帳で同じ診療か別の診療かを選んでください"
    }
}

extension LedgerEntry {
    /// A form as an entry of the ledger.
    init(_ input: ReimbursementInput, id: Int64) {
        let points: Int? = if case .points(let points) = input.cost { points } else { nil }
        let yen: Yen = if case .totalCost(let yen) = input.cost { yen } else { .zero }
        self.init(
            source: .reimbursement(id), child: input.child, month: input.treatmentMonth,
            institution: input.institution, institutionName: input.institutionName,
            setting: input.setting, kind: input.care.wording, points: points, totalCost: yen,
            paidAtCounter: input.paid, burden: nil, burdenTenths: input.burdenTenths,
            highCost: input.highCost ?? .zero, otherFunds: .zero, payable: nil, state: "",
            day: input.appliedOn)
    }
}
