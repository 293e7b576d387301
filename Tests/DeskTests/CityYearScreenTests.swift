// SPDX-License-Identifier: Apache-2.0
import Foundation
import Jobs
import Office
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("市の業務暦の表と画面")
struct CityYearScreenTests {
    /// A copy of the books with tables of the city beside its book.
    private func books(
        _ folder: TemporaryFolder, _ files: [(name: String, text: String)]
    ) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let goal = folder.file("Schemes")
        try FileManager.default.copyItem(at: root.appendingPathComponent("Schemes"), to: goal)
        for (name, text) in files {
            try text.write(
                to: goal.appendingPathComponent("sample/\(name)"), atomically: true,
                encoding: .utf8)
        }
        return goal.path
    }

    @Test("業務暦は市の表の日に市の題で並び、市の表と付く。停止の基準と止まったときの文も、どちらの表の値かを言う")
    func shown() async throws {
        let folder = try TemporaryFolder("city-year")
        let schemes = try books(
            folder,
            [
                (
                    CityYear.entriesFile,
                    "training-record\t研修の記録(課の要領)\tyearly 06-18\tprevious-office\tpeople\t-\t3070\t課の要領 2\tverified\n"
                ),
                (
                    CityYear.thresholdsFile,
                    "propose-reimbursements\tfailed\t7\t課の要領 3\tverified\n"
                ),
            ])
        let bench = try await DeskBench(schemes: schemes)
        #expect(bench.office.year.entry("training-record")?.origin == .city)
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/jobs?month=2025-06")
            let day = try #require(
                page.text.components(separatedBy: "<section").first {
                    $0.contains("id=\"day-2025-06-18\"")
                })
            #expect(day.contains("研修の記録(課の要領)") && day.contains("課の要領 2"))
            #expect(day.contains("市の表</span>") && !day.contains("日は未確認"))
            #expect(page.text.components(separatedBy: "研修の記録").count == 2, "ほかの日には立たない")
            #expect(page.text.contains("プログラムの表の値です"))
            let trial = try await browser.follow(
                try await browser.post(
                    "/jobs", on: page,
                    [
                        ("kind", "trial"), ("job", "propose-reimbursements"),
                        ("occasion", "2025-06-10"),
                    ]))
            await bench.reception.desk.runner.settle()
            let run = try await browser.get(try trial.address("/jobs/runs/"))
            #expect(run.text.contains("課の要領 3 <span class=\"flag plain\">市の表</span>"))
            #expect(run.text.contains("<span class=\"flag plain\">プログラムの表</span>"))
        }
    }

    @Test("市の表のない市の業務暦に、市の表と付く行はない")
    func absent() async throws {
        let bench = try await SharedBench.get()
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/jobs?month=2025-06")
            #expect(!page.text.contains("市の表</span>"))
        }
    }

    @Test("誤った行のある市の表では開かず、ファイルと行を言う")
    func broken() async throws {
        let folder = try TemporaryFolder("city-year")
        let schemes = try books(
            folder, [(CityYear.thresholdsFile, "# 停止の基準\nschedule\tamount\t1\t要領\tverified\n")])
        let refusal = await #expect(throws: JobRefusal.self) {
            _ = try await DeskBench(schemes: schemes)
        }
        #expect(refusal?.code == "E-JOB-021")
        #expect(refusal?.message.hasPrefix("sample/thresholds.tsv:2: ") ?? false)
    }
}
