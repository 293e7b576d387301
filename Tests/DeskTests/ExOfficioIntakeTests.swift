// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Support
import Testing
import Vocabulary

@testable import Desk

/// 1110: one child that the office registers by itself.
@Suite("職権の受付の画面")
struct ExOfficioIntakeTests {
    private static let ground = "一時保護中で、保護者の申請を待てない"

    @Test("職権を選ぶと、理由だけを求め、本人確認と窓口確認を求めず、申請の経過に理由が残り、決裁まで進む")
    func received() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        let application = try await bench.browse(as: "uketsuke") { browser in
            let counter = Counter(browser)
            let check = try await counter.check(
                [child], how: [("channel", "ex-officio"), ("ground", Self.ground)])
            #expect(check.text.contains("職権の理由と根拠") && check.text.contains(Self.ground))
            #expect(!check.text.contains("name=\"confirmed\""), "窓口確認を求めない")
            #expect(!check.text.contains("sheet-form") && !check.text.contains("番号確認・身元確認"))
            let path = try #require(counter.action(of: check), "\(check.text)")
            let received = try await browser.follow(try await browser.post(path, on: check, [:]))
            let id = try #require(received.ids(after: "/applications/").first, "\(received.text)")
            let page = try await browser.get("/applications/\(id)")
            #expect(page.text.contains("職権") && page.text.contains(Self.ground), "\(page.text)")
            let examine = try await browser.get("/applications/\(id)/examine")
            let proposed = try await browser.post(
                "/applications/\(id)/propose", on: examine, [:])
            #expect(proposed.status == 303, "\(proposed.text)")
            return id
        }
        #expect(!application.isEmpty)
    }

    @Test("制度の拡大の施行日は元号から読み、元号のない日と空欄はその欄で断る")
    func enlargementDay() async throws {
        let family = Family.of(.ordinary)
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let page = try await browser.follow(
                try await browser.get("/intake?person=\(family.child)"))
            #expect(page.text.contains("制度の拡大は施行日を元号から（R9.4.1）"))
            let path = try #require(Counter(browser).action(of: page))
            func refused(_ reason: String, _ cause: String) async throws -> Sight {
                let refused = try await browser.post(
                    path, on: page,
                    [
                        "applicant": family.father.description, "reason": reason, "cause": cause,
                        "applied": "R7.6.10", "channel": "ex-officio",
                    ])
                // The ground is missing in each.
                #expect(refused.status == 422 && refused.text.contains("href=\"#ground\""))
                return refused
            }
            let ambiguous = try await refused("03", "090401")
            #expect(ambiguous.text.contains("href=\"#cause\""), "\(ambiguous.text)")
            #expect(ambiguous.text.contains("value=\"090401\""), "打った日は残る")
            let empty = try await refused("03", "")
            #expect(empty.text.contains("制度の拡大の施行日を入力してください。"))
            for (reason, cause) in [("03", "R9.4.1"), ("01", "070401"), ("01", "")] {
                let read = try await refused(reason, cause)
                #expect(!read.text.contains("href=\"#cause\""), "\(reason) \(cause)")
            }
        }
    }

    @Test("職権の理由がなければその欄で断り、選んだ方法と打った日は残る")
    func refused() async throws {
        let family = Family.of(.ordinary)
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let page = try await browser.follow(
                try await browser.get("/intake?person=\(family.child)"))
            let path = try #require(Counter(browser).action(of: page))
            let refused = try await browser.post(
                path, on: page,
                [
                    "applicant": family.father.description, "reason": "01", "cause": "R6.2.5",
                    "applied": "R7.6.10", "channel": "ex-officio",
                ])
            #expect(refused.status == 422 && refused.text.contains("職権で受け付ける理由と根拠"))
            #expect(refused.text.contains("href=\"#ground\""))
            #expect(!refused.text.contains("番号確認の方法を選んでください"))
            #expect(
                refused.text.contains("value=\"ex-officio\" checked")
                    || refused.text.contains("value=\"R6.2.5\""))
        }
    }
}
