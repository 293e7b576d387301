// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What a prefecture pays back of what a municipality paid under the prefecture's own rule (県補助).
///
/// The prefecture's rule is a book like any other, applied to the same claims; this is its share.
public struct SubsidyShare: Sendable, Hashable {
    /// The part of the eligible amount, as `numerator / denominator`.
    public let numerator: Int
    public let denominator: Int
    /// The subsidy of the whole claim is cut to so many yen.
    public let unit: Int

    public init(numerator: Int, denominator: Int, unit: Int) {
        self.numerator = numerator
        self.denominator = denominator
        self.unit = unit
    }

    /// The subsidy for an eligible amount.
    public func subsidy(of eligible: Yen) -> Yen {
        eligible.part(numerator, of: denominator).cut(to: unit)
    }

    public var wording: String { "対象額の\(denominator)分の\(numerator)（\(Yen(unit))未満切捨て）" }
}

/// Whether a prefecture pays for everybody, whatever the income of the household.
public enum SubsidyIncome: String, Sendable, CaseIterable {
    case none
    /// There is a limit, and the municipality knows no income: an officer takes it off by hand.
    case limited

    public var wording: String {
        switch self {
        case .none: "所得制限なし"
        case .limited: "所得制限あり"
        }
    }
}

/// The prefecture's terms of a book; empty in the book of a municipality.
public struct SubsidyTerms: Sendable {
    public let share: DatedValues<SubsidyShare>
    public let income: DatedValues<SubsidyIncome>

    static let none = SubsidyTerms(
        share: DatedValues(path: "subsidy.share", entries: []),
        income: DatedValues(path: "subsidy.income", entries: []))
}

extension BookText {
    /// Reads `subsidy: {share: […], income: […]}` where the book has it.
    func subsidyTerms(_ fields: Fields) -> SubsidyTerms {
        guard let place = fields.values["subsidy"] else { return .none }
        let terms = place.fields(["share", "income"])
        guard let share = terms.required("share"), let income = terms.required("income") else {
            return .none
        }
        return SubsidyTerms(
            share: share.dated(
                ["numerator", "denominator", "unit"], read: { $0.subsidyShare() }, say: \.wording),
            income: income.dated(
                ["limit"], read: { $0.word("limit", SubsidyIncome.self) }, say: \.wording))
    }
}

extension Fields {
    fileprivate func subsidyShare() -> SubsidyShare? {
        let (numerator, denominator) = (number("numerator"), number("denominator"))
        let unit = optionalNumber("unit") ?? 1
        guard denominator > 0, numerator <= denominator, unit > 0 else {
            place.report(.wrongForm, "denominator は1以上、numerator は denominator まで、unit は1以上です")
            return nil
        }
        return SubsidyShare(numerator: numerator, denominator: denominator, unit: unit)
    }
}

extension SchemeBook {
    /// Whether a child of a day of birth is covered by age on the first day of a month, by this
    /// book alone; `unset` and what stands in no rule are `nil`.
    public func coversAge(
        born: CivilDate, setting: CareSetting, in month: YearMonth
    ) -> (isCovered: Bool, wording: String)? {
        guard case .found(let end, _)? = ageLimits[setting]?.on(month.firstDay) else { return nil }
        return (end.lastDay(born: born) >= month.firstDay, end.description)
    }
}
