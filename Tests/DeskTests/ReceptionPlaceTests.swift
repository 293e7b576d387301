// SPDX-License-Identifier: Apache-2.0
import Entitlement
import HTTPTypes
import Office
import Safeguards
import Testing
import Vocabulary

@testable import Desk

/// 受付の場所: chosen at the counter, shown on the case, asked for in the register of applications.
@Suite("受付の場所の画面")
struct ReceptionPlaceTests {
    /// The first page of an intake.
    private func open(_ child: AddresseeNumber, _ browser: Browser) async throws -> Sight {
        let household = try await browser.get("/persons/\(child)/household")
        let body = "csrf=\(household.hidden("csrf") ?? "")&person=\(child)&child=\(child)"
        return try await browser.follow(try await browser.send("/intake", .post, body))
    }

    @Test("場所の一覧のある市では、支所の職員の受付に支所が入り、申請に出て、受付簿で場所ごとに絞れる")
    func branch() async throws {
        let bench = try await DeskBench(scheme: "sample-renewal")
        try bench.office.accounts.create(
            try NewOfficer(
                officer: "shisho", name: "検証 支所", department: "子ども福祉課（北支所）",
                roles: [.counter]),
            password: DeskBench.password, mustChange: false, by: .machine("bench"))
        let (north, main) = (Family.of(.ordinary).child, Family.of(.intake).child)
        try await bench.browse(as: "shisho") { browser in
            let first = try await open(north, browser)
            #expect(
                first.text.contains(/<option value="北支所"[^>]*selected/), "\(first.text)")
            let check = try await Counter(browser).check([north], place: "北支所")
            #expect(check.text.contains("受付の場所") && check.text.contains("北支所"))
            let received = try await Counter(browser).receive([north], place: "北支所")
            let id = try #require(received.ids(after: "/applications/").first)
            let page = try await browser.get("/applications/\(id)")
            #expect(page.text.contains("受付の場所") && page.text.contains("北支所"))
        }
        try await bench.browse(as: "uketsuke") { browser in
            let first = try await open(main, browser)
            #expect(first.text.contains(/<option value="見本市役所"[^>]*selected/))
            _ = try await Counter(browser).receive([main], place: "見本市役所")
            let all = try await browser.get("/applications?state=all")
            #expect(all.text.contains("<strong>2件</strong>"), "\(all.text)")
            #expect(all.text.contains("id=\"place-form\"") && all.text.contains("見本市役所"))
            let place = Typed.escaped("北支所")
            let part = try await browser.get("/applications?state=all&place=\(place)")
            #expect(part.text.contains("<strong>1件</strong>"), "\(part.text)")
            #expect(part.text.contains("北支所で受付"))
            #expect(part.text.contains("検証0"))
            let none = try await browser.get("/applications?state=all&place=-")
            #expect(none.text.contains("<strong>0件</strong>"))
            let nowhere = try await browser.get(
                "/applications?state=all&place=\(Typed.escaped("<b>"))")
            #expect(nowhere.status == 200 && !nowhere.text.contains("<b>"))
        }
    }

    @Test("郵送と職権で受け付けた申請には、場所が選ばれていても残らない", arguments: ["post", "ex-officio"])
    func withoutCounter(_ channel: String) async throws {
        let bench = try await DeskBench(scheme: "sample-renewal")
        let child = Family.of(.ordinary).child
        let how =
            [("channel", channel)]
            + (channel == "post"
                ? [
                    ("seen", "N01"), ("documents", ""),
                    ("explained", "yes"),
                ] : [("ground", "母からの電話と住民記録")])
        try await bench.browse(as: "uketsuke") { browser in
            let counter = Counter(browser)
            let check = try await counter.check([child], how: how, place: "北支所")
            #expect(!check.text.contains("北支所"), "\(check.text)")
            let path = try #require(counter.action(of: check), "\(check.text)")
            let received = try await browser.follow(
                try await browser.post(path, on: check, ["confirmed": "yes"]))
            let id = try #require(received.ids(after: "/applications/").first, "\(received.text)")
            let page = try await browser.get("/applications/\(id)")
            #expect(page.status == 200 && !page.text.contains("受付の場所"), "\(page.text)")
        }
    }

    @Test("一覧にない場所では受け付けず、打った内容は残る")
    func unknown() async throws {
        let bench = try await DeskBench(scheme: "sample-renewal")
        let child = Family.of(.ordinary).child
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await open(child, browser)
            let path = try #require(Counter(browser).action(of: page))
            let refused = try await browser.post(
                path, on: page,
                [
                    "place": "西支所", "reason": "01",
                    "cause": "R6.2.5", "applied": "R7.6.10", "channel": "counter",
                    "seen": "N01", "interviewed": "yes",
                    "explained": "yes", "documents": "見た紙",
                ])
            #expect(refused.status == 422 && refused.text.contains("受付場所の一覧"))
            #expect(refused.text.contains("見た紙"))
        }
    }

    @Test("場所の一覧のない市では、受付にも受付簿にも場所が出ない")
    func withoutList() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            let check = try await Counter(browser).check([Family.of(.ordinary).child])
            #expect(!check.text.contains("受付の場所"))
            _ = try await Counter(browser).receive([Family.of(.ordinary).child])
            let all = try await browser.get("/applications?state=all")
            #expect(!all.text.contains("受付の場所"))
        }
    }
}
