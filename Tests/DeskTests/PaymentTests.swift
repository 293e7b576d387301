// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("支払の画面")
struct PaymentTests {
    @Test("予定→保留・解除→抽出・点検→起案→決裁→振込データ→結果→再振込の一覧")
    func wholeWay() async throws {
        let money = try await MoneyBench()
        try await decided(money)
        let (day, path) = try await money.bench.browse(as: "kyufu") {
            browser -> (String, String) in
            // Papers that were complete in June are paid in July.
            let month = "2025-07"
            let made = try await browser.follow(try await browser.schedule(month))
            #expect(made.text.contains("1件を支給予定に登録しました"))
            #expect(try Golden.holds(made.golden, "schedule-day.html"))
            let day = try #require(made.hidden("day"))
            let row = try made.row()
            // A page that is not there leads to the nearest one.
            let far = try await browser.get("/payments/schedule/\(day)?page=9")
            #expect(try far.status == 200 && far.row() == row && !far.text.contains("一覧の頁"))
            let noReason = try await browser.post(
                "/payments/hold", on: made, [("day", day), ("row", row), ("why", "other")])
            #expect(noReason.status == 422)
            let held = try await browser.follow(
                try await browser.post(
                    "/payments/hold", on: made,
                    [("day", day), ("row", row), ("why", "other"), ("reason", "確認中")]))
            #expect(held.text.contains("1件を保留しました") && held.text.contains("確認中"))
            let nothing = try await browser.get("/payments/new-run?day=\(day)")
            #expect(nothing.text.contains("支払う支給予定はありません"))
            let free = try await browser.follow(
                try await browser.post(
                    "/payments/hold", on: held, [("day", day), ("row", row), ("act", "release")]))
            #expect(free.text.contains("保留を解除しました"))

            let preview = try await browser.get("/payments/new-run?day=\(day)")
            #expect(preview.text.contains("前の支払はありません"))
            // The account is masked; its last digits tell it apart.
            #expect(preview.text.contains("＊＊＊＊＊17") && !preview.text.contains("9000017"))
            #expect(try Golden.holds(preview.golden, "run-preview.html"))
            let propose = try #require(preview.action("propose-form"))
            let first = try await browser.post(propose, on: preview, [("day", day)])
            let second = try await browser.post(propose, on: preview, [("day", day)])
            #expect(first.status == 303 && first.location == second.location)
            let path = try #require(first.location?.split(separator: "?").first).description
            let run = try await browser.follow(first)
            #expect(run.text.contains("別の職員（課長）の決裁を待っています"))
            let early = try await browser.post(path + "/file", on: run, [])
            #expect(early.status == 422 && early.text.contains("E-PAY-011"))
            #expect(!run.text.contains("決裁書を印字する"))
            let paper = try await browser.post(path + "/sheet", on: run, [])
            #expect(paper.status == 422 && paper.text.contains("E-DSK-028"))
            let own = try await browser.post(path + "/approve", on: run, [])
            #expect(own.status == 403)
            return (day, path)
        }
        try await money.bench.browse(as: "kacho") { browser in
            #expect(try await browser.get("/").text.contains("支払処理の決裁待ち"))
            let run = try await browser.get(path)
            #expect(try Golden.holds(run.golden, "run-proposed.html"))
            let noReason = try await browser.post(path + "/back", on: run, [])
            #expect(noReason.status == 422)
            let done = try await browser.follow(
                try await browser.post(path + "/approve", on: run, []))
            #expect(done.text.contains("支払処理を決裁しました"))
            let file = try await browser.post(path + "/file", on: done, [])
            #expect(file.status == 403)
            #expect(done.text.contains("form=\"sheet-form\" data-key=\"F10\""))
            let printed = try await browser.follow(
                try await browser.post(path + "/sheet", on: done, []))
            try await browser.paper(printed) { reader in
                let text = try reader.drawn()
                for word in [
                    "決裁書（支払処理）", "検証給付", "検証課長", "振込", "1件", "起案", "決裁", "まだ起案されていません",
                ] { #expect(text.contains(word), "\(word)") }
                #expect(!text.contains("9000017") && !text.contains("ケンショウ"))
            }
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let run = try await browser.get(path)
            let file = try await browser.post(path + "/file", on: run, [])
            #expect(file.status == 200)
            #expect(
                file.headers.value("content-disposition")?.hasPrefix("attachment; filename=\"sogo_")
                    ?? false)
            #expect(file.headers.value("cache-control") == "no-store")
            // The same press again leads to the run; a new one gives the same bytes.
            let press = try await browser.post(path + "/file", on: run, [])
            #expect(press.status == 303 && press.location == path)
            let written = try await browser.get(path)
            // Who did what stands there by name, not by user id.
            #expect(written.text.contains("検証 課長") && written.text.contains("<dt>作成</dt><dd>検証 給付"))
            #expect(!written.text.contains("kyufu") && !written.text.contains("kacho"))
            #expect(!written.text.contains("form=\"take-form\""), "支払日の前は、結果はまだ次の仕事ではない")
            let again = try await browser.post(path + "/file", on: written, [])
            #expect(again.bytes == file.bytes)
        }
        let paid = try #require(CivilDate(iso: day))
        money.bench.clock.go(
            seconds: Int64(paid.dayNumber - money.bench.reception.desk.today.dayNumber) * 86_400)
        try await results(money, day: paid, path)
    }

    private func results(_ money: MoneyBench, day: CivilDate, _ path: String) async throws {
        try await money.bench.browse(as: "kyufu") { browser in
            let run = try await browser.get(path)
            #expect(run.text.contains("form=\"take-form\" data-key=\"F12\""))
            let amount = try #require(
                run.text.firstMatch(of: /件数・金額<\/dt><dd>1件・([0-9,]+)円/).map { String($0.1) })
            let plain = amount.filter { $0 != "," }
            func file(_ amount: String) -> [UInt8] {
                Array(
                    "\u{FEFF}検証用表示,振込日,データレコード順番,金額,事由\r\n検証用,\(day.compact),1,\(amount),該当口座なし\r\n"
                        .utf8)
            }
            let wrong = try await browser.upload(
                path + "/results", on: run, [("r.csv", file("1"))])
            #expect(wrong.status == 422 && wrong.text.contains("E-PAY-022"))
            let taken = try await browser.follow(
                try await browser.upload(
                    path + "/results", on: run, [("r.csv", file(plain))]))
            #expect(taken.text.contains("振込不能が1件あります"))
            #expect(taken.text.contains("該当口座なし"))
            let same = try await browser.follow(
                try await browser.upload(
                    path + "/results", on: taken, [("r.csv", file(plain))]))
            #expect(same.text.contains("取込済みです"))
            let returns = try await browser.get("/payments/returns")
            #expect(returns.text.contains("変更待ち") && returns.text.contains("該当口座なし"))
            let month = try #require(
                returns.text.firstMatch(of: /<option value="(2025-\d\d)"/).map { String($0.1) })
            let row = try returns.row()
            let waiting = try await browser.follow(
                try await browser.post(
                    "/payments/repay", on: returns, [("month", month), ("row", row)]))
            #expect(waiting.text.contains("前と違う口座の登録を待っています"))
            let child = try await browser.get("/persons/\(money.child)/payments")
            #expect(child.text.contains("振込不能") && !child.text.contains("9000017"))
            let home = try await browser.get("/")
            #expect(home.text.contains("振込不能"))
        }
        try await protectedFromNowOn(money, [path, "/persons/\(money.child)/payments"])
    }

    /// A measure that begins after everything was written down hides the bank at once, and whoever
    /// a page shows is named in the log.
    private func protectedFromNowOn(_ money: MoneyBench, _ pages: [String]) async throws {
        let family = Family.of(.ordinary)
        try await money.bench.browse(as: "kyufu") { browser in
            for page in pages {
                let sight = try await browser.get(page)
                #expect(sight.text.contains("普通") && !sight.text.contains("表示しません"), "\(page)")
            }
            try family.protect(in: money.bench.office)
            for page in pages {
                let sight = try await browser.get(page)
                #expect(sight.text.contains("表示しません"), "\(page)")
            }
            for page in pages + ["/payments/returns"] {
                let sight = try await browser.get(page)
                #expect(sight.status == 200 && sight.text.contains("支援措置"), "\(page)")
            }
        }
        try await money.bench.browse(as: "kansa") { browser in
            let log = try await browser.get("/log?operation=viewSchedule&subject=\(family.father)")
            #expect(log.text.contains("支給予定の照会") && log.text.contains("\(family.father)"))
        }
    }

    @Test("差し戻すと、支給予定は元に戻り、起案し直せる")
    func sentBack() async throws {
        let money = try await MoneyBench()
        try await decided(money)
        let (day, path) = try await money.bench.browse(as: "kyufu") {
            browser -> (String, String) in
            // Papers that were complete in June are paid in July.
            let month = "2025-07"
            let made = try await browser.follow(try await browser.schedule(month))
            let day = try #require(made.hidden("day"))
            let preview = try await browser.get("/payments/new-run?day=\(day)")
            let run = try await browser.post("/payments/runs", on: preview, [("day", day)])
            return (day, try #require(run.location?.split(separator: "?").first).description)
        }
        try await money.bench.browse(as: "kacho") { browser in
            let run = try await browser.get(path)
            let back = try await browser.follow(
                try await browser.post(path + "/back", on: run, [("reason", "金額の確認")]))
            #expect(back.text.contains("差し戻しました") && back.text.contains("金額の確認"))
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let preview = try await browser.get("/payments/new-run?day=\(day)")
            #expect(preview.action("propose-form") != nil)
        }
    }

    @Test("支払と統計の画面は、窓口の職員には開かない")
    func notForTheCounter() async throws {
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            for path in [
                "/payments/schedule", "/payments/runs", "/payments/returns", "/claims",
                "/statistics",
            ] {
                #expect(try await browser.get(path).status == 403, "\(path)")
            }
            let home = try await browser.get("/")
            #expect(!home.text.contains("支払処理") && !home.text.contains("統計・グラフ"))
        }
    }

    /// One approved reimbursement.
    private func decided(_ money: MoneyBench) async throws {
        try await money.decided()
    }
}

@Suite("統計の画面")
struct StatisticsTests {
    @Test("図と同じ数が表にあり、CSVは伏せた表で、出した記録が残る")
    func tables() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kacho") { browser in
            for subject in [
                "children-by-age", "children-by-insurer", "applications", "decisions",
                "days-to-decision", "claims", "treatments", "reimbursements", "payments",
            ] {
                let page = try await browser.get("/statistics?subject=\(subject)&year=2025")
                #expect(page.status == 200, "\(subject)")
            }
            let page = try await browser.get("/statistics?subject=children-by-age")
            #expect(
                page.text.contains("<svg class=\"chart\"") && page.text.contains("role=\"img\""))
            #expect(page.text.contains("10未満の数があります"))
            #expect(try Golden.holds(page.golden, "statistics.html"))
            let empty = try await browser.get("/statistics?subject=payments&year=2020")
            #expect(!empty.text.contains("<svg"))
        }
        try await money.bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/statistics?subject=children-by-age")
            let csv = try await browser.post(
                try #require(page.action("file-form")), on: page,
                [("subject", "children-by-age"), ("on", "2025-06-10"), ("reason", "議会の資料")])
            #expect(csv.bytes.starts(with: [0xEF, 0xBB, 0xBF]) && csv.text.contains("＊"))
        }
        try await money.bench.browse(as: "kansa") { browser in
            let page = try await browser.get("/statistics?subject=applications")
            #expect(page.status == 200 && page.action("file-form") == nil)
            let log = try await browser.get("/log?operation=exportData")
            #expect(log.text.contains("議会の資料"))
        }
    }

    @Test("統計のファイルは持出しの権限のある管理者だけが、理由を書いて出せ、ほかの職員には釦がなく頼む先が出る")
    func filesNeedTheRight() async throws {
        let bench = try await DeskBench()
        try await bench.grant(Family.of(.ordinary).child)
        for officer in ["kyufu", "kacho", "kansa"] {
            try await bench.browse(as: officer) { browser in
                let page = try await browser.get("/statistics?subject=children-by-age")
                #expect(page.status == 200 && page.action("file-form") == nil, "\(officer)")
                #expect(page.text.contains("持出しの権限のある職員（管理者）"), "\(officer)")
                #expect(!page.text.contains("data-key=\"F11\""), "\(officer)")
                // The screen and the paper stay as they were.
                #expect((page.action("paper-form") != nil) == (officer != "kansa"), "\(officer)")
                for subject in ["children-by-age", "subsidy"] {
                    let file = try await browser.post(
                        "/statistics", on: page, [("subject", subject), ("reason", "試験")])
                    #expect(file.status == 403, "\(officer) \(subject)")
                    #expect(file.headers.value("content-disposition") == nil)
                }
            }
        }
        try await bench.browse(as: "kanri") { browser in
            for (there, subject) in [
                ("/statistics?subject=children-by-age", "children-by-age"),
                ("/statistics/subsidy?year=2025", "subsidy"),
            ] {
                let page = try await browser.get(there)
                #expect(!page.text.contains("使いみちを添えて"), "\(subject)")
                let silent = try await browser.post(
                    "/statistics", on: page, [("subject", subject), ("year", "2025")])
                #expect(silent.status == 422, "\(subject)")
                #expect(silent.text.contains("出力の理由を入力してください"), "\(subject)")
                #expect(silent.headers.value("content-disposition") == nil)
            }
        }
    }
}
