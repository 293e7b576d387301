// SPDX-License-Identifier: Apache-2.0
import Benefits
import HTTPTypes
import Office
import Safeguards
import Support
import Testing
import Vocabulary

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
            let seen = try #require(shown.hidden("seen"))
            let same = try await browser.post(
                path, on: shown,
                [
                    "code": "1197000018", "name": "見本接骨院", "location": "municipality",
                    "closure": "open", "why": "もう一度", "seen": seen,
                ])
            #expect(same.status == 422 && same.text.contains("マスタの内容と同じです"))
            let corrected = try await browser.follow(
                try await browser.post(
                    path, on: same,
                    [
                        "code": "1197000018", "name": "見本接骨院", "location": "prefecture",
                        "closure": "closed", "closed": "R7.5.31", "why": "廃止の届出",
                        "seen": seen,
                    ]))
            #expect(corrected.text.contains("県内") && corrected.text.contains("廃止（"))
        }
    }

    @Test("打った欄だけが変わり、開いた後に変わった医療機関は上書きしない")
    func meanwhile() async throws {
        let bench = try await DeskBench()
        let code = try #require(MedicalInstitutionCode("1197000018"))
        @Sendable func put(_ phone: String) throws {
            _ = try bench.office.casework.perform(
                .importMasters, by: .machine("list"), for: .maintenance
            ) { scope in
                try RecordInstitutions.perform(
                    [
                        Institution(
                            code: code, name: "見本接骨院", shortName: "接骨", building: "見本ビル",
                            phone: phone, location: .municipality)
                    ], in: scope)
            }
        }
        @Sendable func known() throws -> Institution? {
            try bench.office.casework.perform(
                .viewMasters, by: bench.administrator, for: .maintenance
            ) { try InstitutionBook.newest(code, from: $0.db)?.institution }
        }
        try put("03-0000-0001")
        try await bench.browse(as: "kanri") { browser in
            let path = "/masters/institutions"
            let old = try await browser.get(path + "?code=1197000018")
            try put("03-0000-0002")
            func fields(_ page: Sight) -> [(String, String)] {
                [
                    ("code", "1197000018"), ("seen", page.hidden("seen") ?? ""),
                    ("name", "見本整骨院"), ("location", "municipality"), ("closure", "open"),
                    ("why", "名称の変更届"),
                ]
            }
            let refused = try await browser.post(path, on: old, fields(old))
            #expect(refused.status == 422 && refused.text.contains("E-DSK-022"))
            // What was typed is there, beside what the master says now.
            #expect(refused.text.contains("value=\"見本整骨院\""))
            #expect(refused.text.contains("03-0000-0002"))
            #expect(try known()?.name == "見本接骨院")
            let done = try await browser.post(path, on: refused, fields(refused))
            #expect(done.status == 303, "\(done.text)")
            let now = try #require(try known())
            #expect(now.name == "見本整骨院" && now.phone == "03-0000-0002")
            #expect(now.shortName == "接骨" && now.building == "見本ビル")
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
