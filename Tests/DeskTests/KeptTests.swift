// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Safeguards
import Testing
import Vocabulary

@testable import Desk

/// What was typed is never lost: not by a refusal, not by going back, not by a log-in that ended.
@Suite("入力を失わない")
struct KeptTests {
    /// An application of a fictional child with its page.
    private func application(_ browser: Browser) async throws -> String {
        let received = try await Counter(browser).receive([Family.of(.hold).child])
        return "/applications/" + (try #require(received.ids(after: "/applications/").first))
    }

    /// Sends a form as a browser does, without looking where it leads.
    private func send(
        _ browser: Browser, _ path: String, on page: Sight, _ fields: [(String, String)]
    ) async throws -> Sight {
        let pairs = ["csrf", "once"].map { ($0, page.hidden($0) ?? "") } + fields
        return try await browser.send(
            path, .post,
            pairs.map { "\($0.0)=\(Typed.escaped($0.1))" }.joined(separator: "&"))
    }

    @Test("断られた入力は番地を持つ画面になり、何度開いても入力が残る。ほかの職員には開けない")
    func refusalHasAnAddress() async throws {
        let bench = try await DeskBench()
        let address = try await bench.browse(as: "uketsuke") { browser in
            let path = try await application(browser)
            let page = try await browser.get(path)
            let refused = try await send(
                browser, path + "/hold", on: page,
                [("reason", ""), ("missing", "委任状＜原本＞"), ("due", "R7.7.1")])
            let address = try #require(refused.location)
            #expect(refused.status == 303 && address.hasPrefix("/again/"))
            // What was typed stands in no address.
            #expect(!address.contains("R7") && address.count == 43)
            for _ in 1...2 {
                let again = try await browser.get(address)
                #expect(again.status == 422 && again.title.hasPrefix("エラー："))
                #expect(again.text.contains("value=\"委任状＜原本＞\""))
                #expect(again.text.contains("<span class=\"code\">1140</span>"))
            }
            // From that page the form can be sent.
            let again = try await browser.get(address)
            let done = try await send(
                browser, path + "/hold", on: again, [("reason", "書類待ち"), ("due", "R7.7.1")])
            #expect(done.location?.hasSuffix("?done=held") ?? false)
            return address
        }
        try await bench.browse(as: "kacho") { browser in
            let other = try await browser.get(address)
            #expect(other.status == 404 && !other.text.contains("委任状"))
        }
    }

    @Test("送る前にログインの時間が終わっても、入力は同じ職員の次のログインまで残る")
    func logInOver() async throws {
        let bench = try await DeskBench()
        try await bench.browse { browser in
            try await browser.logIn("uketsuke")
            let path = try await application(browser)
            let page = try await browser.get(path)
            bench.clock.go(seconds: 700)
            let late = try await send(
                browser, path + "/hold", on: page,
                [("reason", "委任状待ち"), ("missing", "委任状"), ("due", "R7.7.1")])
            let door = try #require(late.location)
            #expect(late.status == 303 && door.hasPrefix("/login?to=%2Fagain%2F"))
            let back = try #require(door.split(separator: "=").last?.removingPercentEncoding)
            try await browser.logIn("kacho")
            #expect(try await browser.get(back).status == 404)
            try await browser.logIn("uketsuke")
            let kept = try await browser.get(back)
            #expect(kept.text.contains("まだ送られていません"))
            #expect(kept.text.contains("value=\"委任状待ち\""))
            // Nothing was carried out in the meantime.
            #expect(try await browser.get(path).text.contains("保留にする"))
        }
    }

    @Test("断られた操作の説明も番地を持ち、戻っても何も送られない")
    func troubleHasAnAddress() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            let path = try await application(browser)
            let page = try await browser.get(path)
            let refused = try await send(browser, path + "/release", on: page, [])
            #expect(refused.location?.hasPrefix("/again/") ?? false)
            let shown = try await browser.get(try #require(refused.location))
            #expect(shown.status == 409 && shown.text.contains("E-ENT-"))
        }
    }

    @Test("ない受付番号の画面は「見つかりません」になる")
    func unknownApplication() async throws {
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let sight = try await browser.get("/applications/999999999")
            #expect(sight.status == 404 && sight.text.contains("見つかりません"))
        }
    }

    @Test("処理の進み具合を画面が尋ねても、ログインの時間は延びない")
    func pollingIsNoWork() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kyufu") { browser in
            for _ in 1...6 {
                bench.clock.go(seconds: 99)
                let answer = try await browser.get("/claims/jobs/none/progress")
                #expect(answer.status == 404)
            }
            bench.clock.go(seconds: 10)
            let over = try await browser.get("/claims/jobs/none/progress")
            #expect(over.status == 303)
            let home = try await browser.get("/")
            #expect(home.location?.hasPrefix("/login") == true)
        }
    }
}
