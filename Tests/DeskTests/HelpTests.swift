// SPDX-License-Identifier: Apache-2.0
import Office
import Reports
import Support
import Testing

@testable import Desk

@Suite("画面とヘルプ")
struct HelpTests {
    @Test("どの画面にも4桁の番号と題名があり、番号は重ならず、利用の入口がある", arguments: Screen.allCases)
    func named(_ screen: Screen) {
        #expect(screen.rawValue.utf8.count == 4 && Int(screen.rawValue) != nil)
        #expect(!screen.title.isEmpty)
        #expect(screen == .login || screen.entry != nil, "\(screen.title)")
        #expect(Route.allCases.contains { $0.definition.screen == screen }, "\(screen.title)")
        #expect(Screen.allCases.filter { $0.title == screen.title } == [screen])
    }

    @Test("どの画面のヘルプにも、目的・手順・決まりとその条文（または評価書の文）がある", arguments: Screen.allCases)
    func threeParts(_ screen: Screen) async throws {
        let text = HelpText.of(screen)
        #expect(text.purpose.hasSuffix("。"), "\(screen.title) 目的")
        #expect(!text.steps.isEmpty && text.steps.allSatisfy { $0.count > 5 }, "\(screen.title) 手順")
        let catalogue = try MeasureCatalogue.measures()
        let ids = HelpText.measures(of: screen)
        #expect(ids.allSatisfy { id in catalogue.contains { $0.id == id } }, "\(screen.title)")
        let book = try await SharedBench.get().office.book
        let rules = (text.rules.map { HelpScreen.rules(book, $0) } ?? []) + text.standards
        // Where a text names rules of the book, the book has them.
        #expect(text.rules?.isEmpty ?? true || rules.count > text.standards.count)
        let all = rules + HelpText.promises(of: screen, in: catalogue)
        #expect(!all.isEmpty, "\(screen.title) 決まり")
        #expect(all.allSatisfy { $0.label != "—" && $0.value != "—" }, "\(screen.title) 条文")
    }

    @Test("ヘルプの画面は、決まり・評価書の文・情報を使う根拠を条文とともに示す")
    func page() async throws {
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let page = try await browser.get("/help/1110")
            #expect(page.text.contains("条例第3条") && page.text.contains("評価書 III-2"))
            #expect(page.text.contains("番号法9条2項"))
            let none = try await browser.get("/help/9999")
            #expect(none.status == 404)
        }
    }

    @Test("検索の箱は、電話番号、カナと漢字の氏名と生年月日を一度に受け、続けて絞り込む")
    func several() async throws {
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            for text in [
                "タカハシ 000-900-0042", "０００－９００－００４２ 髙橋", "タカハシ 髙橋 R6.2.5 0009000042",
                "ﾀｶﾊｼ 高橋　翔 060205",
            ] {
                let page = try await browser.get("/search")
                let list = try await browser.follow(
                    try await browser.post("/search", on: page, ["q": text]))
                #expect(list.text.contains("髙橋　翔"), "\(text)")
                #expect(!list.text.contains("検証0　"), "\(text)")
            }
            let page = try await browser.get("/search")
            let other = try await browser.follow(
                try await browser.post("/search", on: page, ["q": "タカハシ 000-900-0043"]))
            #expect(other.text.contains("見つかりませんでした"))
        }
    }

    @Test("支援措置の対象者は、電話番号の始めの数桁では見つからない", .measure("R-41"))
    func protectedByPhone() async throws {
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            let page = try await browser.get("/search")
            let list = try await browser.follow(
                try await browser.post("/search", on: page, ["q": "ケンショウ 000-900"]))
            #expect(list.text.contains("検証0　太郎") && !list.text.contains("検証守　花子"))
        }
    }
}
