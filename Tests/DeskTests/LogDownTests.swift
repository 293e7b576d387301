// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Office
import Support
import Testing
import Vocabulary

@testable import Desk

/// G-07: where the log cannot be written, no byte about a person leaves.
@Suite("記録が書けないときは何も見せない")
struct LogDownTests {
    @Test("記録の署名が置けなくなると、どの頁も個人の情報を一文字も返さず、障害の頁になる", .measure("R-54"))
    func nothingIsServed() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.ordinary)
        try await bench.browse(as: "uketsuke") { browser in
            let open = try await browser.get("/persons/\(family.child)")
            #expect(open.status == 200 && open.text.contains("翔"))
            let search = try await browser.get("/search")
            // The place of the checkpoint becomes a folder: no entry can be finished any more.
            let checkpoint = bench.folder.file("data/casework.checkpoint")
            try FileManager.default.removeItem(at: checkpoint)
            try FileManager.default.createDirectory(
                at: checkpoint.appendingPathComponent("x"), withIntermediateDirectories: true)
            let paths = [
                "/persons/\(family.child)", "/persons/\(family.child)/household",
                "/persons/\(family.child)/as-of", "/persons/\(family.mother)", "/applications",
                "/log", "/",
            ]
            for path in paths {
                let sight = try await browser.get(path)
                #expect(sight.status >= 500 || sight.status == 403, "\(path) \(sight.status)")
                for word in ["翔", "ハナコ", "花子", "検証0"] {
                    #expect(!sight.text.contains(word), "\(path) \(word)")
                }
            }
            let answer = try await browser.follow(
                try await browser.post("/search", on: search, ["q": "ケンショウ"]))
            #expect(answer.status >= 500 && !answer.text.contains("花子"))
        }
    }
}
