// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Support
import Testing

@testable import Desk

/// 3030: one institution that no list has, or that a list has wrongly.
@Suite("医療機関マスタの画面")
struct InstitutionScreenTests {
    @Test("ない医療機関を理由を書いて加え、訂正でき、断られても打ったものは残る")
    func record() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kanri") { browser in
            let path = "/masters/institutions"
            let page = try await browser.get(path + "?code=1197000018")
            #expect(page.text.contains("マスタにない医療機関を加える"), "\(page.text)")
            let refused = try await browser.post(
                path, on: page,
                ["code": "1197000018", "name": "見本接骨院", "closure": "closed"])
            #expect(refused.status == 422 && refused.text.contains("value=\"見本接骨院\""))
            for field in ["location", "closed", "why"] {
                #expect(refused.text.contains("href=\"#\(field)\""), "\(field)")
            }
            let added = try await browser.post(
                path, on: refused,
                [
                    "code": "1197000018", "name": "見本接骨院", "location": "municipality",
                    "closure": "open", "why": "受領委任の届出の写し",
                ])
            #expect(added.status == 303, "\(added.text)")
            let shown = try await browser.follow(added)
            #expect(shown.text.contains("医療機関マスタに記録しました"))
            #expect(shown.text.contains("見本接骨院") && shown.text.contains("市内"))
            let same = try await browser.post(
                path, on: shown,
                [
                    "code": "1197000018", "name": "見本接骨院", "location": "municipality",
                    "closure": "open", "why": "もう一度",
                ])
            #expect(same.status == 422 && same.text.contains("マスタの内容と同じです"))
            let corrected = try await browser.follow(
                try await browser.post(
                    path, on: same,
                    [
                        "code": "1197000018", "name": "見本接骨院", "location": "prefecture",
                        "closure": "closed", "closed": "R7.5.31", "why": "廃止の届出",
                    ]))
            #expect(corrected.text.contains("県内") && corrected.text.contains("廃止（"))
        }
    }

    @Test("管理者でない職員には内容だけが出て、送っても断られる")
    func readOnly() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/masters/institutions?code=1197000018")
            #expect(page.status == 200 && page.text.contains("登録と訂正は管理者が行います"))
            #expect(!page.text.contains("record-form"))
            let refused = try await browser.post(
                "/masters/institutions", on: page,
                ["code": "1197000018", "name": "見本", "location": "elsewhere", "why": "試験"])
            #expect(refused.status == 403)
        }
    }
}
