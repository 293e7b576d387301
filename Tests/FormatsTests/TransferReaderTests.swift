// SPDX-License-Identifier: Apache-2.0
import Formats
import Testing
import Vocabulary

@Suite("総合振込を読む")
struct TransferReaderTests {
    private func records() throws -> [[UInt8]] {
        let bytes = try Samples.bytes("zengin-sougou-nosep.txt")
        return stride(from: 0, to: bytes.count, by: 120).map { Array(bytes[$0..<($0 + 120)]) }
    }

    private func read(_ bytes: [UInt8]) throws -> TransferFile {
        try TransferFile.read(.bytes(bytes))
    }

    private func joined(_ records: [[UInt8]], _ separator: [UInt8]) -> [UInt8] {
        records.flatMap { $0 + separator }
    }

    @Test(
        "改行の形が違っても同じ振込が読める",
        arguments: [
            ([0x0D, 0x0A], TransferFraming.crlf), ([0x0D], .cr), ([0x0A], .lf), ([], .none),
        ], [[], [0x1A]])
    func framings(end: ([UInt8], TransferFraming), tail: [UInt8]) throws {
        let file = try read(joined(try records(), end.0) + tail)
        #expect(file.valid)
        #expect(file.errors.isEmpty)
        #expect(file.framing == end.1)
        #expect(file.type == "21")
        #expect(file.valueDate == "12-10")
        #expect(file.count == 2)
        #expect(file.total == 27_650)
        #expect(file.declared == .init(count: 2, total: 27_650))
        #expect(file.encoding == "cp932")
        #expect(file.transfers.map(\.payee) == ["ｷﾔﾉﾝ ﾖ-ｺ", "ﾔﾏﾀﾞ ﾀﾛｳ"])
        #expect(file.transfers.map(\.amount) == [3000, 24650])
        #expect(file.transfers.map(\.bank) == ["0133", "9900"])
        #expect(file.transfers.map(\.references).first == ["0001222001", "0000202610"])
        #expect(!file.trial)
    }

    @Test("JSON は約束した項目を持つ")
    func json() throws {
        let json = try Samples.json(try read(try Samples.bytes("zengin-sougou-crlf.txt")))
        #expect(json.contains("\"framing\":\"crlf\""))
        #expect(json.contains("\"declared\":{\"count\":2,\"total\":27650}"))
        #expect(json.contains("\"valid\":true"))
        #expect(
            json.contains(
                #"{"account":"1234567","amount":3000,"bank":"0133","branch":"026","payee":"ｷﾔﾉﾝ ﾖ-ｺ","type":"1"}"#
            ))
    }

    @Test("後ろの空白が欠けた行は補って読み、知らせる")
    func trimmed() throws {
        let lines = try records().map { record in
            var line = record
            while line.last == 0x20 { line.removeLast() }
            return line
        }
        let file = try read(joined(lines, [0x0D, 0x0A]))
        #expect(file.valid)
        #expect(file.total == 27_650)
        #expect(Set(file.errors.map(\.code)) == ["W-FMT-081"])
        #expect(file.errors.count == 5)
    }

    @Test("空白より前で切れた行は誤り", arguments: [(0, 102), (1, 111), (3, 18)])
    func cut(record: Int, length: Int) throws {
        var lines = try records()
        lines[record] = Array(lines[record].prefix(length))
        let file = try read(joined(lines, [0x0A]))
        #expect(!file.valid)
        #expect(file.errors.first?.code == "E-FMT-078")
        #expect(file.errors.first?.line == record + 1)
    }

    @Test("切れていない最も短い長さなら読める", arguments: [(0, 103), (1, 112), (3, 19), (4, 1)])
    func shortest(record: Int, length: Int) throws {
        var lines = try records()
        lines[record] = Array(lines[record].prefix(length))
        #expect(try read(joined(lines, [0x0A])).valid)
    }

    @Test("複数の組のあるファイルも、組ごとに合計を確かめて読む")
    func groups() throws {
        let lines = try records()
        let group = Array(lines[0..<4])
        let file = try read(joined(group + group + [lines[4]], [0x0D, 0x0A]))
        #expect(file.valid)
        #expect(file.groups == 2)
        #expect(file.count == 4)
        #expect(file.total == 55_300)
        #expect(file.declared == .init(count: 4, total: 55_300))
    }

    @Test(
        "1文字の誤りを場所とともに示す",
        arguments: [
            (0, 1, "9", "type", "E-FMT-077"), (0, 3, "1", "code-kind", "E-FMT-077"),
            (0, 4, "X", "requester", "E-FMT-073"), (0, 14, "a", "requester-name", "E-FMT-074"),
            (0, 54, "9", "value-date", "E-FMT-034"), (0, 95, "4", "account-type", "E-FMT-077"),
            (1, 1, "A", "bank", "E-FMT-073"), (1, 42, "3", "account-type", "E-FMT-077"),
            (1, 44, " ", "account", "E-FMT-073"), (1, 50, "*", "payee", "E-FMT-074"),
            (1, 80, "B", "amount", "E-FMT-073"), (3, 6, "3", "count", "E-FMT-083"),
            (3, 18, "1", "total", "E-FMT-082"), (2, 0, "7", "class", "E-FMT-084"),
        ])
    func fields(
        record: Int, place: Int, character: String, field: String, code: String
    ) throws {
        var lines = try records()
        lines[record][place] = try #require(character.utf8.first)
        let file = try read(joined(lines, []))
        #expect(!file.valid)
        let issue = try #require(file.errors.first)
        #expect(issue.line == record + 1)
        #expect(issue.field == field)
        #expect(issue.code == code)
    }

    @Test("金額0円の振込は誤り")
    func zero() throws {
        var lines = try records()
        lines[1].replaceSubrange(80..<90, with: Array("0000000000".utf8))
        let file = try read(joined(lines, []))
        #expect(file.errors.map(\.code) == ["E-FMT-076", "E-FMT-082"])
    }

    @Test(
        "レコードの順番が違えば誤り",
        arguments: [
            [1, 2, 3, 4], [0, 3, 4], [0, 1, 2, 4], [0, 1, 2, 3], [0, 0, 1, 2, 3, 4],
            [0, 1, 2, 3, 4, 4], [4],
        ])
    func order(places: [Int]) throws {
        let lines = try records()
        #expect(!(try read(joined(places.map { lines[$0] }, [0x0D, 0x0A])).valid))
    }

    @Test("文字コードが違えば、違うと言う")
    func encodings() throws {
        let text = try TextDecoder(.cp932).text(try Samples.bytes("zengin-sougou-crlf.txt"))
        let utf8 = try read(Array(text.utf8))
        #expect(utf8.encoding == "UTF-8")
        #expect(utf8.errors.map(\.code) == ["E-FMT-085"])
        let ebcdic = try read([0xF1, 0xF2, 0xF1] + [UInt8](repeating: 0x40, count: 117))
        #expect(ebcdic.encoding == "EBCDIC")
        #expect(!ebcdic.valid)
    }

    @Test("空のファイルは断る")
    func empty() throws {
        #expect(throws: FormatRefusal.emptyFile) { try read([]) }
        #expect(throws: FormatRefusal.emptyFile) { try read([0x0D, 0x0A, 0x1A]) }
    }

    @Test("半分のファイルは正しいと言わない", arguments: [1, 100, 119, 120, 250, 360, 480, 481])
    func half(count: Int) throws {
        let bytes = try Samples.bytes("zengin-sougou-nosep.txt")
        let isOnlyTailMissing = count == 481
        #expect(try read(Array(bytes.prefix(count))).valid == isOnlyTailMissing)
    }

    @Test("改行の形が途中で変われば知らせる")
    func mixed() throws {
        let lines = try records()
        let bytes = joined(Array(lines[0..<2]), [0x0D, 0x0A]) + joined(Array(lines[2...]), [0x0A])
        let file = try read(bytes)
        #expect(file.valid)
        #expect(file.errors.map(\.code) == ["W-FMT-082"])
    }
}
