// SPDX-License-Identifier: Apache-2.0

/// Age by law: 年齢計算ニ関する法律 and 民法143条.
///
/// A year of age is complete at the end of the day *before* the birthday. Where that year has no
/// such day (born on 29 February), it is complete at the end of February. So who is born on
/// 1 April reaches an age on 31 March, one school year earlier than who is born on 2 April.
public enum AgeLaw {
    /// The day at whose end the age is reached.
    public static func reaches(_ age: Int, born: CivilDate) -> CivilDate {
        let parts = born.parts
        let year = parts.year + age
        guard let birthday = CivilDate(year: year, month: parts.month, day: parts.day) else {
            guard let lastOfFebruary = CivilDate(year: year, month: 2, day: 28) else {
                preconditionFailure("every year has a 28 February")
            }
            return lastOfFebruary
        }
        return birthday.previous
    }

    /// Full years of age on a day, counted as the law counts: complete from the day of reaching on.
    ///
    /// - Returns: `nil` before the day of birth.
    public static func age(born: CivilDate, on day: CivilDate) -> Int? {
        guard day >= born else { return nil }
        let years = day.year - born.year + 1
        for candidate in stride(from: max(years, 0), through: 0, by: -1)
        where candidate == 0 || reaches(candidate, born: born) <= day {
            return candidate
        }
        return 0
    }

    /// Full months of age on a day, by the same law: complete at the end of the day before the
    /// corresponding day, or of the month that has no such day.
    ///
    /// - Returns: `nil` before the day of birth.
    public static func months(born: CivilDate, on day: CivilDate) -> Int? {
        guard day >= born else { return nil }
        let months = day.yearMonth.monthNumber - born.yearMonth.monthNumber
        // The day of reaching may be the last day of the month before the corresponding one.
        for candidate in stride(from: months + 1, to: 0, by: -1)
        where completes(months: candidate, born: born) <= day {
            return candidate
        }
        return 0
    }

    private static func completes(months: Int, born: CivilDate) -> CivilDate {
        let month = born.yearMonth.adding(months: months)
        return CivilDate(year: month.year, month: month.month, day: born.day)?.previous
            ?? month.lastDay
    }

    /// The first 31 March on or after the day of reaching the age: 「N歳に達する日以後の最初の3月31日」.
    public static func fiscalYearEnd(ofAge age: Int, born: CivilDate) -> CivilDate {
        FiscalYear(of: reaches(age, born: born)).lastDay
    }

    /// Whether the child has not yet begun compulsory school (未就学): 健康保険法74条, 6歳年度末.
    public static func isPreschool(born: CivilDate, on day: CivilDate) -> Bool {
        day <= fiscalYearEnd(ofAge: 6, born: born)
    }
}
