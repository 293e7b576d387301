// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Vocabulary

@Suite("和暦")
struct WarekiTests {
    @Test(
        "元号の境目",
        arguments: [
            ("1868-10-23", "明治元年10月23日", "M1.10.23"), ("1912-07-29", "明治45年7月29日", "M45.7.29"),
            ("1912-07-30", "大正元年7月30日", "T1.7.30"), ("1926-12-24", "大正15年12月24日", "T15.12.24"),
            ("1926-12-25", "昭和元年12月25日", "S1.12.25"), ("1989-01-07", "昭和64年1月7日", "S64.1.7"),
            ("1989-01-08", "平成元年1月8日", "H1.1.8"), ("2019-04-30", "平成31年4月30日", "H31.4.30"),
            ("2019-05-01", "令和元年5月1日", "R1.5.1"), ("2024-02-05", "令和6年2月5日", "R6.2.5"),
            ("1868-10-22", "西暦1868年10月22日", "1868-10-22"),
        ])
    func boundaries(day: String, text: String, short: String) throws {
        let date = try #require(CivilDate(day))
        #expect(Wareki.text(date) == text && Wareki.shortText(date) == short)
    }

    @Test("1868年10月23日から2100年まで、毎日が基盤の和暦と合う")
    func foundationOracle() throws {
        var calendar = Calendar(identifier: .japanese)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let first = Era.meiji.firstDay
        let last = try #require(CivilDate("2100-12-31"))
        var day = first
        while day <= last {
            let date = Date(timeIntervalSince1970: Double(day.dayNumber) * 86_400)
            let parts = calendar.dateComponents([.era, .year, .month, .day], from: date)
            let wareki = try #require(Wareki(day))
            guard parts.era == wareki.era.rawValue + 231, parts.year == wareki.year,
                parts.month == wareki.month, parts.day == wareki.day
            else {
                Issue.record("\(day): \(wareki.text), \(parts)")
                return
            }
            // Every day near the boundaries, else every fifth: Foundation is slow.
            let isNearBoundary = Era.allCases.contains { abs(day.days(until: $0.firstDay)) < 40 }
            day = day.adding(days: isNearBoundary ? 1 : 5)
        }
    }

    @Test("元号の数字を付けた7桁と5桁")
    func eraDigits() throws {
        #expect(CivilDate(eraDigits: "5080601")?.description == "2026-06-01")
        #expect(CivilDate(eraDigits: "4310430")?.description == "2019-04-30")
        #expect(CivilDate(eraDigits: "4310501") == nil && CivilDate(eraDigits: "4320101") == nil)
        #expect(CivilDate(eraDigits: "3640108") == nil && CivilDate(eraDigits: "6010101") == nil)
        #expect(CivilDate(eraDigits: "508060") == nil && CivilDate(eraDigits: "50806011") == nil)
        #expect(YearMonth(eraDigits: "50806")?.description == "2026-06")
        #expect(YearMonth(eraDigits: "43101")?.description == "2019-01")
        #expect(YearMonth(eraDigits: "43201") == nil && YearMonth(eraDigits: "50800") == nil)
        // The month in which the era changed belongs to both.
        #expect(YearMonth(eraDigits: "36401") == YearMonth(eraDigits: "40101"))
        let day = try #require(CivilDate("2026-06-01"))
        #expect(Wareki(day)?.eraDigits == "5080601")
    }

    @Test("月と年度の和暦")
    func monthsAndYears() throws {
        #expect(Wareki.text(try #require(YearMonth("2019-04"))) == "平成31年4月")
        #expect(Wareki.text(try #require(YearMonth("2019-05"))) == "令和元年5月")
        #expect(Wareki.text(FiscalYear(2019)) == "令和元年度")
        #expect(Wareki.text(FiscalYear(2025)) == "令和7年度")
        #expect(Wareki.text(FiscalYear(1988)) == "昭和63年度")
        #expect(Wareki.text(FiscalYear(1989)) == "平成元年度")
    }
}
