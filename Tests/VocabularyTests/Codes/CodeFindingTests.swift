// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Vocabulary

@Suite("番号の確認")
struct CodeFindingTests {
    @Test(
        "全角、ハイフン、空白があっても読める",
        arguments: [
            ("８１１１９９９２", "81119992"), ("8111-9992", "81119992"), (" 81 119 992　", "81119992"),
            ("８１−１１ー９９－９２", "81119992"),
        ])
    func typing(text: String, digits: String) {
        let finding = CodeFinding.inspect(.funder, text)
        #expect(finding.valid && finding.value == digits)
    }

    @Test(
        "形の違うものはエラーで、計算した数字を出さない",
        arguments: [
            (CodeKind.funder, "8111999"), (.funder, "811199922"), (.insurer, "1199901"),
            (.recipient, "12345"), (.institution, "119900010"), (.municipality, "11999"),
            (.addressee, "1234567890123456"), (.addressee, ""), (.corporateNumber, "100002011000"),
            (.funder, "8111999A"), (.funder, "八一一一九九九二"), (.individualNumber, "98320567321"),
            (.residentRecord, "1234567890"),
        ])
    func wrongForm(kind: CodeKind, text: String) {
        let finding = CodeFinding.inspect(kind, text)
        #expect(!finding.valid && finding.severity == .error && finding.expected == nil)
        #expect(finding.reason?.contains(kind.name) == true)
    }

    @Test(
        "個人番号と住民票コードは下4桁しか出さない",
        arguments: [
            (CodeKind.individualNumber, "983205673214", "3214"),
            (.individualNumber, "９８３２−０５６７−３２１０", "3210"),
            (.individualNumber, "x983205673214", "3214"),
            (.residentRecord, "12345678903", "8903"), (.residentRecord, "12345678904", "8904"),
        ])
    func masking(kind: CodeKind, text: String, shown: String) throws {
        let finding = CodeFinding.inspect(kind, text)
        #expect(finding.value == shown)
        let printed = String(decoding: try JSONEncoder().encode(finding), as: UTF8.self)
        #expect(!printed.contains("9832") && !printed.contains("1234567"))
    }

    @Test("住民票コードの型はどう印字しても全桁を出さない")
    func residentRecordPrinting() throws {
        let code = try #require(ResidentRecordCode("98765432103"))
        var dumped = ""
        dump(code, to: &dumped)
        for text in ["\(code)", String(reflecting: code), dumped, "\([code])"] {
            #expect(text.contains("2103") && !text.contains("9876543"))
        }
        #expect(code.finding.valid)
    }

    @Test("JSONは決まった6項目で、空はnull")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let valid = try encoder.encode(CodeFinding.inspect(.insurer, "119990"))
        #expect(
            String(decoding: valid, as: UTF8.self)
                == #"{"expected":null,"kind":"insurer","reason":null,"severity":null,"#
                + #""valid":true,"value":"119990"}"#)
        let wrong = CodeFinding.inspect(.insurer, "119991")
        #expect(wrong.expected == 0 && wrong.severity == .error)
        #expect(try JSONDecoder().decode(CodeFinding.self, from: encoder.encode(wrong)) == wrong)
    }

    @Test("種別の名前は外への約束どおり")
    func names() {
        #expect(
            CodeKind.allCases.map(\.rawValue) == [
                "individual-number", "corporate-number", "insurer", "funder", "recipient",
                "institution", "municipality", "resident-record", "addressee",
            ])
    }
}
