// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Office
import Safeguards
import Support
import Testing
import Vocabulary

// SPDX-License-Identifier: Apache-2.0
@testable import Desk

/// 練習: a desk of its own beside that of the office.
@Suite("練習の画面")
struct PracticeTests {
    private static func settings() -> DeskSettings {
        var settings = DeskSettings(isRehearsal: true)
        settings.practice = DeskSettings.Practice(users: [
            .init(officer: "uketsuke", password: DeskBench.password, words: "検証 受付(窓口)")
        ])
        return settings
    }

    private func practise<R>(
        on bench: DeskBench, _ walk: @Sendable (any TestClientProtocol, DeskRoom) async throws -> R
    ) async throws -> R {
        let reception = try await Desk.reception(bench.office, Self.settings())
        return try await Application(router: reception.router()).test(.router) {
            try await walk($0, reception.desk)
        }
    }

    @Test("練習の印がどの画面にも出て、入口に練習の利用者が並ぶ。ほかの画面には出ない")
    func marked() async throws {
        let bench = try await DeskBench()
        try await practise(on: bench) { client, _ in
            let browser = Browser(client: client)
            let door = try await browser.get("/login")
            #expect(door.text.contains("練習の利用者") && door.text.contains(DeskBench.password))
            try await browser.logIn("uketsuke")
            for path in ["/", "/search", "/applications", "/help/1110"] {
                let page = try await browser.get(path)
                #expect(page.text.contains("class=\"practice\""), "\(path)")
                #expect(page.text.contains("<span class=\"environment\">練習</span>"), "\(path)")
            }
        }
        try await bench.browse(as: "uketsuke") { browser in
            let home = try await browser.get("/")
            #expect(!home.text.contains("class=\"practice\"") && !home.text.contains("やり直す"))
            #expect(!(try await browser.get("/login")).text.contains(DeskBench.password))
        }
    }

    @Test("本番の画面のクッキーを読まず、書き換えず、本番も練習のクッキーで開かない", .measure("R-50"))
    func cookiesDoNotCross() async throws {
        let (real, town) = (try await DeskBench(), try await DeskBench())
        let practice = Cookies(isPractice: true)
        let live = Cookies(isPractice: false)
        #expect(
            Set([practice.session, practice.door, practice.step])
                .isDisjoint(with: [live.session, live.door, live.step]))
        // One browser, two ports: it sends everything it has to both.
        let given = try await practise(on: town) { client, _ in
            let page = try await client.execute(uri: "/login", method: .get)
            return page.headers[values: .setCookie]
        }
        #expect(given.allSatisfy { $0.hasPrefix(practice.session) } && !given.isEmpty)
        let token = try await real.browse(as: "uketsuke") { browser in
            browser.cookie(live.session)
        }
        let secret = try #require(token)
        let stolen = try await practise(on: town) { client, _ in
            try await client.execute(
                uri: "/", method: .get, headers: [.cookie: "\(live.session)=\(secret)"])
        }
        #expect(stolen.status == .seeOther)
        let other = try await Application(router: real.reception.router()).test(.router) { client in
            try await client.execute(
                uri: "/", method: .get, headers: [.cookie: "\(practice.session)=\(secret)"])
        }
        #expect(other.status == .seeOther)
    }

    @Test("練習で受け付けた申請は、本番の庫に一つも届かない")
    func nothingCrosses() async throws {
        let (real, town) = (try await DeskBench(), try await DeskBench())
        func rows(_ bench: DeskBench) throws -> [String: Int] {
            try bench.office.casework.perform(.verifyLedger, by: .machine("x"), for: .audit) {
                scope in
                Dictionary(
                    uniqueKeysWithValues: try [
                        "application", "proposal", "account_register", "memo",
                    ]
                    .map { table in
                        (
                            table,
                            try scope.db.first("SELECT COUNT(*) FROM \(table)") { $0.int(0) } ?? 0
                        )
                    })
            }
        }
        let before = try rows(real)
        try await practise(on: town) { client, _ in
            let browser = Browser(client: client)
            try await browser.logIn("uketsuke")
            _ = try await Counter(browser).receive([Family.of(.intake).child])
        }
        #expect(try rows(real) == before)
        #expect(try rows(town)["application"] == 1)
        #expect(real.folder.url.path != town.folder.url.path)
    }

    @Test("やり直しは練習の画面だけにあり、本番では見つからない")
    func reset() async throws {
        let bench = try await DeskBench()
        try await practise(on: bench) { client, desk in
            let browser = Browser(client: client)
            try await browser.logIn("uketsuke")
            let home = try await browser.get("/")
            #expect(!desk.mustReset)
            let said = try await browser.post("/practice/reset", on: home, [:])
            #expect(said.text.contains("初めから作っています"))
            #expect(desk.mustReset)
        }
        try await bench.browse(as: "kanri") { browser in
            let home = try await browser.get("/")
            let said = try await browser.post("/practice/reset", on: home, [:])
            #expect(said.status == 404)
        }
        #expect(!bench.reception.desk.mustReset)
    }

    @Test("練習のできる画面を知る本番の画面は、行き先だけを示す")
    func wayThere() async throws {
        let bench = try await DeskBench()
        var settings = DeskSettings(isRehearsal: true)
        settings.practiceAddress = "https://renshu.invalid:8444/"
        let reception = try await Desk.reception(bench.office, settings)
        try await Application(router: reception.router()).test(.router) { client in
            let browser = Browser(client: client)
            #expect(!(try await browser.get("/login")).text.contains("renshu.invalid"))
            try await browser.logIn("uketsuke")
            let home = try await browser.get("/")
            #expect(home.text.contains("rel=\"noopener noreferrer\">練習</a>"))
            #expect(home.text.contains("https://renshu.invalid:8444/"))
        }
    }
}
