// SPDX-License-Identifier: Apache-2.0
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Jobs

@Suite("業務暦と機械の一日")
struct JobDayTests {
    static func days() throws -> YearDays {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let holidays = try Holidays(
            csv: String(
                contentsOf: root.appending(path: "Schemes/national/holidays.csv"),
                encoding: .utf8))
        let bank = BankCalendar(holidays: holidays)
        return YearDays(
            office: OfficeCalendar(holidays: holidays), bank: bank,
            payment: { try bank.openDay(onOrAfter: $0.firstDay.adding(days: 19)) },
            closing: { $0.previous.lastDay })
    }

    private func night(_ code: String = "night") -> ToyWork {
        ToyWork(
            code: code, operation: .scheduleMonth, needsTrial: false, count: 10)
    }

    @Test("機械は自分の行だけを一日に一度始め、二度目は何もしない")
    func onceADay() throws {
        let bench = try JobBench()
        let engine = try bench.engine([ToyWork(), night(), night("after")])
        let today = day("2025-06-10")
        let lines = try JobDay(engine, days: Self.days()).run(on: today)
        #expect(lines.map(\.job) == ["night", "after"], "おもちゃは職員が始める")
        for line in lines {
            guard case .ran(_, .finished) = line.result else {
                Issue.record("\(line)")
                continue
            }
        }
        let again = try JobDay(engine, days: Self.days()).run(on: today)
        for line in again {
            guard case .known(_, .finished) = line.result else {
                Issue.record("\(line)")
                continue
            }
        }
        #expect(try bench.toys.count == 10)
        // Nor by two machines that both saw no run yet: the second start is the first run.
        let tomorrow = try (0..<2).map { _ in
            try bench.start(
                engine, .real, job: "night", occasion: "2025-06-11", by: .machine("job-night"))
        }
        #expect(tomorrow[0] == tomorrow[1])
        let done = try engine.run(tomorrow[0], by: .machine("job-night"))
        #expect(done.status == .finished)
        let late = try bench.start(
            engine, .real, job: "night", occasion: "2025-06-11", by: .machine("job-night"))
        #expect(late == tomorrow[0])
    }

    @Test("前の仕事が終わっていなければ、後の仕事は待つ")
    func waits() throws {
        let bench = try JobBench()
        var broken = night()
        broken.before = { _ in throw JobRefusal.unknownRun }
        let engine = try bench.engine([broken, night("after")])
        let lines = try JobDay(engine, days: Self.days()).run(on: day("2025-06-10"))
        guard case .ran(_, .failed) = lines[0].result else {
            Issue.record("\(lines[0])")
            return
        }
        #expect(lines[1].result == .waits(for: "night"))
    }

    @Test("機械が止められた仕事は、次の起動で続きからする")
    func takesUpAgain() throws {
        let bench = try JobBench()
        let engine = try bench.engine([night()])
        var steps = 0
        let small = ToyWork(
            code: "night", operation: .scheduleMonth, batch: 1, needsTrial: false, count: 10)
        let first = try bench.engine([small])
        _ = try JobDay(first, days: Self.days()).run(on: day("2025-06-10")) {
            steps += 1
            return steps > 5
        }
        #expect(try bench.toys.count < 10)
        let lines = try JobDay(engine, days: Self.days()).run(on: day("2025-06-10"))
        guard case .ran(_, .finished) = lines.first?.result else {
            Issue.record("\(lines)")
            return
        }
        #expect(try bench.toys.count == 10)
    }

    @Test("閉庁日の行は規則どおりに動き、祝日表のない年の日は、分からないと言う")
    func shifts() throws {
        let year = try OfficeYear(entries: JobBench.year, thresholds: "")
        let days = try Self.days()
        // 2025-08-10 is a Sunday, and the day after it a holiday.
        let august = year.month(try #require(YearMonth(iso: "2025-08")), days: days)
        let toys = august.days.filter { $0.entry.code == "toys" }
        #expect(toys.map(\.day) == [day("2025-08-12")])
        #expect(toys.map(\.occasion) == [day("2025-08-10")])
        let far = year.month(try #require(YearMonth(iso: "2045-08")), days: days)
        #expect(far.unknown.map(\.entry.code) == ["toys"])
        #expect(far.unknown.first?.why.contains("祝日表") ?? false)
    }

    @Test("備え付けの業務暦は読め、未確認の日に印があり、どの日も決められる。支払の日は銀行営業日から数える")
    func standardYear() throws {
        let year = try OfficeYear.standard()
        #expect(year.entries.count >= 30)
        #expect(year.entries.contains { !$0.isVerified })
        #expect(year.thresholds.allSatisfy { !$0.source.isEmpty })
        let days = try Self.days()
        var month = try #require(YearMonth(iso: "2025-04"))
        for _ in 0..<12 {
            let found = year.month(month, days: days)
            #expect(found.unknown.isEmpty, "\(month)")
            month = month.next
        }
        let june = year.month(try #require(YearMonth(iso: "2025-06")), days: days).days
        // Payment day 20 June 2025, a Friday: three bank days before it is Tuesday the 17th.
        #expect(june.first { $0.entry.code == "transfer-file" }?.day == day("2025-06-17"))
        #expect(
            year.on(day("2026-03-31"), days: days).map(\.entry.code).contains("year-end-lapse"))
    }

    @Test("月の暦は、どの日にもその日に立つ業務を、隣の月から動いたものも含めて示す(毎日のものを除く)")
    func withinAMonth() throws {
        let year = try OfficeYear.standard()
        let days = try Self.days()
        var month = try #require(YearMonth(iso: "2025-04"))
        for _ in 0..<12 {
            let byDay = Dictionary(
                grouping: year.within(month, days: days), by: \.day
            ).mapValues { Set($0.map(\.entry.code)) }
            var date = month.firstDay
            while date <= month.lastDay {
                let on = Set(
                    year.on(date, days: days).filter { $0.entry.rule != .daily }
                        .map(\.entry.code))
                #expect(byDay[date] ?? [] == on, "\(date)")
                date = date.next
            }
            month = month.next
        }
        // 1 June 2025 is a Sunday: what is done before it is done in May.
        let early = try OfficeYear(
            entries:
                "toys\tおもちゃ\tmonthly 1\tprevious-office\tofficer\t-\t3140\t試験\tunverified",
            thresholds: "")
        let may = early.within(try #require(YearMonth(iso: "2025-05")), days: days)
        #expect(may.map(\.day) == [day("2025-05-01"), day("2025-05-30")])
        #expect(early.within(try #require(YearMonth(iso: "2025-06")), days: days).isEmpty)
    }

    @Test("機械が始める行の仕事は、どれも機械に許された操作である")
    func machinesMay() throws {
        let machines = try OfficeYear.standard().entries.filter { $0.starter == .machine }
        #expect(!machines.isEmpty)
        let operations: [String: OperationCode] = [
            "log-rules": .reviewLog, "release-holds": .releaseHold, "rejudge": .rejudge,
            "unregistered-list": .inviteUnregistered,
            IncomeRenewalWork.job: .renewYearly,
        ]
        for entry in machines {
            let operation = try #require(operations[entry.code], "\(entry.code)")
            #expect(operation.definition.roles.contains(.system), "\(entry.code)")
        }
    }

    @Test(
        "読めない行は断る",
        arguments: [
            "a\tb", "a\t題\tmonthly 40\t-\tofficer\t-\t3140\t出典\tverified",
            "a\t題\tdaily\t?\tofficer\t-\t3140\t出典\tverified",
            "a\t題\tdaily\t-\trobot\t-\t3140\t出典\tverified",
            "a\t題\tdaily\t-\tofficer\tb\t3140\t出典\tverified",
            "a\t題\tdaily\t-\tofficer\t-\t3140\t\tverified",
            "a\t題\tdaily\t-\tofficer\t-\t3140\t出典\tたぶん",
            "a\t題\tdaily\t-\tofficer\t-\t3140\t出典\tverified\na\t題\tdaily\t-\tofficer\t-\t3140\t出典\tverified",
        ])
    func unreadable(line: String) {
        #expect(throws: JobRefusal.self) { try OfficeYear(entries: line, thresholds: "") }
    }
}
