// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("用語とライセンスの頁")
struct WordsScreenTests {
    /// As a dictionary stands: voice and long marks do not count, but for what is the same without.
    private func order(_ reading: String) -> (String, String) {
        (KanaFold.searchKey(reading).replacing("ー", with: ""), reading)
    }

    @Test("用語は、よみの順に一つずつあり、よみはひらがなで、用語集にある役所の言葉はどれもある")
    func table() throws {
        let words = try Words.read().all
        #expect(words.count > 60 && Set(words.map(\.word)).count == words.count)
        #expect(words.map(\.reading) == words.map(\.reading).sorted { order($0) < order($1) })
        for (first, second) in [("住民税非課税", "祝日"), ("データ区分", "点数"), ("専決", "遡及")] {
            let places = [first, second].map { word in words.firstIndex { $0.word == word } }
            #expect(try #require(places[0]) < (try #require(places[1])), "\(first) \(second)")
        }
        for word in words {
            #expect(word.reading.wholeMatch(of: /[ぁ-ゖー・]+/) != nil, "\(word.word)")
            #expect(!word.meaning.isEmpty && !word.meaning.hasSuffix("。"), "\(word.word)")
        }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let glossary = try String(
            contentsOf: root.appending(path: "docs/glossary.md"), encoding: .utf8)
        // The first word in brackets of a line is what the office says; laws and papers are no words.
        let said = glossary.split(separator: "\n").compactMap { line in
            line.firstMatch(of: /^\| Codes \| `\w+` \|[^(]*\(([一-龠ァ-ヶー・]+)[,)]/).map {
                String($0.1)
            }
        }
        #expect(said.count > 15)
        let money = ["過誤納", "還付", "充当", "戻出", "歳出還付", "棚卸し"]
        for word in said + money { #expect(words.contains { $0.word == word }, "\(word)") }
    }

    @Test("かな・カナ・漢字の一部で探せ、よみの初めの合うものが先に出る")
    func search() throws {
        let words = try Words.read()
        for typed in ["ほけんしゃ", "ホケンシャ", "保険者", "ﾎｹﾝｼｬ"] {
            #expect(words.found(typed).first?.word == "保険者番号", "\(typed)")
        }
        #expect(words.found("払い").contains { $0.word == "償還払い" })
        #expect(words.found("そんなことば").isEmpty)
    }

    @Test("F1 のヘルプから用語とライセンスが開き、どの職員も探せる")
    func pages() async throws {
        let bench = try await SharedBench.get()
        for officer in ["uketsuke", "kansa"] {
            try await bench.browse(as: officer) { browser in
                let help = try await browser.get("/help/0010")
                #expect(help.text.contains("href=\"/words\""))
                let page = try await browser.get("/words?q=%E3%81%B8%E3%82%93%E3%82%8C%E3%81%84")
                #expect(page.status == 200 && page.text.contains(">返戻</th>"))
                #expect(!page.text.contains(">起案</th>"))
                let licences = try await browser.get("/licences")
                for words in ["Apache-2.0", "hummingbird", "OFL-1.1", "jpholiday", "IPAmjMincho"] {
                    #expect(licences.text.contains(words), "\(words)")
                }
            }
        }
    }

    @Test("業務の状況のヘルプは、F10の印刷と、紙に出ないものを言う")
    func dashboardHelp() async throws {
        let bench = try await SharedBench.get()
        try await bench.browse(as: "kyufu") { browser in
            let help = try await browser.get("/help/0011")
            #expect(help.text.contains("F10 で、件数と図をPDFにします"), "\(help.text)")
            #expect(help.text.contains("10件未満の地区・月・理由は出ません"))
            #expect(help.text.contains("画面にある時刻までの記録") && !help.text.contains("一分ごと"))
        }
    }

    @Test("やさしい日本語の案内は、申請受付と帳票の画面から、ふりがなを付けても印刷でき、人の情報は出ない")
    func leaflet() async throws {
        let bench = try await SharedBench.get()
        try await bench.browse(as: "uketsuke") { browser in
            for path in ["/intake", "/papers"] {
                let page = try await browser.get(path)
                let action = try #require(page.action("leaflet-form"), "\(path): \(page.text)")
                let plain = try await browser.post(action, on: page, [])
                try plain.asPaper { reader in
                    let text = try reader.characters(page: 1)
                    #expect(text.contains("18歳に") && text.contains("受給資格登録申請書"), "\(text)")
                    #expect(text.contains("文言は未確認") && !text.contains("びょういん"))
                }
                let read = try await browser.post(action, on: page, [("furigana", "yes")])
                try read.asPaper { reader in
                    let text = try reader.characters(page: 1)
                    #expect(text.contains("病院（びょういん）"), "\(text)")
                }
            }
        }
    }
}
