// SPDX-License-Identifier: Apache-2.0
import Foundation
import Press
import Support
import Testing
import Vocabulary

@Suite("納付書・申請書・図の印刷")
struct SlipAndFormTests {
    let room: PressRoom
    let folder: TemporaryFolder

    init() throws {
        room = try TestRoom.shared.get()
        folder = try TemporaryFolder("press")
    }

    static let long = "ヴァンデルヴァールス　マクシミリアンアレクサンドラクリスティーナ"

    private func printed(_ sheet: Sheet, _ name: String) throws -> PaperReader {
        let file = folder.file(name)
        let report = try room.print([sheet], to: file.path, try Sample.order(mark: nil))
        #expect(report.problems.isEmpty, "\(report.problems.map(\.message))")
        return PaperReader(file: file)
    }

    private static func slip(name: String, amount: String, place: String) -> PaymentSlip {
        PaymentSlip(
            rows: [
                .init("年度", "令和7年度"), .init("歳入科目", "一般会計 諸収入・雑入・返還金"),
                .init("通知書番号", "2025-000001"), .init("納入者", name, isName: true),
                .init("納期限", "令和7年10月31日"),
            ], amount: .init("納入金額", amount),
            parts: [
                .init(
                    title: "納入通知書", sentence: "上記の金額を納期限までに納入してください。",
                    rows: [.init("納入の理由", "資格がなくなった後の受診"), .init("納入場所", place)],
                    hasSender: true),
                .init(title: "領収証書", sentence: "上記の金額を領収しました。", stamp: "領収日付印"),
                .init(
                    title: "領収済通知書", sentence: "上記の金額を領収しましたので通知します。",
                    stamp: "領収日付印", codePlace: "バーコード・OCRの場所(未確認)"),
            ])
    }

    private func letter(
        slip: PaymentSlip? = nil, form: FormGrid? = nil, paragraphs: Int = 1
    ) throws -> Letter {
        Letter(
            Sample.labels, envelope: try Sample.envelope(), address: Sample.address(),
            sender: Sample.issuer,
            documentNumber: "見子福第1234号", date: "令和7年6月20日", title: "納入通知書",
            paragraphs: Array(repeating: "次の金額を、納期限までに納入してください。", count: paragraphs),
            form: form, slip: slip, notes: ["期限を過ぎると督促状をお送りします。"], desk: Sample.desk)
    }

    @Test(
        "納付書の三つの票は折り目の下に並び、長い氏名・納入場所・金額でもはみ出さない",
        arguments: [
            ("髙橋　結衣", "3,000円", "指定金融機関の窓口"),
            (long, "9,999,999,999円", "見本市指定金融機関・指定代理金融機関・収納代理金融機関・市役所会計課・各支所の窓口"),
        ])
    func slip(name: String, amount: String, place: String) throws {
        let reader = try printed(
            .letter(try letter(slip: Self.slip(name: name, amount: amount, place: place))), "s.pdf")
        let text = try reader.drawn()
        #expect(text.components(separatedBy: plain(name)).count == 4, "票ごとに氏名")
        #expect(text.components(separatedBy: amount).count == 4)
        #expect(text.components(separatedBy: "領収日付印").count == 3)
        #expect(text.components(separatedBy: "〒").count == 2, "住所は窓の宛先だけ")
        #expect(text.contains("未確認"), "契約のないコードは印字しない")
        let collisions = try reader.collisions()
        #expect(collisions.isEmpty, "\(collisions)")
        let scale = 25.4 / 72
        // Each part keeps to its third of the sheet, below the fold.
        let titles = ["納入通知書", "領収証書", "領収済通知書"]
        let words = try reader.words().filter { $0.top * scale > 198 && $0.top * scale < 206 }
        for (place, title) in titles.enumerated() {
            let own = words.filter {
                $0.left * scale > 9 + 64 * Double(place)
                    && $0.right * scale < 73 + 64 * Double(place)
            }
            #expect(plain(own.map(\.text).joined()) == title)
        }
    }

    @Test("本文が長い納入通知書は、納付書を次のページの同じ場所に置く")
    func slipOnNextPage() throws {
        let slip = Self.slip(name: "見本　花子", amount: "3,000円", place: "窓口")
        let reader = try printed(.letter(try letter(slip: slip, paragraphs: 25)), "n.pdf")
        #expect(try !reader.characters(page: 1).contains("領収証書"))
        #expect(try reader.characters(page: 2).contains("領収証書"))
        #expect(try reader.collisions().isEmpty)
    }

    private static func form(name: String) -> FormGrid {
        FormGrid(
            sections: [
                .init(
                    title: "対象児童",
                    rows: [
                        .init([
                            .init("フリガナ", .printed("ミホン　ハナコ", isName: false)),
                            .init("受給者番号", .printed("9012345", isName: false)),
                        ]),
                        .init(
                            [
                                .init("氏名", .printed(name, isName: true)),
                                .init("生年月日", .printed("令和6年2月5日", isName: false)),
                            ], height: 11),
                    ]),
                .init(
                    title: "振込先",
                    rows: [
                        .init([
                            .init("種別", .choices(["普通", "当座"]), weight: 2),
                            .init("口座番号", .digits(7), weight: 3),
                        ]),
                        .init([
                            .init(
                                "健康保険",
                                .choices(["市が加入している健康保険の資格と高額療養費・附加給付の支給を保険者に照会すること"]))
                        ]),
                        .init([.init("申請の年月日", .written(hint: "令和　　年　　月　　日"))]),
                    ]),
            ], officeBoxes: ["受付", "本人確認", "入力", "点検"])
    }

    @Test("申請書の欄は、知っていることを印字し、残りを空けて、長い氏名でもはみ出さない", arguments: ["葛󠄂飾　花子", long])
    func form(name: String) throws {
        let reader = try printed(.letter(try letter(form: Self.form(name: name))), "f.pdf")
        let text = try reader.drawn()
        #expect(text.contains(plain(name)) && text.contains("□普通") && text.contains("市記入欄"))
        #expect(text.contains("ミホンハナコ") && text.contains("令和6年2月5日"))
        #expect(try reader.collisions().isEmpty)
    }

    @Test("図は線と面で描かれ（画像でない）、目盛・項目・凡例が読め、下に表がある", arguments: [false, true])
    func chart(isLine: Bool) throws {
        let months = (4...12).map { "7年\($0)月" } + (1...3).map { "8年\($0)月" }
        let list = try ListSheet(
            title: "診療月ごとの給付",
            columns: [.init("月", weight: 2), .init("支給額", weight: 1, alignment: .right)],
            rows: months.map { [$0, "1,234,567"] },
            chart: ChartFigure(
                unit: "円", isLine: isLine, places: months, parts: ["現物給付", "償還払い"],
                values: (0..<12).map { [1_000_000 + $0 * 90_000, 250_000 + $0 * 10_000] },
                marks: [
                    .init(0, "0"), .init(1_000_000, "100万"), .init(2_000_000, "200万"),
                    .init(3_000_000, "300万"),
                ]))
        let reader = try printed(.list(list), "c.pdf")
        let text = try reader.characters(page: 1)
        for words in ["現物給付", "償還払い", "100万", "8年3月", "診療月ごとの給付"] {
            #expect(text.contains(words), "\(words)")
        }
        #expect(try reader.images() == 0)
        #expect(try reader.characters().components(separatedBy: "1,234,567").count == 13)
        #expect(try reader.collisions(width: 841.9, height: 595.3).isEmpty)
        guard !isLine else { return }
        // The last bar, 1,990,000 and 360,000 of 3,000,000, is as high as its numbers say.
        let picture = Picture(try reader.picture(page: 1, resolution: 100, in: folder))
        let (foot, height, x) = (99.0, 67.0, 30 + 253.0 / 12 * 11.5)
        func grey(_ value: Double) -> Int { picture.grey(x, foot - height * value / 3_000_000) }
        #expect(grey(1_900_000) < 90 && grey(100_000) < 90)
        #expect((120...200).contains(grey(2_060_000)) && (120...200).contains(grey(2_280_000)))
        #expect(grey(2_450_000) > 240)
    }

    /// Grey values of a picture of 100 dots an inch, by millimetres.
    private struct Picture {
        let bytes: [UInt8]
        let width: Int
        let start: Int

        init(_ data: Data) {
            bytes = Array(data)
            let head = bytes.prefix(40).split(separator: 0x0A, maxSplits: 3)
            width = Int(String(decoding: head[1].prefix { $0 != 0x20 }, as: UTF8.self)) ?? 0
            start = head[0].count + head[1].count + head[2].count + 3
        }

        func grey(_ x: Double, _ y: Double) -> Int {
            Int(bytes[start + Int(y / 25.4 * 100) * width + Int(x / 25.4 * 100)])
        }
    }

    @Test("言葉の違う紙は、それぞれの言葉で印字され、印字できない文字はどの紙についても報告される")
    func repeated() throws {
        func mailed(_ number: Int, phone: String, note: String) throws -> Sheet {
            return .mailedCertificate(
                try MailedCertificate(
                    envelope: try Sample.envelope("E2506-00000\(number)"),
                    address: Sample.address(),
                    certificate: Sample.certificate(), date: "令和7年4月1日",
                    heading: "こども医療費受給資格証の交付について", paragraphs: ["交付します。"], notes: [note],
                    desk: ContactDesk(name: "見本市", phone: phone), cutOut: "切り取ってお使いください",
                    inUse: "お使いになるとき", labels: Sample.labels))
        }
        let file = folder.file("repeated.pdf")
        _ = try room.print(
            [
                try mailed(1, phone: "000-900-0001", note: "一枚目の注意"),
                try mailed(2, phone: "000-900-0002", note: "一枚目の注意"),
                try mailed(3, phone: "000-900-0002", note: "三枚目の注意"),
            ], to: file.path, try Sample.order())
        let reader = PaperReader(file: file)
        for (page, words) in [
            (1, ["000-900-0001", "一枚目の注意"]), (2, ["000-900-0002", "一枚目の注意"]),
            (3, ["000-900-0002", "三枚目の注意"]),
        ] {
            let text = try reader.characters(page: page)
            for word in words { #expect(text.contains(word), "\(page): \(word)") }
        }
        let (_, report) = try room.preview(
            [
                try mailed(1, phone: "000-900-0001", note: "\u{1F98B}"),
                try mailed(2, phone: "000-900-0001", note: "\u{1F98B}"),
            ], try Sample.order(.mark))
        #expect(report.problems.map(\.sheet) == [1, 2])
    }

    private func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
}
