// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Office
import Support
import Testing

@testable import Desk

@Suite("更新・区分の変更の画面")
struct RenewalScreenTests {
    @Test("交付簿に4月からの証が対象と交付済みの数で並び、刷ると残りがなくなり、二度は刷られない")
    func renewals() async throws {
        let folder = try TemporaryFolder("renewal-screen")
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let schemes = folder.file("Schemes")
        try YearlyBook.write(
            from: root.appendingPathComponent("Schemes"), to: schemes, yearly: true,
            classes: true, lead: 300)
        let bench = try await DeskBench(schemes: schemes.path)
        let family = Family.of(.ordinary)
        try await bench.grant(family.child)
        try await bench.browse(as: "uketsuke") { browser in
            let papers = try await browser.get("/papers")
            #expect(!papers.text.contains("更新・区分の変更"), "先に決定の証")
            _ = try await browser.follow(
                try await browser.post("/papers/waiting", on: papers, [:]))
            #expect(try await browser.get("/papers").text.contains("更新・区分の変更"))
            let page = try await browser.get("/certificates")
            #expect(page.text.contains("令和8年4月1日からの証"), "\(page.text)")
            #expect(page.text.contains("<dt>対象</dt><dd>1件</dd>"))
            #expect(page.text.contains("<dt>交付済み</dt><dd>0件</dd>"))
            #expect(page.text.contains("検証0　翔") && page.text.contains("<td>更新</td>"))
            let done = try await browser.post(
                "/papers/waiting", on: page, ["group": "renewals"])
            let printed = try await browser.follow(done)
            #expect(printed.text.contains("1件のうち1件"), "\(printed.text)")
            let after = try await browser.get("/certificates")
            #expect(after.text.contains("<dt>対象</dt><dd>1件</dd>"))
            #expect(after.text.contains("<dt>交付済み</dt><dd>1件</dd>"))
            #expect(after.text.contains("<dt>残り</dt><dd>0件</dd>"))
            #expect(!after.text.contains("id=\"renewal-form\""))
            let again = try await browser.post(
                "/papers/waiting", on: after, ["group": "renewals"])
            #expect(again.location == "/certificates")
        }
        try await bench.browse(as: "kansa") { browser in
            let page = try await browser.get("/certificates")
            #expect(!page.text.contains("id=\"renewal-form\""))
        }
        for (system, report) in try bench.office.verify() { #expect(report.ok, "\(system)") }
    }

    @Test("区分も年度の期限もない制度の交付簿には、更新の組がない")
    func plain() async throws {
        let bench = try await DeskBench()
        try await bench.grant(Family.of(.ordinary).child)
        try await bench.browse(as: "uketsuke") { browser in
            let papers = try await browser.get("/papers")
            _ = try await browser.follow(
                try await browser.post("/papers/waiting", on: papers, [:]))
            #expect(!(try await browser.get("/certificates").text.contains("更新・区分の変更")))
            let none = try await browser.post("/papers/waiting", on: papers, ["group": "renewals"])
            #expect(none.location == "/certificates")
        }
    }
}
