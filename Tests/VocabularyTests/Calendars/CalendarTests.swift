// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Vocabulary

@Suite("休日")
struct CalendarTests {
    static func table() throws -> Holidays {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("Schemes/national/holidays.csv")
        return try Holidays(csv: String(contentsOf: file, encoding: .utf8))
    }

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test("祝日表は2019年から2030年まで219日")
    func reading() throws {
        let holidays = try Self.table()
        #expect(holidays.years == 2019...2030)
        #expect(holidays.years.map { holidays.all(in: $0).count }.reduce(0, +) == 219)
        #expect(try holidays.name(of: day("2025-01-01")) == "元日")
        #expect(try holidays.name(of: day("2025-01-02")) == nil)
        #expect(try holidays.name(of: day("2030-11-04"))?.contains("振替休日") == true)
        #expect(try holidays.name(of: day("2019-05-01")) != nil)
    }

    @Test(
        "開庁日と銀行営業日",
        arguments: [
            ("2025-12-26", true, true), ("2025-12-27", false, false), ("2025-12-29", false, true),
            ("2025-12-30", false, true), ("2025-12-31", false, false), ("2026-01-01", false, false),
            ("2026-01-02", false, false), ("2026-01-03", false, false), ("2026-01-05", true, true),
            ("2025-05-06", false, false), ("2025-09-20", false, false), ("2025-11-20", true, true),
        ])
    func openDays(text: String, office: Bool, bank: Bool) throws {
        let holidays = try Self.table()
        let date = try day(text)
        let answer = try BusinessDayAnswer(
            date, bank: BankCalendar(holidays: holidays),
            office: OfficeCalendar(holidays: holidays))
        #expect(answer.officeDay == office && answer.bankDay == bank)
        #expect((answer.reason == nil) == (office && bank))
    }

    @Test(
        "次と前の営業日はその日を含まない",
        arguments: [
            ("2025-09-20", "2025-09-22", "2025-09-19", "2025-09-22"),
            ("2025-12-30", "2026-01-05", "2025-12-29", "2026-01-05"),
            ("2025-05-03", "2025-05-07", "2025-05-02", "2025-05-07"),
            ("2025-11-20", "2025-11-21", "2025-11-19", "2025-11-21"),
            ("2025-12-28", "2025-12-29", "2025-12-26", "2026-01-05"),
        ])
    func neighbours(text: String, next: String, previous: String, office: String) throws {
        let holidays = try Self.table()
        let answer = try BusinessDayAnswer(
            day(text), bank: BankCalendar(holidays: holidays),
            office: OfficeCalendar(holidays: holidays))
        #expect(answer.nextBankDay?.description == next)
        #expect(answer.previousBankDay?.description == previous)
        #expect(answer.nextOfficeDay?.description == office)
    }

    @Test("その日以後、その日以前、何日か後")
    func moving() throws {
        let bank = BankCalendar(holidays: try Self.table())
        #expect(try bank.openDay(onOrAfter: day("2025-11-20")).description == "2025-11-20")
        #expect(try bank.openDay(onOrAfter: day("2025-09-20")).description == "2025-09-22")
        #expect(try bank.openDay(onOrBefore: day("2025-09-21")).description == "2025-09-19")
        #expect(try bank.openDay(3, after: day("2025-12-26")).description == "2026-01-05")
        #expect(try bank.openDay(0, after: day("2025-12-26")).description == "2025-12-26")
    }

    @Test("どの年も、次の営業日は必ず開いていて、その間は閉まっている")
    func nextIsFirst() throws {
        let office = OfficeCalendar(holidays: try Self.table())
        var date = try day("2019-01-01")
        let last = try day("2030-12-20")
        while date <= last {
            let next = try office.openDay(after: date)
            #expect(try office.isOpen(next) && next > date)
            var between = date.next
            while between < next {
                #expect(try !office.isOpen(between))
                between = between.next
            }
            date = date.next
        }
    }

    @Test("役所が足した休みの日")
    func further() throws {
        let date = try day("2025-06-02")
        let office = OfficeCalendar(
            holidays: try Self.table(), furtherClosed: [date: "開庁記念日"])
        #expect(try office.closure(on: date) == "開庁記念日")
        #expect(try office.openDay(onOrAfter: date).description == "2025-06-03")
    }

    @Test("祝日表にない年は推測せずに断る", arguments: ["2018-12-31", "2031-01-01", "2099-05-05"])
    func outside(text: String) throws {
        let holidays = try Self.table()
        let date = try day(text)
        let refusal = CalendarRefusal.outsideTable(date, first: 2019, last: 2030)
        #expect(throws: refusal) { try BankCalendar(holidays: holidays).isOpen(date) }
        #expect(throws: refusal) {
            try BusinessDayAnswer(
                date, bank: BankCalendar(holidays: holidays),
                office: OfficeCalendar(holidays: holidays))
        }
        #expect(refusal.message.contains("2019年から2030年まで") && refusal.code == "E-VOC-003")
    }

    @Test("表の終わりでは次の営業日を答えない")
    func lastDay() throws {
        let holidays = try Self.table()
        let answer = try BusinessDayAnswer(
            day("2030-12-31"), bank: BankCalendar(holidays: holidays),
            office: OfficeCalendar(holidays: holidays))
        #expect(answer.nextBankDay == nil && answer.previousBankDay?.description == "2030-12-30")
    }

    @Test("読めない表は行を示して断る")
    func unreadable() {
        #expect(throws: CalendarRefusal.unreadableLine(3)) {
            try Holidays(csv: "date,name\n2025-01-01,元日\n2025-13-01,なにか\n")
        }
        #expect(throws: CalendarRefusal.incomplete(missingYear: 2026)) {
            try Holidays(csv: "2025-01-01,元日\n2027-01-01,元日\n")
        }
        #expect(throws: CalendarRefusal.incomplete(missingYear: nil)) {
            try Holidays(csv: "date,name\n")
        }
    }

    @Test("公式の表の形も読める")
    func officialForm() throws {
        let holidays = try Holidays(
            csv: "\u{FEFF}国民の祝日・休日月日,国民の祝日・休日名称\r\n2025/1/1,元日\r\n2025/1/13,成人の日\r\n")
        #expect(try holidays.name(of: day("2025-01-13")) == "成人の日")
    }

    @Test("JSONは約束した項目")
    func json() throws {
        let holidays = try Self.table()
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let answer = try BusinessDayAnswer(
            day("2025-12-29"), bank: BankCalendar(holidays: holidays),
            office: OfficeCalendar(holidays: holidays))
        #expect(
            String(decoding: try encoder.encode(answer), as: UTF8.self)
                == #"{"bankDay":true,"date":"2025-12-29","nextBankDay":"2025-12-30","#
                + #""nextOfficeDay":"2026-01-05","officeDay":false,"previousBankDay":"2025-12-26","#
                + #""reason":"役所は年末年始の休み（12月29日から1月3日まで）"}"#)
    }
}
