// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("支払先の変更の画面")
struct PayeeScreenTests {
    /// One payment in the schedule of July.
    private func scheduled() async throws -> MoneyBench {
        let money = try await MoneyBench()
        try await money.decided()
        try await money.bench.browse(as: "kyufu") { browser in
            let made = try await browser.schedule("2025-07")
            try #require(made.status == 303, "\(made.text)")
        }
        return money
    }

    @Test("起案→決裁待ち→決裁が画面だけででき、断られても打った内容は残り、自分では決裁できない")
    func wholeWay() async throws {
        let money = try await scheduled()
        let path = "/persons/\(money.child)/payments"
        let heir = Family.of(.searched).mother.description
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get(path)
            #expect(page.text.contains("支払先の変更を起案する"))
            let item = try #require(
                page.text.firstMatch(of: /<option value="(\d+)"/).map { String($0.1) })
            let wrong = try await browser.post(
                path + "/payee", on: page,
                [
                    ("item", item), ("payee", "12"), ("ground", "death"),
                    ("evidence", "戸籍謄本"), ("payee-why", ""),
                ])
            #expect(wrong.status == 422 && wrong.text.contains("説明を入力してください"))
            #expect(wrong.text.contains("value=\"戸籍謄本\"") && wrong.text.contains("value=\"12\""))
            let own = try await browser.post(
                path + "/payee", on: page,
                [
                    ("item", item), ("payee", money.child.description), ("ground", "death"),
                    ("evidence", "戸籍謄本"), ("payee-why", "代表者の届"),
                ])
            #expect(own.status == 422 && own.text.contains("E-PAY-096"), "\(own.text)")
            #expect(own.text.contains("<li><a href=\"#payee\">"))
            let asked = try await browser.follow(
                try await browser.post(
                    path + "/payee", on: try await browser.get(path),
                    [
                        ("item", item), ("payee", heir), ("ground", "death"),
                        ("evidence", "戸籍謄本"), ("payee-why", "代表者の届"),
                    ]))
            #expect(asked.text.contains("支払先の変更を起案しました"), "\(asked.text)")
            #expect(asked.text.contains("別の職員が決裁します") && asked.text.contains(heir))
            #expect(!asked.text.contains("支払先の変更を決裁する"))
            let forced = try await browser.post(path + "/payee/1", on: asked, [("act", "approve")])
            #expect(forced.status == 403)
        }
        try await money.bench.browse(as: "kacho") { browser in
            #expect(try await browser.get("/").text.contains("支払先の変更の決裁待ち"))
            let list = try await browser.get("/payments/schedule")
            #expect(list.text.contains("支払先の変更の決裁待ち") && list.text.contains(path))
            // In the inbox with its sum and how long it has waited.
            let inbox = try await browser.get("/decisions")
            let line = try #require(
                inbox.text.firstMatch(of: /支払先の変更<\/a><\/th>.*?<\/tr>/).map { String($0.0) })
            #expect(
                line.contains("1件") && line.contains("円</td>") && line.contains("（きょう）"), "\(line)")
            let page = try await browser.get(path)
            #expect(page.text.contains("戸籍謄本"))
            let change = try page.address(path + "/payee/")
            let bare = try await browser.post(change, on: page, [("act", "back")])
            #expect(bare.status == 422 && bare.text.contains("差戻しの理由を入力してください"))
            let done = try await browser.follow(
                try await browser.post(
                    change, on: try await browser.get(path), [("act", "approve")]))
            #expect(done.text.contains("支払先の変更を決裁しました"), "\(done.text)")
            #expect(done.text.contains("再振込へ") && done.text.contains("口座の登録なし"))
            #expect(!(try await browser.get("/").text.contains("支払先の変更の決裁待ち")))
        }
    }
}
