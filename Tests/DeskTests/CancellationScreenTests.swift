// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("支給決定の取消しの画面")
struct CancellationScreenTests {
    /// One approved reimbursement; the address of its page.
    private func decided() async throws -> (money: MoneyBench, path: String) {
        let money = try await MoneyBench()
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            let list = try await money.enter(browser)
            _ = try await browser.examine()
            return try list.address("/reimbursements/case/")
        }
        return (money, path)
    }

    private func approve(_ money: MoneyBench, _ path: String) async throws {
        try await money.bench.browse(as: "kacho") { browser in
            let file = try await browser.get(path)
            let done = try await browser.post(path + "/approve", on: file, [])
            try #require(done.status == 303, "\(done.text)")
        }
    }

    private func schedule(_ money: MoneyBench) async throws -> String {
        try await money.bench.browse(as: "kyufu") { browser in
            let made = try await browser.follow(try await browser.schedule("2025-07"))
            return try #require(made.hidden("day"))
        }
    }

    private func ask(
        _ money: MoneyBench, _ path: String, by officer: String = "kyufu"
    ) async throws {
        try await money.bench.browse(as: officer) { browser in
            let file = try await browser.get(path)
            let asked = try await browser.post(
                path + "/cancel", on: file, [("cancel-reason", "二重の申請と分かったため")])
            try #require(asked.status == 303, "\(asked.text)")
        }
    }

    @Test("起案→差戻し→起案→決裁→保留の解除→新しい決定。前の支給予定は払われず、二度押しは一度")
    func wholeWay() async throws {
        let (money, path) = try await decided()
        try await money.bench.browse(as: "kyufu") { browser in
            let file = try await browser.get(path)
            #expect(!file.text.contains("取消しを起案する"))
            let early = try await browser.post(
                path + "/cancel", on: file, [("cancel-reason", "誤り")])
            #expect(early.status == 422 && early.text.contains("E-BEN-061"))
        }
        try await approve(money, path)
        let day = try await schedule(money)
        try await money.bench.browse(as: "kyufu") { browser in
            let file = try await browser.get(path)
            #expect(file.text.contains("取消しを起案する") && file.text.contains("は取消しになり、支払われません"))
            let wrong = try await browser.post(path + "/cancel", on: file, [])
            #expect(wrong.status == 422 && wrong.text.contains("取消しの理由を入力してください"))
            let page = try await browser.get(path)
            let fields = [("cancel-reason", "二重の申請と分かったため")]
            let first = try await browser.post(path + "/cancel", on: page, fields)
            let second = try await browser.post(path + "/cancel", on: page, fields)
            #expect(first.status == 303 && first.location == second.location)
            let asked = try await browser.follow(first)
            #expect(asked.text.contains("決定の取消しを起案しました"))
            #expect(asked.text.contains("別の決裁者の決裁を待っています") && asked.text.contains("検証 給付"))
            let again = try await browser.post(path + "/cancel", on: asked, fields)
            #expect(again.status == 422 && again.text.contains("E-BEN-062"))
            let own = try await browser.post(path + "/cancel/approve", on: asked, [])
            #expect(own.status == 403)
        }
        try await sendBack(money, path)
        try await ask(money, path)
        try await cancel(money, path)
        try await letter(money)
        try await decideAnew(money, path)
        try await money.bench.browse(as: "kyufu") { browser in
            let gone = try await browser.get("/payments/schedule/\(day)")
            #expect(gone.text.contains("取消"))
        }
        _ = try await schedule(money)
        try await money.bench.browse(as: "kyufu") { browser in
            let child = try await browser.get("/persons/\(money.child)/payments")
            #expect(child.text.contains("支給予定") && child.text.contains("取消"))
        }
    }

    private func sendBack(_ money: MoneyBench, _ path: String) async throws {
        try await money.bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/reimbursements?state=proposed")
            #expect(list.text.contains("決定の取消しの決裁待ち") && list.text.contains("二重の申請と分かったため"))
            let page = try await browser.get(path)
            #expect(page.text.contains("決裁の後に起きること") && page.text.contains("取消しを決裁する"))
            let nothing = try await browser.post(path + "/cancel/back", on: page, [])
            #expect(nothing.status == 422)
            let back = try await browser.follow(
                try await browser.post(
                    path + "/cancel/back", on: page, [("cancel-back-reason", "資料を足す")]))
            #expect(back.text.contains("取消しを差し戻しました") && back.text.contains("差戻し：資料を足す"))
            #expect(back.text.contains("支給決定") && !back.text.contains("取消しを決裁する"))
        }
    }

    private func cancel(_ money: MoneyBench, _ path: String) async throws {
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            let first = try await browser.post(path + "/cancel/approve", on: page, [])
            let second = try await browser.post(path + "/cancel/approve", on: page, [])
            #expect(first.status == 303 && first.location == second.location)
            let done = try await browser.follow(first)
            #expect(done.text.contains("決定の取消しを決裁しました") && done.text.contains("R7.6.10取消し"))
            let late = try await browser.post(path + "/cancel/approve", on: done, [])
            #expect(late.status == 422 && late.text.contains("E-BEN-063"))
        }
    }

    /// 支給決定取消通知書 waits on 1410, can be looked at, and is printed once.
    private func letter(_ money: MoneyBench) async throws {
        try await money.bench.browse(as: "kyufu") { browser in
            let papers = try await browser.get("/papers")
            #expect(papers.text.contains("支給決定取消通知書"))
            let batch = try await browser.get("/letters/batch/cancellation")
            #expect(batch.text.contains("検証"), "\(batch.text)")
            let preview = try await browser.get("/letters/batch/cancellation/preview")
            #expect(preview.status == 200 && preview.text.hasPrefix("%PDF"))
            let done = try await browser.follow(
                try await browser.post(
                    "/letters/batch/cancellation", on: batch,
                    [("dated", ""), ("order", "postcode")]))
            #expect(done.text.contains("件のうち"), "\(done.text)")
            let list = try await browser.get("/letters")
            #expect(list.text.contains("支給決定取消通知書"))
        }
    }

    private func decideAnew(_ money: MoneyBench, _ path: String) async throws {
        try await money.bench.browse(as: "kyufu") { browser in
            let file = try await browser.get(path)
            let settled = try await browser.post(
                path + "/cancel", on: file, [("cancel-reason", "もう一度")])
            #expect(settled.status == 422 && settled.text.contains("E-BEN-061"))
            let page = try await browser.get(path)
            let released = try await browser.follow(
                try await browser.post(path + "/release", on: page, []))
            let proposed = try await browser.follow(
                try await browser.post(path + "/propose", on: released, []))
            #expect(proposed.text.contains("決裁待ち"))
        }
        try await approve(money, path)
        try await money.bench.browse(as: "kyufu") { browser in
            let file = try await browser.get(path)
            #expect(file.text.contains("支給決定") && file.text.contains("取消しを起案する"))
        }
    }

    @Test("取り消した決定の決裁書は、その決定の計算だけを載せ、後から届いた通知も新しい起案も混ぜない")
    func sheetOfCancelled() async throws {
        let (money, path) = try await decided()
        try await approve(money, path)
        try await ask(money, path)
        try await cancel(money, path)
        try await money.bench.browse(as: "kyufu") { browser in
            let file = try await browser.get(path)
            let released = try await browser.follow(
                try await browser.post(path + "/release", on: file, []))
            let known = try await browser.follow(
                try await browser.post(
                    path + "/letter", on: released, [("high-cost", "0"), ("additional", "500")]))
            let proposed = try await browser.follow(
                try await browser.post(path + "/propose", on: known, []))
            #expect(proposed.text.contains("決裁待ち") && proposed.text.contains("1,968"))
            let printed = try await browser.follow(
                try await browser.post(path + "/sheet", on: proposed, []))
            try await browser.paper(printed) { reader in
                let text = try reader.drawn()
                for word in ["支給額", "2,468", "取消し", "取り消されているため", "計算"] {
                    #expect(text.contains(word), "\(word): \(text)")
                }
                for word in ["1,968", "計算額と違う", "通知が後から届いた", "枝番2"] {
                    #expect(!text.contains(word), "\(word): \(text)")
                }
            }
        }
    }

    @Test("取消しを起案できるのは給付の担当だけで、自分の起案は決裁も差戻しもできない")
    func twoPersons() async throws {
        let (money, path) = try await decided()
        try await approve(money, path)
        try money.bench.office.accounts.create(
            try NewOfficer(
                officer: "ryoho", name: "検証 両方", department: "子ども福祉課",
                roles: [.payment, .head]), password: DeskBench.password, mustChange: false,
            by: .machine("bench"))
        try await money.bench.browse(as: "uketsuke") { browser in
            let file = try await browser.get(path)
            #expect(file.status == 200 && !file.text.contains("取消しを起案する"))
            let no = try await browser.post(
                path + "/cancel", on: file, [("cancel-reason", "誤り")])
            #expect(no.status == 403)
        }
        try await money.bench.browse(as: "kacho") { browser in
            let file = try await browser.get(path)
            #expect(!file.text.contains("取消しを起案する"))
            let no = try await browser.post(
                path + "/cancel", on: file, [("cancel-reason", "誤り")])
            #expect(no.status == 403)
        }
        try await ask(money, path, by: "ryoho")
        try await money.bench.browse(as: "ryoho") { browser in
            let page = try await browser.get(path)
            #expect(page.text.contains("自分が起案した取消しです") && !page.text.contains("取消しを決裁する"))
        }
    }

    @Test("支払処理の間は決裁できず、支払った後の取消しは返還台帳の返還になる")
    func paid() async throws {
        let (money, path) = try await decided()
        try await approve(money, path)
        let day = try await schedule(money)
        let run = try await money.bench.browse(as: "kyufu") { browser -> String in
            let preview = try await browser.get("/payments/new-run?day=\(day)")
            let run = try await browser.post("/payments/runs", on: preview, [("day", day)])
            return try #require(run.location?.split(separator: "?").first).description
        }
        try await ask(money, path)
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            #expect(page.text.contains("支払処理を差し戻してからできます") && page.text.contains(run))
            #expect(!page.text.contains("取消しを決裁する"))
            let no = try await browser.post(path + "/cancel/approve", on: page, [])
            #expect(no.status == 422 && no.text.contains("E-PAY-024"))
            let approved = try await browser.post(
                run + "/approve", on: try await browser.get(run), [])
            try #require(approved.status == 303)
        }
        try await money.bench.browse(as: "kyufu") { browser in
            _ = try await browser.post(run + "/file", on: try await browser.get(run), [])
        }
        let stale = try await money.bench.browse(as: "kacho") { browser -> String in
            let page = try await browser.get(path)
            #expect(page.text.contains("結果を取り込んでからできます"))
            return try #require(page.hidden("proposal"))
        }
        let goal = try #require(CivilDate(iso: day))
        money.bench.clock.go(
            seconds: Int64(goal.dayNumber - money.bench.reception.desk.today.dayNumber) * 86_400)
        try await money.bench.browse(as: "kyufu") { browser in
            let done = try await browser.post(
                run + "/settled", on: try await browser.get(run), [])
            try #require(done.status == 303, "\(done.text)")
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            #expect(page.text.contains("支払済みです") && page.text.contains("返還台帳（1361）で管理します"))
            // What the officer saw before the results came in is no approval of what follows now.
            let now = try #require(page.hidden("proposal"))
            #expect(now != stale)
            let done = try await browser.follow(
                try await browser.post(path + "/cancel/approve", on: page, []))
            let claim = try done.address("/payments/recoveries/")
            #expect(try await browser.get(claim).status == 200)
        }
    }
}
