// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("窓口払・返還・遡及の精算・会計の画面")
struct MoneyScreenTests {
    /// One approved reimbursement in a schedule of July.
    private func scheduled() async throws -> (money: MoneyBench, day: String) {
        let money = try await MoneyBench()
        try await money.decided()
        let day = try await money.bench.browse(as: "kyufu") { browser -> String in
            let made = try await browser.follow(try await browser.schedule("2025-07"))
            return try #require(made.hidden("day"))
        }
        return (money, day)
    }

    /// A run of the bank, approved.
    private func approvedRun(_ money: MoneyBench, _ day: String) async throws -> String {
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            let preview = try await browser.get("/payments/new-run?day=\(day)")
            let run = try await browser.post("/payments/runs", on: preview, [("day", day)])
            return try #require(run.location?.split(separator: "?").first).description
        }
        try await approve(money, path)
        return path
    }

    private func approve(_ money: MoneyBench, _ path: String) async throws {
        try await money.bench.browse(as: "kacho") { browser in
            let run = try await browser.get(path)
            let done = try await browser.post(path + "/approve", on: run, [])
            try #require(done.status == 303, "\(done.text)")
        }
    }

    /// How often the log says that statistics were looked at.
    private func looks(_ money: MoneyBench) throws -> Int {
        var count = 0
        try LongListTests().write(on: money.bench, "statistics_release") { db in
            count =
                try db.first("SELECT COUNT(*) FROM operation WHERE code = 'viewStatistics'") {
                    $0.int(0)
                } ?? 0
        }
        return count
    }

    /// The rows of the table behind a picture of the dashboard.
    private func rows(of figure: String, _ page: Sight) -> [String] {
        page.text.components(separatedBy: "<section>")
            .first { $0.contains("id=\"\(figure)-title\"") }?
            .matches(of: /<tr><th scope="row">.*?<\/tr>/).map { String($0.0) } ?? []
    }

    private func go(_ money: MoneyBench, to day: String) throws {
        let goal = try #require(CivilDate(iso: day))
        money.bench.clock.go(
            seconds: Int64(goal.dayNumber - money.bench.reception.desk.today.dayNumber) * 86_400)
    }

    @Test("業務の状況: 支払の後、日数と地区ごとの額が図と表と一覧に出て、F10でPDFになる。一件の町・額・日数は紙に出ない", .measure("R-11"))
    func paymentCourse() async throws {
        let (money, day) = try await scheduled()
        let run = try await approvedRun(money, day)
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get(run)
            let file = try await browser.post(run + "/file", on: page, [])
            try #require(file.status == 200 || file.status == 303, "\(file.text)")
        }
        try go(money, to: day)
        money.bench.clock.go(seconds: 30)
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/dashboard")
            for words in ["申請から支払までの日数", "支払額（地区ごと）", "data-key=\"F10\""] {
                #expect(page.text.contains(words), "\(words): \(page.text)")
            }
            let links = page.text.matches(of: /href="(\/statistics\/list\?[^"]*)"/).map {
                String($0.1).replacing("&amp;", with: "&")
            }
            #expect(links.contains { $0.contains("days-to-payment") })
            #expect(links.contains { $0.contains("payments-by-area") })
            for link in links {
                let list = try await browser.get(link)
                #expect(
                    list.status == 200
                        && (list.text.contains("台帳") || list.text.contains("償還")), "\(link)")
                #expect(!list.text.contains("違います"), "\(link): \(list.text)")
            }
            // Kept for a while, the figures say when they were read.
            let readAt = Say.moment(money.bench.clock.now()) + "までの記録"
            #expect(page.text.contains(readAt), "\(page.text)")
            money.bench.clock.go(seconds: 40)
            let before = try looks(money)
            let kept = try await browser.get("/dashboard")
            #expect(kept.text.contains(readAt), "\(kept.text)")
            #expect(try looks(money) == before + 1, "見た職員は、数が前に読まれていても記録に残る")
            let days = rows(of: "days-to-payment", page)
            #expect(days.count == 1, "支払のない月は出ない: \(days)")
            #expect(days.allSatisfy { !$0.contains(">0<") }, "\(days)")
            let areas = rows(of: "paid-by-area", page)
            let area = try #require(
                areas.first?.firstMatch(of: />([^<>]+)<\/a><\/th><td class="number">([^<]+)</),
                "\(areas)")
            let paper = try await browser.post(
                try #require(page.action("paper-form")), on: page, [("of", "payment")])
            try paper.asPaper { reader in
                let text = try reader.characters(page: 1)
                #expect(text.contains(readAt.replacing(" ", with: "")), "\(text)")
                #expect(text.contains("業務の状況（給付・支払）") && text.contains("レセプトのエラー"), "\(text)")
                let whole = try reader.characters()
                for told in [
                    String(area.1), String(area.2), "支払額（地区ごと）", "申請から支払までの日数", "中央値",
                    "支給額（支払月ごと）",
                ] { #expect(!whole.contains(told), "\(told): \(whole)") }
            }
        }
        // What has left is kept, so that the next paper does not tell one family by the difference.
        try LongListTests().write(on: money.bench, "statistics_release") { db in
            for subject in ["days-to-payment", "payments-by-area", "payments"] {
                let kept = try db.first(
                    "SELECT COUNT(*) FROM statistics_release WHERE subject = ?", [subject]
                ) { $0.int(0) }
                #expect(kept == 1, "\(subject)")
            }
        }
        try await money.bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/dashboard")
            #expect(page.status == 200 && page.action("paper-form") == nil)
            let denied = try await browser.post("/dashboard/paper", on: page, [("of", "counter")])
            #expect(denied.status == 403)
        }
        try await money.bench.browse(as: "kansa") { browser in
            let log = try await browser.get("/print-log")
            #expect(log.text.contains("業務の状況 給付・支払"))
        }
    }

    @Test("予算→支出命令→決裁→引渡し→受領→連携データで、受領までは振込データが出ない")
    func accounting() async throws {
        let (money, day) = try await scheduled()
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/accounting")
            #expect(page.text.contains("予算は登録されていません") && page.text.contains("一致"))
            let wrong = try await browser.post(
                "/accounting/budget", on: page, [("kind", "initial"), ("amount", "x")])
            #expect(wrong.status == 422)
            let done = try await browser.follow(
                try await browser.post(
                    "/accounting/budget", on: page,
                    [
                        ("year", "2025"), ("kind", "initial"), ("amount", "1,000,000"),
                        ("document", "予算書 12"),
                    ]))
            #expect(done.text.contains("予算を登録しました") && done.text.contains("1,000,000"))
            #expect(!done.text.contains("kyufu"))
        }
        let run = try await approvedRun(money, day)
        let order = try await money.bench.browse(as: "kyufu") { browser -> String in
            let page = try await browser.get(run)
            let early = try await browser.post(run + "/file", on: page, [])
            #expect(early.status == 422 && early.text.contains("E-PAY-089"))
            let accounting = try await browser.get("/accounting")
            let id = try #require(run.split(separator: "/").last).description
            let asked = try await browser.follow(
                try await browser.post("/accounting/orders", on: accounting, [("run", id)]))
            #expect(asked.text.contains("支出命令を起案しました"))
            let orders = try await browser.get("/accounting").text
            #expect(orders.contains("<td>検証 給付</td>") && !orders.contains("kyufu"))
            let path = try asked.address("/accounting/orders/")
            let own = try await browser.get(path)
            #expect(own.text.contains("別の職員が決裁します"))
            let denied = try await browser.post(path + "/decide", on: own, [("act", "approve")])
            #expect(denied.status == 403)
            return path
        }
        try await money.bench.browse(as: "kacho") { browser in
            #expect(try await browser.get("/").text.contains("支出命令の決裁待ち"))
            let page = try await browser.get(order)
            let back = try await browser.post(order + "/decide", on: page, [("act", "back")])
            #expect(back.status == 422)
            let done = try await browser.follow(
                try await browser.post(order + "/decide", on: page, [("act", "approve")]))
            #expect(done.text.contains("会計管理者に渡せます"))
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let accounting = try await browser.get("/accounting")
            let file = try await browser.post("/accounting/file", on: accounting, [])
            #expect(file.status == 200)
            #expect(
                file.headers.value("content-disposition")?.contains("shishutsu_") ?? false)
            #expect(String(decoding: file.bytes, as: UTF8.self).contains("検証用"))
            let page = try await browser.get(order)
            let handed = try await browser.follow(
                try await browser.post(order + "/hand-over", on: page, []))
            #expect(handed.text.contains("引渡しを記録しました"))
            let accepted = try await browser.follow(
                try await browser.post(order + "/answer", on: handed, [("act", "accept")]))
            #expect(accepted.text.contains("会計管理者が受領"))
            let now = try await browser.get(run)
            let bank = try await browser.post(run + "/file", on: now, [])
            #expect(bank.status == 200)
            let then = try await browser.get("/accounting?as-of=R7.6.9")
            #expect(then.text.contains("一致") && !then.text.contains("不一致"))
        }
    }

    @Test("戻った支給を窓口で払い直す：起案→決裁→受入れ→本人確認→二人目の交付")
    func counter() async throws {
        let (money, day) = try await scheduled()
        let run = try await approvedRun(money, day)
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get(run)
            _ = try await browser.post(run + "/file", on: page, [])
        }
        try go(money, to: day)
        let cash = try await money.bench.browse(as: "kyufu") { browser -> String in
            let page = try await browser.get(run)
            let amount = try #require(
                page.text.firstMatch(of: /件数・金額<\/dt><dd>1件・([0-9,]+)円/).map {
                    String($0.1).filter { $0 != "," }
                })
            let paid = try #require(CivilDate(iso: day))
            let file = Array(
                "\u{FEFF}検証用表示,振込日,データレコード順番,金額,事由\r\n検証用,\(paid.compact),1,\(amount),解約\r\n"
                    .utf8)
            _ = try await browser.upload(run + "/results", on: page, [("r.csv", file)])
            let returns = try await browser.get("/payments/returns")
            let month = try #require(
                returns.text.firstMatch(of: /<option value="(2025-\d\d)"/).map { String($0.1) })
            _ = try await browser.post(
                "/payments/repay", on: returns,
                [("month", month), ("row", try returns.row()), ("how", "cash")])
            let counter = try await browser.get("/payments/counter")
            let none = try await browser.post("/payments/counter", on: counter, [("day", day)])
            #expect(none.status == 422)
            let proposed = try await browser.follow(
                try await browser.post(
                    "/payments/counter", on: counter,
                    [("row", try counter.row()), ("day", day)]))
            #expect(proposed.text.contains("支払処理を起案しました"))
            return try proposed.address("/payments/runs/")
        }
        try await approve(money, cash)
        let id = try #require(cash.split(separator: "/").last).description
        let path = "/payments/counter/runs/\(id)"
        let voucher = try await money.bench.browse(as: "kyufu") { browser -> String in
            let page = try await browser.get(path)
            let drawn = try await browser.follow(
                try await browser.post(path + "/draw", on: page, []))
            #expect(drawn.text.contains("現金を受け入れました"))
            let action = try #require(
                drawn.text.firstMatch(
                    of: /action="(\/payments\/counter\/vouchers\/\d+)\/identify"/
                ).map { String($0.1) })
            let number = try #require(action.split(separator: "/").last)
            let missing = try await browser.post(
                action + "/identify", on: drawn, [("receiver-\(number)", "agent")])
            #expect(missing.status == 422 && missing.text.contains("E-PAY-046"))
            let seen = try await browser.follow(
                try await browser.post(
                    action + "/identify", on: drawn,
                    [
                        ("receiver-\(number)", "recipient"), ("document-\(number)", "旅券"),
                        ("receipt-\(number)", "受-7"),
                    ]))
            #expect(seen.text.contains("別の職員が渡します") && seen.text.contains("受-7"))
            let own = try await browser.post(action + "/hand-over", on: seen, [])
            #expect(own.status == 422 || own.status == 403)
            return action
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            let done = try await browser.follow(
                try await browser.post(voucher + "/hand-over", on: page, []))
            #expect(done.text.contains("交付を記録しました") && done.text.contains("交付済"))
        }
    }

    /// 納入通知書 on paper: what 地方自治法施行令第154条 asks for, on a slip of three parts.
    private func slip(_ browser: Browser) async throws {
        let batch = try await browser.get("/letters/batch/demand")
        let printed = try await browser.follow(
            try await browser.post(
                "/letters/batch/demand", on: batch, [("dated", ""), ("order", "postcode")]))
        try await browser.paper(printed) { reader in
            let text = try reader.drawn()
            for words in [
                "令和7年度", "歳入科目", "諸収入・雑入・返還金", "納入金額", "納入場所", "見本市指定金融機関", "納入の理由",
                "領収証書", "領収済通知書", "領収日付印", "公印", "未確認",
            ] {
                #expect(text.contains(words), "\(words)")
            }
            #expect(text.components(separatedBy: "600円").count >= 5, "三つの票と本文の金額")
            #expect(try reader.collisions().isEmpty)
        }
    }

    @Test("返還の登録→決裁→納入通知→分納の起案→決裁→納付→まとめての督促が、画面だけでできる")
    func recovery() async throws {
        let (money, day) = try await scheduled()
        let run = try await approvedRun(money, day)
        try await money.bench.browse(as: "kyufu") { browser in
            _ = try await browser.post(run + "/file", on: try await browser.get(run), [])
        }
        try go(money, to: day)
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            let page = try await browser.get(run)
            _ = try await browser.post(run + "/settled", on: page, [])
            let child = try await browser.get("/persons/\(money.child)/payments")
            let receipt = try #require(
                child.text.firstMatch(of: /<th scope="row" class="mono"><a [^>]*>([^<]+)</).map {
                    String($0.1)
                })
            let list = try await browser.get("/payments/recoveries")
            let wrong = try await browser.post(
                "/payments/recoveries", on: list,
                [
                    ("receipt", "ない番号"), ("amount", "600"), ("why", "wrong"),
                    ("explanation", "誤り"),
                ])
            #expect(wrong.status == 422 && wrong.text.contains("E-PAY-002"))
            let sent = try await browser.post(
                "/payments/recoveries", on: list,
                [
                    ("receipt", receipt), ("amount", "600"), ("why", "wrong"),
                    ("explanation", "計算の誤り"), ("due", "R7.8.31"),
                ])
            let path = try #require(sent.location?.split(separator: "?").first).description
            let done = try await browser.follow(sent)
            #expect(done.text.contains("計算の誤り") && done.text.contains("起算：納期限 R7.8.31"))
            // One officer alone asks for nothing: no letter, no receipt, no decision of one's own.
            #expect(done.text.contains("別の職員が決裁します") && done.text.contains("決裁待ち"))
            #expect(!done.text.contains(path + "/receipts"))
            #expect(!done.text.contains("value=\"approve\""))
            let waiting = try await browser.get("/payments/recoveries")
            #expect(waiting.text.contains("返還の請求"))
            let early = try await browser.post(
                path + "/demands", on: waiting, [("kind", "demand")])
            #expect(early.status == 422 && early.text.contains("E-PAY-065"), "\(early.text)")
            let paper = try await browser.post(path + "/sheet", on: done, [])
            #expect(paper.status == 422 && paper.text.contains("E-DSK-028"))
            return path
        }
        try await money.bench.browse(as: "kacho") { browser in
            #expect(try await browser.get("/").text.contains("返還の決裁待ち"))
            let page = try await browser.get(path)
            #expect(page.text.contains("対象：") && page.text.contains("償還払い 申請書番号"))
            let done = try await browser.follow(
                try await browser.post(
                    try page.address("/payments/recovery-acts/"), on: page, [("act", "approve")]))
            #expect(done.text.contains("決裁しました"), "\(done.text)")
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let done = try await browser.get(path)
            let demanded = try await browser.follow(
                try await browser.post(path + "/demands", on: done, [("kind", "demand")]))
            #expect(demanded.text.contains("納入通知書"))
            try await slip(browser)
            let early = try await browser.post(
                path + "/demands", on: demanded, [("kind", "dunning")])
            #expect(early.status == 422 && early.text.contains("E-PAY-062"))
            let asked = try await browser.follow(
                try await browser.post(
                    path + "/acts", on: demanded,
                    [
                        ("act", "plan"), ("count", "3"), ("first", "R7.7.31"),
                        ("signed", Wareki.shortText(try #require(CivilDate(iso: day)))),
                        ("plan-why", "収入の減少"),
                    ]))
            #expect(asked.text.contains("起案しました") && asked.text.contains("別の職員が決裁します"))
        }
        try await money.bench.browse(as: "kacho") { browser in
            #expect(try await browser.get("/").text.contains("返還の決裁待ち"))
            let page = try await browser.get(path)
            let action = try #require(
                page.text.firstMatch(of: /action="(\/payments\/recovery-acts\/\d+)"/).map {
                    String($0.1)
                })
            let done = try await browser.follow(
                try await browser.post(action, on: page, [("act", "approve")]))
            #expect(done.text.contains("決裁しました"))
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get(path)
            let paid = try await browser.follow(
                try await browser.post(
                    path + "/receipts", on: page,
                    [
                        ("amount", "100"),
                        ("on", Wareki.shortText(try #require(CivilDate(iso: day)))),
                    ]))
            #expect(paid.text.contains("返還を記録しました") && paid.text.contains("戻入"))
            let printed = try await browser.follow(
                try await browser.post(path + "/sheet", on: paid, []))
            try await browser.paper(printed) { reader in
                let text = try reader.drawn()
                for word in [
                    "決裁書（返還）", "計算の誤り", "600円", "500円", "返還の請求", "分納", "第3回", "収入の減少", "検証課長",
                    "納入通知書", "償還払い申請書番号",
                ] { #expect(text.contains(word), "\(word)") }
            }
            #expect(try await browser.get("/payments/recoveries").text.contains("500"))
        }
        try go(money, to: "2025-08-25")
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/payments/recoveries")
            let id = try #require(
                list.text.firstMatch(of: /name="dun" value="(\d+)"/).map { String($0.1) },
                "\(list.text)")
            let none = try await browser.post(
                "/payments/recoveries", on: list, [("act", "dunning")])
            #expect(none.status == 422 && none.text.contains("督促状を出す返還を選んでください"))
            for _ in 1...2 {
                let done = try await browser.follow(
                    try await browser.post(
                        "/payments/recoveries", on: list, [("act", "dunning"), ("dun", id)]))
                #expect(done.text.contains("発行を記録しました"), "\(done.text)")
                #expect(done.text.contains("督促が要る返還はありません"))
            }
            let file = try await browser.get(path)
            #expect(file.text.matches(of: /<td>督促状<\/td>/).count == 1, "\(file.text)")
        }
    }

    /// The child is known to have moved out on a day: decided by a head.
    private func lapse(_ money: MoneyBench, on day: String) throws {
        let office = money.bench.office
        let on = try #require(CivilDate(iso: day))
        let id = try office.casework.perform(
            LapseEntitlement.operation, by: MoneyBench.officer("u8", .counter), for: .change
        ) {
            try LapseEntitlement.propose(
                money.child, on: on, decision: .movedOut, asked: .movingOut, exOfficio: false,
                consequences: office.consequences, in: $0)
        }
        _ = try office.casework.perform(
            ApproveDecisions.operation, by: MoneyBench.officer("h8", .head), for: .registration
        ) { try ApproveDecisions.perform(.these([id]), in: $0) }
    }

    @Test("遡及の精算の決裁者は、資格の前後・差額・月の途中・その後の変更を、決裁の前に見る")
    func retroactive() async throws {
        let (money, day) = try await scheduled()
        try go(money, to: "2025-06-20")
        try lapse(money, on: "2025-06-15")
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            let there = "/persons/\(money.child)/retroactive"
            let page = try await browser.get(there)
            let effect = try #require(
                page.text.firstMatch(of: /name="effect" value="([^"]+)"/).map { String($0.1) })
            let done = try await browser.post(
                there, on: page,
                [
                    ("digest", page.hidden("digest") ?? ""), ("effect", effect),
                    ("explanation", "転出が後で分かったため"),
                ])
            let path = String((done.location ?? "").prefix { $0 != "?" })
            try #require(path.hasPrefix("/payments/retroactive/"), "\(done.text)")
            #expect(try await browser.get(path).text.contains("自分が起案した精算です"))
            return path
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            #expect(page.status == 200 && page.text.contains("id=\"decide-form\""), "\(page.text)")
            #expect(page.text.contains("消滅") && page.text.contains("→"), "\(page.text)")
            let childs = try await browser.get("/persons/\(money.child)/retroactive")
            #expect(
                childs.status == 200 && !childs.text.contains("name=\"effect\""),
                "選べない職員に選択の欄がある")
            #expect(page.text.contains("R7.6.14"), "\(page.text)")
            #expect(page.text.contains("月の途中まで資格のある診療が1件選ばれています"))
            #expect(page.text.contains("うち保護者の返還") && page.text.contains("支払を取りやめる合計"))
            #expect(!page.text.contains("決裁しても実行されません"))
        }
        // The payment goes into a run before anybody has decided.
        try await money.bench.browse(as: "kyufu") { browser in
            let preview = try await browser.get("/payments/new-run?day=\(day)")
            let run = try await browser.post("/payments/runs", on: preview, [("day", day)])
            try #require(run.status == 303, "\(run.text)")
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            #expect(page.text.contains("決裁しても実行されません"), "\(page.text)")
            let refused = try await browser.post(path, on: page, [("act", "approve")])
            #expect(refused.text.contains("E-PAY-077"))
            let back = try await browser.follow(
                try await browser.post(path, on: page, [("act", "back"), ("reason", "支払処理に入ったため")]))
            #expect(back.text.contains("差し戻しました") && !back.text.contains("決裁の前に見るもの"))
        }
    }

    @Test("資格が遡って消えた児童が、精算が要る児童とホームに載り、名前から下見と起案に進める")
    func unsettled() async throws {
        let money = try await MoneyBench()
        try go(money, to: "2025-08-12")
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            let list = try await money.enter(browser, month: "R7.7", applied: "R7.8.10")
            _ = try await browser.examine()
            let nobody = try await browser.get("/payments/retroactive")
            #expect(nobody.text.contains("まだ起案していない精算はありません"))
            return try list.address("/reimbursements/case/")
        }
        try await money.bench.browse(as: "kacho") { browser in
            let file = try await browser.get(path)
            let done = try await browser.post(path + "/approve", on: file, [])
            try #require(done.status == 303, "\(done.text)")
        }
        try lapse(money, on: "2025-07-01")
        try await money.bench.browse(as: "kyufu") { browser in
            let home = try await browser.get("/")
            #expect(home.text.contains("遡及の精算が要る児童"), "\(home.text)")
            let list = try await browser.get("/payments/retroactive")
            let there = "/persons/\(money.child)/retroactive"
            #expect(list.text.contains("id=\"unsettled\"") && list.text.contains("消滅"))
            #expect(list.text.contains("href=\"\(there)\""), "\(list.text)")
            let page = try await browser.get(there)
            let effect = try #require(
                page.text.firstMatch(of: /name="effect" value="([^"]+)"/).map { String($0.1) })
            let done = try await browser.post(
                there, on: page,
                [
                    ("digest", page.hidden("digest") ?? ""), ("effect", effect),
                    ("explanation", "転出が後で分かったため"),
                ])
            try #require(done.status == 303, "\(done.text)")
            let after = try await browser.get("/payments/retroactive")
            #expect(!after.text.contains("id=\"unsettled\"") && after.text.contains("決裁待ち"))
        }
    }

    @Test("どれも精算しないで閉じるには理由が要り、決裁の画面に閉じる起案と出て、決裁で一覧から消える")
    func closedWithout() async throws {
        let money = try await MoneyBench()
        try go(money, to: "2025-08-12")
        let file = try await money.bench.browse(as: "kyufu") { browser -> String in
            let list = try await money.enter(browser, month: "R7.7", applied: "R7.8.10")
            _ = try await browser.examine()
            return try list.address("/reimbursements/case/")
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(file)
            let done = try await browser.post(file + "/approve", on: page, [])
            try #require(done.status == 303, "\(done.text)")
        }
        try lapse(money, on: "2025-07-01")
        let there = "/persons/\(money.child)/retroactive"
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            let due = try await browser.get("/payments/retroactive")
            #expect(due.text.contains("id=\"unsettled\""))
            let page = try await browser.get(there)
            let digest = ("digest", page.hidden("digest") ?? "")
            let nothing = try await browser.post(
                there, on: page, [digest, ("explanation", "市の負担とする")])
            #expect(nothing.status == 422 && nothing.text.contains("どれも精算しないで閉じる"))
            #expect(nothing.text.contains("市の負担とする"))
            let bare = try await browser.post(there, on: page, [digest, ("act", "close")])
            #expect(bare.status == 422 && bare.text.contains("理由を入力"))
            let done = try await browser.post(
                there, on: page, [digest, ("act", "close"), ("explanation", "市の負担とする")])
            try #require(done.status == 303, "\(done.text)")
            return String((done.location ?? "").prefix { $0 != "?" })
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            #expect(page.text.contains("何も精算しないで閉じる起案です"), "\(page.text)")
            let done = try await browser.post(path, on: page, [("act", "approve")])
            try #require(done.status == 303, "\(done.text)")
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/payments/retroactive")
            #expect(!list.text.contains("id=\"unsettled\""), "\(list.text)")
            #expect(try await browser.get(there).text.contains("前の精算で、しないと決裁されました"))
        }
    }

    @Test("現物給付の明細から返還を起案でき、額と番号を確かめ、起案の後は申立を断る")
    func inKind() async throws {
        let money = try await MoneyBench()
        let file = try money.claimFile()
        try await money.bench.browse(as: "kyufu") { browser in
            let check = try await browser.follow(
                try await browser.upload(
                    "/claims/imports", on: try await browser.get("/claims/imports"),
                    [("a.uke", file)]))
            _ = try await browser.post(
                try #require(check.action("start-form")), on: check, [])
            await money.bench.reception.desk.runner.settle()
            let found = try await browser.follow(
                try await browser.post(
                    "/claims", on: try await browser.get("/claims"),
                    [("child", money.recipientNumber)]))
            let address = try found.address("/claims/one/")
            let number = String(address.dropFirst("/claims/one/".count))
            let claim = try await browser.get(address)
            let there = "/payments/recoveries?claim=\(number)"
            #expect(claim.text.contains("href=\"\(there)#claim-form\""), "\(claim.text)")
            let form = try await browser.get(there)
            let asked = [
                ("claim", number), ("why", "lapsed"), ("explanation", "資格喪失後の受診"),
            ]
            let tooMuch = try await browser.post(
                "/payments/recoveries", on: form, asked + [("amount", "2469")])
            #expect(tooMuch.status == 422 && tooMuch.text.contains("value=\"2469\""))
            let both = try await browser.post(
                "/payments/recoveries", on: form, asked + [("amount", "1000"), ("receipt", "X-1")])
            #expect(both.status == 422 && both.text.contains("どちらか一つ"))
            let done = try await browser.follow(
                try await browser.post(
                    "/payments/recoveries", on: form, asked + [("amount", "2468")]))
            #expect(done.text.contains("レセプト番号 \(number)"), "\(done.text)")
            #expect(done.text.contains("別の職員が決裁します"))
            let refused = try await browser.post(
                "/claims/objections", on: claim,
                [
                    ("subject", "claim"), ("row", number), ("kind", "1"), ("reason", "01"),
                    ("on", "R7.6.10"),
                ])
            #expect(refused.status == 422 && refused.text.contains("E-PAY-067"))
        }
    }

    @Test("資格が変わっていない児童の下見は空で、窓口と管理には会計も返還も開かない")
    func closed() async throws {
        let (money, _) = try await scheduled()
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/persons/\(money.child)/retroactive")
            #expect(page.status == 200 && page.text.contains("精算するものはありません"))
            #expect(try await browser.get("/payments/retroactive").status == 200)
            let gone = try await browser.get("/payments/retroactive/999")
            #expect((400..<500).contains(gone.status) && gone.text.contains("E-PAY-074"))
        }
        for user in ["uketsuke", "kanri", "kansa"] {
            try await money.bench.browse(as: user) { browser in
                for path in [
                    "/accounting", "/payments/recoveries", "/payments/retroactive",
                    "/payments/counter",
                ] {
                    let sight = try await browser.get(path)
                    #expect(sight.status == 403, "\(user) \(path)")
                }
            }
        }
    }
}
