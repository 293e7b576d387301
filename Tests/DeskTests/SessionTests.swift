// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Office
import Safeguards
import Testing
import Vocabulary

@testable import Desk

@Suite("ログインと、その終わり")
struct SessionTests {
    @Test("違うパスワードは断られ、題名は「エラー：」で始まり、打った利用者IDは残る")
    func wrongPassword() async throws {
        try await DeskBench().browse { browser in
            let page = try await browser.get("/login")
            let answer = try await browser.post(
                "/login", on: page, ["officer": "uketsuke", "password": "まったく違うパスワードです"])
            #expect(answer.status == 422)
            #expect(answer.title.hasPrefix("エラー："))
            #expect(answer.text.contains("利用者IDまたはパスワードが違います"))
            #expect(answer.text.contains("value=\"uketsuke\""))
            #expect(!answer.text.contains("まったく違うパスワードです"))
        }
    }

    @Test("クッキーは __Host- で、他のサイトにもスクリプトにも渡らない")
    func cookieIsBound() async throws {
        try await SharedBench.get().browse { browser in
            let page = try await browser.get("/login")
            let answer = try await browser.post(
                "/login", on: page, ["officer": "kansa", "password": DeskBench.password])
            let cookies = answer.headers[values: .setCookie]
            let session = try #require(cookies.first { $0.hasPrefix("__Host-hagukumi=") })
            for part in ["Path=/", "Secure", "HttpOnly", "SameSite=Strict"] {
                #expect(session.contains(part))
            }
            #expect(!session.contains("Domain") && !session.contains("Max-Age"))
        }
    }

    @Test("続きの番地は、このシステムの中だけ")
    func noOpenRedirect() async throws {
        for to in ["https://example.com/", "//example.com", "/\\example.com"] {
            try await SharedBench.get().browse { browser in
                let page = try await browser.get("/login")
                let answer = try await browser.post(
                    "/login", on: page,
                    ["officer": "kansa", "password": DeskBench.password, "to": to])
                let location = try #require(answer.location)
                #expect(location == "/" || location.hasPrefix("/?hello="), "\(location)")
            }
        }
    }

    @Test("断られた頁も職員の枠の中に出て、ホームへの道がある。ない番地でも行き止まりにならない")
    func refusedInTheFrame() async throws {
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let refused = try await browser.get("/officers")
            #expect(refused.status == 403 && refused.text.contains("E-SAF-006"))
            #expect(refused.text.contains("class=\"keys\"") && refused.text.contains(">ホームへ</a>"))
            #expect(refused.text.contains("action=\"/logout\""))
            let stray = try await browser.get("/no-such-page")
            #expect(stray.status == 404 && stray.text.contains("href=\"/\""))
        }
    }

    @Test("画面の鍵のない送信、よそから来た送信は断られる")
    func forgedForms() async throws {
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let bare = try await browser.send("/search", .post, "q=検証")
            #expect(bare.status == 403)
            let page = try await browser.get("/search")
            for headers in [
                ["origin": "https://evil.example"], ["sec-fetch-site": "cross-site"],
            ] {
                let sight = try await browser.post(
                    "/search", on: page, ["q": "ケンショウ"], headers: headers)
                #expect(sight.status == 403, "\(headers)")
            }
            let ours = try await browser.post(
                "/search", on: page, ["q": "ケンショウ"],
                headers: ["origin": "https://localhost", "sec-fetch-site": "same-origin"])
            #expect(ours.status == 303)
        }
    }

    @Test("10分操作がないと終わり、ログインの後は元の画面に戻る")
    func idleEnds() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            bench.clock.go(seconds: 599)
            #expect(try await browser.get("/search").status == 200)
            bench.clock.go(seconds: 601)
            let sight = try await browser.get("/applications")
            #expect(sight.status == 303)
            #expect(sight.location == "/login?to=%2Fapplications")
        }
    }

    @Test("ログアウトの後は、何も開かない")
    func logout() async throws {
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let home = try await browser.get("/")
            let left = try await browser.post("/logout", on: home, [:])
            #expect(left.location == "/login")
            let cleared = try #require(HTTPField.Name("clear-site-data"))
            #expect(left.headers[cleared] == "\"cache\", \"storage\"")
            #expect(try await browser.get("/").status == 303)
        }
    }

    @Test("最初のパスワードのままでは、変更の画面しか開かない")
    func firstPasswordMustChange() async throws {
        let bench = try await DeskBench()
        try bench.office.accounts.create(
            try NewOfficer(
                officer: "shinjin", name: "検証 新人", department: "子ども福祉課", roles: [.counter]),
            password: DeskBench.password, by: .machine("bench"))
        try await bench.browse(as: "shinjin") { browser in
            #expect(try await browser.get("/search").location == "/password?must=yes")
            let page = try await browser.get("/password?must=yes")
            let short = try await browser.post(
                "/password", on: page,
                ["current": DeskBench.password, "new": "みじかい", "again": "みじかい"])
            #expect(short.status == 422 && short.text.contains("15文字以上"))
            let new = "あさがおとひまわりと金木犀の庭"
            let done = try await browser.post(
                "/password", on: page,
                ["current": DeskBench.password, "new": new, "again": new])
            #expect(done.status == 303)
            #expect(try await browser.get("/search").status == 200)
        }
    }

    @Test("知らない番地は、守られた「見つかりません」になる")
    func unknownAddress() async throws {
        try await SharedBench.get().browse { browser in
            let sight = try await browser.get("/../etc/passwd")
            #expect(sight.status == 404)
            #expect(sight.text.contains("E-DSK-004"))
        }
    }
}
