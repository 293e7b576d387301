// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the scheme leaves to the patient (制度の一部負担金).
public enum CopaymentRule: Sendable, Hashable {
    /// The kinds by the words of a book.
    enum Kind: String, CaseIterable {
        case none
        case perVisit = "per-visit"
        case perFirstVisit = "per-first-visit"
        case perDay = "per-day"
        case perMonthAndInstitution = "per-month-per-institution"
        case tenthsOfCost = "tenths-of-cost"
        case fractionOfShare = "fraction-of-share"
        case tiers
    }

    case none
    /// Yen a visit, at most `times` visits and `monthCap` yen a month at one institution.
    case perVisit(yen: Int, times: Int?, monthCap: Int?)
    /// Yen a first consultation (初診), nothing for the visits after it; at most `times` of them and
    /// `monthCap` yen a month at one institution.
    case perFirstVisit(yen: Int, times: Int?, monthCap: Int?)
    /// Yen a day, at most `days` days and `monthCap` yen a month at one institution.
    case perDay(yen: Int, days: Int?, monthCap: Int?)
    /// Yen a month at one institution.
    case perMonthAndInstitution(yen: Int)
    /// So many tenths of the total cost (総医療費), at most `monthCap` yen a month at one institution.
    case tenthsOfCost(Int, Rounding, monthCap: Int?)
    /// A part of what is left to the patient after insurance and funds, at most `monthCap` yen.
    case fractionOfShare(Int, of: Int, Rounding, monthCap: Int?)
    /// Yen by the number of each visit or day, at most `monthCap` yen a month at one institution.
    case tiered(CopaymentTiers, monthCap: Int?)

    var wording: String {
        switch self {
        case .none: PhraseName.nothing.plain
        case .perVisit(let yen, let times, let cap):
            PhraseName.perVisit.said("\(Yen(yen))") + CopaymentRule.caps(times, .mostVisits, cap)
        case .perFirstVisit(let yen, let times, let cap):
            PhraseName.perFirstVisit.said("\(Yen(yen))")
                + CopaymentRule.caps(times, .mostVisits, cap)
        case .perDay(let yen, let days, let cap):
            PhraseName.perDay.said("\(Yen(yen))") + CopaymentRule.caps(days, .mostDays, cap)
        case .perMonthAndInstitution(let yen): PhraseName.perMonth.said("\(Yen(yen))")
        case .tenthsOfCost(let tenths, let rounding, let cap):
            PhraseName.tenthsOfCost.said(String(tenths)) + "(\(rounding.wording))"
                + CopaymentRule.cap(cap)
        case .fractionOfShare(let part, let whole, let rounding, let cap):
            PhraseName.fractionOfShare.said(String(whole), String(part))
                + "(\(rounding.wording))" + CopaymentRule.cap(cap)
        case .tiered(let tiers, let cap): tiers.wording + CopaymentRule.cap(cap)
        }
    }

    /// Yen of a month at one institution at most.
    var monthCap: Int? {
        switch self {
        case .none, .perMonthAndInstitution: nil
        case .perVisit(_, _, let cap), .perFirstVisit(_, _, let cap), .perDay(_, _, let cap),
            .tenthsOfCost(_, _, let cap), .fractionOfShare(_, _, _, let cap), .tiered(_, let cap):
            cap
        }
    }

    private static func caps(_ times: Int?, _ most: PhraseName, _ cap: Int?) -> String {
        (times.map { "、" + most.said(String($0)) } ?? "") + self.cap(cap)
    }

    private static func cap(_ cap: Int?) -> String {
        cap.map { "、" + PhraseName.monthCap.said("\(Yen($0))") } ?? ""
    }
}

extension Fields {
    /// Reads the amount of an entry of `copayment`, or of one of its cases.
    func copaymentRule() -> CopaymentRule? {
        guard let kind = word("kind", CopaymentRule.Kind.self) else { return nil }
        let times = optionalNumber("times")
        let cap = optionalNumber("month-cap")
        switch kind {
        case .none: return CopaymentRule.none
        case .perVisit: return .perVisit(yen: number("yen"), times: times, monthCap: cap)
        case .perFirstVisit:
            return .perFirstVisit(yen: number("yen"), times: times, monthCap: cap)
        case .perDay: return .perDay(yen: number("yen"), days: times, monthCap: cap)
        case .perMonthAndInstitution: return .perMonthAndInstitution(yen: number("yen"))
        case .tenthsOfCost:
            let tenths = number("tenths")
            if !(1...10).contains(tenths) { place.report(.wrongForm, "tenths は 1 から 10 で書いてください") }
            return rounding().map { .tenthsOfCost(tenths, $0, monthCap: cap) }
        case .fractionOfShare:
            let (part, whole) = (number("numerator"), number("denominator"))
            guard whole > 0, part <= whole else {
                place.report(.wrongForm, "denominator は1以上、numerator は denominator までです")
                return nil
            }
            return rounding().map { .fractionOfShare(part, of: whole, $0, monthCap: cap) }
        case .tiers: return copaymentTiers().map { .tiered($0, monthCap: cap) }
        }
    }
}

extension CopaymentTerms {
    /// Whether one of the amounts is for a first consultation.
    var asksFirstVisits: Bool {
        (cases.map(\.left) + [otherwise]).contains { $0.rule.isForFirstVisits }
    }
}

extension CopaymentRule {
    /// Whether it is for a first consultation only (初診時のみ).
    var isForFirstVisits: Bool {
        if case .perFirstVisit = self { true } else { false }
    }
}

extension SchemeBook {
    /// Whether a co-payment of a month may ask how many first consultations a claim has.
    public func copaymentAsksFirstVisits(in month: YearMonth) -> Bool {
        copayment.rules.values.contains { values in
            guard case .found(let terms, _) = values.on(month.firstDay) else { return false }
            return terms.asksFirstVisits
        }
    }
}
