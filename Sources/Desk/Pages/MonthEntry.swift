// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Reads a month as officers write it: R7.4, 令和7年4月, 0704, 50704, 202504, 2025-04.
enum MonthEntry {
    static func read(_ text: String) -> YearMonth? {
        let plain = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (0xFF01...0xFF5E).contains(scalar.value)
                        ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
                }))
        let parts = plain.split { !$0.isNumber }.compactMap { Int($0) }
        let digits = plain.filter(\.isNumber)
        guard digits.utf8.count == digits.count else { return nil }
        if parts.count == 2 { return month(parts[0], parts[1], era: era(plain)) }
        guard parts.count == 1 else {
            // 令和元年5月 has one number only.
            return nil
        }
        switch digits.count {
        case 1, 2:
            guard plain.contains("元") else { return nil }
            return month(1, parts[0], era: era(plain))
        case 3, 4: return month(parts[0] / 100, parts[0] % 100, era: era(plain) ?? .reiwa)
        case 5: return YearMonth(eraDigits: digits)
        // 080507 is a day of 令和, not a month of the year 805.
        case 6: return digits >= "1900" ? YearMonth(compact: digits) : nil
        default: return nil
        }
    }

    private static func month(_ year: Int, _ month: Int, era: Era?) -> YearMonth? {
        guard let era else {
            // 7.4 is 令和; 2025.4 is not.
            return year > 99
                ? YearMonth(year: year, month: month) : Self.month(year, month, era: .reiwa)
        }
        guard (1...99).contains(year),
            let found = YearMonth(year: era.firstYear + year - 1, month: month),
            found.lastDay >= era.firstDay, era.lastDay.map({ found.firstDay <= $0 }) ?? true
        else { return nil }
        return found
    }

    private static func era(_ text: String) -> Era? {
        guard let first = text.first else { return nil }
        if text.hasPrefix("令和") || first == "R" || first == "r" { return .reiwa }
        if text.hasPrefix("平成") || first == "H" || first == "h" { return .heisei }
        return nil
    }
}
