// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("給付の調整の画面")
struct AdjustmentScreenTests {
    /// The cells of a receipt.
    private func slip(
        _ number: Int, day: String, points: String, paid: String, setting: String = "2",
        institution: String = MoneyBench.institution
    ) -> [(String, String)] {
        let cells: [(SlipColumn, String)] = [
            (.day, day), (.institution, institution), (.setting, setting), (.care, "01"),
            (.points, points), (.tenths, "2"), (.paid, paid), (.highCost, "0"),
            (.additional, "0"),
        ]
        return cells.map { ($0.0.name(number), $0.1) }
    }

    @Test("領収書を入れると、月・医療機関・入外に分かれ、窓口の見込と差が1枚ごとに出る")
    func slips() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let form = try await browser.get("/reimbursements/slips")
            #expect(form.status == 200)
            let wrong = try await browser.post(
                "/reimbursements/slips", on: form,
                [("rows", "8"), ("act", "check"), (SlipColumn.paid.name(1), "ABC")])
            #expect(wrong.status == 422 && wrong.text.contains("href=\"#child\""))
            #expect(wrong.text.contains("href=\"#s1-paid\""))
            let head = [
                ("rows", "8"), ("child", money.recipientNumber), ("applied", "R7.6.10"),
                ("channel", "post"),
            ]
            let rows =
                slip(1, day: "R7.6.2", points: "277", paid: "550")
                + slip(2, day: "R7.6.3", points: "125", paid: "260")
                + slip(3, day: "R7.5.20", points: "74", paid: "150")
                + slip(4, day: "R7.6.4", points: "1000", paid: "2000", setting: "1")
            let seen = try await browser.post(
                "/reimbursements/slips", on: form, head + [("act", "calculate")] + rows)
            #expect(seen.status == 200)
            // 125 points at two tenths are 250 yen at a window: ten were paid too much.
            #expect(seen.text.contains("分けた結果") && seen.text.contains(">+10<"))
            let check = try await browser.follow(
                try await browser.post(
                    "/reimbursements/slips", on: form, head + [("act", "check")] + rows))
            #expect(check.text.contains("領収書 4枚を 3件の申請に分けました"))
            let path = try #require(check.action("enter-form"))
            let first = try await browser.post(path, on: check, [])
            let second = try await browser.post(path, on: check, [])
            #expect(first.status == 303 && first.location == second.location)
            let list = try await browser.follow(first)
            #expect(list.text.contains("3件の償還申請を登録しました"))
            let file = try await browser.get(try list.address("/reimbursements/case/"))
            #expect(file.text.contains("<h3>領収書</h3>"))
            #expect(check.text.contains("（郵送）") && file.text.contains("・郵送"))
            for item in ["1 請求年月", "21 確認区分", "36 口座番号"] {
                #expect(file.text.contains("<dt>\(item)</dt>"), "\(item)")
            }
        }
        try await money.bench.browse(as: "kansa") { browser in
            let sight = try await browser.get("/reimbursements/slips")
            #expect(sight.status == 403)
        }
    }

    @Test("二重の疑いは給付台帳で判断し、理由がなければ記録しない")
    func doubts() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.enter(browser)
            let grid = try await browser.get("/reimbursements/new")
            let row = money.row(2).map { $0.0 == "r2-setting" ? ($0.0, "1") : $0 }
            let check = try await browser.follow(
                try await browser.post(
                    "/reimbursements/new", on: grid, [("rows", "10"), ("act", "check")] + row))
            _ = try await browser.follow(
                try await browser.post(
                    try #require(check.action("enter-form")), on: check, []))
            _ = try await browser.examine()
            let open = try await browser.get("/doubts")
            #expect(open.text.contains("二重の疑い") && open.text.contains("判断のまだない組 1件"))
            let path = "/persons/\(money.child)/ledger"
            let ledger = try await browser.get(path)
            #expect(ledger.text.contains("入外が違います"))
            let fields = ["first", "second"].map { ($0, ledger.hidden($0) ?? "") }
            let none = try await browser.post(
                path, on: ledger, fields + [("outcome", "different")])
            #expect(none.status == 422 && none.text.contains("何を見て判断したか"))
            let said = try await browser.follow(
                try await browser.post(
                    path, on: ledger,
                    fields + [("outcome", "different"), ("pair-reason", "領収書の原本を確認")]))
            #expect(said.text.contains("判断を記録しました") && said.text.contains("領収書の原本を確認"))
            #expect(try await browser.get("/doubts").text.contains("判断のまだない組 0件"))
        }
        try await money.bench.browse(as: "uketsuke") { browser in
            let sight = try await browser.get("/doubts")
            #expect(sight.status == 403)
        }
    }

    @Test("事故の記録から返還の決裁まで。起案した職員は決裁できない")
    func liability() async throws {
        let money = try await MoneyBench()
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            let list = try await browser.get("/liabilities")
            #expect(list.status == 200)
            let wrong = try await browser.post("/liabilities", on: list, [("child", "9999999")])
            #expect(wrong.status == 422)
            let page = try await browser.follow(
                try await browser.post(
                    "/liabilities", on: list,
                    [
                        ("child", money.recipientNumber), ("kind", "third-party"),
                        ("happened", "R7.6.1"), ("reported", "R7.6.5"),
                        ("counterpart", "見本損害保険"), ("circumstances", "登校の途中"),
                    ]))
            #expect(page.text.contains("記録を作りました") && page.text.contains("第三者行為"))
            #expect(page.text.contains("<dt>記入</dt><dd>検証 給付</dd>"))
            try await money.enter(browser)
            _ = try await browser.examine()
            let held = try await browser.get("/reimbursements?state=held")
            #expect(held.text.contains("第三者行為・災害共済の確認"))
            let path = try page.address("/liabilities/one/")
            // The application shows the accident on whose days it falls, with the way to it.
            let form = try held.address("/reimbursements/case/")
            let shown = try await browser.get(form)
            #expect(shown.text.contains("id=\"accidents\""), "\(shown.text)")
            #expect(shown.text.contains("href=\"\(path)\"") && shown.text.contains("第三者行為 D"))
            let again = try await browser.get(path)
            #expect(again.text.contains("未確認"))
            let marked = try await browser.follow(
                try await browser.post(
                    path + "/mark", on: again,
                    [("source", again.hidden("source") ?? ""), ("act", "other")]))
            #expect(marked.text.contains("関係なし"))
            #expect(!(try await browser.get(form)).text.contains("id=\"accidents\""))
            let big = try await browser.post(
                path + "/record", on: marked,
                [
                    ("event", "claimed"), ("event-day", "R7.6.9"), ("event-amount", "1"),
                    ("event-note", "書面"),
                ])
            #expect(big.status == 422 && big.text.contains("E-BEN-054"))
            return path
        }
        try await money.bench.browse(as: "uketsuke") { browser in
            #expect(try await browser.get(path).status == 200)
            let list = try await browser.get("/liabilities")
            #expect(!list.text.contains("新しい記録を作る"))
            #expect(try await browser.post("/liabilities", on: list, []).status == 403)
        }
    }

    @Test("上限の割合が制度の値にない月の災害共済は、0円とは言わず、未設定と、何をすればよいかを言う")
    func unsetMost() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            func open(_ happened: String) async throws -> Sight {
                let list = try await browser.get("/liabilities")
                return try await browser.follow(
                    try await browser.post(
                        "/liabilities", on: list,
                        [
                            ("child", money.recipientNumber), ("kind", "sports-council"),
                            ("happened", happened), ("reported", "R7.6.5"),
                            ("counterpart", "見本小学校"), ("circumstances", "休み時間"),
                        ]))
            }
            // The book of the state begins with 2015.
            let unset = try await open("H26.12.31")
            #expect(unset.text.contains("<dt>返還を求められる上限</dt><dd>未設定</dd>"), "\(unset.text)")
            #expect(unset.text.contains("管理者に制度の値の設定を頼んでください"))
            #expect(unset.action("give-back-form") == nil)
            let set = try await open("R7.6.1")
            #expect(set.text.contains("<dt>返還を求められる上限</dt><dd>0円</dd>"), "\(set.text)")
            #expect(!set.text.contains("管理者に制度の値の設定を頼んでください"))
        }
    }

    @Test("相手方あての文書: 災害共済の照会を発行し、読み返し、理由を付けて再発行する。支援措置の世帯には出さない")
    func outsideLetters() async throws {
        let money = try await MoneyBench()
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            try await money.takeIn(try money.claimFile(), browser)
            let list = try await browser.get("/liabilities")
            let page = try await browser.follow(
                try await browser.post(
                    "/liabilities", on: list,
                    [
                        ("child", money.recipientNumber), ("kind", "sports-council"),
                        ("happened", "R7.6.1"), ("reported", "R7.6.5"),
                        ("counterpart", "見本小学校"), ("circumstances", "休み時間に骨折"),
                    ]))
            let path = try page.address("/liabilities/one/")
            let fields = [
                ("party-name", "見本小学校"), ("party-honorific", "御中"), ("party-postal", "119-0002"),
                ("party-address", "隣市西1-1"), ("document", "見子福第77号"), ("due", "R7.7.31"),
            ]
            let early = try await browser.post(path + "/letter", on: page, fields)
            #expect(early.status == 422 && early.text.contains("E-LTR-018"), "\(early.text)")
            #expect(early.text.contains("見子福第77号"), "入れたものは消えない")
            let source = try #require(page.hidden("source"), "\(page.text)")
            let marked = try await browser.follow(
                try await browser.post(
                    path + "/mark", on: page, [("source", source), ("act", "touched")]))
            let printed = try await browser.follow(
                try await browser.post(path + "/letter", on: marked, fields))
            try await browser.paper(printed) { reader in
                let text = try reader.characters()
                for word in ["見本小学校御中", "見子福第77号", "隣市西1-1", "令和7年7月31日", "OT-"] {
                    #expect(text.contains(word), "\(word)")
                }
                #expect(!text.contains("骨折") && !text.contains(money.child.description))
            }
            let after = try await browser.get(path)
            #expect(after.text.contains("<td>見子福第77号</td>"), "\(after.text)")
            let number = try #require(
                after.text.firstMatch(of: /<option value="(\d+)"[^>]*>[^<]*見子福第77号/)
                    .map { String($0.1) })
            let silent = try await browser.post(
                path + "/letter/again", on: after, [("letter", number), ("again", "")])
            #expect(silent.status == 422)
            let again = try await browser.follow(
                try await browser.post(
                    path + "/letter/again", on: after, [("letter", number), ("again", "紛失")]))
            try await browser.paper(again) { reader in
                let text = try reader.characters()
                #expect(text.contains("見子福第77号"))
            }
            return path
        }
        try await money.bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(path)
            #expect(page.status == 200 && !page.text.contains("相手方あての文書を再発行する"))
            let refused = try await browser.post(
                path + "/letter/again", on: page, [("letter", "1"), ("again", "紛失")])
            #expect(refused.status == 403, "\(refused.status)")
        }
        // 1420 and 1430: posted, found by either number, came back, sent once more.
        let envelope = try await money.bench.browse(as: "kyufu") { browser in
            let waiting = try await browser.get("/postings")
            let envelope = String(
                try #require(waiting.text.firstMatch(of: /value="(OT-[0-9]+)"/)).1)
            #expect(waiting.text.contains("見本小学校"))
            let posted = try await browser.follow(
                try await browser.post(
                    "/postings", on: waiting, [("act", "some"), ("envelope", envelope)]))
            #expect(!posted.text.contains("value=\"\(envelope)\""), "\(posted.text)")
            for number in [envelope, "見子福第77号"] {
                let found = try await browser.get("/letters?number=\(Typed.escaped(number))")
                #expect(found.text.contains("見本小学校"), "\(found.text)")
            }
            #expect(try await browser.get("/letters").text.contains("見子福第77号"))
            let returned = try await browser.get("/letters/returned")
            let recorded = try await browser.follow(
                try await browser.post(
                    try #require(returned.action("return-form")), on: returned,
                    [("code", envelope), ("cause", "not-collected"), ("on", "R7.6.10")]))
            #expect(recorded.text.contains("見本小学校") && recorded.text.contains("封筒番号を空欄のまま"))
            let settle = try #require(
                recorded.text.firstMatch(of: /<form method="post" action="([^"]*)" class="inline">/)
            ).1
            let settled = try await browser.follow(
                try await browser.post(
                    String(settle), on: recorded,
                    [("outcome", "resent"), ("envelope", ""), ("note", "電話で確かめた")]))
            #expect(!settled.text.contains("見本小学校"), "\(settled.text)")
            #expect(try await browser.get("/postings").text.contains("value=\"\(envelope)-2\""))
            let course = try await browser.get("/letters/number/\(envelope)")
            #expect(course.text.contains("\(envelope)-2") && course.text.contains("返戻"))
            return envelope
        }
        try Family.of(.ordinary).protect(in: money.bench.office)
        try await money.bench.browse(as: "kyufu") { browser in
            for place in ["/postings", "/letters", "/letters/number/\(envelope)-2"] {
                let page = try await browser.get(place)
                #expect(page.text.contains("\(envelope)-2"), "\(place)")
                #expect(!page.text.contains("見本小学校") && !page.text.contains("隣市"), "\(place)")
            }
            let page = try await browser.get(path)
            #expect(page.text.contains("E-LTR-012") && !page.text.contains("見本小学校御中"))
            let refused = try await browser.post(
                path + "/letter/again", on: page, [("letter", "1"), ("again", "紛失")])
            #expect(refused.status == 422 && refused.text.contains("E-LTR-012"))
        }
    }

    @Test("返還の決裁者は、まだ見ていない給付と、起案の後に下がった上限を、決裁の前に見る")
    func giveBack() async throws {
        let money = try await MoneyBench()
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            for place in [MoneyBench.institution, "1119900036"] {
                try await money.takeIn(
                    try money.claimFile(institution: place), named: "\(place).UKE", browser)
            }
            let list = try await browser.get("/liabilities")
            let page = try await browser.follow(
                try await browser.post(
                    "/liabilities", on: list,
                    [
                        ("child", money.recipientNumber), ("kind", "third-party"),
                        ("happened", "R7.6.1"), ("reported", "R7.6.5"),
                        ("counterpart", "見本損害保険"), ("circumstances", "登校の途中"),
                    ]))
            let path = try page.address("/liabilities/one/")
            let source = try #require(page.hidden("source"), "\(page.text)")
            let marked = try await browser.follow(
                try await browser.post(
                    path + "/mark", on: page, [("source", source), ("act", "touched")]))
            #expect(marked.text.contains("返還を求められる上限"), "\(marked.text)")
            let action = try #require(marked.action("give-back-form"), "\(marked.text)")
            let asked = try await browser.follow(
                try await browser.post(
                    action, on: marked, [("give-back", "700"), ("give-back-why", "示談金を受領したため")]))
            #expect(asked.text.contains("返還を起案しました"), "\(asked.text)")
            #expect(asked.text.contains("未確認の給付が1件"), "\(asked.text)")
            return path
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            #expect(page.text.contains("未確認の給付が1件あります"), "\(page.text)")
            #expect(page.text.contains("返還を決裁する") && page.text.contains("700円"))
            #expect(page.text.contains("決裁すると差し戻せません"), "戻せない歩みには注意がある")
        }
        // What was touched turns out to have nothing to do with the accident.
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get(path)
            let source = try #require(page.hidden("source"))
            _ = try await browser.post(
                path + "/mark", on: page, [("source", source), ("act", "other")])
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            #expect(page.text.contains("返還の額が上限（0円）を超えています"), "\(page.text)")
        }
    }

    @Test("代理受領は見込みのない月の委任を受けず、窓口の職員には見えない")
    func proxies() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/proxies")
            #expect(list.status == 200 && list.text.contains("高額療養費に当たる可能性のある月"))
            let refused = try await browser.post(
                "/proxies", on: list,
                [
                    ("child", money.recipientNumber), ("month", "R7.6"), ("mandate", "R7.6.9"),
                    ("band", "エ"),
                ])
            #expect(refused.status == 422 && refused.text.contains("E-BEN-094"))
        }
        try await money.bench.browse(as: "uketsuke") { browser in
            let sight = try await browser.get("/proxies")
            #expect(sight.status == 403)
        }
    }

    @Test("見込を見て委任を受け、保険者ごとに請求書を出し、期限を過ぎたら督促し、連名簿を渡す")
    func insurerLetters() async throws {
        let money = try await MoneyBench()
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            _ = try await money.enter(browser, points: "45000", paid: "90000")
            let list = try await browser.get("/proxies")
            let typed = [
                ("child", money.recipientNumber), ("month", "R7.6"), ("mandate", "R7.6.9"),
                ("band", "エ"), ("o1-who", "母"), ("o1-place", "見本産婦人科"),
                ("o1-setting", "1"), ("o1-cost", "100000"), ("o1-burden", "30000"),
            ]
            let wrong = try await browser.post(
                "/proxies", on: list, typed.map { $0.0 == "o1-burden" ? ($0.0, "") : $0 })
            #expect(wrong.status == 422 && wrong.text.contains("href=\"#o1-burden\""))
            let seen = try await browser.post(
                "/proxies", on: list, typed + [("act", "calculate")])
            // 90,000 and 30,000 less 57,600, by 3 to 1.
            #expect(seen.status == 200, "\(seen.text)")
            #expect(seen.text.contains("この家族に <strong>46,800円</strong>"), "\(seen.text)")
            #expect(seen.text.contains("世帯全体 62,400円") && seen.text.contains("自己負担限度額"))
            let proxy = try await browser.follow(
                try await browser.post("/proxies", on: seen, typed))
            #expect(proxy.text.contains("委任状を受け付けました") && proxy.text.contains(">母<"))

            let waiting = try await browser.get("/proxies")
            let page = try await browser.get(try waiting.address("/proxies/insurers/"))
            let place = try waiting.address("/proxies/insurers/")
            try await money.bench.browse(as: "kacho") { browser in
                let seen = try await browser.get(place)
                #expect(seen.status == 200 && seen.text.contains("請求するもの"))
                #expect(!seen.text.contains("name=\"row\"") && !seen.text.contains(">選択<"))
            }
            let path = try #require(page.action("request-form"))
            let empty = try await browser.post(path, on: page, [])
            #expect(empty.status == 422 && empty.text.contains("href=\"#reference\""))
            let letter: [(String, String)] = [
                ("row", try page.row()), ("insurer-name", "見本健康保険組合"),
                ("insurer-postal", "119-0009"), ("insurer-address", "見本市北9-9-9"),
                ("reference", "見本子第1号"), ("due", "R7.7.10"),
            ]
            let printed = try await browser.follow(
                try await browser.post(path, on: page, letter))
            #expect(printed.text.contains("保険者への支給申請"), "\(printed.text)")
            let after = try await browser.get("/proxies")
            #expect(after.text.contains("回答待ち 1件") && !after.text.contains("請求書を作る"))

            let address = try after.address("/proxies/requests/")
            let request = try await browser.get(address)
            #expect(request.text.contains("見本子第1号") && request.text.contains("未回答"))
            let remind = try #require(request.action("remind-form"))
            let used = try await browser.post(
                remind, on: request, [("reference", "見本子第1号"), ("due", "R7.8.10")])
            #expect(used.status == 422 && used.text.contains("E-BEN-112"))
            let reminder = try await browser.follow(
                try await browser.post(
                    remind, on: request, [("reference", "見本子第2号"), ("due", "R7.8.10")]))
            #expect(reminder.text.contains("保険者への回答のお願い"))
            let again = try await browser.post(
                try #require(request.action("again-form")), on: request, [])
            #expect(again.status == 422 && again.text.contains("もう一度印刷する理由"))
            let csv = try await browser.post(
                try #require(request.action("list-form")), on: request, [])
            #expect(csv.status == 200 && csv.text.contains("見本子第1号,"), "\(csv.text)")
            #expect(csv.text.contains("46800"))
            let log = try await browser.get("/home")
            #expect(!log.text.contains("保険者の回答の期限切れ</a> <strong>1"))
            return address
        }
        // A measure that begins now takes the child off the pages that name its insurer.
        try Family.of(.ordinary).protect(in: money.bench.office)
        try await money.bench.browse(as: "kyufu") { browser in
            let request = try await browser.get(path)
            #expect(request.status == 200, "\(request.status)")
            #expect(request.text.contains("支援措置の対象者の分は"), "\(request.text)")
            #expect(!request.text.contains("K1<"), "保険者の頁に名前が残る")
        }
        try await money.bench.browse(as: "uketsuke") { browser in
            for path in [path, "/proxies/insurers/06119903"] {
                let refused = try await browser.get(path)
                #expect(refused.status == 403)
            }
        }
        try await money.bench.browse(as: "kansa") { browser in
            let log = try await browser.get("/print-log")
            #expect(log.text.contains("高額療養費支給申請連名簿"))
        }
    }

    @Test("代理受領の返還は、決裁の前に戻せないことを示し、起案の後に変わったことを注意する")
    func cautionBeforeGivingBack() async throws {
        let money = try await MoneyBench()
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            _ = try await money.enter(browser, points: "45000", paid: "90000")
            let list = try await browser.get("/proxies")
            _ = try await browser.post(
                "/proxies", on: list,
                [
                    ("child", money.recipientNumber), ("month", "R7.6"), ("mandate", "R7.6.9"),
                    ("band", "エ"),
                ])
            let waiting = try await browser.get("/proxies")
            let path = try waiting.address("/proxies/one/")
            let page = try await browser.get(try waiting.address("/proxies/insurers/"))
            _ = try await browser.post(
                try #require(page.action("request-form")), on: page,
                [
                    ("row", try page.row()), ("insurer-name", "見本健康保険組合"),
                    ("insurer-postal", "119-0009"), ("insurer-address", "見本市北9-9-9"),
                    ("reference", "見本子第1号"), ("due", "R7.7.10"),
                ])
            let refused = try await browser.follow(
                try await browser.post(
                    path + "/record", on: try await browser.get(path),
                    [
                        ("event", "refused"), ("event-day", "R7.6.10"), ("event-amount", ""),
                        ("event-note", "家族が受け取り済み"),
                    ]))
            #expect(refused.text.contains("記録しました"), "\(refused.text)")
            // 90,000 less 57,600.
            let asked = try await browser.follow(
                try await browser.post(
                    path + "/give-back", on: refused,
                    [("give-back", "32400"), ("give-back-why", "家族が受け取ったため")]))
            #expect(asked.text.contains("返還を起案しました"), "\(asked.text)")
            return path
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            #expect(page.text.contains("返還を決裁する") && page.text.contains("32,400円"))
            #expect(page.text.contains("決裁すると差し戻せません"))
            #expect(!page.text.contains("超えています"), "起案の時のままなら注意はない")
        }
        try await money.bench.browse(as: "kyufu") { browser in
            _ = try await browser.follow(
                try await browser.post(
                    path + "/record", on: try await browser.get(path),
                    [
                        ("event", "decided"), ("event-day", "R7.6.10"), ("event-amount", "30000"),
                        ("event-note", "改めて支給決定"),
                    ]))
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            #expect(
                page.text.contains("保険者の支給決定（30,000円）と返還（32,400円）の合計が見込（32,400円）を超えています"),
                "\(page.text)")
        }
    }

    @Test("保険者を待つ申請は一覧に出て、照会を記録すると次に見る日まで消える")
    func waits() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            try await money.enter(browser, high: "")
            _ = try await browser.examine()
            let waits = try await browser.get("/insurer-waits")
            #expect(waits.text.contains("1件が保険者の決定を待っています"))
            let none = try await browser.post("/insurer-waits", on: waits, [])
            #expect(none.status == 422)
            let asked = try await browser.follow(
                try await browser.post(
                    "/insurer-waits", on: waits,
                    [("row", try waits.row()), ("whom", "insurer"), ("next", "R7.7.10")]))
            #expect(asked.text.contains("1件の照会を記録しました"))
            #expect(asked.text.contains("1回（R7.6.10）") && asked.text.contains("R7.7.10"))
        }
    }
}
