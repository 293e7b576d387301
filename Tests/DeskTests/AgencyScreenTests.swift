// SPDX-License-Identifier: Apache-2.0
import Benefits
import Foundation
import Testing
import Vocabulary

@testable import Desk

@Suite("請求書と個別入力の画面")
struct AgencyScreenTests {
    /// An invoice as a file of the sample layout.
    private func invoice(_ yen: Int, number: String = "F-7") -> [UInt8] {
        let head =
            "検証用表示,審査支払機関,請求書番号,請求区分,請求年月,請求日,納付期限,請求額,内訳番号,内訳区分,診療年月,データ区分,件数,単価,金額"
        let rows = [
            "検証用,支払基金,\(number),通常,202507,20250810,20250825,\(yen + 80),1,給付費,202506,1,1,,\(yen)",
            "検証用,支払基金,\(number),通常,202507,20250810,20250825,\(yen + 80),2,手数料,,,1,80,80",
        ]
        return Array(([head] + rows).map { $0 + "\r\n" }.joined().utf8)
    }

    /// The fields of a claim on paper about the child of the bench.
    private func fields(
        _ money: MoneyBench, points: String = "1234", born: String = "R6.2.5",
        visits: String = "", first: String = "", treated: String = "R7.6",
        billed: String = "R7.7", setting: String = "outpatient", admitted: String = ""
    ) -> KeyValuePairs<String, String> {
        [
            "kind": "1", "source": "2", "recipient": money.recipientNumber, "born": born,
            "insurer": "06119903", "institution": MoneyBench.institution, "name": "",
            "treated": treated, "billed": billed, "setting": setting, "days": "1",
            "points": points, "copayment": "", "meals": "", "band": "", "prescriber": "",
            "fund": "", "fund-points": "", "fund-copayment": "", "visit-days": visits,
            "first-visits": first, "admitted": admitted,
        ]
    }

    @Test("初診の回数は打ったとおりに残り、読めない回数は打った内容を残して断る")
    func firstVisits() async throws {
        let money = try await MoneyBench(day: "2025-08-12")
        try await money.bench.browse(as: "kyufu") { browser in
            let form = try await browser.get("/claims/new")
            #expect(form.text.contains("初診の回数"))
            let wrong = try await browser.post("/claims/new", on: form, fields(money, first: "多い"))
            #expect(wrong.text.contains("初診の回数は 0 から 31 の数字") && wrong.text.contains("多い"))
            let fresh = try await browser.get("/claims/new")
            let claim = try await browser.follow(
                try await browser.post("/claims/new", on: fresh, fields(money, first: "1")))
            #expect(claim.text.contains("明細書を登録しました"), "\(claim.text)")
            #expect(claim.text.contains("初診") && claim.text.contains("1回"), "\(claim.text)")
        }
    }

    @Test("入院年月日は打ったとおりに残り、外来や診療月の後の日は、打った欄を指して断る")
    func admitted() async throws {
        let money = try await MoneyBench(day: "2025-08-12")
        try await money.bench.browse(as: "kyufu") { browser in
            let form = try await browser.get("/claims/new")
            for (setting, day) in [("outpatient", "R7.6.1"), ("inpatient", "R7.7.1")] {
                let wrong = try await browser.post(
                    "/claims/new", on: form, fields(money, setting: setting, admitted: day))
                #expect(wrong.status == 422 && wrong.text.contains("href=\"#admitted\""))
                #expect(wrong.text.contains("E-BEN-072") && wrong.text.contains(day))
            }
            let fresh = try await browser.get("/claims/new")
            let claim = try await browser.follow(
                try await browser.post(
                    "/claims/new", on: fresh,
                    fields(money, setting: "inpatient", admitted: "R7.5.28")))
            #expect(claim.text.contains("明細書を登録しました"), "\(claim.text)")
            #expect(claim.text.contains("<dt>入院年月日</dt><dd>令和7年5月28日</dd>"))
        }
    }

    @Test("明細書のF7・F8は、その児童の明細書の前・次へめくり、端では出ない")
    func turning() async throws {
        let money = try await MoneyBench(day: "2025-08-12")
        try await money.bench.browse(as: "kyufu") { browser in
            let form = try await browser.get("/claims/new")
            let older = try await browser.follow(
                try await browser.post("/claims/new", on: form, fields(money)))
            #expect(older.text.contains("明細書を登録しました"), "\(older.text)")
            #expect(!older.text.contains("rel=\"prev\"") && !older.text.contains("rel=\"next\""))
            let fresh = try await browser.get("/claims/new")
            _ = try await browser.post(
                "/claims/new", on: fresh, fields(money, treated: "R7.7", billed: "R7.8"))
            let found = try await browser.get("/claims?child=\(money.child)")
            let rows = found.text.matches(of: /href="(\/claims\/one\/\d+)"/).map { String($0.1) }
            #expect(rows.count == 2)
            // The list has the newest month first.
            let first = try await browser.get(rows[0])
            #expect(first.text.contains("rel=\"next\" href=\"\(rows[1])\" data-key=\"F8\""))
            #expect(!first.text.contains("data-key=\"F7\""))
            let last = try await browser.get(rows[1])
            #expect(last.text.contains("rel=\"prev\" href=\"\(rows[0])\" data-key=\"F7\""))
            #expect(!last.text.contains("data-key=\"F8\""))
        }
    }

    @Test("紙の明細書を入力し、請求書を取り込み、別の職員が差異のないことを見て検収する")
    func wholeWay() async throws {
        let money = try await MoneyBench(day: "2025-08-12")
        try await money.bench.browse(as: "kyufu") { browser in
            let form = try await browser.get("/claims/new")
            #expect(form.status == 200 && form.text.contains("レセプトの個別入力"))
            let claim = try await browser.follow(
                try await browser.post("/claims/new", on: form, fields(money)))
            #expect(claim.text.contains("明細書を登録しました") && claim.text.contains("2,468"))
            let list = try await browser.get("/claims/invoices")
            #expect(list.text.contains("請求書はまだありません"))
            let taken = try await browser.follow(
                try await browser.upload("/claims/invoices", on: list, [("7.csv", invoice(2_468))]))
            #expect(taken.text.contains("請求書を取り込みました") && taken.text.contains("一致"))
            #expect(!taken.text.contains("検収する</button>"))
            let fresh = try await browser.get("/claims/invoices")
            let again = try await browser.follow(
                try await browser.upload("/claims/invoices", on: fresh, [("7.csv", invoice(2_468))])
            )
            #expect(again.text.contains("同じ請求書は取込済みです"))
        }
        try await money.bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/claims/invoices")
            let page = try await browser.get(try list.address("/claims/invoices/"))
            let done = try await browser.follow(
                try await browser.post(
                    try #require(page.action("settle-form")), on: page,
                    ["reason": "", "outcome": "accept"]))
            #expect(done.text.contains("請求書を検収しました") && done.text.contains("検収済み"))
        }
    }

    @Test("差異のある請求書は一覧に差が出て、理由なしでは検収できない")
    func difference() async throws {
        let money = try await MoneyBench(day: "2025-08-12")
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/claims/invoices")
            let page = try await browser.follow(
                try await browser.upload("/claims/invoices", on: list, [("7.csv", invoice(999))]))
            #expect(page.text.contains("差異 1件") && page.text.contains("999"))
            let fresh = try await browser.get("/claims/invoices")
            let wrong = try await browser.upload(
                "/claims/invoices", on: fresh, [("x.csv", Array("違うもの\r\n".utf8))])
            #expect(wrong.status == 422 && wrong.text.contains("E-FMT-020"))
            let empty = try await browser.get("/claims/invoices")
            let none = try await browser.upload("/claims/invoices", on: empty, [])
            #expect(none.status == 422 && none.text.contains("ファイルを選んでください"))
        }
        try await money.bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/claims/invoices")
            let page = try await browser.get(try list.address("/claims/invoices/"))
            let refused = try await browser.post(
                try #require(page.action("settle-form")), on: page,
                ["reason": "", "outcome": "accept"])
            #expect(refused.status == 422 && refused.text.contains("E-BEN-075"))
            let back = try await browser.follow(
                try await browser.post(
                    try #require(page.action("settle-form")), on: page,
                    ["reason": "件数の誤り", "outcome": "return"]))
            #expect(back.text.contains("差戻し"))
        }
    }

    @Test("マイナスの請求書は扱いを選んで検収し、会計に戻る額が並び、入金を記録すると消える")
    func credit() async throws {
        let money = try await MoneyBench(day: "2025-08-12")
        let head =
            "検証用表示,審査支払機関,請求書番号,請求区分,請求年月,請求日,納付期限,請求額,内訳番号,内訳区分,診療年月,データ区分,件数,単価,金額"
        let row = "検証用,支払基金,F-8,通常,202507,20250810,20250825,-900,1,相殺,,,1,,-900"
        let file = Array([head, row].map { $0 + "\r\n" }.joined().utf8)
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/claims/invoices")
            _ = try await browser.upload("/claims/invoices", on: list, [("8.csv", file)])
        }
        try await money.bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/claims/invoices")
            let there = try list.address("/claims/invoices/")
            let page = try await browser.get(there)
            #expect(page.text.contains("市に戻る額") && page.text.contains("900円"))
            let action = try #require(page.action("settle-form"))
            let bare = try await browser.post(
                action, on: page, ["reason": "申立の結果は翌月に入力", "outcome": "accept"])
            #expect(bare.status == 422 && bare.text.contains("E-BEN-131"))
            #expect(bare.text.contains("申立の結果は翌月に入力"))
            let done = try await browser.follow(
                try await browser.post(
                    action, on: page,
                    ["reason": "申立の結果は翌月に入力", "outcome": "accept", "credit": "repaid"]))
            #expect(done.text.contains("検収済み（入金待ち）"), "\(done.text)")
            let accounts = try await browser.get("/accounting")
            #expect(accounts.text.contains("審査支払機関から戻る額") && accounts.text.contains(there))
            let credit = try #require(done.action("credit-form"))
            let early = try await browser.post(
                credit, on: done, ["act": "received", "received-on": "R7.8.9"])
            #expect(early.status == 422 && early.text.contains("E-BEN-134"))
            #expect(early.text.contains("value=\"R7.8.9\""))
            let came = try await browser.follow(
                try await browser.post(
                    credit, on: done, ["act": "received", "received-on": "R7.8.12"]))
            #expect(came.text.contains("検収済み（入金済み）"), "\(came.text)")
            let after = try await browser.get("/accounting")
            #expect(!after.text.contains("審査支払機関から戻る額"))
            // What was said is put right with a reason.
            let change = try #require(came.action("credit-change-form"))
            let without = try await browser.post(
                change, on: came, ["act": "to-repaid", "reason": ""])
            #expect(without.status == 422 && without.text.contains("理由"))
            let back = try await browser.follow(
                try await browser.post(
                    change, on: came, ["act": "to-repaid", "reason": "別の入金だった"]))
            #expect(back.text.contains("検収済み（入金待ち）") && back.text.contains("別の入金だった"))
            let carried = try await browser.follow(
                try await browser.post(
                    change, on: back, ["act": "to-carried", "reason": "繰越の通知"]))
            #expect(carried.text.contains("検収済み（繰越、次の請求書を待つ）"), "\(carried.text)")
            #expect(try await browser.get("/accounting").text.contains("次の請求書を待つ"))
        }
    }

    @Test("点検に通らない入力は、打ったものを残して理由を言う")
    func refused() async throws {
        let money = try await MoneyBench(day: "2025-08-12")
        try await money.bench.browse(as: "kyufu") { browser in
            let form = try await browser.get("/claims/new")
            let empty = try await browser.post("/claims/new", on: form, ["kind": ""])
            #expect(empty.status == 422 && empty.text.contains("受給者番号は7桁"))
            let wrong = try await browser.post(
                "/claims/new", on: form, fields(money, born: "R6.2.6"))
            #expect(wrong.status == 422 && wrong.text.contains("E-BEN-018"))
            #expect(wrong.text.contains("R6.2.6"))
            // The entitlement began on 10 June.
            let days = [
                ("R7.6.10", "受診日は月の日を"), ("9", "E-BEN-014"), ("9、10日", "E-BEN-123"),
                ("10 31", "E-BEN-072"),
            ]
            for (typed, word) in days {
                let page = try await browser.post(
                    "/claims/new", on: form, fields(money, visits: typed))
                #expect(page.status == 422 && page.text.contains(word), "\(typed)")
                #expect(page.text.contains("value=\"\(typed)\""), "\(typed)")
            }
            let right = try await browser.follow(
                try await browser.post("/claims/new", on: form, fields(money, visits: "１０")))
            #expect(right.text.contains("明細書を登録しました") && right.text.contains("10日"))
        }
    }

    @Test("窓口の担当には請求書も個別入力も開かない")
    func permission() async throws {
        let money = try await MoneyBench(day: "2025-08-12")
        try await money.bench.browse(as: "uketsuke") { browser in
            #expect(try await browser.get("/claims/invoices").status == 403)
            let home = try await browser.get("/")
            let tried = try await browser.post("/claims/new", on: home, fields(money))
            #expect(tried.status == 403)
        }
        // Whoever may not send the form is not shown it either.
        for officer in ["uketsuke", "kacho", "kanri", "kansa"] {
            try await money.bench.browse(as: officer) { browser in
                let form = try await browser.get("/claims/new")
                #expect(form.status == 403 && !form.text.contains("key-form"), "\(officer)")
            }
        }
    }
}
