// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Vocabulary

@Suite("暦日")
struct CivilDateTests {
    @Test("400年のすべての日が、文字にして読み戻せて、曜日が順に進む")
    func roundTrip() throws {
        let first = try #require(CivilDate("1800-01-01"))
        var weekday = first.weekday
        for offset in 0..<146_097 {
            let day = first.adding(days: offset)
            let parts = day.parts
            guard
                CivilDate(year: parts.year, month: parts.month, day: parts.day) == day,
                CivilDate(iso: day.description) == day, CivilDate(compact: day.compact) == day,
                day.weekday == weekday
            else {
                Issue.record("\(day)")
                return
            }
            let index = (Weekday.allCases.firstIndex(of: weekday) ?? 0) + 1
            weekday = Weekday.allCases[index % 7]
        }
    }

    @Test(
        "形の違うものと、ない日は読まない",
        arguments: [
            "2024-2-5", "2024/02/05", "20240205", "2024-02-30", "2023-02-29", "2024-13-01",
            "2024-00-10", "0000-01-01", "2024-02-05 ", "２０２４-02-05", "", "2024-02-0", "2100-02-29",
        ])
    func refusesISO(text: String) {
        #expect(CivilDate(iso: text) == nil)
    }

    @Test(
        "8桁でないものは読まない",
        arguments: ["2024025", "202402055", "2024-2-5", "20240230", "", "2024020a"])
    func refusesCompact(text: String) {
        #expect(CivilDate(compact: text) == nil)
    }

    @Test("年と月だけを読むときも同じ厳しさ")
    func months() {
        #expect(YearMonth(iso: "2024-02")?.description == "2024-02")
        #expect(YearMonth(compact: "202402")?.compact == "202402")
        #expect(YearMonth(iso: "2024-13") == nil && YearMonth(compact: "2024-2") == nil)
    }

    @Test(
        "年度は4月1日から",
        arguments: [
            ("2026-03-31", 2025), ("2026-04-01", 2026), ("2019-04-30", 2019), ("2019-05-01", 2019),
        ])
    func fiscalYear(day: String, year: Int) throws {
        #expect(FiscalYear(of: try #require(CivilDate(day))).year == year)
    }
}
