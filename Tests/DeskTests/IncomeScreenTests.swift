// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("収入の画面（1380）")
struct IncomeScreenTests {
    @Test("調定・収入済・収入未済が月ごとに出て、額から案件が開き、連携データになる。決定が下がれば過誤納が出る")
    func income() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let empty = try await browser.get("/accounting")
            #expect(empty.text.contains("この年度に、調定または収入した額はありません"))
            let asked = [("act", "income"), ("year", "2025")]
            let none = try await browser.post("/accounting/file", on: empty, asked)
            #expect(none.status == 422 && none.text.contains("E-PAY-119"), "\(none.text)")

            let path = try await money.askInsurer(browser)
            try await money.tell(browser, path, "decided", "32400")
            try await money.tell(browser, path, "received", "30000")
            let page = try await browser.get("/accounting")
            #expect(page.text.contains("高額療養費の受領") && page.text.contains("令和7年6月"))
            #expect(page.text.contains(">32,400<") && page.text.contains(">30,000<"))
            #expect(page.text.contains(">2,400<") && !page.text.contains("過誤納が"))
            #expect(page.text.contains("保険者からの入金（代理受領）") && !page.text.contains("不一致"))

            let list = try await browser.get("/accounting?year=2025&income=high-cost&of=open")
            #expect(list.text.contains("高額療養費の受領・収入未済額（1件・2,400円）の内訳"))
            #expect(list.text.contains("<a href=\"\(path)\">代理受領 "), "\(list.text)")
            #expect(!list.text.contains(money.recipientNumber))
            let other = try await browser.get("/accounting?year=2025&income=third-party&of=open")
            #expect(other.text.contains("内訳はありません"))

            try await money.tell(browser, path, "decided", "20000")
            let excess = try await browser.get("/accounting")
            #expect(excess.text.contains("過誤納が") && excess.text.contains("1件・10,000円"))
            let file = try await browser.post("/accounting/file", on: excess, asked)
            #expect(file.status == 200)
            #expect(
                file.headers.value("content-disposition")?.contains("shunyu_2025_") ?? false)
            #expect(String(decoding: file.bytes, as: UTF8.self).contains("高額療養費の受領"))
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/accounting")
            #expect(page.text.contains(">30,000<") && !page.text.contains("連携データを作成する"))
            let denied = try await browser.post("/accounting/file", on: page, [("act", "income")])
            #expect(denied.status == 403)
        }
        try await money.bench.browse(as: "uketsuke") { browser in
            let denied = try await browser.get("/accounting")
            #expect(denied.status == 403)
        }
    }
}
