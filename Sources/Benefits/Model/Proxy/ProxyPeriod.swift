// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What a mandate is about: a month of treatment, or a year of the yearly cap (年間上限) by its first
/// month.
public enum ProxyPeriod: Hashable, Sendable {
    case month(YearMonth)
    case year(YearMonth)

    /// Reads `2026-06`, or `2026Y08` of a year.
    public init?(text: String) {
        let isYear = text.dropFirst(4).first == "Y"
        let plain = isYear ? String(text.map { $0 == "Y" ? "-" : $0 }) : text
        guard let month = YearMonth(iso: plain) else { return nil }
        self = isYear ? .year(month) : .month(month)
    }

    public var isYear: Bool {
        if case .year = self { true } else { false }
    }
    public var first: YearMonth {
        switch self {
        case .month(let month), .year(let month): month
        }
    }
    public var last: YearMonth { isYear ? first.adding(months: 11) : first }
    public var months: [YearMonth] {
        (0..<(isYear ? 12 : 1)).map { first.adding(months: $0) }
    }
}
