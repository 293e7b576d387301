// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

@testable import Desk

/// 1380 of a city that charges 審査支払手数料 to an account of their own.
@Suite("審査支払手数料の科目の画面")
struct FeeAccountScreenTests {
    /// The schemes with the account named in the sample book.
    private func schemes() throws -> TemporaryFolder {
        let folder = try TemporaryFolder("fees")
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        try FileManager.default.copyItem(
            at: root.appending(path: "Schemes"), to: folder.url.appending(path: "Schemes"))
        let book = folder.url.appending(path: "Schemes/sample/book.yaml")
        let line =
            "  fee-account:\n    - {from: 2000-04-01, code: \"03-02-02-12-01\", title: 役務費・手数料, warn-percent: 90, article: 予算書, source: 見本市の予算書(架空)}\n"
        try String(contentsOf: book, encoding: .utf8)
            .replacing("  review-fees:\n", with: line + "  review-fees:\n")
            .write(to: book, atomically: true, encoding: .utf8)
        return folder
    }

    @Test("手数料の科目を書いた市では、予算を科目ごとに登録し、残りが科目ごとに並ぶ。書かない市では欄が出ない")
    func budget() async throws {
        let folder = try schemes()
        let bench = try await DeskBench(schemes: folder.url.appending(path: "Schemes").path)
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/accounting")
            #expect(page.text.contains("支払うもの"))
            let wrong = try await browser.post(
                "/accounting/budget", on: page,
                [("charge", "fee"), ("kind", "initial"), ("amount", "x")])
            #expect(wrong.status == 422)
            #expect(wrong.text.contains("<option value=\"fee\" selected>審査支払手数料</option>"))
            let year = try #require(page.hidden("year"))
            let done = try await browser.follow(
                try await browser.post(
                    "/accounting/budget", on: try await browser.get("/accounting"),
                    [
                        ("year", year), ("charge", "fee"), ("kind", "initial"),
                        ("amount", "5000"), ("document", "予算書 第1号"),
                    ]))
            #expect(done.text.contains("<td>役務費・手数料</td>"), "\(done.text)")
            #expect(done.text.contains("03-02-02-12-01"))
            #expect(!done.text.contains("03-02-02-20-01</th>"))
        }
        let plain = try await DeskBench()
        try await plain.browse(as: "kyufu") { browser in
            let page = try await browser.get("/accounting")
            #expect(!page.text.contains("支払うもの"))
        }
        // The books lie there until the end.
        #expect(FileManager.default.fileExists(atPath: folder.url.path))
    }
}
