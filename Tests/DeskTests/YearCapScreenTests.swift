// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("年間上限の画面")
struct YearCapScreenTests {
    @Test("1372 は年を選ぶと超える家族を数え、1年の委任は書類と額を確かめ、打った内容を残して断る")
    func year() async throws {
        let money = try await MoneyBench(day: "2027-09-01")
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/proxies")
            #expect(list.status == 200 && list.text.contains("年間上限を超える家族"))
            #expect(list.text.contains("cap=2026-08"), "\(list.text)")
            let none = try await browser.get("/proxies?cap=2026-08")
            #expect(none.text.contains("どの所得区分でも上限を超える家族はありません"))
            let typed = [
                ("child", money.recipientNumber), ("month", "R9.7"), ("period", "year"),
                ("mandate", "R9.8.20"), ("band", "エ"),
            ]
            let paper = try await browser.post("/proxies", on: list, typed + [("lowpay", "yes")])
            #expect(paper.status == 422 && paper.text.contains("href=\"#paper\""), "\(paper.text)")
            #expect(paper.text.contains("value=\"R9.7\""))
            let month = try await browser.post(
                "/proxies", on: list,
                typed.filter { $0.0 != "period" } + [("lowpay", "yes"), ("paper", "決定通知書")])
            #expect(month.status == 422 && month.text.contains("href=\"#lowpay\""))
            let refused = try await browser.post("/proxies", on: list, typed)
            #expect(refused.status == 422 && refused.text.contains("E-BEN-163"), "\(refused.text)")
            let seen = try await browser.post(
                "/proxies", on: list, typed + [("act", "calculate")])
            #expect(seen.status == 200 && seen.text.contains("年間上限の見込"), "\(seen.text)")
        }
        try await money.bench.browse(as: "uketsuke") { browser in
            let sight = try await browser.get("/proxies?cap=2026-08")
            #expect(sight.status == 403)
        }
    }
}
