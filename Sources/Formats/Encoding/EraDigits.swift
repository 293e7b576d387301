// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Dates of outside files: digits only, Gregorian or one era digit in front.
///
/// Era digits: 1 明治 2 大正 3 昭和 4 平成 (記録条件仕様), 5 令和 (unverified).
enum EraDigits {
    private struct Row {
        let digit: Int
        let yearZero: Int
        let first: CivilDate
        let until: CivilDate
    }

    /// First days by the notices that set them; the retroactive part of 明治 counts.
    private static let rows: [Row] = {
        let table: [(Int, Int, String, String)] = [
            (1, 1867, "1868-01-25", "1912-07-30"), (2, 1911, "1912-07-30", "1926-12-25"),
            (3, 1925, "1926-12-25", "1989-01-08"), (4, 1988, "1989-01-08", "2019-05-01"),
            (5, 2018, "2019-05-01", "9999-12-31"),
        ]
        return table.compactMap { digit, zero, from, until in
            guard let from = CivilDate(iso: from), let until = CivilDate(iso: until) else {
                return nil
            }
            return Row(digit: digit, yearZero: zero, first: from, until: until)
        }
    }()

    /// `YYYYMMDD`, or era digit and `YYMMDD`; a day that its era does not have is `nil`.
    static func date(_ digits: some Collection<UInt8>) -> CivilDate? {
        guard let value = number(digits) else { return nil }
        switch digits.count {
        case 8: return date(year: value / 10_000, value)
        case 7:
            guard let row = rows.first(where: { $0.digit == value / 1_000_000 }),
                let day = date(year: row.yearZero + value / 10_000 % 100, value),
                value / 10_000 % 100 > 0, day >= row.first, day < row.until
            else { return nil }
            return day
        default: return nil
        }
    }

    /// `YYYYMM`, or era digit and `YYMM`.
    static func month(_ digits: some Collection<UInt8>) -> YearMonth? {
        guard let value = number(digits) else { return nil }
        switch digits.count {
        case 6: return YearMonth(year: value / 100, month: value % 100)
        case 5:
            guard let row = rows.first(where: { $0.digit == value / 10_000 }),
                value / 100 % 100 > 0,
                let month = YearMonth(year: row.yearZero + value / 100 % 100, month: value % 100),
                month >= row.first.yearMonth, month.firstDay < row.until
            else { return nil }
            return month
        default: return nil
        }
    }

    /// A number of at most 18 digits; `nil` for an empty text or anything but digits.
    static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 18 else { return nil }
        var value = 0
        for byte in digits {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    private static func date(year: Int, _ value: Int) -> CivilDate? {
        CivilDate(year: year, month: value / 100 % 100, day: value % 100)
    }
}
