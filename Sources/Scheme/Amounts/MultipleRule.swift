// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 多数回該当: from which time within how many months the lower limit holds.
public struct MultipleRule: Sendable, Hashable {
    /// The months that count, the month itself included.
    public let months: Int
    /// From the fourth time on: 4.
    public let fromTime: Int

    var wording: String { PhraseName.timesInMonths.said(String(months), String(fromTime)) }
}

extension NationalBook {
    /// Whether a month has the lower limit, by the earlier months that reached a limit.
    ///
    /// - Returns: `nil` where the book has no rule for the month.
    public func isMultiple(_ month: YearMonth, earlier: some Sequence<YearMonth>) -> Bool? {
        guard case .found(let rule, _) = multipleRule.on(month.firstDay) else { return nil }
        let first = month.adding(months: 1 - rule.months)
        let times = Set(earlier).filter { first <= $0 && $0 < month }.count
        return times + 1 >= rule.fromTime
    }
}

extension Fields {
    /// Reads one dated entry of `high-cost.multiple-rule`.
    func multipleRule() -> MultipleRule? {
        let rule = MultipleRule(months: number("months"), fromTime: number("from-time"))
        guard rule.months > 0, rule.fromTime > 0 else {
            place.report(.wrongForm, "months と from-time は1以上で書いてください")
            return nil
        }
        return rule
    }

    /// Reads one dated entry of `high-cost.cap-year`.
    func capYearStart() -> Int? {
        let month = number("first-month")
        guard (1...12).contains(month) else {
            place.report(.wrongForm, "first-month は 1 から 12 で書いてください")
            return nil
        }
        return month
    }
}
