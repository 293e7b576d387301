// SPDX-License-Identifier: Apache-2.0

/// Days of a month (受診日) as one number: bit 1 is the first day, bit 31 the last.
public struct MonthDays: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// One day of the month, 1–31.
    public static func day(_ day: Int) -> MonthDays { MonthDays(rawValue: 1 << UInt32(day)) }

    /// The days of a month that lie in a period.
    public init(_ period: EffectivePeriod, in month: YearMonth) {
        guard let both = period.intersection(month.period), let last = both.lastDay else {
            self.init(rawValue: 0)
            return
        }
        self.init(
            rawValue: ~UInt32(0) << UInt32(both.from.day) & ~UInt32(0) >> UInt32(31 - last.day))
    }

    public var count: Int { rawValue.nonzeroBitCount }

    /// Their numbers, the first one first.
    public var days: [Int] { (1...31).filter { contains(.day($0)) } }
}
