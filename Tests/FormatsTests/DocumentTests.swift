// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Support
import Testing

@Suite("電子申請の本体（XML・JSON・CSV）")
struct DocumentTests {
    private let reader: BundleReader
    init() throws { reader = BundleReader(try Samples.library()) }

    private func code(_ document: [UInt8], name: String = "application.xml") -> String? {
        do {
            _ = try reader.read(.bytes(PortalForm.zip(document, name: name)))
            return nil
        } catch {
            return (error as? FormatRefusal)?.code ?? "\(error)"
        }
    }

    private func code(_ text: String, name: String = "application.xml") -> String? {
        code(Array(text.utf8), name: name)
    }

    private let good = BundleMaker.xml(PortalForm.items)

    @Test("文書型宣言、実体、処理命令は、読み取り器に渡す前に断る")
    func forbidden() {
        let laughs = """
            <?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>\
            <申請>&b;</申請>
            """
        #expect(code(laughs) == "E-FMT-124")
        #expect(code("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><申請/>") == "E-FMT-124")
        #expect(code("<申請><?xml-stylesheet href='x'?></申請>") == "E-FMT-124")
        #expect(code("<申請><!ELEMENT a ANY></申請>") == "E-FMT-124")
        #expect(code("<申請><受付番号>&unknown;</受付番号></申請>") == "E-FMT-126")
    }

    @Test("BOM、CP932 の宣言、注釈、CDATA は読み、宣言と違う文字コードは断る")
    func encodings() throws {
        #expect(code(TextEncoding.byteOrderMark + Array(good.utf8)) == nil)
        let windows = BundleMaker.xml(
            PortalForm.items(["申請者/氏名": "髙﨑 花子①"]), encoding: "Shift_JIS")
        #expect(code(try Samples.cp932(windows)) == nil)
        #expect(code(try Samples.cp932(good)) == "E-FMT-125")
        #expect(code(windows) == "E-FMT-125")
        let wide = good.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(code([0xFF, 0xFE] + wide) == "E-FMT-125")
        #expect(code(wide) == "E-FMT-125")
        #expect(code(good.replacing("<手続コード>K01", with: "<!-- 注 --><手続コード><![CDATA[K01]]>")) == nil)
    }

    @Test("深すぎる入れ子、途中で切れた XML、要素の間の言葉は断る")
    func shapes() {
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(code("<申請>" + deep) == "E-FMT-127")
        for part in [good.count / 3, good.count - 5] {
            #expect(code(String(good.prefix(part))) == "E-FMT-126", "\(part)")
        }
        #expect(code("<申請>言葉<a>1</a></申請>") == "E-FMT-126")
        #expect(code("<申請><a>x<b>1</b></a></申請>") == "E-FMT-126")
        #expect(code("<申請><受付番号 番号='1' 番号='2'>1</受付番号></申請>") == "E-FMT-126")
        #expect(code("<申請/><申請/>") == "E-FMT-126")
        #expect(code("") == "E-FMT-001")
    }

    @Test("JSON は厳しく読む: 同じ名の二度、深い入れ子、壊れた文字、後ろの余分を断る")
    func json() {
        let name = "answer.json"
        let items = PortalForm.items.map {
            $0.name == "申請者/氏名" ? ($0.name, "検証 \"花子\"\\") : $0
        }
        let text = BundleMaker.json(items)
        #expect(code(text, name: name) == nil)
        #expect(code(text + "x", name: name) == "E-FMT-126")
        #expect(code("[1]", name: name) == "E-FMT-126")
        #expect(code("{\"受付番号\": \"1\", \"受付番号\": \"2\"}", name: name) == "E-FMT-128")
        #expect(
            code("{\"a\": " + String(repeating: "[", count: 100_000), name: name) == "E-FMT-127")
        for broken in [
            "{\"a\": 01}", "{\"a\": \"\\uD800\"}", "{\"a\": \"\\u+123\"}", "{a: 1}", "{\"a\": 1,}",
            "{\"a\": \"\n\"}", "{\"a\": tru}", "{\"a\"", "{", "{\"a\": \"\\",
        ] {
            #expect(code(broken, name: name) == "E-FMT-126", "\(broken)")
        }
        #expect(code([0x7B, 0xFF, 0x7D], name: name) == "E-FMT-002")
    }

    @Test("CSV は見出しと1件だけ。外字は CP932 で読み、引用符の壊れは断る")
    func csv() throws {
        let layout = try #require(try Samples.library().bundles["bundle-table-change"])
        let name = layout.manifest.name
        let text = BundleMaker.csv(try PortalForm.whole(layout).items)
        #expect(code(text, name: name) == nil)
        #expect(code(TextEncoding.byteOrderMark + Array(text.utf8), name: name) == nil)
        #expect(code(text.replacing("見本", with: "\u{E000}"), name: name) == nil)
        // 0xF040: the first character of a user's own area of CP932 (外字).
        var gaiji = try Samples.cp932(text.replacing("髙橋", with: "※※"))
        let mark = try Samples.cp932("※")
        if let place = gaiji.firstRange(of: mark) {
            gaiji.replaceSubrange(place, with: [0xF0, 0x40])
        }
        #expect(code(gaiji, name: name) == nil)
        gaiji.append(contentsOf: [0x81])
        #expect(code(gaiji, name: name) == "E-FMT-002")
        let lines = text.split(separator: "\r\n").map { String($0) + "\r\n" }
        #expect(code(lines[0], name: name) == "E-FMT-131")
        #expect(code(text + lines[1], name: name) == "E-FMT-131")
        #expect(code(lines[0] + "\"a\",\"b\"\r\n", name: name) == "E-FMT-023")
        #expect(code(text.replacing("\"検証用\"", with: "\"検証用"), name: name) == "E-FMT-024")
        #expect(
            code(text.replacing("\"検証用表示\",", with: "\"検証用表示\",\"余分\","), name: name) == "E-FMT-023"
        )
    }

    @Test("ZIP に入れない本体の、2GB の一行の流れも、上限で断る")
    func endlessLine() throws {
        let pieces = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == nil ? 64 : 2048
        let endless = ByteSource.stream { body in
            let piece = [UInt8](repeating: 0x61, count: 1 << 20)
            for _ in 0..<pieces { try piece.withUnsafeBytes(body) }
        }
        for name in ["x.xml", "x.json", "x.csv"] {
            #expect(throws: FormatRefusal.documentTooLarge(limit: 2 << 20)) {
                try reader.read(endless, named: name)
            }
        }
    }

    @Test("一行の続く本体は、上限で断る")
    func oneLine() {
        let line = [UInt8](repeating: 0x61, count: 3 << 20)
        for name in ["application.xml", "answer.json", "application.csv"] {
            #expect(code(line, name: name) == "E-FMT-123", "\(name)")
        }
    }
}
