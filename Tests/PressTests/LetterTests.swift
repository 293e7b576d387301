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

    /// A letter about some payments, as a city writes most of them.
    private func payment(_ parts: Int) throws -> Letter {
        let usual = try Sample.letter()
        return Letter(
            Sample.labels, envelope: usual.envelope, address: usual.address, sender: usual.sender,
            documentNumber: usual.documentNumber, date: usual.date,
            title: "こども医療費支給決定通知書兼支払通知書",
            paragraphs: ["申請のあったこども医療費について、次のとおり支給することを決定し、お支払いします。"],
            facts: [
                FactTable(rows: [
                    .init("支給額", "10,440円", isMain: true), .init("支払予定日", "令和8年10月20日"),
                    .init("支払方法", "口座振込"), .init("振込先", "見本銀行 本店 普通 *****67"),
                ])
            ]
                + (1...parts).map { part in
                    FactTable(
                        title: "申請書番号 S7-00910\(part)",
                        rows: [
                            .init("対象児童", "葛󠄂飾　翔", isName: true), .init("診療年月", "令和8年8月"),
                            .init("医療機関等", "架空けやき医院"), .init("決定年月日", "令和8年9月30日"),
                            .init("支給額", "10,440円"),
                        ])
                },
            computation: ComputationTable(
                title: "計算の内訳",
                steps: [
                    .init("総医療費 3,480点×10円", Yen(34_800)),
                    .init("保険給付(7割)", Yen(24_360), article: "健康保険法第74条・国民健康保険法第42条"),
                    .init("一部負担金(3割)", Yen(10_440), article: "健康保険法第74条・国民健康保険法第42条"),
                    .init("高額療養費(保険者の決定額)", Yen(0), article: "健康保険法施行令第41条・第42条"),
                    .init("公費負担額(支給額)", Yen(10_440)),
                ], total: .init("支給額", Yen(10_440))),
            notes: ["振込先の口座番号は、末尾の2桁だけを記載しています。"],
            instruction: Instruction(
                title: "不服申立て等について(教示)",
                paragraphs: [
                    "この決定に不服があるときは、この決定があったことを知った日の翌日から起算して3か月以内に、市長に対して審査請求をすることができます(決定の日の翌日から起算して1年を経過したときはできません)。",
                    "この決定の取消しの訴えは、この決定があったことを知った日の翌日から起算して6か月以内に、市を被告として(訴訟において市を代表する者は市長となります。)提起することができます(決定の日の翌日から起算して1年を経過したときはできません)。審査請求をした場合は、その裁決があったことを知った日の翌日から起算して6か月以内に提起することができます。",
                ], isSample: true), desk: usual.desk)
    }

    @Test("支給一件の通知は、字を小さくせずに一枚に収まり、収まらない件数では行を詰めない")
    func onePage() throws {
        let one = try printed([.letter(try payment(1))], "one.pdf")
        #expect(try one.codes(page: 1, in: folder) == ["E2506-000001 1/1"])
        let words = try one.words()
        let foot = try #require(words.first { $0.text.contains("お問い合わせ") })
        #expect(foot.page == 1 && foot.bottom * 25.4 / 72 <= 269.5)
        #expect(try one.collisions().isEmpty)
        // Two rows of facts, one below the other.
        func pitch(_ reader: PaperReader) throws -> Double {
            let words = try reader.words()
            let (upper, lower) = (
                try #require(words.first { $0.text == "支払予定日" }),
                try #require(words.first { $0.text == "支払方法" })
            )
            return (lower.top - upper.top) * 25.4 / 72
        }
        let three = try printed([.letter(try payment(3))], "three.pdf")
        #expect(try three.codes(page: 2, in: folder) == ["E2506-000001 2/2"])
        #expect(try pitch(one) < 7 && pitch(three) > 7.5)
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
