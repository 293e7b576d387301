// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("人ごとの帳の画面（1021–1025）")
struct RecordScreenTests {
    private func office(_ family: Family) async throws -> DeskBench {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            _ = try await Counter(browser).receive([family.child])
        }
        return bench
    }

    @Test("メモを書くとどの画面の帯にも重要の内容が出て、終えると消え、書いた人が残る")
    func memo() async throws {
        let family = Family.of(.intake)
        let bench = try await office(family)
        try await bench.browse(as: "uketsuke") { browser in
            let path = "/persons/\(family.child)/memos"
            let page = try await browser.get(path)
            #expect(page.status == 200)
            let empty = try await browser.post(
                path, on: page, ["text": "", "importance": "warning", "reach": "person"])
            #expect(empty.status == 422)
            let done = try await browser.follow(
                try await browser.post(
                    path, on: page,
                    ["text": "父からの電話に答えない", "importance": "warning", "reach": "person"]))
            #expect(done.text.contains("登録しました"))
            for place in ["", "/insurance", "/accounts", "/addresses", "/welfare-household"] {
                let sight = try await browser.get("/persons/\(family.child)\(place)")
                #expect(sight.text.contains("父からの電話に答えない"), "\(place)")
            }
            let row = try #require(
                done.text.firstMatch(of: /memos\?row=([0-9]+)/).map { String($0.1) })
            let chosen = try await browser.get("\(path)?row=\(row)")
            let ended = try await browser.follow(
                try await browser.post("\(path)/end", on: chosen, ["replaces": row]))
            #expect(ended.text.contains("R7.6.10 12:00 検証 受付"), "職員は名前で示す")
            let sight = try await browser.get("/persons/\(family.child)")
            #expect(!sight.text.contains("父からの電話に答えない"))
        }
    }

    @Test("保険を訂正すると前の行が訂正済みになり、昔の記録の日では前のまま見える", .measure("R-48"))
    func insurance() async throws {
        let family = Family.of(.intake)
        let bench = try await office(family)
        bench.clock.go(seconds: 86_400 * 3)
        try await bench.browse(as: "uketsuke") { browser in
            let path = "/persons/\(family.child)/insurance"
            let page = try await browser.get(path)
            let row = try #require(
                page.text.firstMatch(of: /insurance\?row=([0-9]+)/).map { String($0.1) })
            let chosen = try await browser.get("\(path)?row=\(row)")
            #expect(chosen.text.contains("保険資格の訂正"))
            let answer: [String: String] = [
                "replaces": row, "insurer": "06119903", "insurer-name": "訂正健康保険組合",
                "acquired": "R7.4.2", "evidence": "confirmation", "reason": "",
            ]
            let noReason = try await browser.post(
                path, on: chosen, answer.map { ($0.key, $0.value) })
            #expect(noReason.status == 422 && noReason.text.contains("訂正健康保険組合"))
            let done = try await browser.follow(
                try await browser.post(
                    path, on: chosen,
                    answer.merging(["reason": "資格確認書"]) { $1 }.map { ($0.key, $0.value) }))
            #expect(done.text.contains("訂正健康保険組合") && done.text.contains("訂正済み"))
            let then = try await browser.get("\(path)?known=2025-06-10")
            #expect(!then.text.contains("訂正健康保険組合"))
        }
    }

    @Test("ゆうちょの記号番号は店番と口座番号に直り、検査数字が違えば断り、名義の違いが出る")
    func account() async throws {
        let family = Family.of(.intake)
        let bench = try await office(family)
        try await bench.browse(as: "uketsuke") { browser in
            let path = "/persons/\(family.father)/accounts"
            let page = try await browser.get(path)
            #expect(page.status == 200)
            var answer: [String: String] = [
                "account": "post", "post-symbol": "14030", "post-number": "12345672",
                "holder": "ベツジン タロウ", "account-reason": "口座変更届",
            ]
            let wrong = try await browser.post(
                path, on: page, answer.map { ($0.key, $0.value) })
            #expect(wrong.status == 422)
            answer["post-number"] = "12345671"
            let done = try await browser.follow(
                try await browser.post(
                    path, on: page, answer.map { ($0.key, $0.value) }))
            #expect(done.text.contains("9900") && done.text.contains("408"))
            #expect(done.text.contains("確認待ち") && done.text.contains("不一致"))
            // All digits are never on a page without a reason.
            #expect(!done.text.contains("1234567"))
        }
    }

    @Test("福祉世帯と送付先を登録・訂正でき、給付の職員には書く場所がない", .measure("R-45"))
    func householdAndAddress() async throws {
        let family = Family.of(.intake)
        let bench = try await office(family)
        try await bench.browse(as: "uketsuke") { browser in
            let path = "/persons/\(family.father)/welfare-household"
            let page = try await browser.get(path)
            let done = try await browser.follow(
                try await browser.post(
                    path, on: page,
                    [
                        "recipient": family.father.description,
                        "member": family.child.description, "relation": "子", "from": "R7.5.1",
                        "reason": "同居",
                    ]))
            #expect(done.text.contains("登録しました") && done.text.contains("同居"))
            let addresses = "/persons/\(family.father)/addresses"
            let form = try await browser.get(addresses)
            let bad = try await browser.post(
                "\(addresses)/mailing", on: form,
                [
                    "mailing-postal": "12", "mailing-address": "北町1", "mailing-name": "祖母",
                    "mailing-from": "R7.5.1", "mailing-reason": "届出",
                ])
            #expect(bad.status == 422 && bad.text.contains("E-REC-007"))
            let good = try await browser.follow(
                try await browser.post(
                    "\(addresses)/mailing", on: form,
                    [
                        "mailing-postal": "119-0002", "mailing-address": "北町1",
                        "mailing-name": "祖母", "mailing-from": "R7.5.1", "mailing-reason": "届出",
                    ]))
            #expect(good.text.contains("北町1"))
        }
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/persons/\(family.father)/welfare-household")
            #expect(page.status == 200 && !page.text.contains("世帯員を登録する"))
            let refused = try await browser.post(
                "/persons/\(family.father)/welfare-household", on: page, ["reason": "x"])
            #expect(refused.status == 403)
        }
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/persons/\(family.child)/memos")
            #expect(page.status == 403)
        }
    }

    @Test("附加給付は給付の職員が起案し、本人には決裁できず、決裁者が決裁すると適用中になる", .measure("R-08"))
    func insurerRule() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/masters/insurers")
            let none = try await browser.post("/masters/insurers", on: page, ["insurer": "1"])
            #expect(none.status == 422)
            let done = try await browser.follow(
                try await browser.post(
                    "/masters/insurers", on: page,
                    [
                        "insurer": "06119903", "from": "R7.4.1", "pays": "yes", "deduct": "25000",
                        "minimum": "1000", "unit": "100", "despite": "no", "basis": "規約第31条",
                    ]))
            #expect(done.text.contains("自分が起案") && done.text.contains("25,000"))
        }
        try await bench.browse(as: "kacho") { browser in
            let inbox = try await browser.get("/decisions")
            #expect(inbox.text.contains("href=\"/masters/insurers\">附加給付の規則</a>"))
            let page = try await browser.get("/masters/insurers")
            let decide = try #require(
                page.text.firstMatch(of: /action="(\/masters\/insurers\/[0-9]+)"/)
                    .map { String($0.1) })
            let done = try await browser.follow(
                try await browser.post(decide, on: page, ["act": "approve"]))
            #expect(done.text.contains("適用中"))
            let masters = try await browser.get("/masters")
            #expect(masters.text.contains("保険者の附加給付"))
        }
    }
}
