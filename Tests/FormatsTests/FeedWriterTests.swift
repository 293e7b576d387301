// SPDX-License-Identifier: Apache-2.0
import Formats
import Testing
import Vocabulary

@Suite("CSV を書く")
struct FeedWriterTests {
    @Test("未確認の様式では、外部へ渡すファイルを書かない")
    func unverified() throws {
        let layout = try Samples.library().feed("welfare")
        #expect(throws: FormatRefusal.layoutUnverified(id: "welfare")) {
            try FeedWriter(layout, for: .realPeer)
        }
    }

    @Test("検証用に書いたファイルは、読めば同じ値に戻る")
    func roundTrip() throws {
        let layout = try Samples.library().feed("resident")
        var writer = try FeedWriter(layout, for: .trial)
        let nasty = "=1+1,\"改行\r\n\""
        try writer.add(FeedText.resident.merging(["address": nasty]) { $1 })
        let bytes = writer.takeBytes()
        #expect(bytes.starts(with: TextEncoding.byteOrderMark))
        var rows: [FeedRow] = []
        let report = try FeedReader(layout).read(.bytes(bytes)) { row in
            rows.append(row)
            return []
        }
        #expect(report.isClean)
        #expect(report.droppedColumns == 0)
        #expect(rows.first?.text("address") == nasty)
        #expect(rows.first?.text("stamp") == "検証用")
        #expect(rows.first?.text("postal-code") == "3430000")
    }

    @Test("様式に合わない値は書かない")
    func refuses() throws {
        var writer = try FeedWriter(try Samples.library().feed("welfare"), for: .trial)
        #expect(throws: FormatRefusal.unknownCode(field: "区分")) {
            try writer.add(FeedText.welfare.merging(["event": "停止"]) { $1 })
        }
    }

    @Test(
        "式として動くセルには印を付け、読むときに外す",
        arguments: [
            "=1", "+1", "-1", "@a", "\ta", "\ra", "＝1", "＋1", "－1", "＠a", "'=1", "'", "a=1",
        ])
    func formulas(text: String) throws {
        var csv = try CsvWriter(encoding: .utf8)
        try csv.add([.text(text), .code("0012"), .number(-5), .empty])
        let written = String(decoding: csv.takeBytes(), as: UTF8.self)
        let isRisky =
            text.unicodeScalars.first { $0 != "'" }
            .map { "=+-@\t\r＝＋－＠".unicodeScalars.contains($0) } ?? false
        let begins = written.hasPrefix("'") || written.hasPrefix("\"'")
        #expect(begins == (isRisky || text.hasPrefix("'")))
        #expect(written.hasSuffix(",\"0012\",-5,\r\n"))
        let layout = try Samples.library().feed("holidays")
        var feed = try FeedWriter(layout, for: .trial)
        try feed.add(["date": "20250101", "name": text])
        var names: [String] = []
        _ = try FeedReader(layout).read(.bytes(feed.takeBytes())) { row in
            names.append(row.text("name"))
            return []
        }
        #expect(names == [text])
    }

    @Test("CP932 にない文字は、その行を書かずに断る")
    func unmappable() throws {
        var csv = try CsvWriter(encoding: .cp932)
        try csv.add([.text("髙橋")])
        #expect(throws: FormatRefusal.unmappable(codePoint: "U+20BB7", offset: 0, count: 1)) {
            try csv.add([.text("𠮷田")])
        }
        #expect(csv.takeBytes() == [0xFB, 0xFC, 0x8B, 0xB4, 0x0D, 0x0A])
    }
}
