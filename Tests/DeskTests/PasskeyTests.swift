// SPDX-License-Identifier: Apache-2.0
import Authenticator
import Foundation
import HTTPTypes
import Office
import Passkeys
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Desk

/// A desk with a second factor, and the devices of its officers.
final class GuardedDesk: Sendable {
    let bench: DeskBench
    let devices = Mutex<[String: SoftAuthenticator]>([:])

    init() async throws {
        bench = try await DeskBench(
            secondFactor: SecondFactor(
                party: RelyingParty(
                    id: "localhost", origins: ["https://localhost:8443"], title: "検証環境"),
                policy: AuthenticatorPolicy()))
    }

    /// The question that the script would hand to the browser.
    private func question(_ page: Sight) throws -> [String: Any] {
        let found = try #require(page.text.firstMatch(of: /data-question="([^"]*)"/))
        let json = String(found.1).replacingOccurrences(of: "&quot;", with: "\"")
        return try #require(
            JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    func challenge(_ page: Sight) throws -> [UInt8] {
        try #require((question(page)["challenge"] as? String).flatMap(Base64URL.bytes))
    }

    func password(_ officer: String, _ browser: Browser, to: String = "") async throws -> Sight {
        let page = try await browser.get("/login" + (to.isEmpty ? "" : "?to=" + to))
        let sent = try await browser.post(
            "/login", on: page, ["officer": officer, "password": DeskBench.password])
        return try await browser.follow(sent)
    }

    func register(_ officer: String, words: String, _ browser: Browser) async throws -> Sight {
        let first = try await password(officer, browser)
        let second = try await browser.post(
            "/login/ticket", on: first, ["ticket": words, "label": "職員証"])
        guard second.text.contains("data-question") else { return second }
        var device = SoftAuthenticator()
        device.id = Array(officer.utf8)
        let client = device.clientData("webauthn.create", try challenge(second))
        let object = try device.attestation(selfSigned: true, over: client)
        let sent = try await browser.post(
            "/login/register", on: second,
            [
                "client": Base64URL.text(of: client), "object": Base64URL.text(of: object),
                "label": "職員証",
            ])
        let made = device
        devices.withLock { $0[officer] = made }
        return sent
    }

    /// Answers the question of a page with the device of an officer.
    func answer(
        _ officer: String, _ page: Sight, at path: String, _ browser: Browser,
        _ change: (inout SoftAuthenticator) -> Void = { _ in }
    ) async throws -> Sight {
        let challenge = try challenge(page)
        let device = devices.withLock { devices in
            devices[officer]?.counter += 1
            return devices[officer]
        }
        var used = try #require(device)
        change(&used)
        let given = try used.answer(to: challenge)
        return try await browser.post(
            path, on: page,
            [
                "id": Base64URL.text(of: given.id), "client": Base64URL.text(of: given.client),
                "data": Base64URL.text(of: given.data),
                "signature": Base64URL.text(of: given.signature),
            ])
    }

    func ready(_ officer: String) async throws {
        let words = try bench.office.accounts.firstTicket(for: officer)
        try await bench.browse { browser in
            let entered = try await self.register(officer, words: words, browser)
            try #require(entered.status == 303, "\(entered.text)")
        }
    }
}

@Suite("画面での二要素のログイン")
struct PasskeyDeskTests {
    @Test("パスワードだけの人は、どの画面にも入れない", .measure("R-50", "R-85f"))
    func passwordAlone() async throws {
        let desk = try await GuardedDesk()
        try await desk.ready("kanri")
        try await desk.bench.browse { browser in
            let asked = try await desk.password("kanri", browser)
            #expect(asked.text.contains("認証器で確かめる"))
            for route in Route.allCases where route.definition.method == .get {
                guard route.definition.access != .open else { continue }
                let path = route.definition.path.replacingOccurrences(
                    of: ":[a-z]+", with: "1", options: .regularExpression)
                let sight = try await browser.get(path)
                #expect(
                    sight.status == 303 && sight.location?.hasPrefix("/login") == true, "\(path)")
            }
        }
    }

    @Test("登録票と認証器で登録し、次からは認証器で入る。頼んだ画面へ続く")
    func registersAndEnters() async throws {
        let desk = try await GuardedDesk()
        try await desk.ready("kanri")
        try await desk.bench.browse { browser in
            let asked = try await desk.password("kanri", browser, to: "/officers")
            let entered = try await desk.answer("kanri", asked, at: "/login/passkey", browser)
            #expect(entered.location == "/officers")
            let page = try await browser.get("/officers")
            #expect(page.status == 200 && page.text.contains("職員証"))
        }
    }

    @Test("違う認証器・違う画面からの答えは断り、もう一度尋ねる", .measure("R-50"))
    func refusals() async throws {
        let desk = try await GuardedDesk()
        try await desk.ready("kanri")
        try await desk.bench.browse { browser in
            let asked = try await desk.password("kanri", browser)
            let wrong = try await desk.answer("kanri", asked, at: "/login/passkey", browser) {
                $0.origin = "https://localhost:9443"
            }
            #expect(wrong.status == 422 && wrong.text.contains("E-SAF-104"))
            #expect(try await browser.get("/").status == 303)
            let right = try await desk.answer("kanri", wrong, at: "/login/passkey", browser)
            #expect(right.status == 303)
            #expect(try await browser.get("/").status == 200)
        }
    }

    @Test("登録票は画面で発行し、二人目が確認してから使える", .measure("R-50"))
    func ticketsOnScreen() async throws {
        let desk = try await GuardedDesk()
        try await desk.ready("kanri")
        try await desk.ready("kacho")
        let words = try await desk.bench.browse { browser in
            let asked = try await desk.password("kanri", browser)
            _ = try await desk.answer("kanri", asked, at: "/login/passkey", browser)
            let page = try await browser.get("/officers")
            let sent = try await browser.post(
                "/officers/ticket", on: page, ["officer": "Ｋｙｕｆｕ", "reason": "着任"])
            let shown = try await browser.follow(sent)
            #expect(!shown.text.contains("二人目として確認する"))
            let found = try #require(shown.text.firstMatch(of: #/言葉は ([A-Z0-9-]{19}) です/#))
            return String(found.1)
        }
        try await desk.bench.browse { browser in
            let early = try await desk.register("kyufu", words: words, browser)
            #expect(early.status == 422 && early.text.contains("二人目の確認"))
        }
        try await desk.bench.browse { browser in
            let asked = try await desk.password("kacho", browser)
            _ = try await desk.answer("kacho", asked, at: "/login/passkey", browser)
            let page = try await browser.get("/officers")
            let path = try #require(
                page.text.firstMatch(of: #/action="(/officers/tickets/[0-9]+)"/#))
            let sent = try await browser.post(String(path.1), on: page, [:])
            #expect(sent.status == 303)
        }
        try await desk.bench.browse { browser in
            let registered = try await desk.register("kyufu", words: words, browser)
            #expect(registered.status == 303)
        }
    }

    @Test("放っておいた画面は閉じる。打っていた内容は、認証器で確かめると残っている")
    func pause() async throws {
        let desk = try await GuardedDesk()
        try await desk.ready("kanri")
        try await desk.bench.browse { browser in
            let asked = try await desk.password("kanri", browser)
            _ = try await desk.answer("kanri", asked, at: "/login/passkey", browser)
            let page = try await browser.get("/officers")
            desk.bench.clock.go(seconds: 700)
            let sent = try await browser.post(
                "/officers/ticket", on: page, ["officer": "kyufu", "reason": "着任のため"])
            #expect(sent.status == 303 && sent.location?.hasPrefix("/prove?") == true)
            let door = try await browser.follow(sent)
            #expect(door.text.contains("続きから始められます"))
            let proved = try await desk.answer("kanri", door, at: "/prove", browser)
            let back = try await browser.follow(proved)
            #expect(back.text.contains("着任のため") && back.text.contains("まだ送られていません"))
        }
    }

    @Test("大切な操作は、五分たつと認証器をもう一度求める")
    func freshProof() async throws {
        let desk = try await GuardedDesk()
        try await desk.ready("kanri")
        try await desk.bench.browse { browser in
            let asked = try await desk.password("kanri", browser)
            _ = try await desk.answer("kanri", asked, at: "/login/passkey", browser)
            desk.bench.clock.go(seconds: 400)
            let page = try await browser.get("/officers")
            #expect(page.status == 200)
            let sent = try await browser.post(
                "/officers/ticket", on: page, ["officer": "kyufu", "reason": "着任"])
            #expect(sent.location?.hasPrefix("/prove?") == true)
            let door = try await browser.follow(sent)
            let proved = try await desk.answer("kanri", door, at: "/prove", browser)
            let back = try await browser.follow(proved)
            let again = try await browser.post(
                "/officers/ticket", on: back, ["officer": "kyufu", "reason": "着任"])
            let done = try await browser.follow(again)
            #expect(done.text.contains("登録票を発行しました"))
        }
    }

    @Test("ファイルの用紙も、確かめる前は送ったことにせず、確かめた後に一度だけファイルが出る", .measure("R-45"))
    func freshProofOfFile() async throws {
        let desk = try await GuardedDesk()
        try await desk.ready("kanri")
        try await desk.bench.browse { browser in
            let asked = try await desk.password("kanri", browser)
            _ = try await desk.answer("kanri", asked, at: "/login/passkey", browser)
            desk.bench.clock.go(seconds: 400)
            // The key of any form will do: the table of an empty town has none.
            func send(_ page: Sight) async throws -> Sight {
                try await browser.post(
                    "/statistics", on: page, ["subject": "children-by-age", "reason": "議会の答弁"])
            }
            let sent = try await send(try await browser.get("/officers"))
            #expect(sent.location?.hasPrefix("/prove?to=%2Fagain%2F") == true, "\(sent)")
            let door = try await browser.follow(sent)
            let back = try await browser.follow(
                try await desk.answer("kanri", door, at: "/prove", browser))
            #expect(back.text.contains("まだ送られていません"))
            let page = try await browser.get("/officers")
            let file = try await send(page)
            #expect(file.headers.value("content-disposition")?.contains("attachment") == true)
            let twice = try await send(page)
            #expect(twice.location == "/statistics?subject=children-by-age")
        }
    }

    @Test("命令の符号は、本人が認証器で確かめた後に一度だけ許せ、その命令は本人の権限で働く", .measure("R-50", "R-45"))
    func commandLine() async throws {
        let desk = try await GuardedDesk()
        try await desk.ready("kanri")
        try await desk.ready("kacho")
        let accounts = desk.bench.office.accounts
        let asked = try accounts.requestCommandLogin(officer: "kanri")
        #expect(throws: SafeguardRefusal.sessionExpired) {
            try accounts.commandSession(token: asked.token)
        }
        // Somebody else's code, and a code that nobody shows, allow nothing.
        try await desk.bench.browse { browser in
            let door = try await desk.password("kacho", browser)
            _ = try await desk.answer("kacho", door, at: "/login/passkey", browser)
            let page = try await browser.get("/command")
            for code in [asked.code, "ABCDEFGHJK"] {
                let sent = try await browser.post("/command", on: page, ["code": code])
                #expect(sent.status == 422 && sent.text.contains("E-SAF-036"))
            }
        }
        try await desk.bench.browse { browser in
            let door = try await desk.password("kanri", browser)
            _ = try await desk.answer("kanri", door, at: "/login/passkey", browser)
            desk.bench.clock.go(seconds: 290)
            let page = try await browser.get("/command")
            let typed = " " + asked.code.lowercased()
            let sent = try await browser.post("/command", on: page, ["code": typed])
            #expect(sent.status == 303 && sent.location?.hasPrefix("/?done=command") == true)
            let session = try accounts.commandSession(token: asked.token)
            #expect(session.principal.officer == "kanri")
            #expect(session.principal.roles.contains(.administrator))
            // The same form is the first one; the code itself is good once.
            let twice = try await browser.post("/command", on: page, ["code": typed])
            #expect(twice.location == sent.location)
            let fresh = try await browser.get("/command")
            let again = try await browser.post("/command", on: fresh, ["code": typed])
            #expect(again.status == 422)
            // A code that is overdue opens nothing; an old proof neither.
            let late = try accounts.requestCommandLogin(officer: "kanri")
            desk.bench.clock.go(seconds: 301)
            let old = try await browser.post("/command", on: fresh, ["code": late.code])
            #expect(old.location?.hasPrefix("/prove?") == true)
            #expect(throws: SafeguardRefusal.sessionExpired) {
                try accounts.commandSession(token: late.token)
            }
        }
        let unknown = try accounts.requestCommandLogin(officer: "nobody")
        #expect(unknown.code.count == asked.code.count)
    }
}
