// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Vocabulary

@Suite("名前の検索")
struct SearchKeyTests {
    @Test(
        "同じ読みとして探せる",
        arguments: [
            ["ヤマザキ", "ﾔﾏｻｷ", "やまさき", "ヤマサ\u{3099}キ", "ﾔﾏｻﾞｷ"], ["キョウコ", "キヨウコ", "ｷｮｳｺ", "きょうこ"],
            ["ヨーコ", "ﾖｰｺ", "よーこ", "ヨ－コ", "ヨ-コ"], ["フヂタ", "フジタ"], ["ヰセ ハナ", "イセハナ", "イセ・ハナ"],
            ["ミヅホ", "ミズホ"], ["smith", "ＳＭＩＴＨ", "Smith"], ["ヲガワ", "オガワ"],
        ])
    func kana(forms: [String]) {
        #expect(Set(forms.map(KanaFold.searchKey)).count == 1)
    }

    @Test("違う読みは違う鍵")
    func kanaDiffers() {
        #expect(KanaFold.searchKey("ヨウコ") != KanaFold.searchKey("ヨーコ"))
        #expect(KanaFold.searchKey("サトウ") != KanaFold.searchKey("カトウ"))
        #expect(KanaFold.comparisonKey("ヤマザキ") != KanaFold.comparisonKey("ヤマサキ"))
        #expect(KanaFold.comparisonKey("ﾔﾏｻﾞｷ ｼｮｳ") == KanaFold.comparisonKey("やまざきシヨウ"))
    }

    @Test("半角カナのどの1文字も全角と同じ鍵")
    func everyHalfKana() {
        for value in UInt32(0xFF66)...0xFF9D {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let half = String(scalar)
            #expect(KanaFold.searchKey(half) == KanaFold.searchKey(HalfKana.full(half)))
        }
    }

    @Test(
        "異体字があっても探せる",
        arguments: [
            ["髙橋", "高橋"], ["山﨑", "山崎", "山嵜"], ["𠮷田", "吉田"], ["渡邉", "渡邊", "渡辺"],
            ["濵田", "濱田", "浜田"], ["齋藤", "齊藤", "斎藤", "斉藤"], ["葛\u{E0100}飾", "葛飾"],
            ["德永", "徳永"], ["\u{FA10}本", "塚本"], ["\u{FA19}谷", "神谷"], ["佐々木", "佐佐木"],
            ["澤田 さくら", "沢田サクラ"], ["國廣", "国広"], ["櫻井", "桜井"], ["ＳＭＩＴＨ ジョン", "smith ジヨン"],
            ["邊\u{E0102}見", "辺見"],
        ])
    func kanji(forms: [String]) {
        #expect(Set(forms.map { Array(NameKey.searchKey($0).utf8) }).count == 1)
    }

    @Test("違う名前は違う鍵")
    func kanjiDiffers() {
        let names = ["伊藤", "伊東", "佐藤", "加藤", "山田", "川田", "渡辺", "渡部", "高橋", "高梁"]
        #expect(Set(names.map(NameKey.searchKey)).count == names.count)
    }

    @Test("鍵をもう一度鍵にしても変わらない", arguments: ["髙﨑 惠", "渡邊 くにこ", "齋藤ヂュン", "佐々木"])
    func idempotent(name: String) {
        let key = NameKey.searchKey(name)
        #expect(NameKey.searchKey(key) == key)
        #expect(KanaFold.searchKey(KanaFold.searchKey(name)) == KanaFold.searchKey(name))
    }

    @Test("二文字の組で、含む名前だけが候補になる")
    func bigrams() {
        let stored = Bigram.stored(NameKey.searchKey("山田花子"))
        #expect(stored == ["^山", "山田", "田花", "花子"])
        #expect(Bigram.asked(NameKey.searchKey("田花子")).isSubset(of: stored))
        #expect(Bigram.asked(NameKey.searchKey("山")).isSubset(of: stored))
        #expect(!Bigram.asked(NameKey.searchKey("花")).isSubset(of: stored))
        #expect(!Bigram.asked(NameKey.searchKey("山川")).isSubset(of: stored))
        #expect(Bigram.asked("").isEmpty && Bigram.stored("").isEmpty)
    }
}

@Suite("名前の文字")
struct NameTextTests {
    @Test("異体字は同じ名前ではない")
    func comparable() {
        #expect("\u{FA19}" == "神")  // what String says
        #expect(ComparableName("\u{FA19}") != ComparableName("神"))
        #expect(ComparableName("か\u{3099}") != ComparableName("が"))
        #expect(Set([ComparableName("\u{FA19}"), ComparableName("神")]).count == 2)
        #expect(ComparableName("葛\u{E0100}") != ComparableName("葛"))
        #expect(ComparableName("a") < ComparableName("b"))
    }

    @Test("選択子だけを除く")
    func selectors() {
        #expect(Array(NameKey.withoutSelectors("葛\u{E0100}飾").utf8) == Array("葛飾".utf8))
        #expect(Array(NameKey.withoutSelectors("\u{FA19}").utf8) == Array("\u{FA19}".utf8))
    }

    @Test(
        "全角と半角のカナ",
        arguments: [
            ("ガギグ", "ｶﾞｷﾞｸﾞ"), ("パーティー", "ﾊﾟｰﾃｨｰ"), ("ヴァ", "ｳﾞｧ"), ("ヲンナ", "ｦﾝﾅ"),
            ("「ア、イ。」", "｢ｱ､ｲ｡｣"), ("ア・イ", "ｱ･ｲ"), ("漢字ア", "漢字ｱ"),
        ])
    func widths(full: String, half: String) {
        #expect(Array(HalfKana.half(full).utf8) == Array(half.utf8))
        #expect(Array(HalfKana.full(half).utf8) == Array(full.utf8))
    }

    @Test("ひらがなは半角にならず、付けられない濁点は残る")
    func edges() {
        #expect(HalfKana.half("あ") == "あ")
        #expect(HalfKana.full("ｱﾞ") == "ア゛")
        #expect(HalfKana.half("ＡＢＣ　１２３") == "ABC 123")
    }

    @Test("半角にして全角に戻すと、どのカタカナも元に戻る")
    func roundTrip() {
        for value in UInt32(0x30A1)...0x30F4 {
            guard let scalar = Unicode.Scalar(value), !"ヮヰヱ".unicodeScalars.contains(scalar)
            else { continue }
            let text = String(scalar)
            #expect(Array(HalfKana.full(HalfKana.half(text)).utf8) == Array(text.utf8))
        }
    }
}
