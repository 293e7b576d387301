// SPDX-License-Identifier: Apache-2.0
import Foundation
import Jobs
import Office
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Desk

@Suite("業務暦・ジョブの画面")
struct JobScreenTests {
    private let job = "propose-reimbursements"
    private let day = "2025-06-10"

    private func start(_ browser: Browser, _ kind: String) async throws -> Sight {
        let year = try await browser.get("/jobs")
        return try await browser.post(
            "/jobs", on: year, [("kind", kind), ("job", job), ("occasion", day)])
    }

    @Test("業務暦は月の日ごとに並び、未確認の日に印があり、前後の月へ行け、祝日表のない年は分からないと言う")
    func year() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/jobs?month=2026-03")
            #expect(page.status == 200)
            #expect(page.text.contains("年度末の年齢到達") && page.text.contains("令和8年3月31日"))
            #expect(page.text.contains("日は未確認"))
            #expect(page.text.contains("/jobs?month=2026-02"))
            let far = try await browser.get("/jobs?month=2045-03")
            #expect(far.text.contains("日の決められないもの"))
        }
    }

    @Test("走り終えたジョブは、後片付けの間も、もう一度始められる")
    func startsAgainAtOnce() async throws {
        let bench = try await DeskBench()
        let (desk, id) = (bench.reception.desk, Int64(987_654_321))
        let after = Mutex<[Bool]>([])
        desk.runner.start(id, engine: desk.engine, by: bench.administrator) {
            after.withLock { $0.append(bench.reception.desk.runner.isTaken(id)) }
        }
        await desk.runner.settle()
        #expect(after.withLock { $0 } == [false])
    }

    @Test("試行は何も残さず、確かめてから本番を始め、履歴に残る。二度目の本番は新しいものがなく0件")
    func wholeWay() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.enter(browser)
            let early = try await start(browser, "real")
            #expect(early.status == 422 && early.text.contains("E-JOB-007"))
            let trial = try await browser.follow(try await start(browser, "trial"))
            #expect(trial.text.contains("ジョブを始めました"))
            let path = try trial.address("/jobs/runs/")
            await money.bench.reception.desk.runner.settle()
            let done = try await browser.get(path)
            #expect(done.text.contains("試行") && done.text.contains("この試行の数を確かめたので"))
            #expect(done.text.contains("1人") && done.text.contains("停止の基準"))
            let waiting = try await browser.get("/reimbursements")
            #expect(!waiting.text.contains("決裁待ち 1"))
            let real = try await browser.follow(try await start(browser, "real"))
            await money.bench.reception.desk.runner.settle()
            let after = try await browser.get(try real.address("/jobs/runs/"))
            #expect(after.text.contains("本番") && after.text.contains("完了"))
            let fragment = try await browser.get(
                try real.address("/jobs/runs/") + "/progress")
            #expect(fragment.text.contains("100%"))
            let history = try await browser.get("/jobs/history")
            #expect(history.text.contains("償還払いの審査・起案"))
            let again = try await start(browser, "trial")
            await money.bench.reception.desk.runner.settle()
            let empty = try await browser.follow(again)
            #expect(empty.text.contains("0／0"))
        }
    }

    @Test("権限のない職員は始められず、承認とエラー一覧は決まった役割だけが行う。ない実行は見付からない")
    func permission() async throws {
        let money = try await MoneyBench()
        let path = try await money.bench.browse(as: "kyufu") { browser in
            try await money.enter(browser)
            let trial = try await browser.follow(try await start(browser, "trial"))
            await money.bench.reception.desk.runner.settle()
            let path = try trial.address("/jobs/runs/")
            let page = try await browser.get(path)
            let consent = try await browser.post(path + "/consent", on: page, [("reason", "x")])
            #expect(consent.status == 403)
            let errors = try await browser.post(path + "/errors", on: page, [("reason", "x")])
            #expect(errors.status == 403)
            let none = try await browser.get("/jobs/runs/987654321")
            #expect(none.status == 404)
            let over = try await browser.post(path + "/run", on: page, [])
            #expect(over.status == 422 && over.text.contains("E-JOB-006"))
            return path
        }
        try await money.bench.browse(as: "uketsuke") { browser in
            let refused = try await start(browser, "trial")
            #expect(refused.status == 403, "窓口は償還の起案をしない")
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            #expect(page.status == 200 && !page.text.contains("本番を開始"))
            let consent = try await browser.post(path + "/consent", on: page, [("reason", "よい")])
            #expect(consent.status == 422 && consent.text.contains("E-JOB-006"))
        }
        try await money.bench.browse(as: "kanri") { browser in
            let page = try await browser.get(path)
            let file = try await browser.post(path + "/errors", on: page, [("reason", "点検")])
            #expect(file.status == 200 && file.text.contains("直す画面"))
        }
        try await money.bench.browse(as: "kansa") { browser in
            let refused = try await browser.get("/jobs")
            #expect(refused.status == 403)
        }
    }

    @Test("処理の途中で機械が消えても、起動し直すと中断と分かり、画面から再開できる")
    func afterRestart() async throws {
        let money = try await MoneyBench()
        let desk = money.bench.reception.desk
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.enter(browser)
            let trial = try await browser.follow(try await start(browser, "trial"))
            await desk.runner.settle()
            let first = try trial.address("/jobs/runs/")
            let over = try await browser.get(first)
            #expect(over.text.contains("完了"))
            // Another process of this machine begins a run and is gone before its first step.
            let lost = money.bench.office.jobs(
                node: "\(Installation.machineName)/desk", token: "lost")
            let kyufu = MoneyBench.officer("kyufu", .payment)
            let order = JobOrder(job: job, occasion: day)
            let id = try money.bench.office.casework.perform(
                .startJob, by: kyufu, for: .maintenance
            ) { try StartJob.perform(order, .real, engine: lost, in: $0) }
            struct Gone: Error {}
            var isGone = false
            _ = try lost.run(
                id, by: kyufu,
                halt: {
                    isGone = true; return true
                })
            #expect(isGone)
            try desk.engine.recover()
            let page = try await browser.get("/jobs/runs/\(id)")
            #expect(page.text.contains("中断（再開できます）"))
            let resumed = try await browser.follow(
                try await browser.post("/jobs/runs/\(id)/run", on: page, []))
            #expect(resumed.status == 200)
            await desk.runner.settle()
            let done = try await browser.get("/jobs/runs/\(id)")
            #expect(done.text.contains("完了") && done.text.contains("再開"))
        }
    }
}
