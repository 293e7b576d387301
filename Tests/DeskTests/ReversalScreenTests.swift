// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("入金・納付の取消しと代理受領の画面")
struct ReversalScreenTests {
    @Test("代理受領の打ち間違えた入金は、経過の行から理由を書いて取り消し、記録は残る")
    func proxy() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let path = try await money.askInsurer(browser)
            try await money.tell(browser, path, "decided", "32400")
            try await money.tell(browser, path, "received", "3240")
            let page = try await browser.get(path)
            let receipt = try #require(page.hidden("receipt"), "\(page.text)")
            let asked = [("act", "reverse"), ("receipt", receipt)]
            let wrong = try await browser.post(path + "/record", on: page, asked)
            #expect(wrong.status == 422 && wrong.text.contains("取消しの理由を入力してください"))
            let done = try await browser.follow(
                try await browser.post(
                    path + "/record", on: page,
                    asked + [("reverse-why-\(receipt)", "1桁少なく入力した")]))
            #expect(done.text.contains("取り消しました"), "\(done.text)")
            #expect(done.text.contains("取消し：1桁少なく入力した（検証 給付）"))
            #expect(done.text.contains("<dt>未収</dt><dd>32,400円</dd>"))
            #expect(done.text.contains("3,240"), "取り消した記録も残る")
            try await money.tell(browser, path, "received", "32400")
        }
    }

    @Test("時効の近い返還がホームに出て、押すとその分だけの一覧が開く")
    func limitation() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let home = try await browser.get("/")
            #expect(!home.text.contains("時効の近い返還"))
        }
        let id = try money.claim(due: CivilDate(iso: "2020-08-31"))
        money.bench.clock.go(seconds: 3_600)
        try await money.bench.browse(as: "kyufu") { browser in
            let home = try await browser.get("/")
            #expect(home.text.contains("時効の近い返還"), "\(home.text)")
            #expect(home.text.contains("href=\"/payments/recoveries?near=1\""))
            let list = try await browser.get("/payments/recoveries?near=1")
            #expect(list.text.contains("<h2>時効の近い返還</h2>"), "\(list.text)")
            #expect(list.text.contains("href=\"\(Route.recovery.path(id))\""))
            #expect(!list.text.contains("督促が要る返還はありません"))
            let all = try await browser.get("/payments/recoveries")
            #expect(all.text.contains("時効の近い返還 1件"))
        }
        try await money.bench.browse(as: "kacho") { browser in
            let home = try await browser.get("/")
            #expect(!home.text.contains("時効の近い返還"))
        }
    }

    @Test("返還の納付は、記録した本人には取り消せず、別の職員が取り消すと未納に戻る")
    func recovery() async throws {
        let money = try await MoneyBench()
        let office = money.bench.office
        let clerk = MoneyBench.officer("p9", .payment)
        let id = try money.claim()
        try office.casework.perform(RecordRecovery.operation, by: clerk, for: .benefit) {
            try RecordRecovery.receive(Yen(500), for: id, on: $0.today, key: "N1", in: $0)
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let path = Route.recovery.path(id)
            let page = try await browser.get(path)
            let over = try await browser.post(
                path + "/receipts", on: page, [("amount", "101"), ("on", "R7.6.10")])
            #expect(over.status == 422 && over.text.contains("E-PAY-116"), "\(over.text)")
            #expect(over.text.contains("過誤納") && over.text.contains("value=\"101\""))
            let receipt = try #require(page.hidden("receipt"), "\(page.text)")
            let done = try await browser.follow(
                try await browser.post(
                    path + "/receipts", on: page,
                    [
                        ("act", "reverse"), ("receipt", receipt),
                        ("reverse-why-\(receipt)", "別の返還の分"),
                    ]))
            #expect(done.text.contains("取り消しました") && done.text.contains("未納"))
            #expect(done.text.contains("取消し：別の返還の分（検証 給付）"))
            // What one has recorded oneself somebody else takes back.
            let paid = try await browser.follow(
                try await browser.post(
                    path + "/receipts", on: done, [("amount", "50"), ("on", "R7.6.10")]))
            #expect(paid.text.contains("返還を記録しました"))
            #expect(paid.hidden("receipt") == nil)
        }
        try await money.bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(Route.recovery.path(id))
            #expect(page.status == 403)
        }
    }
}
