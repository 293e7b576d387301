// SPDX-License-Identifier: Apache-2.0

/// A date of which a register knows only a part: year, month or day is `00`. Never made a guess.
public struct UncertainDate: Hashable, Sendable, Codable, CustomStringConvertible {
    public let year: Int?
    public let month: Int?
    public let day: Int?

    /// Makes the value from its numbers, zero for unknown; `nil` when all are known or one is
    /// impossible.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (0...12).contains(month),
            year == 0 || month == 0 || day == 0
        else { return nil }
        let longest =
            switch (month, year) {
            case (0, _): 31
            case (_, 0): CivilDate.daysIn(month: month, year: 2000)
            default: CivilDate.daysIn(month: month, year: year)
            }
        guard (0...longest).contains(day) else { return nil }
        self.year = year == 0 ? nil : year
        self.month = month == 0 ? nil : month
        self.day = day == 0 ? nil : day
    }

    /// Reads eight digits `YYYYMMDD` with at least one part of zeros.
    public init?(compact text: some StringProtocol) {
        guard let run = DigitRun(text), run.count == 8 else { return nil }
        let number = Int(run.value)
        self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// The days it may be: `nil` when the year is unknown.
    public var possible: EffectivePeriod? {
        guard let year else { return nil }
        guard let month else {
            guard let first = CivilDate(year: year, month: 1, day: 1),
                let last = CivilDate(year: year, month: 12, day: 31)
            else { return nil }
            return EffectivePeriod(from: first, through: last)
        }
        return YearMonth(year: year, month: month)?.period
    }

    /// `2024-02-00`.
    public var description: String {
        "\(padded(year ?? 0, 4))-\(padded(month ?? 0, 2))-\(padded(day ?? 0, 2))"
    }

    /// 「令和6年2月（日は不明）」.
    public var text: String {
        guard let year else { return "年月日不明" }
        guard let month, let both = YearMonth(year: year, month: month) else {
            return "西暦\(year)年（月日は不明）"
        }
        return Wareki.text(both) + "（日は不明）"
    }
}
