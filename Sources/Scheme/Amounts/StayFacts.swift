// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// How long a stay in hospital has lasted when a month of treatment begins (連続入院の期間).
struct StayNumbers: Sendable, Equatable {
    /// Which month of the stay this is, the month of admission being 1; −1 not known.
    var month: Int32 = -1
    /// Days of the stay before this month; −1 not known.
    var daysBefore: Int32 = -1

    var isKnown: Bool { month > 0 }
}

extension StayNumbers {
    /// - Parameter admitted: 入院年月日; of an out-patient claim, or after the month, nothing is known.
    init(_ facts: ClaimFacts, _ law: MonthLaw) {
        guard facts.isInpatient, let admitted = facts.admitted,
            admitted <= facts.treatmentMonth.lastDay
        else { return }
        month = Int32(
            facts.treatmentMonth.monthNumber - admitted.yearMonth.monthNumber + 1)
        daysBefore = max(0, law.firstDay - admitted.dayNumber)
    }
}

/// Which months of a stay a case is about: 「4か月目から」.
public struct StayMonths: Sendable, Hashable {
    public let from: Int?
    public let until: Int?

    func contains(_ month: Int) -> Bool {
        (from.map { $0 <= month } ?? true) && (until.map { month <= $0 } ?? true)
    }

    var wording: String {
        switch (from, until) {
        case (let from?, let until?):
            PhraseName.stayMonthsFromTo.said(String(from), String(until))
        case (let from?, nil): PhraseName.stayMonthFrom.said(String(from))
        case (nil, let until?): PhraseName.stayMonthUntil.said(String(until))
        // A case that asks for no month is not read.
        case (nil, nil): ""
        }
    }
}

extension Fields {
    /// Reads `stay-month-from` and `stay-month-until` of a case.
    func stayMonths() -> StayMonths? {
        guard has("stay-month-from") || has("stay-month-until") else { return nil }
        let months = StayMonths(
            from: optionalNumber("stay-month-from"), until: optionalNumber("stay-month-until"))
        if (months.from ?? 1) < 1 || (months.until ?? Int.max) < (months.from ?? 1) {
            place.report(.wrongForm, "stay-month-from は 1 以上、stay-month-until はそれ以上で書いてください")
        }
        return months
    }
}

extension CopaymentTerms {
    /// Whether it asks how long a stay in hospital has lasted.
    var asksStay: Bool {
        cases.contains { $0.condition.stayMonths != nil }
            || (cases.map(\.left) + [otherwise]).contains { $0.rule.countsStayDays }
    }
}

extension SchemeBook {
    /// Whether a co-payment of a month may ask how long a stay in hospital has lasted.
    public func copaymentAsksStay(in month: YearMonth) -> Bool {
        copayment.rules.values.contains { values in
            guard case .found(let terms, _) = values.on(month.firstDay) else { return false }
            return terms.asksStay
        }
    }
}

extension CopaymentRule {
    var countsStayDays: Bool {
        if case .tiered(let tiers, monthCap: _) = self { tiers.unit == .stayDays } else { false }
    }
}
