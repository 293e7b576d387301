// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

extension SchemeBook {
    /// 一部負担金 as a certificate may print it: what the book leaves to the child is the same on every day
    /// of the certificate, whoever the family is. What was done (調剤は無料 …) may stand in it.
    ///
    /// - Returns: what is left in each setting; nothing where age, income or the order of children decides, where the book changes on the
    ///   way or does not know, and where nothing is left to anybody.
    public func fixedCopayment(
        outpatient: EffectivePeriod?, inpatient: EffectivePeriod?
    ) -> [(setting: CareSetting, wording: String)] {
        let periods = [(CareSetting.outpatient, outpatient), (.inpatient, inpatient)]
        var parts: [(setting: CareSetting, wording: String)] = []
        var isAny = false
        for (setting, period) in periods {
            guard let period, !period.isEmpty else { continue }
            // The law of a month is that of its first day.
            let days = EffectivePeriod(from: period.from.yearMonth.firstDay, until: period.until)
            guard let values = copayment.rules[setting],
                case let found = values.inForce(in: days), found.count == 1,
                let only = found.first, only.period == days, only.value.isForEverybody
            else { return [] }
            isAny = isAny || only.value.isAny
            parts.append((setting, only.value.wording))
        }
        return isAny ? parts : []
    }
}

extension CopaymentTerms {
    /// Whether no case asks about the child or the family.
    fileprivate var isForEverybody: Bool {
        cases.allSatisfy {
            $0.condition.until == nil && $0.condition.incomeClasses.isEmpty
                && $0.condition.nthChildFrom == nil && $0.condition.childrenFrom == nil
        }
    }

    /// Whether anything is left to the child at all.
    fileprivate var isAny: Bool {
        otherwise.rule != .none || cases.contains { $0.left.rule != .none }
    }
}
