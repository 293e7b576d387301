// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Desk

/// 決裁の保留 of reimbursements and of runs, as a browser without scripts sees it.
@Suite("償還と支払処理の決裁の保留")
struct HoldScreenTests {
    /// Puts aside, looks at the refusals, takes up again and approves; on the page of a case or run.
    private func holdAndApprove(
        _ browser: Browser, _ path: String, decision: String, code: String
    ) async throws {
        let page = try await browser.get(path)
        #expect(page.text.contains("決裁を保留する") && page.action("approve-form") != nil)
        let bare = try await browser.post(
            decision + "/hold", on: page, [("hold-reason", ""), ("look-again", "R7.7.1")])
        #expect(bare.status == 422 && bare.text.contains("保留の理由を入力してください"))
        #expect(bare.text.contains("value=\"R7.7.1\""))
        let past = try await browser.post(
            decision + "/hold", on: page, [("hold-reason", "確認中"), ("look-again", "R7.5.1")])
        #expect(past.status == 422 && past.text.contains("E-ENT-016"))
        #expect(past.text.contains("href=\"#look-again\""))
        let held = try await browser.follow(
            try await browser.post(
                decision + "/hold", on: page,
                [("hold-reason", "電話で確認中"), ("look-again", "R7.7.1")]))
        #expect(held.text.contains("決裁の保留中") && held.text.contains("令和7年7月1日に見直す"))
        #expect(held.action("approve-form") == nil && held.action("back-form") != nil)
        let forced = try await browser.post(path + "/approve", on: page, [])
        #expect(forced.status == 422 && forced.text.contains(code))
        let resumed = try await browser.follow(
            try await browser.post(
                decision + "/resume", on: held, [("resume-reason", "確認が取れた")]))
        #expect(resumed.text.contains("保留を解きました"))
        for word in ["決裁の保留", "決裁の再開", "確認が取れた", "検証 課長"] {
            #expect(resumed.text.contains(word), "\(word)")
        }
        let done = try await browser.post(path + "/approve", on: resumed, [])
        #expect(done.status == 303, "\(done.text)")
    }

    @Test("償還の案を保留すると、一覧の後ろに理由とともに出て、解くまで決裁できない", .measure("R-04"))
    func reimbursement() async throws {
        let money = try await MoneyBench()
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            let list = try await money.enter(browser)
            _ = try await browser.examine()
            let path = try list.address("/reimbursements/case/")
            let page = try await browser.get(path)
            #expect(!page.text.contains("決裁を保留する"))
            let forced = try await browser.post(
                path + "/decision/hold", on: page,
                [("hold-reason", "x"), ("look-again", "R7.7.1")])
            #expect(forced.status == 403)
            return path
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            let held = try await browser.post(
                path + "/decision/hold", on: page,
                [("hold-reason", "領収書の確認"), ("look-again", "R7.7.1")])
            #expect(held.status == 303, "\(held.text)")
            let list = try await browser.get("/reimbursements?state=proposed")
            #expect(list.text.contains("決裁の保留") && list.text.contains("領収書の確認"))
            #expect(!list.text.contains("name=\"row\""))
            // A part of the list is said, and leaves out what is not of it.
            let old = try await browser.get("/reimbursements?state=proposed&age=older")
            #expect(old.text.contains("起案から31日から") && !old.text.contains("領収書の確認"))
            let fresh = try await browser.get("/reimbursements?state=proposed&age=fresh")
            #expect(fresh.text.contains("領収書の確認"))
            let inbox = try await browser.get("/decisions")
            #expect(inbox.text.contains("<span class=\"flag warn\">1件</span>"), "\(inbox.text)")
            let again = try await browser.get(path)
            let resumed = try await browser.post(
                path + "/decision/resume", on: again, [("resume-reason", "済み")])
            #expect(resumed.status == 303)
            try await holdAndApprove(
                browser, path, decision: path + "/decision", code: "E-BEN-124")
        }
    }

    @Test("支払処理を保留すると、一覧に理由とともに出て、解くまで決裁できない", .measure("R-04"))
    func run() async throws {
        let money = try await MoneyBench()
        let file = try await money.bench.browse(as: "kyufu") { browser -> String in
            let list = try await money.enter(browser)
            _ = try await browser.examine()
            return try list.address("/reimbursements/case/")
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(file)
            let done = try await browser.post(file + "/approve", on: page, [])
            try #require(done.status == 303, "\(done.text)")
        }
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            let made = try await browser.follow(try await browser.schedule("2025-07"))
            let day = try #require(made.hidden("day"))
            let preview = try await browser.get("/payments/new-run?day=\(day)")
            let run = try await browser.post("/payments/runs", on: preview, [("day", day)])
            let path = try #require(run.location?.split(separator: "?").first).description
            let page = try await browser.get(path)
            #expect(!page.text.contains("決裁を保留する"))
            let forced = try await browser.post(
                path + "/hold", on: page, [("hold-reason", "x"), ("look-again", "R7.7.1")])
            #expect(forced.status == 403)
            return path
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            let held = try await browser.post(
                path + "/hold", on: page,
                [("hold-reason", "口座の確認"), ("look-again", "R7.7.1")])
            #expect(held.status == 303, "\(held.text)")
            let runs = try await browser.get("/payments/runs")
            #expect(runs.text.contains("決裁の保留") && runs.text.contains("口座の確認"))
            let again = try await browser.get(path)
            let resumed = try await browser.post(
                path + "/resume", on: again, [("resume-reason", "済み")])
            #expect(resumed.status == 303)
            try await holdAndApprove(browser, path, decision: path, code: "E-PAY-094")
        }
    }
}
