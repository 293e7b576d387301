// SPDX-License-Identifier: Apache-2.0
import Foundation
import Press
import Support
import Testing
import Vocabulary

@Suite("外字と印字できない文字")
struct CharacterTests {
    let room: PressRoom
    let folder: TemporaryFolder

    init() throws {
        room = try TestRoom.shared.get()
        folder = try TemporaryFolder("press")
    }

    private func picture(_ name: String) throws -> Data {
        let file = folder.file("\(UUID().uuidString).pdf")
        _ = try room.print(
            [.letter(try Sample.letter(name: name))], to: file.path, try Sample.order())
        return try PaperReader(file: file).picture(page: 1, resolution: 200, in: folder)
    }

    @Test("異体字セレクタの付いた字は、その字形で刷られる")
    func variant() throws {
        let plain = try picture("葛　一")
        let variant = try picture("葛\u{E0102}　一")
        let again = try picture("葛\u{E0102}　一")
        let other = try picture("葛\u{E0107}　一")
        #expect(variant == again)
        #expect(Set([plain, variant, other]).count >= 2, "字形が変わる")
        #expect(variant != other)
    }

    @Test("本文の中の異体字も、その字形で刷られる")
    func variantInText() throws {
        func table(_ value: String) throws -> Data {
            let sheet = try ListSheet(
                title: "一覧", columns: [.init("備考", weight: 1)], rows: [[value]])
            let file = folder.file("\(UUID().uuidString).pdf")
            _ = try room.print([.list(sheet)], to: file.path, try Sample.order())
            return try PaperReader(file: file).picture(page: 1, resolution: 200, in: folder)
        }
        #expect(try table("葛\u{E0102}飾") != table("葛\u{E0107}飾"))
    }

    @Test("フォントにない異体字は、黙って別の字形にせず報告する")
    func unknownVariant() throws {
        // U+E0100 of 葛 belongs to the other collection (Adobe-Japan1).
        #expect(
            room.problems(in: "葛\u{E0100}飾", field: "氏名").map(\.kind)
                == [.unknownVariant(base: 0x845B, selector: 0xE0100)])
        #expect(room.problems(in: "葛\u{E0102}飾", field: "氏名").isEmpty)
    }

    @Test(
        "字形のない文字と制御文字を見つける",
        arguments: [
            ("見本　\u{1F98B}", PrintProblem.Kind.missingGlyph(0x1F98B)),
            ("김 민수", .missingGlyph(0xAE40)),
            ("見本\u{07}", .controlCharacter(7)),
            ("見本\u{E000}", .missingGlyph(0xE000)),
        ])
    func missing(name: String, kind: PrintProblem.Kind) throws {
        #expect(room.problems(in: name, field: "氏名").first?.kind == kind)
        let error = #expect(throws: PressRefusal.self) {
            try room.preview([.letter(try Sample.letter(name: name))], try Sample.order())
        }
        guard case .unprintable(let problems) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(problems.first?.kind == kind)
        #expect(problems.first?.field == "宛名" && problems.first?.page == 1)
        #expect(error?.message.contains("見本　") == false, "氏名そのものは文に出さない")
    }

    @Test("𠮷、髙、﨑、神(U+FA19)と 神(U+795E)を区別して刷れる")
    func compatibility() throws {
        #expect(room.problems(in: "𠮷髙﨑\u{FA19}神", field: "氏名").isEmpty)
        #expect(try picture("\u{FA19}　一") != picture("\u{795E}　一"))
    }

    @Test("拒む・除く・手書きの印を付ける、の三つから選べる")
    func choices() throws {
        let sheets = [
            Sheet.letter(try Sample.letter("E-1")),
            .letter(try Sample.letter("E-2", name: "葛\u{E0100}飾")),
            .letter(try Sample.letter("E-3")),
        ]
        let refused = folder.file("refused.pdf")
        #expect(throws: PressRefusal.self) {
            try room.print(sheets, to: refused.path, try Sample.order())
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)

        let left = folder.file("left.pdf")
        let leftReport = try room.print(sheets, to: left.path, try Sample.order(.leaveOut))
        #expect(leftReport.leftOut == [2] && leftReport.envelopes == 2)
        #expect(leftReport.perPageEnvelope.map { $0?.text } == ["E-1", "E-3"])
        #expect(leftReport.problems.map(\.sheet) == [2])
        #expect(try !PaperReader(file: left).characters().contains("E-2"))

        let marked = folder.file("marked.pdf")
        let markedReport = try room.print(sheets, to: marked.path, try Sample.order(.mark))
        #expect(markedReport.pages == 3 && markedReport.leftOut.isEmpty)
        let reader = PaperReader(file: marked)
        #expect(try reader.characters(page: 2).contains("手書きで補記"))
        #expect(try !reader.characters(page: 1).contains("手書きで補記"))
    }

    @Test("読める大きさで収まらない文は報告する")
    func tooLong() throws {
        let name = String(repeating: "寿限無", count: 60)
        let error = #expect(throws: PressRefusal.self) {
            try room.preview([.letter(try Sample.letter(name: name))], try Sample.order())
        }
        guard case .unprintable(let problems) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(problems.map(\.kind) == [.tooLong] && problems.map(\.field) == ["宛名"])
    }
}
