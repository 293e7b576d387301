// SPDX-License-Identifier: Apache-2.0

/// An era (元号): a table of its own, because system calendar data differs between machines.
public enum Era: Int, CaseIterable, Sendable, Codable, Comparable {
    // The raw value is the digit that claim files and feeds write (5 for 令和 is unverified).
    case meiji = 1
    case taisho = 2
    case showa = 3
    case heisei = 4
    case reiwa = 5

    /// 明治, 大正, 昭和, 平成, 令和.
    public var name: String {
        switch self {
        case .meiji: "明治"
        case .taisho: "大正"
        case .showa: "昭和"
        case .heisei: "平成"
        case .reiwa: "令和"
        }
    }

    /// M, T, S, H, R.
    public var initial: String {
        switch self {
        case .meiji: "M"
        case .taisho: "T"
        case .showa: "S"
        case .heisei: "H"
        case .reiwa: "R"
        }
    }

    /// The first day that is named by the era; 明治 counted by the solar calendar from its first day.
    public var firstDay: CivilDate {
        switch self {
        case .meiji: CivilDate(dayNumber: -36_959)  // 1868-10-23
        case .taisho: CivilDate(dayNumber: -20_974)  // 1912-07-30
        case .showa: CivilDate(dayNumber: -15_713)  // 1926-12-25
        case .heisei: CivilDate(dayNumber: 6_947)  // 1989-01-08
        case .reiwa: CivilDate(dayNumber: 18_017)  // 2019-05-01
        }
    }

    /// The last day of the era; `nil` for the present one.
    public var lastDay: CivilDate? { Era(rawValue: rawValue + 1)?.firstDay.previous }

    /// The Gregorian year of year 1 (元年).
    public var firstYear: Int {
        switch self {
        case .meiji: 1868
        case .taisho: 1912
        case .showa: 1926
        case .heisei: 1989
        case .reiwa: 2019
        }
    }

    /// The era of a day; `nil` before 明治.
    public init?(of day: CivilDate) {
        guard let era = Era.allCases.last(where: { $0.firstDay <= day }) else { return nil }
        self = era
    }

    /// Reads M, T, S, H or R.
    init?(initial byte: UInt8) {
        switch byte {
        case UInt8(ascii: "M"): self = .meiji
        case UInt8(ascii: "T"): self = .taisho
        case UInt8(ascii: "S"): self = .showa
        case UInt8(ascii: "H"): self = .heisei
        case UInt8(ascii: "R"): self = .reiwa
        default: return nil
        }
    }

    public static func < (left: Era, right: Era) -> Bool { left.rawValue < right.rawValue }
}
