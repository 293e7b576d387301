// SPDX-License-Identifier: Apache-2.0
import Reports
import Testing
import Vocabulary

@testable import Desk

@Suite("ファイルの付いた様式")
struct MultipartTests {
    private static let form = [
        "--X\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nsecret\r\n",
        "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\data\\a.uke\"\r\n",
        "Content-Type: text/plain\r\n\r\nIR,1\r\n--Y\r\n\r\n--X\r\n",
        "Content-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--X--\r\n",
    ].joined()

    private static func read(_ text: String, piece: Int) throws -> [String] {
        var reader = try #require(MultipartReader(contentType: "multipart/form-data; boundary=X"))
        var said: [String] = []
        var bytes: [UInt8] = []
        func hear(_ event: MultipartReader.Event) {
            switch event {
            case .field(let name, let value): said.append("\(name)=\(value)")
            case .fileBegins(let field, let name): said.append("begin \(field) \(name)")
            case .fileBytes(let more): bytes += more
            case .fileEnds:
                said.append("end \(String(decoding: bytes, as: UTF8.self).debugDescription)")
                bytes = []
            }
        }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            try reader.take(rest.prefix(piece), hear)
            rest = rest.dropFirst(piece)
        }
        try reader.finish()
        return said
    }

    @Test("どこで切れて届いても、同じに読める", arguments: [1, 2, 3, 7, 16, 4_096])
    func anyPieces(piece: Int) throws {
        #expect(
            try Self.read(Self.form, piece: piece) == [
                "csrf=secret", "begin file a.uke", "end \"IR,1\\r\\n--Y\\r\\n\"", "begin file ",
                "end \"\"",
            ])
    }

    @Test("途中で切れた様式は断る")
    func cutOff() throws {
        let text = String(Self.form.dropLast(4))
        #expect(throws: DeskRefusal.brokenForm) { try Self.read(text, piece: 16) }
    }

    @Test("様式でないものは読まない", arguments: ["text/plain", "multipart/form-data", ""])
    func otherKinds(type: String) {
        #expect(MultipartReader(contentType: type) == nil)
    }
}

@Suite("金額と年月の入力")
struct EntryWordsTests {
    @Test(
        "数は、全角でもカンマ付きでも読める",
        arguments: [("12,300", 12_300), ("１２３００", 12_300), ("500円", 500), ("0", 0)])
    func numbers(text: String, number: Int) { #expect(AmountEntry.number(text) == number) }

    @Test("数でないものは読まない", arguments: ["", "abc", "-5", "1.5", "12345678901"])
    func noNumbers(text: String) { #expect(AmountEntry.number(text) == nil) }

    @Test(
        "年月は、和暦でも西暦でも読める",
        arguments: [
            ("R7.4", "2025-04"), ("令和7年4月", "2025-04"), ("令和元年5月", "2019-05"), ("0704", "2025-04"),
            ("704", "2025-04"), ("50704", "2025-04"), ("202504", "2025-04"), ("2025-04", "2025-04"),
            ("Ｒ７．４", "2025-04"), ("H31.4", "2019-04"), ("7.4", "2025-04"),
        ])
    func months(text: String, month: String) {
        #expect(MonthEntry.read(text)?.description == month)
    }

    @Test(
        "ない年月は読まない",
        arguments: [
            "", "R7.13", "R0.4", "H31.6", "R1.4", "2025", "abc", "R100.1", "R9223372036854775807.5",
            "9223372036854775807.5",
        ])
    func noMonths(text: String) { #expect(MonthEntry.read(text) == nil) }

    @Test(
        "戻り先は、この画面の中の番地だけ",
        arguments: [
            ("/persons/1?on=R7.4.1", true), ("//evil.example", false), ("/\t/evil.example", false),
            ("/\\evil.example", false), ("https://evil.example", false), ("/a b", false),
        ])
    func local(address: String, isLocal: Bool) {
        #expect(LoginScreen.isLocal(address) == isLocal)
    }

    @Test("図の目盛りは切りのよい数になる", arguments: [(7, 8), (100, 200), (999, 1_000), (12_345, 20_000)])
    func scale(highest: Int, top: Int) {
        #expect(ChartScale(highest: highest).top >= highest)
        #expect(ChartScale(highest: highest).top <= max(4, top * 2))
    }
}
