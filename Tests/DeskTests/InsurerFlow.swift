// SPDX-License-Identifier: Apache-2.0
import Support
import Testing

@testable import Desk

/// 代理受領 through the screens, as tests of money need it.
extension MoneyBench {
    /// A mandate about 90,000 yen of a month, for which the insurer was asked; the reimbursement is entered.
    /// - Returns: the address of the mandate.
    func askInsurer(_ browser: Browser) async throws -> String {
        _ = try await enter(browser, points: "45000", paid: "90000")
        let opened = try await browser.post(
            "/proxies", on: try await browser.get("/proxies"),
            [
                ("child", recipientNumber), ("month", "R7.6"), ("mandate", "R7.6.9"),
                ("band", "エ"),
            ])
        #expect(
            opened.status == 303,
            "\(opened.text.split(separator: "banner error").last?.prefix(600) ?? "")")
        let waiting = try await browser.get("/proxies")
        let page = try await browser.get(try waiting.address("/proxies/insurers/"))
        _ = try await browser.post(
            try #require(page.action("request-form")), on: page,
            [
                ("row", try page.row()), ("insurer-name", "見本健康保険組合"),
                ("insurer-postal", "119-0009"), ("insurer-address", "見本市北9-9-9"),
                ("reference", "見本子第1号"), ("due", "R7.7.10"),
            ])
        return try waiting.address("/proxies/one/")
    }

    /// What happened to a mandate, told on its page.
    func tell(
        _ browser: Browser, _ path: String, _ event: String, _ yen: String
    ) async throws {
        let done = try await browser.follow(
            try await browser.post(
                path + "/record", on: try await browser.get(path),
                [
                    ("event", event), ("event-day", "R7.6.10"), ("event-amount", yen),
                    ("event-note", "通知"),
                ]))
        try #require(done.text.contains("記録しました"), "\(done.text)")
    }
}
