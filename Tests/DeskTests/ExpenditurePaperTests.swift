// SPDX-License-Identifier: Apache-2.0
import Office
import Payments
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// 支出負担行為書・支出命令書 on 1380.
@Suite("支出命令の書類")
struct ExpenditurePaperTests {
    private static let clerk = Principal(
        officer: "kyufu", name: "検証 給付", roles: [.payment], session: "bench", terminal: "給付1")

    /// An order for an invoice of an examining body, that waits for a head.
    private func order(_ bench: DeskBench) throws -> Expenditure {
        let law = FiscalLaw(book: bench.office.book)
        return try bench.office.casework.perform(.manageBudget, by: Self.clerk, for: .benefit) {
            try RegisterBudget.perform(
                .initial, Yen(900_000), of: FiscalYear(of: $0.today), document: "予算書 第1号",
                key: "B1", law: law, in: $0)
            let orders = try ProposeExpenditure.perform(
                .invoice(
                    reference: "国保連-2025-05", title: "国保連 令和7年5月請求分", amount: Yen(345_678),
                    decidedOn: $0.today, payOn: $0.today.adding(days: 10)),
                key: "E1", law: law, in: $0)
            return try #require(orders.first)
        }
    }

    @Test("決裁の済んだ支出命令だけが、科目・年度・金額・債権者数・決裁した職員を書いた二つの書類になり、読み返せる")
    func papers() async throws {
        let bench = try await DeskBench()
        let order = try order(bench)
        let path = "/accounting/orders/\(order.id)"
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get(path)
            #expect(!page.text.contains("支出命令書を印字する"), "決裁の前は印字できない")
            let early = try await browser.post(path + "/paper", on: page, [:])
            #expect(early.status == 422 && early.text.contains("E-PAY-110"), "\(early.status)")
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            _ = try await browser.follow(
                try await browser.post(path + "/decide", on: page, ["act": "approve"]))
        }
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get(path)
            #expect(page.text.contains("支出命令書を印字する") && page.text.contains("F10"))
            let printed = try await browser.follow(
                try await browser.post(path + "/paper", on: page, [:]))
            try await browser.paper(printed) { reader in
                for (sheet, title) in [(1, "支出負担行為書"), (2, "支出命令書")] {
                    let text = try reader.characters(page: sheet)
                    for word in [
                        title, order.number, order.account, "国保連令和7年5月請求分", "345,678円",
                        "令和7年度", "1人", "検証給付", "検証課長", "令和7年6月20日", "文例",
                    ] { #expect(text.contains(word), "\(title): \(word)") }
                }
            }
        }
        try await bench.browse(as: "kansa") { browser in
            let page = try await browser.get("/")
            #expect(try await browser.post(path + "/paper", on: page, [:]).status == 403)
        }
    }
}
