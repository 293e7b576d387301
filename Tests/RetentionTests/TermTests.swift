// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Retention

@Suite("保存年数の数え方")
struct TermTests {
    @Test("年度で数えると、起算の日の属する年度の末日から数える", .measure("R-88"))
    func fiscalYears() {
        let five = RetentionTerm(years: 5, counting: .fiscalYear)
        #expect(five.lastDay(after: day("2026-03-31")) == day("2031-03-31"))
        #expect(five.lastDay(after: day("2026-04-01")) == day("2032-03-31"))
        #expect(five.dueDay(after: day("2026-03-31")) == day("2031-04-01"))
        #expect(five.cutoff(on: day("2031-03-31")) == day("2025-04-01"))
        #expect(five.cutoff(on: day("2031-04-01")) == day("2026-04-01"))
    }

    @Test("日で数えると初日を入れず、応当日の前日、応当日のない月はその末日に終わる（民法140条・143条）", .measure("R-88"))
    func days() {
        let seven = RetentionTerm(years: 7, counting: .day)
        #expect(seven.lastDay(after: day("2020-05-10")) == day("2027-05-10"))
        // From 29 February on: the year without it ends with February.
        #expect(seven.lastDay(after: day("2020-02-28")) == day("2027-02-28"))
        #expect(seven.lastDay(after: day("2020-02-29")) == day("2027-02-28"))
        #expect(seven.lastDay(after: day("2019-12-31")) == day("2026-12-31"))
        #expect(
            RetentionTerm(years: 0, counting: .day).lastDay(after: day("2020-02-29"))
                == day("2020-02-29"))
    }

    @Test("どの日でも、区切りの前の起算だけが期限を過ぎている", .measure("R-88"))
    func cutoffAgreesWithDueDay() {
        for counting in [RetentionTerm.Counting.fiscalYear, .day] {
            for years in [0, 1, 5, 7] {
                let term = RetentionTerm(years: years, counting: counting)
                for offset in 0..<1_500 {
                    let today = day("2027-01-01").adding(days: offset)
                    let cutoff = term.cutoff(on: today)
                    #expect(term.dueDay(after: cutoff.previous) <= today)
                    #expect(term.dueDay(after: cutoff) > today)
                }
            }
        }
    }
}
