// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What a mandate is about: a month of treatment, or a year of the yearly cap (年間上限) by its first
/// month.
public enum ProxyPeriod: Hashable, Sendable {
    case month(YearMonth)
    case year(YearMonth)

    /// What stands in place of the hyphen where a year is written down: one for each insurer that a
    /// child had in the year, in the order in which their mandates were taken in.
    static let marks = Array("YZABCDEFGHIJ")

    /// Reads `2026-06`, or `2026Y08` of a year (`2026Z08` of its next insurer).
    public init?(text: String) {
        let isYear = text.dropFirst(4).first.map(Self.marks.contains) ?? false
        let plain = isYear ? "\(text.prefix(4))-\(text.dropFirst(5))" : text
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
