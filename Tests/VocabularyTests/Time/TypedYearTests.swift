// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@Suite("打たれた年")
struct TypedYearTests {
    @Test(
        "暦にない年を打っても、年度には初日と末日がある(止まらない)",
        arguments: [Int.min, -1, 0, 1, 1_600, 2_025, 9_998, 9_999, 999_999_999, Int.max])
    func everyYearHasDays(typed: Int) {
        let year = FiscalYear(typed)
        #expect(year.firstDay < year.lastDay)
        #expect(year.period.contains(year.lastDay))
        #expect(year.months.count == 12)
        #expect(FiscalYear(of: year.firstDay) == year)
        #expect(FiscalYear(of: year.lastDay) == year)
    }

    @Test("九千年代や江戸の日は、日付として受け取らない", arguments: ["99991231", "9999-12-31", "18670101", "3000/1/1"])
    func yearsNobodyMeans(text: String) throws {
        let today = try #require(CivilDate(iso: "2025-06-10"))
        let entry = DateEntry.read(text, today: today)
        #expect(entry.date == nil && entry.reason != nil)
        for typed in ["18730101", "29991231", "20250401"] {
            #expect(DateEntry.read(typed, today: today).date != nil, "\(typed)")
        }
    }

    @Test("打てる最初と最後の月にも、前と後の月と末日がある")
    func monthsAtTheEnds() throws {
        for text in ["0001-01", "9999-12"] {
            let month = try #require(YearMonth(iso: text))
            #expect(month.firstDay <= month.lastDay)
            #expect(month.previous.lastDay.next == month.firstDay)
            #expect(month.next.firstDay.previous == month.lastDay)
        }
    }
}
