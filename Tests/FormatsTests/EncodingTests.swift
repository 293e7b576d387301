// SPDX-License-Identifier: Apache-2.0
import Formats
import Testing

@Suite("文字コード")
struct EncodingTests {
    @Test("この装置に CP932 の変換がある")
    func support() throws {
        try TextEncoding.checkSupport()
    }

    @Test(
        "CP932 の代表的なバイトは決まった文字になる",
        arguments: [
            ([0x87, 0x40], "①"), ([0xFA, 0x40], "ⅰ"), ([0xED, 0x40], "纊"), ([0xFB, 0xFC], "髙"),
            ([0x81, 0x60], "\u{FF5E}"), ([0x81, 0x61], "\u{2225}"), ([0x81, 0x7C], "\u{FF0D}"),
            ([0x81, 0x5C], "\u{2015}"), ([0x5C], "\\"), ([0x7E], "~"), ([0x1A], "\u{1A}"),
            ([0xF0, 0x40], "\u{E000}"), ([0xF9, 0xFC], "\u{E757}"), ([0xB6, 0xDE], "ｶﾞ"),
        ] as [([UInt8], String)])
    func decoding(bytes: [UInt8], text: String) throws {
        #expect(try TextDecoder(.cp932).text(bytes).utf8.elementsEqual(text.utf8))
    }

    @Test(
        "CP932 にないバイトは、その位置で断る",
        arguments: [
            ([0x41, 0x80], 1), ([0xA0], 0), ([0x41, 0x42, 0xFD], 2), ([0xFF], 0),
            ([0x82, 0xA0, 0x82], 2), ([0x81, 0x20], 0),
        ] as [([UInt8], Int)])
    func undecodable(bytes: [UInt8], offset: Int) throws {
        let decoder = try TextDecoder(.cp932)
        let error = #expect(throws: UndecodableByte.self) { try decoder.text(bytes) }
        #expect(error?.offset == offset)
        #expect(error?.byte == bytes[offset])
    }

    @Test(
        "似た文字は Microsoft の割り当てに書く",
        arguments: [
            ("\u{301C}", [0x81, 0x60]), ("\u{2212}", [0x81, 0x7C]), ("\u{2014}", [0x81, 0x5C]),
            ("\u{A5}", [0x5C]), ("\u{1A}", [0x1A]), ("か\u{3099}", [0x82, 0xAA]),
            ("ウ\u{3099}", [0x83, 0x94]), ("ハ\u{309A}", [0x83, 0x70]),
        ] as [(String, [UInt8])])
    func encoding(text: String, bytes: [UInt8]) throws {
        let result = try TextEncoder(.cp932).encode(text)
        #expect(result.bytes == bytes)
        #expect(result.unmappable.isEmpty)
    }

    @Test("異体字セレクタは落とさず、位置とともに断る", arguments: ["\u{E0100}", "\u{FE00}", "\u{E0101}"])
    func variationSelector(selector: String) throws {
        for text in ["葛" + selector, "葛" + selector + "飾区"] {
            let result = try TextEncoder(.cp932).encode(text)
            #expect(result.unmappable.map(\.offset) == [3])
            #expect(result.unmappable.first?.codePoint.hasPrefix("U+") ?? false)
        }
        #expect(throws: FormatRefusal.self) { try TextEncoder(.cp932).bytes("葛" + selector) }
    }

    @Test("CP932 にない漢字の一覧が返る")
    func unmappable() throws {
        let result = try TextEncoder(.cp932).encode("𠮷田と丈𠀋")
        #expect(result.unmappable.map(\.codePoint) == ["U+20BB7", "U+2000B"])
        #expect(result.unmappable.map(\.offset) == [0, 13])
    }

    @Test("2バイトの文字は、読んで書けば同じ文字に戻る")
    func roundTrip() throws {
        let decoder = try TextDecoder(.cp932)
        let encoder = try TextEncoder(.cp932)
        var count = 0
        for lead in Array(UInt8(0x81)...0x9F) + Array(UInt8(0xE0)...0xFC) {
            for trail in Array(UInt8(0x40)...0x7E) + Array(UInt8(0x80)...0xFC) {
                guard let text = try? decoder.text([lead, trail]) else { continue }
                count += 1
                let again = encoder.encode(text)
                #expect(again.unmappable.isEmpty)
                // Doubled vendor characters come back as their other code, but as the same text.
                #expect(try decoder.text(again.bytes).utf8.elementsEqual(text.utf8))
                let isPlainRow = (0x81...0x84).contains(lead) || (0x88...0x9F).contains(lead)
                if isPlainRow, ![0x81].contains(lead) { #expect(again.bytes == [lead, trail]) }
            }
        }
        // 6,879 of JIS X 0208, 83 + 374 of NEC, 388 of IBM, 1,880 places for own characters.
        #expect(count == 9604)
    }

    @Test("1バイトのカナと ASCII はすべて元に戻る")
    func singleBytes() throws {
        let bytes = Array(UInt8(0x01)...0x7F) + Array(UInt8(0xA1)...0xDF)
        let text = try TextDecoder(.cp932).text(bytes)
        #expect(try TextEncoder(.cp932).bytes(text) == bytes)
    }

    @Test("長い文も、変換の区切りで壊れない")
    func longText() throws {
        let text = String(repeating: "髙橋ｶﾞA", count: 30_000)
        let bytes = try TextEncoder(.cp932).bytes(text)
        #expect(bytes.count == 30_000 * 7)
        #expect(try TextDecoder(.cp932).text(bytes).utf8.elementsEqual(text.utf8))
    }

    @Test(
        "文字コードは、印、厳密な UTF-8、CP932 の順に見分ける",
        arguments: [
            ([0xEF, 0xBB, 0xBF, 0x41], TextEncoding.utf8WithMark), ([0x41, 0x42], .utf8),
            ([0xE8, 0x91, 0x9B], .utf8), ([0x8A, 0x8B], .cp932), ([0xC0, 0x80], .cp932),
            ([0xED, 0xA0, 0x80], .cp932), ([0xF4, 0x90, 0x80, 0x80], .cp932),
            ([0xE8, 0x91], .cp932), ([], .utf8),
        ] as [([UInt8], TextEncoding)])
    func detection(bytes: [UInt8], encoding: TextEncoding) throws {
        #expect(try TextEncoding.detect(.bytes(bytes)) == encoding)
    }

    @Test("UTF-8 として誤った位置を示す")
    func utf8Offset() throws {
        let error = #expect(throws: UndecodableByte.self) {
            try TextDecoder(.utf8).text(Array("abcdefgh葛".utf8) + [0xE8, 0x41])
        }
        #expect(error?.offset == 11)
    }
}
