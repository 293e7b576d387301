// SPDX-License-Identifier: Apache-2.0

/// A calendar month: 診療年月, 請求年月. Text is `YYYY-MM`.
public struct YearMonth: Hashable, Comparable, Sendable {
    /// Months since year 0: year × 12 + month − 1.
    public let monthNumber: Int

    public init(monthNumber: Int) { self.monthNumber = monthNumber }

    public init?(year: Int, month: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        monthNumber = year * 12 + month - 1
    }

    /// Reads `YYYY-MM`, nothing else.
    public init?(iso text: some StringProtocol) {
        guard text.utf8.count == 7, let first = CivilDate(iso: text + "-01") else { return nil }
        self = first.yearMonth
    }

    /// Reads six digits `YYYYMM`, nothing else.
    public init?(compact text: some StringProtocol) {
        guard text.utf8.count == 6, let first = CivilDate(compact: text + "01") else { return nil }
        self = first.yearMonth
    }

    public var year: Int { monthNumber / 12 }
    public var month: Int { monthNumber % 12 + 1 }

    /// The first day of the month. The month after the last one that can be typed (9999-12) has
    /// one, too.
    public var firstDay: CivilDate {
        CivilDate(dayNumber: CivilDate.number(year: year, month: month, day: 1))
    }

    /// The last day of the month.
    public var lastDay: CivilDate { next.firstDay.previous }

    public var next: YearMonth { adding(months: 1) }
    public var previous: YearMonth { adding(months: -1) }

    public func adding(months: Int) -> YearMonth { YearMonth(monthNumber: monthNumber + months) }

    /// The days of the month, half-open.
    public var period: EffectivePeriod { EffectivePeriod(from: firstDay, until: next.firstDay) }

    public static func < (left: YearMonth, right: YearMonth) -> Bool {
        left.monthNumber < right.monthNumber
    }
}

extension YearMonth: LosslessStringConvertible, Codable {
    public init?(_ description: String) { self.init(iso: description) }

    /// `YYYY-MM`.
    public var description: String { digits(hyphenated: true) }

    /// `YYYYMM`, as claim files write it.
    public var compact: String { digits(hyphenated: false) }

    /// Every row of a claim is written with two months: no interpolation, no allocation.
    private func digits(hyphenated: Bool) -> String {
        guard (0...9999).contains(year) else {
            return padded(year, 4) + (hyphenated ? "-" : "") + padded(month, 2)
        }
        let (year, month) = (year, month)
        return String(unsafeUninitializedCapacity: 7) { buffer in
            buffer[0] = UInt8(0x30 + year / 1000)
            buffer[1] = UInt8(0x30 + year / 100 % 10)
            buffer[2] = UInt8(0x30 + year / 10 % 10)
            buffer[3] = UInt8(0x30 + year % 10)
            var place = 4
            if hyphenated {
                buffer[place] = 0x2D
                place += 1
            }
            buffer[place] = UInt8(0x30 + month / 10)
            buffer[place + 1] = UInt8(0x30 + month % 10)
            return place + 2
        }
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let month = YearMonth(iso: text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "年月は YYYY-MM で書いてください: \(text)"))
        }
        self = month
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
