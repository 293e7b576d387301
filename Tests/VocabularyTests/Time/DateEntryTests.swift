// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Vocabulary

@Suite("日付の入力")
struct DateEntryTests {
    /// 2025-12-10 is 令和7年.
    static let today = CivilDate(year: 2025, month: 12, day: 10) ?? CivilDate(dayNumber: 0)

    private func read(_ text: String, _ subject: DateEntry.Subject = .any) -> DateEntry {
        DateEntry.read(text, for: subject, today: Self.today)
    }

    @Test(
        "同じ日を表すどの書き方も読める",
        arguments: [
            "R6.2.5", "r6/2/5", "Ｒ６．２．５", "令和6年2月5日", "令和６年２月５日", "R060205", "5060205",
            "20240205", "2024-02-05", "2024/2/5", "２０２４０２０５", "2024年2月5日", " R6.2.5 ", "R6-2-5",
            "令6.2.5", "㋿6年2月5日", "R06.02.05", "2024.2.5", "r060205", "R 6. 2. 5",
        ])
    func sameDay(text: String) {
        let entry = read(text)
        #expect(entry.date?.description == "2024-02-05" && entry.valid && entry.reason == nil)
        #expect(entry.wareki == "令和6年2月5日" && entry.fiscalYear == 2023)
        #expect(entry.input == text && entry.suggestion == nil)
    }

    @Test(
        "元号の境目の入力",
        arguments: [
            ("R1.5.1", "2019-05-01"), ("令和元年5月1日", "2019-05-01"), ("R元.5.1", "2019-05-01"),
            ("H31.4.30", "2019-04-30"), ("S64.1.7", "1989-01-07"), ("H1.1.8", "1989-01-08"),
            ("平成元年1月8日", "1989-01-08"), ("3640107", "1989-01-07"), ("T1.7.30", "1912-07-30"),
            ("S1.12.25", "1926-12-25"), ("M45.7.29", "1912-07-29"), ("5080601", "2026-06-01"),
            ("T5.1.1", "1916-01-01"), ("大正5年1月1日", "1916-01-01"), ("1912-07-30", "1912-07-30"),
        ])
    func eraBoundaries(text: String, day: String) {
        #expect(read(text).date?.description == day)
    }

    @Test(
        "その元号にない日は断って、正しい元号を示す",
        arguments: [
            ("R1.4.30", "令和は元年5月1日からです（平成31年4月30日ではありませんか）", "2019-04-30"),
            ("H31.5.1", "平成は31年4月30日までです（令和元年5月1日ではありませんか）", "2019-05-01"),
            ("S64.1.8", "昭和は64年1月7日までです（平成元年1月8日ではありませんか）", "1989-01-08"),
            ("平成32年1月1日", "平成は31年4月30日までです（令和2年1月1日ではありませんか）", "2020-01-01"),
            ("4320101", "平成は31年4月30日までです（令和2年1月1日ではありませんか）", "2020-01-01"),
            ("S1.12.24", "昭和は元年12月25日からです（大正15年12月24日ではありませんか）", "1926-12-24"),
            ("M45.7.30", "明治は45年7月29日までです（大正元年7月30日ではありませんか）", "1912-07-30"),
        ])
    func outsideEra(text: String, reason: String, suggested: String) {
        let entry = read(text)
        #expect(!entry.valid && entry.date == nil && entry.reason == reason)
        #expect(entry.suggested.map(\.description) == [suggested])
        #expect(entry.suggestion?.contains(suggested) == true)
    }

    @Test(
        "ない日と読めないものは断り、入力を残す",
        arguments: [
            ("R6.2.30", "令和6年2月は29日まで"), ("R6.13.1", "13月という月はありません"),
            ("2023-02-29", "西暦2023年2月は28日まで"), ("060231", "2月31日という日はありません"),
            ("R0.5.1", "1（元年）から"), ("5000501", "1（元年）から"), ("6060205", "元号の数字"),
            ("あした", "読めません"), ("2024", "読めません"), ("R6.2", "読めません"), ("50806", "年月"),
            ("", "日付がありません"), ("　", "日付がありません"), ("R6.2.5.1", "読めません"),
            ("X6.2.5", "読めません"), ("1700-01-01", "明治より前"), ("R6..5", "読めません"),
            ("999999999999999999999", "読めません"), ("20241301", "13月"),
        ])
    func refuses(text: String, reason: String) {
        let entry = read(text)
        #expect(entry.date == nil && entry.input == text)
        #expect(entry.reason?.contains(reason) == true)
    }

    @Test(
        "子の6桁は、今の令和の年より大きければ平成、でなければ令和",
        arguments: [
            ("060205", "2024-02-05"), ("070205", "2025-02-05"), ("200401", "2008-04-01"),
            ("310430", "2019-04-30"), ("080401", "1996-04-01"), ("010501", "2019-05-01"),
        ])
    func child(text: String, day: String) {
        #expect(read(text, .child).date?.description == day)
    }

    @Test("子の6桁でも、ない日は断る")
    func childRefused() {
        #expect(read("060231", .child).reason?.contains("29日まで") == true)
        #expect(read("010430", .child).suggested.map(\.description) == ["2019-04-30"])
        #expect(read("310501", .child).suggested.map(\.description) == ["2019-05-01"])
    }

    @Test("6桁は誰の日付か分からなければ決めず、読み方を並べる", arguments: [DateEntry.Subject.any, .adult])
    func ambiguous(subject: DateEntry.Subject) {
        let entry = read("060205", subject)
        #expect(!entry.valid && entry.date == nil && entry.fiscalYear == nil)
        let days = entry.suggested.map(\.description)
        #expect(days.starts(with: ["2024-02-05", "1994-02-05", "1931-02-05"]))
        #expect(entry.suggestion?.contains("令和6年2月5日") == true)
        #expect(entry.suggestion?.contains("平成6年2月5日") == true)
        #expect(read("6.2.5", subject).suggested == entry.suggested)
    }

    @Test("点とTは今日", arguments: [".", "T", "t", "Ｔ", "．"])
    func today(text: String) {
        #expect(read(text).date == Self.today)
    }

    @Test("空の終了日は期限なし")
    func openEnd() {
        #expect(EndDateEntry.read("", today: Self.today) == .openEnded)
        #expect(EndDateEntry.read("　", today: Self.today).wording == "期限なし")
        #expect(EndDateEntry.read("R8.3.31", today: Self.today).wording == "令和8年3月31日")
        #expect(EndDateEntry.read("R8.3.32", today: Self.today).wording == nil)
    }

    @Test("欄の下に出す言葉")
    func echo() {
        #expect(read("R6.2.5").echo(on: Self.today) == "令和6年2月5日（2024-02-05、1歳10か月）")
        #expect(read("R8.4.1").echo(on: Self.today) == "令和8年4月1日（2026-04-01）")
        #expect(read("R6.2.30").echo(on: Self.today) == nil)
    }

    @Test(
        "不明な月日は日付にしない",
        arguments: [
            ("20240200", "2024-02-00"), ("20240000", "2024-00-00"), ("R6.2.0", "2024-02-00"),
            ("5060200", "2024-02-00"), ("00000000", "0000-00-00"), ("2024-02-00", "2024-02-00"),
        ])
    func unknownDays(text: String, value: String) {
        let entry = read(text)
        #expect(!entry.valid && entry.uncertain?.description == value)
        #expect(entry.reason?.contains("不明") == true)
    }

    @Test("不明な日付の範囲")
    func uncertainRange() throws {
        let month = try #require(UncertainDate(compact: "20240200"))
        #expect(month.possible?.from.description == "2024-02-01")
        #expect(month.possible?.lastDay?.description == "2024-02-29")
        #expect(month.text == "令和6年2月（日は不明）")
        let year = try #require(UncertainDate(compact: "20240000"))
        #expect(year.possible?.lastDay?.description == "2024-12-31")
        #expect(UncertainDate(compact: "00000000")?.possible == nil)
        #expect(UncertainDate(compact: "20240205") == nil)
        #expect(UncertainDate(compact: "20241300") == nil)
        #expect(UncertainDate(compact: "00000230") == nil)
    }

    @Test("読んだ日を短い和暦で書いて読み直すと同じ日になる")
    func roundTrip() throws {
        var day = try #require(CivilDate("1873-01-01"))
        let last = try #require(CivilDate("2060-12-31"))
        while day <= last {
            let wareki = try #require(Wareki(day))
            for text in [wareki.text, wareki.shortText, wareki.eraDigits, day.compact] {
                guard read(text).date == day else {
                    Issue.record("\(text)")
                    return
                }
            }
            day = day.adding(days: 7)
        }
    }

    @Test("JSONは約束した項目")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(
            String(decoding: try encoder.encode(read("R6.2.5")), as: UTF8.self)
                == #"{"date":"2024-02-05","fiscalYear":2023,"input":"R6.2.5","reason":null,"#
                + #""suggestion":null,"valid":true,"wareki":"令和6年2月5日"}"#)
        #expect(
            String(decoding: try encoder.encode(read("R6.2.30")), as: UTF8.self)
                == #"{"date":null,"fiscalYear":null,"input":"R6.2.30","#
                + #""reason":"令和6年2月は29日までです（30日はありません）。","suggestion":null,"#
                + #""valid":false,"wareki":null}"#)
    }
}
