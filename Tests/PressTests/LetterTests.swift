// SPDX-License-Identifier: Apache-2.0
import Foundation
import Press
import Support
import Testing
import Vocabulary

@Suite("通知書の印刷")
struct LetterTests {
    let room: PressRoom
    let folder: TemporaryFolder

    init() throws {
        room = try TestRoom.shared.get()
        folder = try TemporaryFolder("press")
    }

    private func printed(_ sheets: [Sheet], _ name: String = "letter.pdf") throws -> PaperReader {
        let file = folder.file(name)
        _ = try room.print(sheets, to: file.path, try Sample.order())
        return PaperReader(file: file)
    }

    @Test("同じ内容を2回印刷すると1バイトも違わない")
    func twice() throws {
        let sheets = [
            Sheet.letter(try Sample.letter()), .mailedCertificate(try Sample.mailed()),
            .list(try Sample.list(rows: 40)),
        ]
        let first = try Data(contentsOf: printed(sheets, "a.pdf").file)
        let second = try Data(contentsOf: printed(sheets, "b.pdf").file)
        let other = try PressRoom().preview(sheets, try Sample.order()).pdf
        #expect(first == second)
        #expect(Array(first) == other, "別の印刷室でも同じ")
    }

    @Test("氏名、番号、金額を文字として読み出せる")
    func readable() throws {
        let text = try printed([.letter(try Sample.letter())]).characters()
        for words in [
            "〒119-9001", "花子様", "見子福第1234号", "こども医療費支給決定通知書", "9012345", "21,060円",
            "-210,400円", "健康保険法施行令第42条", "文例(文言は未確認)", "000-900-0001", "検証環境",
            "封筒番号E2506-000001",
        ] {
            #expect(text.contains(words), "\(words)")
        }
        #expect(text.utf8.contains("葛󠄂飾".utf8), "異体字セレクタも残る")
    }

    @Test("文字はすべて埋め込まれ、決めた書体だけを使う")
    func fonts() throws {
        let fonts = try printed([.letter(try Sample.letter())]).fonts()
        #expect(fonts.count >= 4)
        for font in fonts {
            #expect(font.line.contains(" yes yes yes "), "\(font.line)")
            #expect(font.name.contains("BIZ") || font.name.contains("IPA"), "\(font.name)")
        }
    }

    @Test(
        "宛先は封筒がどうずれても窓の中にあり、窓には宛先のほか何も見えない",
        arguments: [
            ["見本市中央町1"],
            ["見本県見本市中央町一丁目23番地45", "見本ハイツ第二 1203号室"],
            [
                "見本県見本市大字見本字見本原千二百三十四番地の五十六　見本ニュータウン第三期",
                "グランドメゾン見本中央公園サウスタワー 壱番館 2304号室 見本方",
            ],
        ])
    func window(lines: [String]) throws {
        let reader = try printed([.letter(try Sample.letter(lines: lines))])
        let scale = 25.4 / 72
        let address = (lines + ["〒119-9001", "花子", "様"]).joined()
        let seen = try reader.words().filter {
            $0.page == 1 && $0.left * scale < 110 && $0.top * scale < 58
        }
        #expect(!seen.isEmpty)
        var characters = ""
        for word in seen {
            characters += word.text
            // The part that every position of the sheet in the envelope shows.
            #expect(word.left * scale >= 20 && word.right * scale <= 85, "\(word.text)")
            #expect(word.top * scale >= 13 && word.bottom * scale <= 37.5, "\(word.text)")
        }
        for character in address where !character.isWhitespace {
            #expect(characters.contains(character), "\(character) が窓にありません")
        }
        #expect(!characters.contains("見子福"))
    }

    @Test("各ページの二次元コードは封筒番号とページを示す")
    func codes() throws {
        let reader = try printed([.letter(try Sample.letter(paragraphs: 40))])
        #expect(try reader.codes(page: 1, in: folder) == ["E2506-000001 1/3"])
        #expect(try reader.codes(page: 2, in: folder) == ["E2506-000001 2/3"])
        #expect(try reader.codes(page: 3, in: folder) == ["E2506-000001 3/3"])
    }

    @Test("長い通知は次のページへ続き、宛先は1ページ目だけにある")
    func long() throws {
        let reader = try printed([.letter(try Sample.letter(paragraphs: 40))])
        let whole = try reader.characters()
        let count = whole.components(separatedBy: "支給することに決定しましたので").count - 1
        #expect(count == 20, "文は落ちも重なりもしない")
        #expect(whole.contains("お問い合わせ"))
        #expect(try !reader.characters(page: 2).contains("中央町一丁目"))
        let lowest =
            try reader.words().filter { !$0.text.contains("E2506") }
            .map(\.bottom).max() ?? 0
        #expect(lowest * 25.4 / 72 < 292)
    }

    @Test("検証環境の表示は本番では出ない")
    func mark() throws {
        let file = folder.file("live.pdf")
        _ = try room.print(
            [.letter(try Sample.letter())], to: file.path, try Sample.order(mark: nil))
        #expect(try !PaperReader(file: file).characters().contains("検証環境"))
    }

    @Test("宛先は表示や記録に出ない")
    func silent() {
        let address = Sample.address()
        var text = ""
        dump(address, to: &text)
        #expect(!("\(address)" + text + String(reflecting: address)).contains("中央町"))
    }

    @Test("通知書の文字の位置は見本と同じ")
    func golden() throws {
        let found = try printed([.letter(try Sample.letter())]).golden()
        let outcome = try Golden.compare(found, with: "letter.bbox.txt")
        #expect(outcome == .same || outcome == .recorded, "\(outcome)")
    }
}
