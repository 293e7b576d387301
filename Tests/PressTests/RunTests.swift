// SPDX-License-Identifier: Apache-2.0
import Foundation
import Press
import Support
import Testing
import Vocabulary

@Suite("印刷の実行と報告")
struct RunTests {
    let room: PressRoom
    let folder: TemporaryFolder

    init() throws {
        room = try TestRoom.shared.get()
        folder = try TemporaryFolder("press")
    }

    @Test("500通の受給資格証: 封筒とページが一対一で、読み直した内容が合う", .measure("R-10"))
    func batch() throws {
        let file = folder.file("batch.pdf")
        let report = try room.print(to: file.path, try Sample.order()) { run in
            for number in 1...500 {
                let certificate = Sample.certificate(recipientNumber: "\(9_000_000 + number)")
                try run.add(
                    .mailedCertificate(
                        try Sample.mailed("E2504-\(100_000 + number)", certificate: certificate)))
            }
        }
        #expect(report.pages == 500 && report.envelopes == 500 && report.problems.isEmpty)
        #expect(Set(report.perPageEnvelope.compactMap { $0 }).count == 500)
        #expect(
            report.bytes
                == (try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int))
        let pages = try PaperReader(file: file).text().split(separator: "\u{0C}")
            .map { page in String(page.filter { !$0.isWhitespace }) }
            .filter { $0.contains("封筒番号") }
        #expect(pages.count == 500)
        for (index, page) in pages.enumerated() {
            let number = index + 1
            #expect(page.contains("E2504-\(100_000 + number)"))
            #expect(page.contains("\(9_000_000 + number)"), "\(number)ページ")
        }
    }

    @Test("同じ封筒番号は1回の印刷で2度使えない")
    func envelopeTwice() throws {
        let sheets = [Sheet.letter(try Sample.letter("E-1")), .letter(try Sample.letter("E-1"))]
        #expect(throws: PressRefusal.envelopeTwice(try Sample.envelope("E-1"))) {
            try room.preview(sheets, try Sample.order())
        }
    }

    @Test("印刷するものがなければ空のファイルを作らない")
    func nothing() throws {
        let file = folder.file("none.pdf")
        #expect(throws: PressRefusal.nothingToPrint) {
            try room.print([], to: file.path, try Sample.order())
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test("途中で失敗すると前のファイルが残り、書きかけは残らない")
    func atomic() throws {
        struct Stop: Error {}
        let file = folder.file("old.pdf")
        try Data("前の版".utf8).write(to: file)
        #expect(throws: Stop.self) {
            try room.print(to: file.path, try Sample.order()) { run in
                try run.add(.letter(try Sample.letter()))
                throw Stop()
            }
        }
        #expect(try Data(contentsOf: file) == Data("前の版".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["old.pdf"])
    }

    @Test("書けない場所は障害として知らせる")
    func fault() throws {
        #expect(throws: Fault.self) {
            try room.print(
                [.letter(try Sample.letter())], to: folder.file("none/here.pdf").path,
                try Sample.order())
        }
    }

    @Test("フォントがなければ印刷室は開かない")
    func fonts() {
        #expect(throws: Fault.self) { try PressRoom(fonts: FontFolders([folder.url.path])) }
    }

    @Test("一覧表: 行も合計も落ちず、ページ番号が付く")
    func list() throws {
        let file = folder.file("list.pdf")
        let report = try room.print(
            [.list(try Sample.list(rows: 100))], to: file.path, try Sample.order())
        let reader = PaperReader(file: file)
        let text = try reader.characters()
        for number in [1, 50, 100] { #expect(text.contains("\(9_000_000 + number)")) }
        #expect(text.contains("100件") && text.contains("105,050円"))
        #expect(text.contains("\(report.pages)/\(report.pages)ページ"))
        #expect(report.envelopes == 0 && report.perPageEnvelope.allSatisfy { $0 == nil })
        #expect(throws: PressRefusal.unevenRow(2)) {
            try ListSheet(
                title: "一覧", columns: [.init("甲", weight: 1)], rows: [["1"], ["2", "3"]])
        }
    }

    @Test("封筒番号の形", arguments: [("E2504-1", true), ("", false), ("e1", false), ("E 1", false)])
    func envelopeForm(text: String, isAllowed: Bool) {
        #expect((EnvelopeID(text) != nil) == isAllowed)
    }

    /// Writes the papers to look at: `PRESS_SAMPLES=folder`.
    @Test("見本を書き出す", .enabled(if: ProcessInfo.processInfo.environment["PRESS_SAMPLES"] != nil))
    func samples() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["PRESS_SAMPLES"])
        let sibling = Sample.certificate(name: "葛󠄂飾　空", recipientNumber: "9012346")
        for (name, sheet) in [
            ("letter", Sheet.letter(try Sample.letter())),
            ("long", .letter(try Sample.letter(paragraphs: 24))),
            ("mailed", .mailedCertificate(try Sample.mailed())),
            ("cards", .cards(try CertificateCards(Sample.certificate(), sibling))),
            ("list", .list(try Sample.list(rows: 60))),
        ] {
            _ = try room.print([sheet], to: "\(folder)/\(name).pdf", try Sample.order())
        }
    }

    /// Measures pages a second: `PRESS_BENCH=2000 swift test -c release --filter speed`.
    @Test("速さを測る", .enabled(if: ProcessInfo.processInfo.environment["PRESS_BENCH"] != nil))
    func speed() throws {
        let count = try #require(
            ProcessInfo.processInfo.environment["PRESS_BENCH"].flatMap(Int.init))
        let clock = ContinuousClock()
        var report = PrintReport?.none
        let time = try clock.measure {
            report = try room.print(to: folder.file("speed.pdf").path, try Sample.order()) { run in
                for number in 1...count {
                    let certificate = Sample.certificate(
                        name: "見本　\(number)号", recipientNumber: "\(9_000_000 + number)")
                    try run.add(
                        .mailedCertificate(
                            try Sample.mailed("E-\(number)", certificate: certificate)))
                }
            }
        }
        let pages = Double(try #require(report).pages)
        print("pages/s", Int(pages / (time / .seconds(1))), "bytes/page", report?.bytes ?? 0)
    }
}
