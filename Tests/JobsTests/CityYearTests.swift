// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Vocabulary

@testable import Jobs

@Suite("市の業務暦の表")
struct CityYearTests {
    private func year() throws -> OfficeYear {
        try OfficeYear(entries: JobBench.year, thresholds: JobBench.limits)
    }

    private func city(_ entries: String? = nil, _ thresholds: String? = nil) -> CityYear {
        CityYear(entries: entries, thresholds: thresholds, folder: "sample")
    }

    @Test("市の行は同じ名の行に代わり、ほかの行はプログラムのまま。値がどちらの表のものかを言う")
    func override() throws {
        let plain = try year()
        let own = try plain.with(
            city(
                "# 課の要領\r\ntoys\tおもちゃの日\tmonthly 20\tprevious-office\tofficer\t-\t3140\t要領 2\tverified\r\n",
                "toys\tamount\t9000\t要領 3\tverified\ntoys\tpersons\t7\t要領 3\tunverified\n"))
        #expect(own.entries.map(\.code) == plain.entries.map(\.code))
        let toys = try #require(own.entry("toys"))
        #expect(toys.title == "おもちゃの日" && toys.rule == .monthly(day: 20))
        #expect(toys.shift == .previousOffice && toys.isVerified && toys.origin == .city)
        #expect(own.entry("night") == plain.entry("night"))
        #expect(own.entry("night")?.origin == .program)
        let limits = own.thresholds(of: "toys")
        #expect(limits.map(\.kind) == [.amount, .amountChange, .failed, .persons])
        #expect(limits.map(\.limit) == [9000, 50, 3, 7])
        #expect(limits.map(\.origin) == [.city, .program, .program, .city])
        #expect(own.thresholds(of: "files") == plain.thresholds(of: "files"))
        let beyond = JobDifference(
            now: JobTotals(persons: 8, amount: Yen(9001)),
            before: JobTotals(persons: 8, amount: Yen(1)))
        let said = limits.compactMap { $0.exceeded(by: beyond, failed: 0) }
        #expect(said.contains("金額が9001円で、基準の9000円（市の表）を超えました"))
        #expect(said.contains("前回との金額の差が900000％で、基準の50％（プログラムの表）を超えました"))
    }

    @Test("市の表がなければ、プログラムの表のままである")
    func absent() throws {
        let folder = try TemporaryFolder("city-year")
        let plain = try year()
        let none = try plain.with(CityYear(schemes: folder.url, folder: "sample"))
        #expect(none.entries == plain.entries && none.thresholds == plain.thresholds)
    }

    @Test("市のフォルダの表は、BOM が付いていても読み、文字でなければ断る")
    func files() throws {
        let folder = try TemporaryFolder("city-year")
        let place = folder.file("sample")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let file = place.appendingPathComponent("thresholds.tsv")
        try Data("\u{FEFF}toys\tamount\t9000\t要領\tverified\r\n".utf8).write(to: file)
        let own = try year().with(CityYear(schemes: folder.url, folder: "sample"))
        #expect(own.thresholds(of: "toys").first?.limit == 9000)
        try Data([0x82, 0xA0, 0xFF]).write(to: file)
        let refusal = #expect(throws: JobRefusal.self) {
            try CityYear(schemes: folder.url, folder: "sample")
        }
        #expect(refusal?.code == "E-JOB-020")
        #expect(refusal?.message.hasPrefix("sample/thresholds.tsv:1: ") ?? false)
    }

    @Test(
        "誤った行は、ファイルと行を言って断る。正しい行もともに使わない",
        arguments: [
            "toys\tおもちゃ\tmonthly 40\t-\tofficer\t-\t3140\t要領\tverified",
            "toys\tおもちゃ\tmonthly 10\t-\tofficer\t-\t3140\t要領",
            "toys\tおもちゃ\tmonthly 10\t-\tofficer\t-\t3140\t要領\tたぶん",
            // What the program relies on.
            "toys\tおもちゃ\tmonthly 10\t-\tmachine\t-\t3140\t要領\tverified",
            "toys\tおもちゃ\tmonthly 10\t-\tpeople\t-\t3140\t要領\tverified",
            "toys\tおもちゃ\tmonthly 10\t-\tofficer\t-\t1350\t要領\tverified",
            "toys\tおもちゃ\tyearly 03-31\t-\tofficer\t-\t3140\t要領\tverified",
            // Twice, and in a ring.
            "after\t夜の後の仕事\tdaily\t-\tofficer\t-\t3140\t要領\tverified",
            "after\t夜の後の仕事\tdaily\t-\tmachine\ttoys after\t3140\t要領\tverified",
        ])
    func broken(line: String) throws {
        let good = "after\t夜の後の仕事\tdaily\t-\tofficer\tnight\t3140\t要領\tverified\n"
        let plain = try year()
        let refusal = #expect(throws: JobRefusal.self) {
            try plain.with(city(line.contains("toys after") ? "#\n\(line)" : "\(good)\(line)"))
        }
        #expect(refusal?.code == "E-JOB-020")
        #expect(refusal?.message.hasPrefix("sample/year.tsv:2: ") ?? false, "\(line)")
    }

    @Test(
        "誤った停止の基準は、ファイルと行を言って断る",
        arguments: [
            "toys\tamount\tたくさん\t要領\tverified", "toys\tamount\t-1\t要領\tverified",
            "toys\tsum\t9000\t要領\tverified", "toys\tamount\t9000\t\tverified",
            "toys\tamount\t9000\t要領\tyes", "toys\tpersons\t1\t要領\tverified",
        ])
    func brokenLimit(line: String) throws {
        let plain = try year()
        let refusal = #expect(throws: JobRefusal.self) {
            try plain.with(city(nil, "toys\tpersons\t9\t要領\tverified\n\(line)"))
        }
        #expect(refusal?.code == "E-JOB-020")
        #expect(refusal?.message.hasPrefix("sample/thresholds.tsv:2: ") ?? false, "\(line)")
    }

    @Test("ジョブのない業務の基準は断る。業務暦にない名は、どちらの表でも E-JOB-021")
    func unknown() throws {
        let people = try OfficeYear(
            entries: "talk\t打合せ\tmonthly 10\t-\tpeople\t-\t3140\t試験\tverified", thresholds: "")
        let none = #expect(throws: JobRefusal.self) {
            try people.with(city(nil, "talk\titems\t1\t要領\tverified"))
        }
        #expect(none?.code == "E-JOB-020")
        let plain = try year()
        for (entries, limits, place) in [
            ("toy\t題\tmonthly 10\t-\tofficer\t-\t3140\t要領\tverified", nil, "year.tsv:1: "),
            (nil, "\ntoy\tamount\t1\t要領\tverified", "thresholds.tsv:2: "),
            (
                "toys\t題\tmonthly 10\t-\tofficer\tnoon\t3140\t要領\tverified", nil, "year.tsv:1: "
            ),
        ] as [(String?, String?, String)] {
            let refusal = #expect(throws: JobRefusal.self) {
                try plain.with(city(entries, limits))
            }
            #expect(refusal?.code == "E-JOB-021")
            #expect(refusal?.message.hasPrefix("sample/\(place)") ?? false)
        }
    }

    @Test("機械の始めるジョブは、業務暦で後にある機械のジョブを待てない。職員の始めるジョブは待てる")
    func order() throws {
        func row(_ code: String, _ starter: String, _ after: String) -> String {
            "\(code)\t題\tdaily\t-\t\(starter)\t\(after)\t3140\t要領\tverified"
        }
        // In the table `night` stands before `after`, and `toys` before both.
        let plain = try year()
        let free = row("after", "machine", "-")
        let refusal = #expect(throws: JobRefusal.self) {
            try plain.with(city("\(free)\n\(row("night", "machine", "after"))"))
        }
        #expect(refusal?.code == "E-JOB-020")
        let message = try #require(refusal?.message)
        #expect(message.hasPrefix("sample/year.tsv:2: "))
        #expect(message.contains("前のジョブ after は業務暦でこの行より後にあり、待てません"))
        let officers = try plain.with(city("\(free)\n\(row("night", "officer", "after"))"))
        #expect(officers.entry("night")?.after == ["after"])
        let behind = try plain.with(city(row("after", "machine", "toys night")))
        #expect(behind.entry("after")?.after == ["toys", "night"])
    }

    @Test("今の業務暦は、拡大で延ばす有資格の児童の全員で止まらない")
    func enlargement() throws {
        let limits = try OfficeYear.standard().thresholds(of: EnlargementWork.job)
        let everybody = JobDifference(now: JobTotals(persons: 50_000), before: nil)
        #expect(limits.count == 2)
        #expect(limits.compactMap { $0.exceeded(by: everybody, failed: 400) }.isEmpty)
        let more = JobDifference(now: JobTotals(persons: 60_001), before: nil)
        #expect(limits.compactMap { $0.exceeded(by: more, failed: 501) }.count == 2)
    }

    @Test("機械の始めるジョブは、市の表で職員の始めるものにできる。本が決める日は動かせない")
    func starterAndBook() throws {
        let own = try year().with(
            city("night\t夜の仕事\tdaily\t-\tofficer\t-\t3140\t要領\tverified"))
        #expect(own.entry("night")?.starter == .officer)
        let lawful = try OfficeYear.standard().moving(
            IncomeRenewalWork.job, to: .yearly(month: 10, day: 1))
        #expect(lawful.entry(IncomeRenewalWork.job)?.origin == .book)
        func row(_ rule: String) -> String {
            "income-renewal\t所得による再判定\t\(rule)\tnext-office\tofficer\t-\t1150\t要領\tverified"
        }
        #expect(throws: JobRefusal.self) { try lawful.with(city(row("yearly 07-01"))) }
        let same = try lawful.with(city(row("yearly 10-01")))
        #expect(same.entry(IncomeRenewalWork.job)?.starter == .officer)
    }
}
