// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("償還申請の画面")
struct ReimbursementTests {
    @Test("入力→計算→確認→登録。二度押しても一件")
    func entry() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let grid = try await browser.get("/reimbursements/new")
            #expect(grid.status == 200)
            let calculated = try await browser.post(
                "/reimbursements/new", on: grid,
                [("rows", "10"), ("act", "calculate")] + money.row(paid: "5000"))
            #expect(calculated.status == 200)
            #expect(calculated.text.contains("見込 2,468円（差 +2,532円）"))
            #expect(calculated.text.contains("見本こどもクリニック"))
            let check = try await browser.follow(
                try await browser.post(
                    "/reimbursements/new", on: grid,
                    [("rows", "10"), ("act", "check")] + money.row()))
            #expect(check.text.contains("支給 2,470円") || check.text.contains("支給 2,468円"))
            #expect(try Golden.holds(check.golden, "reimbursement-check.html"))
            let path = try #require(check.action("enter-form"))
            let first = try await browser.post(path, on: check, [])
            let second = try await browser.post(path, on: check, [])
            #expect(first.status == 303 && first.location == second.location)
            let list = try await browser.follow(first)
            #expect(list.text.contains("1件の償還申請を登録しました"))
            #expect(list.text.matches(of: /\/reimbursements\/case\/\d+/).count == 1)
        }
    }

    @Test("入力の表の欄には見出しが付き、二段の段の長さは入りきる")
    func headings() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let grid = try await browser.get("/reimbursements/new")
            for column in EntryColumn.shown(asksFirstVisits: false) {
                #expect(
                    grid.text.contains(
                        "<td class=\"\(column.width)\" data-heading=\"\(column.heading)\">"))
            }
            #expect(grid.text.contains("<div class=\"stack\"><table class=\"grid two\">"))
            // The style sheet lays two lines of 51 parts; a column too many would make a third.
            for isAsked in [false, true] {
                let columns = EntryColumn.shown(asksFirstVisits: isAsked)
                let parts = columns.map {
                    Int($0.width(besideFirstVisits: isAsked).dropFirst()) ?? 0
                }
                let next = columns.firstIndex(of: isAsked ? .firstVisits : .highCost) ?? 0
                let first = parts.prefix(next).reduce(0, +)
                #expect(first <= 51 && first + parts[next] > 51)
                #expect(parts.dropFirst(next).reduce(0, +) <= 51)
            }
            let slips = try await browser.get("/reimbursements/slips")
            #expect(slips.text.contains("data-heading=\"医療機関\""))
            for (page, letter) in [(grid, "r"), (slips, "s")] {
                #expect(page.text.contains("data-for=\"\(letter)1-institution\">候補"))
                #expect(page.text.matches(of: /<span data-cell="/).count == 4)
            }
        }
    }

    @Test("初診を聞く市だけ、1310・1311・訂正に「初診」の欄がある。分からなければ保留が入れる所を言う")
    func firstVisits() async throws {
        let folder = try TemporaryFolder("first-visits")
        let schemes = folder.file("Schemes")
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        try ChangedBook.write(
            "sample", from: root.appendingPathComponent("Schemes"), to: schemes,
            [
                "kind: none, article: 条例第5条,":
                    "kind: per-first-visit, yen: 300, article: 条例第5条,"
            ],
            example:
                "name: 初診は300円, treatment-month: 2025-06, born: 2015-06-10, points: 1000, first-visits: 1, payable: 2700"
        )
        let money = try await MoneyBench(schemes: schemes.path)
        try await money.bench.browse(as: "kyufu") { browser in
            let grid = try await browser.get("/reimbursements/new")
            #expect(grid.text.contains("<td class=\"w3\" data-heading=\"初診\">"))
            #expect(grid.text.contains("<td colspan=\"13\"></td>"))
            let keyed = try await browser.post(
                "/reimbursements/new", on: grid,
                [("rows", "10"), ("act", "calculate"), ("r1-first-visits", "1")]
                    + money.row())
            #expect(keyed.text.contains("一部支給 2,168円"), "\(keyed.text)")
            let many = try await browser.post(
                "/reimbursements/new", on: grid,
                [("rows", "10"), ("act", "check"), ("r1-first-visits", "7")] + money.row())
            #expect(many.status == 422 && many.text.contains("href=\"#r1-first-visits\""))
            #expect(many.text.contains("name=\"r1-first-visits\" value=\"7\""))
            let slips = try await browser.get("/reimbursements/slips")
            #expect(slips.text.contains("id=\"s1-first-visits\""))
            let list = try await money.enter(browser)
            let path = try list.address("/reimbursements/case/")
            let file = try await browser.get(path)
            #expect(file.text.contains("初診の回数") && file.text.contains("「領収書の入力を直す」に入力"))
            let wrong = try await browser.post(
                path + "/receipt", on: file, [("first-visits", "9"), ("slip-reason", "領収書")])
            #expect(wrong.status == 422 && wrong.text.contains("href=\"#first-visits\""))
            let right = try await browser.follow(
                try await browser.post(
                    path + "/receipt", on: wrong,
                    [("first-visits", "0"), ("slip-reason", "領収書は再診料")]))
            #expect(right.text.contains("1日・初診なし"), "\(right.text)")
            #expect(!right.text.contains("「領収書の入力を直す」に入力"))
        }
        let other = try await MoneyBench()
        try await other.bench.browse(as: "kyufu") { browser in
            let grid = try await browser.get("/reimbursements/new")
            let slips = try await browser.get("/reimbursements/slips")
            #expect(grid.status == 200 && slips.status == 200)
            let list = try await other.enter(browser)
            let file = try await browser.get(try list.address("/reimbursements/case/"))
            for page in [grid, slips, file] {
                #expect(!page.text.contains("first-visits"))
            }
        }
    }

    @Test("市の本が聞かなくても、県補助の本が聞く月には「初診」の欄がある")
    func firstVisitsOfPrefecture() async throws {
        let folder = try TemporaryFolder("first-visits-prefecture")
        let schemes = folder.file("Schemes")
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        try ChangedBook.write(
            "sample-prefecture", from: root.appendingPathComponent("Schemes"), to: schemes,
            ["kind: per-month-per-institution, yen: 1000": "kind: per-first-visit, yen: 1000"],
            example:
                "name: 初診は1000円, treatment-month: 2025-06, born: 2020-06-10, points: 1234, institution: \"1110000000\", first-visits: 1, payable: 1468"
        )
        let money = try await MoneyBench(schemes: schemes.path)
        try await money.bench.browse(as: "kyufu") { browser in
            let grid = try await browser.get("/reimbursements/new")
            #expect(grid.text.contains("name=\"r1-first-visits\""))
            let slips = try await browser.get("/reimbursements/slips")
            #expect(slips.text.contains("id=\"s1-first-visits\""))
            let list = try await money.enter(browser)
            let path = try list.address("/reimbursements/case/")
            let file = try await browser.get(path)
            #expect(file.text.contains("name=\"first-visits\""))
            let right = try await browser.follow(
                try await browser.post(
                    path + "/receipt", on: file,
                    [("first-visits", "1"), ("slip-reason", "領収書は初診料")]))
            #expect(right.text.contains("1日・初診1回"), "\(right.text)")
        }
    }

    @Test("領収書ごとの初診は申請に足され、登録した申請に出る")
    func firstVisitsOfReceipts() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let form = try await browser.get("/reimbursements/slips")
            func row(_ number: Int, day: String, first: String) -> [(String, String)] {
                let cells: [(SlipColumn, String)] = [
                    (.day, day), (.institution, MoneyBench.institution), (.setting, "2"),
                    (.care, "01"), (.points, "100"), (.tenths, "2"), (.paid, "200"),
                    (.firstVisits, first), (.highCost, "0"), (.additional, "0"),
                ]
                return cells.map { ($0.0.name(number), $0.1) }
            }
            let seen = try await browser.post(
                "/reimbursements/slips", on: form,
                [
                    ("rows", "8"), ("child", money.recipientNumber), ("applied", "R7.6.10"),
                    ("act", "calculate"),
                ] + row(1, day: "R7.6.2", first: "1") + row(2, day: "R7.6.3", first: "0"))
            #expect(seen.text.contains("・初診1回"), "\(seen.text)")
        }
    }

    @Test("郵送で届いた申請は、用紙に一度選ぶと、確認にも申請の画面にも郵送と出る。選ばなければ窓口")
    func byPost() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let grid = try await browser.get("/reimbursements/new")
            let check = try await browser.follow(
                try await browser.post(
                    "/reimbursements/new", on: grid,
                    [("rows", "10"), ("act", "check"), ("channel", "post")] + money.row()))
            #expect(check.text.contains("（郵送）"), "\(check.text)")
            let path = try #require(check.action("enter-form"))
            let list = try await browser.follow(try await browser.post(path, on: check, []))
            let file = try await browser.get(try list.address("/reimbursements/case/"))
            #expect(file.text.contains("・郵送"))
            let kept = try await browser.post(
                "/reimbursements/new", on: grid,
                [("rows", "10"), ("act", "calculate"), ("channel", "post"), ("r1-paid", "ABC")])
            #expect(kept.text.contains("<option value=\"post\" selected>郵送"))
        }
        let other = try await MoneyBench()
        try await other.bench.browse(as: "kyufu") { browser in
            let list = try await other.enter(browser)
            let file = try await browser.get(try list.address("/reimbursements/case/"))
            #expect(!file.text.contains("・郵送"))
        }
    }

    @Test("間違いは、行と欄ごとに言い、打ったものは消えない")
    func problems() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "uketsuke") { browser in
            let grid = try await browser.get("/reimbursements/new")
            let nothing = try await browser.post("/reimbursements/new", on: grid, [("rows", "10")])
            #expect(nothing.status == 422 && nothing.text.contains("1行以上"))
            let wrong = try await browser.post(
                "/reimbursements/new", on: grid,
                [
                    ("rows", "10"), ("act", "check"), ("r2-child", "9999999"),
                    ("r2-month", "R7.13"),
                    ("r2-paid", "ABC"),
                ])
            #expect(wrong.status == 422 && wrong.title.hasPrefix("エラー："))
            for href in ["#r2-child", "#r2-applied", "#r2-month", "#r2-institution", "#r2-paid"] {
                #expect(wrong.text.contains("href=\"\(href)\""), "\(href)")
            }
            #expect(wrong.text.contains("value=\"ABC\""))
            let more = try await browser.post(
                "/reimbursements/new", on: grid,
                [("rows", "10"), ("act", "more"), ("r1-paid", "777")])
            #expect(more.text.contains("id=\"r20-child\"") && more.text.contains("value=\"777\""))
            let twins = try await browser.post(
                "/reimbursements/new", on: grid,
                [("rows", "10"), ("act", "calculate")] + money.row() + money.row(2))
            #expect(twins.text.contains("2行目と同じ児童・診療年月・医療機関・入外です"))
        }
    }

    @Test("同じ診療の行は番号(W-BEN-010)で注意し、理由を書くまで登録せず、理由は操作の記録に残る。二度押しても一度")
    func twins() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let grid = try await browser.get("/reimbursements/new")
            let check = try await browser.follow(
                try await browser.post(
                    "/reimbursements/new", on: grid,
                    [("rows", "10"), ("act", "check")] + money.row() + money.row(2)))
            #expect(check.text.matches(of: /［W-BEN-010］/).count == 2)
            let path = try #require(check.action("enter-form"))
            let refused = try await browser.post(path, on: check, [])
            #expect(refused.status == 422 && refused.title.hasPrefix("エラー："))
            #expect(refused.text.contains("href=\"#twin-reason\""))
            let why = [("twin-reason", "同じ月に二つの診療科にかかった")]
            let first = try await browser.post(path, on: refused, why)
            let second = try await browser.post(path, on: refused, why)
            #expect(first.status == 303 && first.location == second.location)
            let list = try await browser.follow(first)
            #expect(list.text.contains("2件の償還申請を登録しました"))
            #expect(list.text.matches(of: /\/reimbursements\/case\/\d+/).count == 2)
        }
        let reasons = try money.bench.office.casework.perform(
            .searchLog,
            by: Principal(
                officer: "kansa", name: "", roles: [.auditor], session: "test", terminal: "T1"),
            for: .audit
        ) { scope in
            try LogBook.search(LogQuery(operation: .enterReimbursement), from: scope.db)
                .compactMap(\.act.reason)
        }
        #expect(reasons == ["W-BEN-010 同じ月に二つの診療科にかかった"])
    }

    @Test("打ち間違えた領収書は、理由を書いて1310で直せ、打ったものは断られても残り、直した申請が審査を待つ")
    func correctReceipt() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await money.enter(browser)
            let path = try list.address("/reimbursements/case/")
            let file = try await browser.get(path)
            #expect(file.text.contains("領収書の入力を直す"))
            let wrong = try await browser.post(
                path + "/receipt", on: file, [("slip-cost", "12x"), ("slip-reason", "")])
            #expect(wrong.status == 422 && wrong.text.contains("は数字で入力してください"))
            #expect(wrong.text.contains("訂正の理由を入力してください"))
            #expect(wrong.text.contains("value=\"12x\""))
            let nothing = try await browser.post(
                path + "/receipt", on: wrong, [("slip-reason", "見直し")])
            #expect(nothing.status == 422 && nothing.text.contains("直すものを入力してください"))
            let fresh = try await browser.get(path)
            let right = [("slip-cost", "1000"), ("slip-paid", "2000"), ("slip-reason", "点数の読み違い")]
            let first = try await browser.post(path + "/receipt", on: fresh, right)
            let second = try await browser.post(path + "/receipt", on: fresh, right)
            #expect(first.status == 303 && first.location == second.location, "二度押しは一度")
            let done = try await browser.follow(first)
            #expect(done.text.contains("領収書の入力を直しました"))
            #expect(done.text.contains("総医療費 1000点×10円"))
            let old = try await browser.get(path)
            #expect(old.text.contains("補正: 点数の読み違い"))
            #expect(!old.text.contains("領収書の入力を直す"))
        }
        try await money.bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/reimbursements?state=received")
            let path = try list.address("/reimbursements/case/")
            let file = try await browser.get(path)
            #expect(!file.text.contains("領収書の入力を直す"))
            let no = try await browser.post(
                path + "/receipt", on: file, [("slip-paid", "1"), ("slip-reason", "x")])
            #expect(no.status == 403)
        }
    }

    @Test("審査→起案→決裁。自分の入力は決裁できず、注意のない行だけまとめて決裁できる")
    func decisions() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await money.enter(browser)
            let file = try await browser.get(try list.address("/reimbursements/case/"))
            #expect(file.text.contains("総医療費 1234点×10円"))
            #expect(file.text.contains("で起案する"))
            #expect(try Golden.holds(file.golden, "reimbursement-case.html"))
            let examined = try await browser.follow(try await browser.examine())
            #expect(examined.text.contains("1件の決定案を起案しました"))
            let own = try await browser.post(
                "/reimbursements/approve", on: examined, [("row", "1")])
            #expect(own.status == 403)
            let early = try await browser.post(
                try list.address("/reimbursements/case/") + "/sheet", on: examined, [])
            #expect(early.status == 422 && early.text.contains("E-DSK-028"))
        }
        try await money.bench.browse(as: "kacho") { browser in
            let home = try await browser.get("/")
            #expect(home.text.contains("償還の決裁待ち"))
            let list = try await browser.get("/reimbursements?state=proposed")
            #expect(list.text.contains("name=\"row\""))
            let none = try await browser.post("/reimbursements/approve", on: list, [])
            #expect(none.status == 422)
            let rows = [("row", try list.row())]
            let first = try await browser.post("/reimbursements/approve", on: list, rows)
            let second = try await browser.post("/reimbursements/approve", on: list, rows)
            #expect(first.status == 303 && first.location == second.location)
            #expect(try await browser.follow(first).text.contains("1件を決裁しました"))
            let file = try await browser.get(try list.address("/reimbursements/case/"))
            #expect(file.text.contains("支給決定") && !file.text.contains("決裁する"))
            #expect(file.text.contains("検証 給付") && !file.text.contains("kyufu"))
            #expect(file.text.contains("決裁書を印字する"))
            let path = try list.address("/reimbursements/case/")
            let printed = try await browser.follow(
                try await browser.post(path + "/sheet", on: file, []))
            try await browser.paper(printed) { reader in
                let text = try reader.drawn()
                for word in ["決裁書（償還払い", "検証給付", "検証課長", "支給額", "計算", "制度の版"] {
                    #expect(text.contains(word), "\(word)")
                }
            }
        }
        try await money.bench.browse(as: "kansa") { browser in
            let log = try await browser.get("/print-log")
            #expect(log.text.contains("<td>決裁書</td>"), "印刷の記録に残る")
        }
    }

    @Test("保険者の決定を待つものは保留になり、通知を入れると審査に戻り、差戻しと取下げもできる")
    func holds() async throws {
        let money = try await MoneyBench()
        let path = try await money.bench.browse(as: "kyufu") { browser -> String in
            let list = try await money.enter(browser, high: "")
            let path = try list.address("/reimbursements/case/")
            _ = try await browser.examine()
            let held = try await browser.get("/reimbursements?state=held")
            #expect(held.text.contains("保険者決定待ち"))
            let file = try await browser.get(path)
            let wrong = try await browser.post(path + "/letter", on: file, [])
            #expect(wrong.status == 422)
            let back = try await browser.follow(
                try await browser.post(
                    path + "/letter", on: file,
                    [("high-cost", "0"), ("additional", "500")]))
            #expect(back.text.contains("保険者の通知を入力しました"))
            let proposed = try await browser.follow(
                try await browser.post(path + "/propose", on: back, []))
            #expect(proposed.text.contains("決裁待ち"))
            return path
        }
        try await money.bench.browse(as: "kacho") { browser in
            let file = try await browser.get(path)
            let wrong = try await browser.post(path + "/back", on: file, [])
            #expect(wrong.status == 422)
            let back = try await browser.follow(
                try await browser.post(
                    path + "/back", on: file, [("back-reason", "領収書を確認")]))
            #expect(back.text.contains("差し戻しました") && back.text.contains("領収書を確認"))
            // Whoever decides does not propose: it is not the head's task.
            #expect(!(try await browser.get("/").text.contains("償還の差戻し")))
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let file = try await browser.get(path)
            let most = try await browser.post(
                path + "/decide", on: file,
                [("decision", "pay"), ("amount", "999999"), ("explanation", "確認")])
            #expect(most.status == 422)
            let held = try await browser.follow(
                try await browser.post(
                    path + "/hold", on: file, [("hold", "account")]))
            #expect(held.text.contains("口座不備"))
            let asked = try await ask(browser, path, on: held)
            let home = try await browser.get("/")
            #expect(home.text.contains("償還の差戻し") && home.text.contains("?back=1"))
            let list = try await browser.get("/reimbursements?back=1")
            #expect(list.text.contains("href=\"\(path)\""), "保留にしたものも")
            #expect(list.text.contains(">差戻し</span>"))
            let gone = try await browser.follow(
                try await browser.post(
                    path + "/withdraw", on: asked, [("withdraw-reason", "本人の申出")]))
            #expect(gone.text.contains("取下げ"))
            #expect(!(try await browser.get("/").text.contains("償還の差戻し")))
        }
    }

    /// Papers are asked for with a day: the letter waits on 1410, and the list says when they are due.
    private func ask(
        _ browser: Browser, _ path: String, on held: Sight
    ) async throws -> Sight {
        let asked = ("hold-missing", "通帳の写し")
        let late = try await browser.post(
            path + "/hold", on: held, [("hold", "account"), asked, ("hold-due", "2025-01-06")])
        #expect(late.status == 422 && late.text.contains("E-BEN-125"))
        #expect(late.text.contains("通帳の写し"), "書いたことは残る")
        let done = try await browser.follow(
            try await browser.post(
                path + "/hold", on: held, [("hold", "account"), asked, ("hold-due", "2030-01-07")]))
        #expect(done.text.contains("お知らせが「帳票・通知 発行」"), "\(done.text)")
        #expect(done.text.contains("足りない書類：通帳の写し（期限 R12.1.7）"), "\(done.text)")
        let list = try await browser.get("/reimbursements?state=held")
        #expect(list.text.contains("書類の期限 R12.1.7") && !list.text.contains("期限切れ"))
        let batch = try await browser.get("/letters/batch/benefit-papers")
        #expect(batch.status == 200 && batch.text.contains("検証"), "\(batch.text)")
        return done
    }

    @Test("番号と医療機関は、名前で返す。知らない番号は知らないと言う")
    func lookups() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let child = try await browser.get("/look/child?text=\(money.recipientNumber)")
            #expect(child.text.contains("翔") && child.text.contains("R6.2.5生"))
            #expect(try await browser.get("/look/child?text=9999999").text == "登録のない番号です")
            let place = try await browser.get("/look/institution?text=\(MoneyBench.institution)")
            #expect(place.text == "見本こどもクリニック 市内")
            #expect(
                try await browser.get("/look/institution?text=1319999999").text
                    == "マスタにない医療機関です")
        }
        try await money.bench.browse(as: "kansa") { browser in
            let sight = try await browser.get("/look/child?text=\(money.recipientNumber)")
            #expect(sight.status == 403)
        }
    }
}
