// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Vocabulary

@Suite("振込の受取人名")
struct PayeeKanaTests {
    @Test(
        "銀行のカナになる",
        arguments: [
            ("キャノン　ヨーコ", "ｷﾔﾉﾝ ﾖ-ｺ", 8), ("やまだ　たろう", "ﾔﾏﾀﾞ ﾀﾛｳ", 8),
            ("ヴァイオリン", "ｳﾞｱｲｵﾘﾝ", 7), ("株式会社サンプル", "ｶ)ｻﾝﾌﾟﾙ", 7),
            ("サンプル株式会社", "ｻﾝﾌﾟﾙ(ｶ", 7), ("ｻﾝﾌﾟﾙ 株式会社 ｵｵﾐﾔ", "ｻﾝﾌﾟﾙ(ｶ)ｵｵﾐﾔ", 12),
            ("ｼｮｳｼﾞ", "ｼﾖｳｼﾞ", 5), ("がぎぐ", "ｶﾞｷﾞｸﾞ", 6), ("か\u{3099}", "ｶﾞ", 2),
            ("パピプ", "ﾊﾟﾋﾟﾌﾟ", 6), ("abc ＡＢＣ １２３", "ABC ABC 123", 11),
            ("  ヤマダ　　ハナコ ", "ﾔﾏﾀﾞ ﾊﾅｺ", 8), ("医療法人社団サクラ", "ｲ)ｻｸﾗ", 5),
            ("ヰヱ", "ｲｴ", 2), ("ミツヶ", "ﾐﾂｹ", 3), ("ジョン スミス", "ｼﾞﾖﾝ ｽﾐｽ", 8),
            ("特定非営利活動法人ミドリ", "ﾄｸﾋ)ﾐﾄﾞﾘ", 8), ("㈱ミホン", "ｶ)ﾐﾎﾝ", 5),
        ])
    func converts(input: String, text: String, bytes: Int) {
        let result = PayeeKana.read(input)
        #expect(result.valid && result.reason == nil && result.input == input)
        #expect(result.text.map { Array($0.utf8) } == Array(text.utf8) && result.bytes == bytes)
    }

    @Test(
        "使えない文字は断り、名前の文字を理由に出さない",
        arguments: [
            ("コシガヤ・タロウ", "5文字目"), ("髙橋", "1文字目が漢字"), ("ヲガワ", "ヲ"), ("タロウ,", "4文字目"),
            ("ヤマダ＆コ", "4文字目"), ("ﾞｶ", "濁点"), ("アﾞ", "濁点"), ("カﾟ", "濁点"), ("", "名前がありません"),
            ("　", "名前がありません"), ("ヤマダ𠮷", "4文字目が漢字"), ("タロウ'", "4文字目"),
        ])
    func refuses(input: String, reason: String) {
        let result = PayeeKana.read(input)
        #expect(!result.valid && result.text == nil && result.bytes == 0)
        #expect(result.reason?.contains(reason) == true)
        #expect(result.reason?.contains("髙") == false && result.reason?.contains("𠮷") == false)
    }

    @Test("ヲは広い規則なら通り、設定でオにもできる")
    func wo() {
        #expect(PayeeKana.read("ヲガワ", rule: .wide).text == "ｦｶﾞﾜ")
        #expect(PayeeKana.read("ヲガワ", rule: .asO).text == "ｵｶﾞﾜ")
        #expect(PayeeKana.read("ｦｶﾞﾜ").text == nil)
    }

    @Test("30バイトに切るとき濁点を離さない")
    func cutting() {
        let even = PayeeKana.read(String(repeating: "ガ", count: 15))
        #expect(even.valid && even.bytes == 30)
        let long = PayeeKana.read("ア" + String(repeating: "ガ", count: 15))
        #expect(!long.valid && long.bytes == 29)
        #expect(long.text?.unicodeScalars.last == "ﾞ")
        #expect(long.reason?.contains("31バイト") == true)
        let plain = PayeeKana.read(String(repeating: "ア", count: 31))
        #expect(!plain.valid && plain.bytes == 30)
        let space = PayeeKana.read(String(repeating: "ア", count: 29) + " イロ")
        #expect(space.bytes == 29 && space.text?.hasSuffix("ｱ") == true)
    }

    @Test("どのカナを並べても、許された文字だけになり、バイト数は30を超えない")
    func everyKana() {
        var tried = 0
        for value in UInt32(0x3041)...0x30FF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for length in [1, 29, 30, 31] {
                let input = String(repeating: "ア", count: length - 1) + String(scalar)
                let result = PayeeKana.read(input)
                guard let text = result.text else { continue }
                tried += 1
                #expect(text.unicodeScalars.allSatisfy { BankCharacters.party.permits($0) })
                #expect(text.unicodeScalars.count <= 30)
                let forbidden = text.unicodeScalars.contains {
                    (0xFF67...0xFF70).contains($0.value)
                }
                #expect(!forbidden)
            }
        }
        #expect(tried > 600)
    }

    @Test(
        "欄ごとの文字",
        arguments: [
            (BankCharacters.bankName, "ｱﾞA0-", " ()."), (.party, "ｱA0()-. ", ",/\\a"),
            (.payroll, "ｱ0 ", "A-()."), (.ediInformation, "ｦA\\｢｣()-/. ", ",aｧｰ"),
        ])
    func fields(field: BankCharacters, allowed: String, refused: String) {
        #expect(allowed.unicodeScalars.allSatisfy { field.permits($0) })
        #expect(refused.unicodeScalars.allSatisfy { !field.permits($0) })
    }

    @Test("JSONは約束した項目")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(PayeeKana.read("やまだ"))
        #expect(
            String(decoding: data, as: UTF8.self)
                == #"{"bytes":4,"input":"やまだ","reason":null,"text":"ﾔﾏﾀﾞ","valid":true}"#)
    }
}
