// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("発送管理の画面")
struct PostingScreenTests {
    /// Two families' notices and certificates are printed and wait.
    private func printed() async throws -> DeskBench {
        let bench = try await DeskBench()
        try await bench.grant(Family.of(.ordinary).child)
        try await bench.grant(Family.of(.papers).child)
        try await bench.browse(as: "uketsuke") { browser in
            let list = try await browser.get("/papers")
            _ = try await browser.follow(try await browser.post("/papers/waiting", on: list, [:]))
            let batch = try await browser.get("/letters/batch/notice")
            _ = try await browser.follow(
                try await browser.post(
                    "/letters/batch/notice", on: batch, ["dated": "", "order": "postcode"]))
        }
        return bench
    }

    /// The values of the ticks of a name, in their order.
    private func ticks(_ name: String, on page: Sight) -> [String] {
        page.text.matches(of: /<input type="checkbox"[^>]*name="([a-z]+)" value="([^"]*)"/)
            .filter { $0.1 == name }.map { String($0.2) }
    }

    @Test("待つ通知は種類と印刷の日でまとまり、一つの印で束を発送でき、開けば一通ずつ選べる")
    func bundles() async throws {
        let bench = try await printed()
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/postings")
            #expect(page.text.contains("発送を待つ通知 4通"))
            let bundles = ticks("bundle", on: page)
            #expect(bundles.count == 2 && bundles.allSatisfy { $0.hasSuffix(".2") })
            #expect(ticks("envelope", on: page).isEmpty, "開くまで一通ずつは並ばない")
            let silent = try await browser.post("/postings", on: page, ["act": "some"])
            #expect(silent.status == 422 && silent.text.contains("発送した通知を選んでください"))

            let notices = try #require(bundles.first { $0.hasPrefix("notice.") })
            let address = "/postings?bundle=" + notices.dropLast(2)
            #expect(page.text.contains("href=\"\(address)\""))
            let opened = try await browser.get(String(address))
            let envelopes = ticks("envelope", on: opened)
            #expect(envelopes.count == 2 && envelopes.allSatisfy { $0.hasPrefix("N-") })
            // A refused form keeps the bundle open.
            let again = try await browser.post(
                "/postings", on: opened,
                ["act": "some", "opened": String(notices.dropLast(2)), "after": ""])
            #expect(again.status == 422 && ticks("envelope", on: again) == envelopes)

            let one = try await browser.follow(
                try await browser.post(
                    "/postings", on: opened, ["act": "some", "envelope": envelopes[0]]))
            #expect(one.text.contains("1通の発送を記録しました"))
            #expect(one.text.contains("発送を待つ通知 3通"))
            // What the other page still shows is not what waits now.
            let stale = try await browser.post(
                "/postings", on: page, ["act": "some", "bundle": notices])
            #expect(stale.status == 422 && stale.text.contains("E-PRT-011"))
            let certificates = try #require(bundles.first { $0.hasPrefix("certificate.") })
            let rest = try await browser.follow(
                try await browser.post(
                    "/postings", on: try await browser.get("/postings"),
                    ["act": "some", "bundle": certificates]))
            #expect(rest.text.contains("2通の発送を記録しました"))
            // Once more, from a page of its own: what was posted is posted once.
            let twice = try await browser.post(
                "/postings", on: rest, ["act": "some", "bundle": certificates])
            #expect(twice.status == 422 && twice.text.contains("E-PRT-011"))
            #expect(twice.text.contains("発送を待つ通知 1通"))
            // What nobody can read is not left away in silence.
            let forged = try await browser.post(
                "/postings", on: rest, ["act": "some", "bundle": "notice.x"])
            #expect(forged.status == 422 && forged.text.contains("読めない束"))
            // The one bundle that is left needs no opening.
            #expect(ticks("envelope", on: rest) == [envelopes[1]])
            let all = try await browser.follow(
                try await browser.post(
                    "/postings", on: rest,
                    ["act": "all", "shown": try #require(ticks("bundle", on: rest).first)]))
            #expect(all.text.contains("発送を待つ通知 0通"))
        }
    }

    @Test("発送を記録できない人には、印もボタンも出ず、束と宛先は読める")
    func noTicks() async throws {
        let bench = try await printed()
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/postings")
            #expect(page.text.contains("発送を待つ通知 4通"))
            let address = try #require(
                page.text.firstMatch(of: /href="(\/postings\?bundle=notice[^"]*)"/).map {
                    String($0.1)
                })
            let opened = try await browser.get(address)
            #expect(opened.text.contains("N-") && opened.text.contains("検証"))
            for sight in [page, opened] {
                #expect(!sight.text.contains("type=\"checkbox\""))
                #expect(
                    !sight.text.contains("name=\"shown\"") && !sight.text.contains("value=\"all\""))
            }
            let bundle = address.dropFirst("/postings?bundle=".count)
            let refused = try await browser.post(
                "/postings", on: page, ["act": "some", "bundle": "\(bundle).2"])
            #expect(refused.status == 403)
            #expect(try await browser.get("/postings").text.contains("発送を待つ通知 4通"))
            for broken in ["notice", "notice.1", "notice.9.1", "none.1.2", "notice.a.b.c"] {
                let sight = try await browser.get("/postings?bundle=\(broken)")
                #expect(sight.status == 200, "\(broken)")
            }
        }
    }
}
