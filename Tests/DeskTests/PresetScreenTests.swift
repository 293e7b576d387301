// SPDX-License-Identifier: Apache-2.0
import Oversight
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("定型の検索の画面")
struct PresetScreenTests {
    @Test("記録どうしを比べる検索は31日までで、4020 からはその日数で開き、断られない")
    func month() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kansa") { browser in
            let page = try await browser.get("/oversight")
            for preset in [LogPreset.sharedID, .beyondUsual] {
                let link = "/log?preset=\(preset.rawValue)&from=2025-05-11&through=2025-06-10"
                #expect(page.text.contains(link.replacing("&", with: "&amp;")))
                let shown = try await browser.get(link)
                #expect(shown.status == 200 && !shown.text.contains("E-OVS-011"))
                let long = try await browser.get(
                    link.replacing("2025-05-11", with: "2025-05-10"))
                #expect(long.text.contains("E-OVS-011") && long.text.contains("31日まで"))
            }
        }
    }

    @Test("定型の検索から、その記録と点検記録に進め、支援措置対象者の氏名も住所も出ない", .measure("R-55", "R-86b", "R-90"))
    func fromPresetToReview() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.protected)
        try await bench.browse(as: "uketsuke") { browser in
            let seen = try await browser.get("/persons/\(family.child)")
            #expect(seen.status == 200)
        }
        try await bench.browse(as: "kansa") { browser in
            let page = try await browser.get("/oversight")
            for preset in LogPreset.allCases {
                #expect(page.text.contains("/log?preset=\(preset.rawValue)&amp;"), "\(preset)")
            }
            #expect(try await browser.post("/oversight/run", on: page, [:]).status == 303)
            let days = "from=2025-06-10&through=2025-06-10"
            let shown = try await browser.get("/log?preset=protected&\(days)")
            #expect(shown.text.contains("支援措置対象者の説明のない利用"))
            #expect(shown.text.contains(family.child.description))
            #expect(!shown.text.contains("検証守"), "番号だけで、氏名は出ない")
            let ofTheDay = "officer=uketsuke&\(days)".replacing("&", with: "&amp;")
            #expect(shown.text.contains("/log?\(ofTheDay)"))
            let none = try await browser.get("/log?preset=kin&\(days)")
            #expect(none.text.contains("該当する記録はありません"))
            let form = try await browser.get("/oversight?preset=protected&\(days)")
            #expect(form.text.contains("value=\"protected\" selected"), "\(form.text)")
            let sent = try await browser.post(
                "/oversight/reviews", on: form,
                [
                    "from": "2025-06-10", "through": "2025-06-10", "preset": "protected",
                    "sampled": "1", "findings": "本人に確かめた", "next": "2025-07-10",
                ])
            #expect(sent.status == 303, "\(sent.text)")
            #expect(try await browser.get("/oversight").text.contains("R7.6.10まで"))
            let long = try await browser.get("/log?preset=kin&from=2020-01-01&through=2025-06-10")
            #expect(long.text.contains("E-OVS-011"))
        }
        try await bench.browse(as: "kanri") { browser in
            let shown = try await browser.get("/log?preset=refused")
            #expect(shown.status == 200 && !shown.text.contains("点検を記録する"))
        }
    }
}
