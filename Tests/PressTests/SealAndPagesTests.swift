// SPDX-License-Identifier: Apache-2.0
import Foundation
import Press
import Support
import Testing
import Vocabulary

@Suite("公印・ページ指定・印刷の順")
struct SealAndPagesTests {
    let room: PressRoom
    let folder: TemporaryFolder

    init() throws {
        room = try TestRoom.shared.get()
        folder = try TemporaryFolder("press")
    }

    /// A red square of 8 × 8 pixels.
    private static let square: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44,
        0x52, 0x00, 0x00, 0x00, 0x08, 0x00, 0x00, 0x00, 0x08, 0x08, 0x02, 0x00, 0x00, 0x00, 0x4B,
        0x6D, 0x29, 0xDC, 0x00, 0x00, 0x00, 0x12, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x38,
        0xC1, 0xC0, 0x80, 0x15, 0x61, 0x17, 0x1D, 0xB4, 0x12, 0x00, 0xBB, 0xE5, 0x32, 0x01, 0xB1,
        0x85, 0xD5, 0x36, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]

    private func letter(_ seal: Sender.Seal) throws -> Letter {
        Letter(
            Sample.labels, envelope: try Sample.envelope(), address: Sample.address(),
            sender: Sender(title: "見本市長", name: "見本　太郎", seal: seal), date: "令和7年6月20日",
            title: "通知", paragraphs: ["本文"], desk: Sample.desk)
    }

    private func printed(
        _ sheets: [Sheet], pages: PageChoice? = nil
    ) throws -> (PaperReader, PrintReport) {
        let file = folder.file("\(UUID().uuidString).pdf")
        let order = PrintOrder(
            date: try #require(CivilDate(iso: "2025-06-20")), title: "通知", environmentMark: nil,
            pages: pages)
        let report = try room.print(sheets, to: file.path, order)
        return (PaperReader(file: file), report)
    }

    @Test("印影は渡された画像で印字され、渡されないときは押す場所が印字される")
    func seal() throws {
        let image = try SealImage(png: Self.square)
        let (with, _) = try printed([.letter(try letter(.image(image)))])
        let (without, _) = try printed([.letter(try letter(.place))])
        let (omitted, _) = try printed([.letter(try letter(.omitted))])
        #expect(try !with.characters().contains("公印"))
        #expect(try without.characters().contains("公印"))
        #expect(try omitted.characters().contains("公印省略"))
        #expect(try with.images() == 1 && without.images() == 0)
    }

    @Test("多くの紙に同じ印影を印字しても、ファイルには一つだけ入る")
    func sealOnce() throws {
        let image = try SealImage(png: Self.square)
        let sheets = try (1...5).map { place in
            Sheet.letter(
                Letter(
                    Sample.labels, envelope: try Sample.envelope("E-\(place)"),
                    address: Sample.address(),
                    sender: Sender(title: "見本市長", seal: .image(image)), date: "令和7年6月20日",
                    title: "通知", paragraphs: ["本文"], desk: Sample.desk))
        }
        #expect(try printed(sheets).0.images() == 1)
    }

    @Test("PNGでない画像は印影として受け取らない")
    func unreadable() {
        #expect(throws: PressRefusal.sealUnreadable) { try SealImage(png: [1, 2, 3]) }
        #expect(throws: PressRefusal.sealUnreadable) {
            try SealImage(png: Array(Self.square.prefix(40)))
        }
    }

    @Test("指定したページだけを印刷し、ページ番号と二次元コードは全体のまま")
    func pages() throws {
        let sheets: [Sheet] = [
            .letter(try Sample.letter("E-1", paragraphs: 40)), .letter(try Sample.letter("E-2")),
        ]
        let whole = try printed(sheets).1
        let (reader, report) = try printed(sheets, pages: PageChoice("２−３"))
        #expect(whole.pages == 4 && report.pages == 2 && report.envelopes == 1)
        #expect(report.perPageEnvelope.map { $0?.text } == ["E-1", "E-1"])
        #expect(try reader.codes(page: 1, in: folder) == ["E-1 2/3"])
        #expect(try reader.codes(page: 2, in: folder) == ["E-1 3/3"])
        #expect(try !reader.characters().contains("花子様"), "宛先のある1ページ目は出ていない")
        #expect(throws: PressRefusal.nothingToPrint) {
            try printed(sheets, pages: PageChoice("9"))
        }
    }

    @Test("ページの書き方", arguments: ["1", "1-3,7", "１～３、７", "2-2"])
    func written(text: String) { #expect(PageChoice(text) != nil) }

    @Test("ページでないもの", arguments: ["", "0", "3-1", "1-", "a", "1,,2", "-5"])
    func wrong(text: String) { #expect(PageChoice(text) == nil) }

    @Test("郵便番号の順に並び、番号のないものは後になる")
    func postcodes() throws {
        func sheet(_ code: String, _ envelope: String) throws -> Sheet {
            .letter(
                Letter(
                    Sample.labels, envelope: try Sample.envelope(envelope),
                    address: PrintableAddress(
                        recipient: envelope, postalCode: code, lines: ["見本市"], name: "見本"),
                    sender: Sample.issuer, date: "", title: "通知", paragraphs: [],
                    desk: Sample.desk))
        }
        let sheets = [
            try sheet("343-0002", "A"), try sheet("", "B"), try sheet("119-0001", "C"),
            try sheet("343-0001", "D"), try sheet("343-0001", "E"),
        ].inOrderOfPostcode()
        #expect(sheets.map { $0.envelope?.text } == ["C", "D", "E", "A", "B"])
    }

    @Test("明細の表は次のページへ続き、見出しがくり返される")
    func table() throws {
        let rows = (1...60).map { ["見本　花子", "令和7年\($0 % 12 + 1)月", "見本医院 \($0)", "\($0),000円"] }
        let letter = Letter(
            Sample.labels, envelope: try Sample.envelope(), address: Sample.address(),
            sender: Sample.issuer,
            date: "令和8年2月2日", title: "医療費のお知らせ", paragraphs: ["お知らせします。"],
            table: GridTable(
                title: "内訳",
                columns: [
                    .init("対象児童", weight: 3), .init("診療年月", weight: 2),
                    .init("医療機関等", weight: 4), .init("市の負担", weight: 2, isAmount: true),
                ], rows: rows), desk: Sample.desk)
        let (reader, report) = try printed([.letter(letter)])
        #expect(report.pages >= 2)
        for page in 1...2 { #expect(try reader.characters(page: page).contains("医療機関等")) }
        let text = try reader.characters()
        for row in rows { #expect(text.contains(row[2].filter { $0 != " " } + row[3])) }
    }
}
