// SPDX-License-Identifier: Apache-2.0
import Entitlement
import HTTPTypes
import Office
import Safeguards
import Testing
import Vocabulary

@testable import Desk

/// Letters to parties outside: what is waited for, its answer, and those that went out before the register.
@Suite("回答を待つ相手方あての文書の画面")
struct AwaitedLetterScreenTests {
    /// An accident at school with one letter of inquiry.
    private func asked(_ money: MoneyBench) async throws -> String {
        try await money.bench.browse(as: "kyufu") { browser -> String in
            try await money.takeIn(try money.claimFile(), browser)
            let list = try await browser.get("/liabilities")
            #expect(!list.text.contains("回答・入金を待つ相手方あての文書"))
            let page = try await browser.follow(
                try await browser.post(
                    "/liabilities", on: list,
                    [
                        ("child", money.recipientNumber), ("kind", "sports-council"),
                        ("happened", "R7.6.1"), ("reported", "R7.6.5"),
                        ("counterpart", "見本小学校"), ("circumstances", "休み時間に骨折"),
                    ]))
            let path = try page.address("/liabilities/one/")
            let source = try #require(page.hidden("source"), "\(page.text)")
            let marked = try await browser.follow(
                try await browser.post(
                    path + "/mark", on: page, [("source", source), ("act", "touched")]))
            _ = try await browser.follow(
                try await browser.post(
                    path + "/letter", on: marked,
                    [
                        ("party-name", "見本小学校"), ("party-honorific", "御中"),
                        ("party-postal", "119-0002"), ("party-address", "隣市西1-1"),
                        ("document", "見子福第77号"), ("due", "R7.7.31"),
                    ]))
            return path
        }
    }

    @Test("照会は回答を待つ文書の一覧に出て、回答の誤った日は打った内容を残して断り、記録すると消える")
    func answered() async throws {
        let money = try await MoneyBench()
        let path = try await asked(money)
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/liabilities")
            #expect(list.text.contains("回答・入金を待つ相手方あての文書 1件"), "\(list.text)")
            #expect(list.text.contains("見子福第77号") && list.text.contains("日数は制度の本に未設定"))
            #expect(!list.text.contains("催促の時期"))
            let page = try await browser.get(path)
            let action = try #require(page.action("answer-form"), "\(page.text)")
            let letter = try #require(
                page.text.firstMatch(of: /<option value="(\d+)"[^>]*>[^<]*見子福第77号/)
                    .map { String($0.1) })
            let wrong = try await browser.post(
                action, on: page,
                [
                    ("act", "answered"), ("answered", letter), ("answer-day", "R7.1.1"),
                    ("answer", "8月に給付の決定"),
                ])
            #expect(wrong.status == 422 && wrong.text.contains("E-ENT-044"), "\(wrong.text)")
            #expect(wrong.text.contains("8月に給付の決定"))
            let done = try await browser.follow(
                try await browser.post(
                    action, on: wrong,
                    [
                        ("act", "answered"), ("answered", letter), ("answer-day", "R7.6.10"),
                        ("answer", "8月に給付の決定"),
                    ]))
            #expect(done.text.contains("8月に給付の決定") && done.action("answer-form") == nil)
            let after = try await browser.get("/liabilities")
            #expect(!after.text.contains("回答・入金を待つ相手方あての文書"))
        }
    }

    @Test("母だけが支援措置の家族でも、相手方の名は一覧にも事故の画面にも出ない")
    func protectedFamily() async throws {
        let money = try await MoneyBench()
        let path = try await asked(money)
        try await money.bench.browse(as: "kyufu") { browser in
            for address in ["/liabilities", path] {
                let page = try await browser.get(address)
                #expect(page.text.contains("見本小学校"), "\(address)")
            }
        }
        let mother = Family.of(.ordinary).mother
        try Family.of(.ordinary).tell(
            [mother: ["protection": "1"]], in: money.bench.office)
        try await money.bench.browse(as: "kyufu") { browser in
            for address in ["/liabilities", path] {
                let page = try await browser.get(address)
                #expect(page.text.contains("見子福第77号"), "\(page.text)")
                #expect(!page.text.contains("見本小学校"), "\(address): \(page.text)")
            }
        }
    }

    @Test("前に発送した文書は、日と理由を入れて一度に発送済みにでき、今日の日は断る")
    func older() async throws {
        let money = try await MoneyBench()
        _ = try await asked(money)
        try await money.bench.browse(as: "kyufu") { browser in
            let today = try await browser.get("/postings")
            #expect(today.text.contains("OT-") && !today.text.contains("id=\"older-form\""))
        }
        money.bench.clock.go(seconds: 86_400)
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/postings")
            #expect(page.text.contains("id=\"older-form\""), "\(page.text)")
            let wrong = try await browser.post(
                "/postings", on: page,
                [("act", "older"), ("older-day", "R7.6.11"), ("older-reason", "記録の前に発送")])
            #expect(wrong.status == 422 && wrong.text.contains("E-ENT-042"), "\(wrong.text)")
            #expect(wrong.text.contains("記録の前に発送"))
            let silent = try await browser.post(
                "/postings", on: page,
                [("act", "older"), ("older-day", "R7.6.10"), ("older-reason", "")])
            #expect(silent.status == 422)
            let done = try await browser.follow(
                try await browser.post(
                    "/postings", on: page,
                    [("act", "older"), ("older-day", "R7.6.10"), ("older-reason", "記録の前に発送")]))
            #expect(done.text.contains("相手方あての文書 1通を発送済みにしました"), "\(done.text)")
            #expect(!done.text.contains("value=\"OT-"))
        }
    }

    @Test("返戻の後に送り直した文書だけのときは、まとめて発送済みにする欄は出ない。出た欄は必ず通る")
    func sentAgain() async throws {
        let money = try await MoneyBench()
        _ = try await asked(money)
        try await money.bench.browse(as: "kyufu") { browser in
            let postings = try await browser.get("/postings")
            let envelope = try #require(
                postings.text.firstMatch(of: /name="envelope" value="(OT-\d+)"/).map {
                    String($0.1)
                })
            _ = try await browser.follow(
                try await browser.post(
                    "/postings", on: postings, [("act", "some"), ("envelope", envelope)]))
            let returned = try await browser.follow(
                try await browser.post(
                    "/letters/returned", on: try await browser.get("/letters/returned"),
                    [("code", envelope), ("cause", "moved"), ("on", "."), ("note", "")]))
            let settle = try #require(
                returned.text.firstMatch(of: /action="(\/letters\/returned\/\d+)"/).map {
                    String($0.1)
                }, "\(returned.text)")
            _ = try await browser.follow(
                try await browser.post(
                    settle, on: returned,
                    [("outcome", "resent"), ("envelope", ""), ("note", "電話で確かめた")]))
        }
        money.bench.clock.go(seconds: 86_400)
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/postings")
            #expect(page.text.contains(/value="OT-\d+-2"/), "\(page.text)")
            #expect(!page.text.contains("id=\"older-form\""), "\(page.text)")
        }
    }
}
