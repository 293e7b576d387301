// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Until when a child is covered by age, in the ways that ordinances word it.
public enum AgeEnd: Hashable, Sendable, CustomStringConvertible {
    /// N歳に達する日以後の最初の3月31日まで: `fiscal-year-age-N`.
    case fiscalYear(age: Int)
    /// N歳に達する日の属する月の末日まで: `birthday-month-age-N`; born on the 1st, a month earlier.
    case birthdayMonth(age: Int)
    /// 生後Nか月に達する日の属する月の末日まで: `birthday-month-months-N`.
    case monthsOld(Int)
    /// N歳に達する日まで: `age-N`.
    case age(Int)

    /// Reads the word of a book.
    public init?(word: String) {
        for (prefix, make) in [
            ("fiscal-year-age-", { AgeEnd.fiscalYear(age: $0) }),
            ("birthday-month-age-", { AgeEnd.birthdayMonth(age: $0) }),
            ("birthday-month-months-", { AgeEnd.monthsOld($0) }),
            ("age-", { AgeEnd.age($0) }),
        ] where word.hasPrefix(prefix) {
            guard let age = Int(word.dropFirst(prefix.count)), (1...30).contains(age) else {
                return nil
            }
            self = make(age)
            return
        }
        return nil
    }

    /// The last day on which a child born on `born` is covered.
    public func lastDay(born: CivilDate) -> CivilDate {
        switch self {
        case .fiscalYear(let age): AgeLaw.fiscalYearEnd(ofAge: age, born: born)
        case .birthdayMonth(let age): AgeLaw.reaches(age, born: born).yearMonth.lastDay
        case .monthsOld(let months): AgeEnd.reaches(months: months, born: born).yearMonth.lastDay
        case .age(let age): AgeLaw.reaches(age, born: born)
        }
    }

    /// The day on which a child is so many months old: the day before the same day of the month; where
    /// the month has no such day, its last one.
    private static func reaches(months: Int, born: CivilDate) -> CivilDate {
        let month = born.yearMonth.adding(months: months)
        let day = month.firstDay.adding(days: born.day - 1)
        return day.yearMonth == month ? day.previous : month.lastDay
    }

    /// The earliest day of birth that is still covered on a day.
    ///
    /// The last covered day never gets earlier for a later birth, so halving finds it.
    func earliestBirth(coveredOn day: CivilDate) -> CivilDate {
        var (low, high) = (day.dayNumber - 12_000, day.dayNumber)
        while low < high {
            let middle = low + (high - low) / 2
            if lastDay(born: CivilDate(dayNumber: middle)) >= day {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return CivilDate(dayNumber: low)
    }

    /// The wording: 「18歳に達する日以後の最初の3月31日まで」.
    public var description: String {
        switch self {
        case .fiscalYear(let age): PhraseName.fiscalYearAge.said(String(age))
        case .birthdayMonth(let age): PhraseName.birthdayMonthAge.said(String(age))
        case .monthsOld(let months): PhraseName.birthdayMonthMonths.said(String(months))
        case .age(let age): PhraseName.age.said(String(age))
        }
    }
}

extension Fields {
    /// The age end under `key`; a problem for words that are not in the vocabulary.
    /// - Parameter other: a word that the caller reads besides.
    func ageEnd(_ key: String, or other: String? = nil) -> AgeEnd? {
        guard let value = required(key) else { return nil }
        if let text = value.text, let end = AgeEnd(word: text) { return end }
        let words = [
            "fiscal-year-age-N", "birthday-month-age-N", "birthday-month-months-N", "age-N", other,
        ].compactMap(\.self).joined(separator: "、")
        value.report(.wrongForm, "\(words) のどれかで書いてください(N は 1 から 30)")
        return nil
    }
}
