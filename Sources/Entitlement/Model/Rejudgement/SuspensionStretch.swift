// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

/// Days on which the book suspends an entitlement instead of ending it (停止), by what is known.
struct SuspensionStretch: Hashable {
    let reason: SuspensionReason
    /// Half-open; without an end while the reason stands.
    let period: EffectivePeriod
    /// The article of the book that suspends.
    let article: String?
}

extension EligibilityLaw {
    /// The stretches on which the book suspends an entitlement, in the order of their days. Those that
    /// touch are one: whoever loses the insurance with the welfare that begins waits for the later end.
    ///
    /// Income that is not known suspends from the first day of its year, until it is known.
    ///
    /// - Parameter days: on which the income is asked for: today, and the day of a suspension for it, which
    ///   may be of an older year.
    func suspensions(
        _ facts: SubjectFacts, in periods: EntitlementPeriods, askingOn days: [CivilDate]
    ) -> [SuspensionStretch] {
        let rules = book.suspensionRules
        guard !rules.isEmpty, let from = periods.from else { return [] }
        var found: [(SuspensionReason, EffectivePeriod)] = facts.exclusions.compactMap { stretch in
            SuspensionReason(exclusion: stretch.kind).map { ($0, stretch.period) }
        }
        found += facts.insuranceGaps.filter { $0.from > from }.map { (.insuranceLost, $0) }
        found += days.compactMap { unknownIncome(facts, from: from, on: $0) }
            .map { (.incomeUnknown, EffectivePeriod(from: $0)) }
        return
            found.filter {
                rules.suspends($0.0, on: $0.1.from) && !$0.1.isEmpty && $0.1.runs(after: from)
            }
            .sorted { $0.1.from < $1.1.from }
            .reduce(into: []) { stretches, one in
                // What was so before the entitlement suspends it from its own first day.
                let period = EffectivePeriod(from: max(from, one.1.from), until: one.1.until)
                if let last = stretches.last, last.period.until.map({ period.from <= $0 }) ?? true {
                    stretches[stretches.count - 1] = SuspensionStretch(
                        reason: last.reason,
                        period: SubjectFacts.merged([last.period, period])[0], article: last.article
                    )
                } else {
                    stretches.append(
                        SuspensionStretch(
                            reason: one.0, period: period,
                            article: rules.article(on: one.1.from)))
                }
            }
    }

    /// What may end an entitlement: without the days on which the book suspends it instead.
    func ending(_ facts: SubjectFacts) -> SubjectFacts {
        let rules = book.suspensionRules
        guard !rules.isEmpty else { return facts }
        var facts = facts
        facts.exclusions.removeAll { stretch in
            SuspensionReason(exclusion: stretch.kind)
                .map { rules.suspends($0, on: stretch.period.from) } ?? false
        }
        facts.insurances += facts.insuranceGaps
            .filter { rules.suspends(.insuranceLost, on: $0.from) }.map(InsuranceStretch.bridging)
        return facts
    }

    /// The first day of the year of assessment on which income is asked of a child and nobody knows it.
    private func unknownIncome(
        _ facts: SubjectFacts, from first: CivilDate, on asked: CivilDate
    ) -> CivilDate? {
        guard missingIncome(facts, on: asked) != nil,
            case .found(let rule, _)? = book.incomeRule?.on(asked),
            let day = book.firstDayAskingIncome(born: facts.born, ofYear: rule.year(on: asked))
        else { return nil }
        return max(first, day)
    }
}

extension SuspensionReason {
    /// The reason behind an exclusion as the record has it: the word of the book, or with a scheme.
    fileprivate init?(exclusion word: String) {
        guard let kind = ExclusionKind(rawValue: String(word.prefix { $0 != ":" })) else {
            return nil
        }
        self.init(kind)
    }

    /// The code that says it in 資格履歴.
    var decision: DecisionReason {
        switch self {
        case .publicAssistance: .publicAssistanceBegan
        case .fosterPlacement, .facilityPlacement: .enteredFacilityOrFosterCare
        case .otherSchemeLeavesZero: .movedToOtherScheme
        case .insuranceLost: .lostInsurance
        case .incomeUnknown: .other
        }
    }
}

extension SubjectFacts {
    /// The days after an insurance on which none is known, each until the next one.
    fileprivate var insuranceGaps: [EffectivePeriod] {
        let known = SubjectFacts.merged(insurances.map(\.period))
        return known.indices.compactMap { index in
            known[index].until.map { lost in
                EffectivePeriod(
                    from: lost, until: index + 1 < known.count ? known[index + 1].from : nil)
            }
        }
    }
}

extension InsuranceStretch {
    /// Days without insurance on which the entitlement is suspended: they end nothing.
    fileprivate static func bridging(_ gap: EffectivePeriod) -> InsuranceStretch {
        InsuranceStretch(
            insurer: "", insurerName: "", period: gap, insuredName: nil, symbol: nil, number: nil,
            subNumber: nil, band: nil, operation: 0)
    }
}
