// SPDX-License-Identifier: Apache-2.0

/// A day of the civil calendar (暦日): no time, no zone, Gregorian throughout.
///
/// Stored as the count of days since 1970-01-01, so that comparing and adding days is integer
/// arithmetic. Text is always ISO 8601, `YYYY-MM-DD`.
public struct CivilDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01; negative before it.
    public let dayNumber: Int32

    public init(dayNumber: Int32) { self.dayNumber = dayNumber }

    /// Makes the day, or `nil` where the month does not have it (2月30日).
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.daysIn(month: month, year: year)
        else { return nil }
        dayNumber = CivilDate.number(year: year, month: month, day: day)
    }

    /// The number of a day that the calendar has, of any year.
    static func number(year: Int, month: Int, day: Int) -> Int32 {
        // Count from 1 March, so that the leap day is the last day of the counted year.
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// Reads `YYYY-MM-DD`, nothing else.
    public init?(iso text: some StringProtocol) {
        self.init(digitsOf: text, hyphenated: true)
    }

    /// Reads eight digits `YYYYMMDD`, nothing else.
    public init?(compact text: some StringProtocol) {
        self.init(digitsOf: text, hyphenated: false)
    }

    /// Feeds and tables hold millions of dates: the bytes are read where they lie.
    private init?(digitsOf text: some StringProtocol, hyphenated: Bool) {
        let found =
            text.utf8.withContiguousStorageIfAvailable {
                CivilDate.number(of: $0, hyphenated: hyphenated)
            }
            ?? Array(text.utf8).withUnsafeBufferPointer {
                CivilDate.number(of: $0, hyphenated: hyphenated)
            }
        guard let number = found else { return nil }
        self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// Year, month and day as one number of eight digits.
    private static func number(of bytes: UnsafeBufferPointer<UInt8>, hyphenated: Bool) -> Int? {
        guard bytes.count == (hyphenated ? 10 : 8) else { return nil }
        var number = 0
        for (index, byte) in bytes.enumerated() {
            if hyphenated, index == 4 || index == 7 {
                guard byte == 0x2D else { return nil }
            } else {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                number = number * 10 + Int(byte - 0x30)
            }
        }
        return number
    }

    /// Year, month and day of this date.
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(dayNumber) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    public var year: Int { parts.year }
    public var month: Int { parts.month }
    public var day: Int { parts.day }

    /// Day of the week (曜日).
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let index = ((Int(dayNumber) + 4) % 7 + 7) % 7
        return Weekday.allCases[index]
    }

    /// The day `days` later; earlier when negative.
    public func adding(days: Int) -> CivilDate { CivilDate(dayNumber: dayNumber + Int32(days)) }

    /// Whole days from this day to `other`; negative when `other` is earlier.
    public func days(until other: CivilDate) -> Int { Int(other.dayNumber - dayNumber) }

    public var next: CivilDate { adding(days: 1) }
    public var previous: CivilDate { adding(days: -1) }

    /// The month this day is in.
    public var yearMonth: YearMonth {
        let parts = parts
        return YearMonth(monthNumber: parts.year * 12 + parts.month - 1)
    }

    /// Length of a month in days.
    public static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Whether the year has a 29 February.
    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.dayNumber < right.dayNumber
    }
}

extension CivilDate: LosslessStringConvertible, Codable {
    public init?(_ description: String) { self.init(iso: description) }

    /// `YYYY-MM-DD`.
    public var description: String { digits(hyphenated: true) }

    /// `YYYYMMDD`, as most feeds write it.
    public var compact: String { digits(hyphenated: false) }

    private func digits(hyphenated: Bool) -> String {
        let parts = parts
        guard (0...9999).contains(parts.year) else {
            let hyphen = hyphenated ? "-" : ""
            return padded(parts.year, 4) + hyphen + padded(parts.month, 2) + hyphen
                + padded(parts.day, 2)
        }
        return String(unsafeUninitializedCapacity: 10) { buffer in
            var index = 0
            func put(_ value: Int) {
                buffer[index] = UInt8(0x30 + value % 10)
                index += 1
            }
            func hyphen() {
                guard hyphenated else { return }
                buffer[index] = 0x2D
                index += 1
            }
            put(parts.year / 1000)
            put(parts.year / 100)
            put(parts.year / 10)
            put(parts.year)
            hyphen()
            put(parts.month / 10)
            put(parts.month)
            hyphen()
            put(parts.day / 10)
            put(parts.day)
            return index
        }
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let date = CivilDate(iso: text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "日付は YYYY-MM-DD で書いてください: \(text)"))
        }
        self = date
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A day of the week (曜日), Sunday first.
public enum Weekday: String, CaseIterable, Sendable {
    case sunday = "日"
    case monday = "月"
    case tuesday = "火"
    case wednesday = "水"
    case thursday = "木"
    case friday = "金"
    case saturday = "土"
}

/// Decimal digits of a non-negative number, filled with zeros on the left.
@inlinable
public func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    guard digits.utf8.count < width else { return digits }
    return String(repeating: "0", count: width - digits.utf8.count) + digits
}
