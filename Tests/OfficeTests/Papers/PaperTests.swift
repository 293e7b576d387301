// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Ledger
import Links
import Office
import Press
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Office
@testable import Vault

@Suite("書類の黒塗りと保管") struct PaperTests {
    private static let secret = "秘密町九丁目9番9号"

    /// A letter with words that must go, as a scanner with text recognition would make it.
    private static func letter() throws -> [UInt8] {
        let envelope = try #require(EnvelopeID("N-2025-0000001"))
        let letter = Letter(
            LetterLabels { $0.rawValue }, envelope: envelope,
            address: PrintableAddress(
                recipient: "900000021", postalCode: "343-0000", lines: [secret],
                name: "検証 花子"), sender: Sender(title: "見本市長"), documentNumber: "第1号",
            date: "令和7年6月10日", title: "書類", paragraphs: ["黒塗りの試験"], facts: [], notes: [],
            desk: ContactDesk(name: "こども課", phone: "000-900-0000"))
        let order = PrintOrder(
            date: try #require(CivilDate(iso: "2025-06-10")), title: "書類", environmentMark: nil)
        return try PressRoom().preview([.letter(letter)], order).pdf
    }

    @Test("黒塗りの写しには、隠した文字も、元の層も残らず、画素も黒だけになる", .measure("R-33", "R-56"))
    func burnt() throws {
        let press = PopplerPress()
        let original = try Self.letter()
        #expect(try text(original).contains(Self.secret))
        #expect(try press.pages(original, .pdf) == 1)
        // The upper half of the page.
        let area = try BlackArea(page: 1, left: 0, top: 0, right: 100, bottom: 50)
        let burnt = try press.burn([area], into: original, .pdf)
        #expect(burnt.starts(with: Array("%PDF".utf8)))
        #expect(try text(burnt).trimmingCharacters(in: .whitespacesAndNewlines).isEmpty)
        #expect(!contains(burnt, Array(Self.secret.utf8)))
        let before = try darkness(original)
        let after = try darkness(burnt)
        #expect(before.upper < 0.3)
        #expect(after.upper > 0.98)
        // The other half is what it was.
        #expect(abs(after.lower - before.lower) < 0.02)
    }

    @Test("壊れたファイル、実行できるファイル、暗号のかかったPDFは書類にならない", .measure("R-43", "R-85d"))
    func broken() throws {
        let press = PopplerPress()
        #expect(PaperMedia(Array("MZ\u{90}".utf8)) == nil)
        #expect(PaperMedia(Array("<html>".utf8)) == nil)
        #expect(throws: CaseRefusal.unreadablePaper) {
            try press.pages(Array("%PDF-1.4 nothing".utf8), .pdf)
        }
        #expect(throws: CaseRefusal.unreadablePaper) {
            try press.pages([0xFF, 0xD8, 0xFF, 0xE0, 0, 16], .jpeg)
        }
        #expect(throws: CaseRefusal.unreadablePaper) {
            try press.pages([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png)
        }
        #expect(throws: CaseRefusal.noRenderer) {
            try PopplerPress(folder: "/nonexistent").pages(try Self.letter(), .pdf)
        }
        #expect(throws: CaseRefusal.wrongArea) {
            try BlackArea(page: 1, left: 50, top: 0, right: 40, bottom: 10)
        }
        #expect(throws: CaseRefusal.wrongArea) {
            try press.burn(
                [try BlackArea(page: 2, left: 0, top: 0, right: 10, bottom: 10)],
                into: try Self.letter(), .pdf)
        }
    }

    @Test("写真（JPEG・PNG）の書類も黒塗りできる", .measure("R-33")) func pictures() throws {
        let press = PopplerPress()
        let png = try press.page(1, of: try Self.letter(), .pdf)
        #expect(try press.pages(png, .png) == 1)
        let area = try BlackArea(page: 1, left: 0, top: 0, right: 100, bottom: 100)
        let burnt = try press.burn([area], into: png, .png)
        let dark = try darkness(burnt)
        #expect(dark.upper > 0.98 && dark.lower > 0.98)
        let jpeg = try poppler("pdftoppm", ["-jpeg", "-r", "20"], try Self.letter())
        #expect(PaperMedia(jpeg) == .jpeg)
        #expect(try press.pages(jpeg, .jpeg) == 1)
        let blackened = try darkness(try press.burn([area], into: jpeg, .jpeg))
        #expect(blackened.upper > 0.98 && blackened.lower > 0.98)
    }

    @Test("書類は暗号で置かれ、書き換えや取り違えは開かない", .measure("R-44", "R-82")) func sealed() throws {
        let folder = try TemporaryFolder("papers")
        let random = RehearsalRandomBytes(seed: 3)
        let ring = try KeyCabinet(folder: folder.file("keys").path)
            .create(.casework, body: "119997", random: random)
        let store = PaperFolder(
            folder: folder.file("papers").path,
            seal: FileSeal(
                "papers", table: "case_paper",
                cipher: try ring.cipher(for: .sensitive, random: random)))
        let bytes = Array("個人の書類".utf8)
        // Before a case may speak of it, the paper has its bytes and its name on the disk.
        let steps = Mutex<[DurableFile.Step]>([])
        try DurableFile.$watch.withValue(
            DurableFile.Watch { step in steps.withLock { $0.append(step) } },
            operation: { try store.put(bytes, at: "aa-1-p") })
        let home = folder.file("papers").appending(path: "aa").path
        #expect(
            steps.withLock { Array($0.suffix(3)) } == [
                .bytes("\(home)/.aa-1-p.part"), .name("\(home)/aa-1-p"), .folder(home),
            ])
        try store.put(Array("別の書類".utf8), at: "aa-2-p")
        #expect(try store.bytes(at: "aa-1-p") == bytes)
        let file = folder.file("papers").appending(path: "aa/aa-1-p")
        let raw = [UInt8](try Data(contentsOf: file))
        #expect(!contains(raw, bytes))
        // Another paper in its place does not open.
        let other = try Data(contentsOf: folder.file("papers").appending(path: "aa/aa-2-p"))
        try other.write(to: file)
        #expect(throws: (any Error).self) { try store.bytes(at: "aa-1-p") }
        try store.remove(["aa-1-p", "aa-2-p"])
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }

    private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        Data(bytes).range(of: Data(part)) != nil
    }

    private func text(_ pdf: [UInt8]) throws -> String {
        String(decoding: try poppler("pdftotext", [], pdf, to: ["-"]), as: UTF8.self)
    }

    private func poppler(
        _ program: String, _ arguments: [String], _ pdf: [UInt8], to goal: [String] = []
    ) throws -> [UInt8] {
        let folder = try TemporaryFolder("paper")
        let file = folder.file("p.pdf")
        try Data(pdf).write(to: file)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/\(program)")
        process.arguments = arguments + [file.path] + goal
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return [UInt8](said)
    }

    /// How much of the upper and of the lower half of the first page is black.
    private func darkness(_ pdf: [UInt8]) throws -> (upper: Double, lower: Double) {
        // P5, width and height, 255, then a byte a pixel.
        let picture = try poppler("pdftoppm", ["-gray", "-r", "50", "-l", "1"], pdf)
        let head = picture.prefix(40).split(separator: UInt8(ascii: "\n"), maxSplits: 3)
        let size = String(decoding: head[1], as: UTF8.self).split(separator: " ").compactMap {
            Int($0)
        }
        let (width, height) = (size[0], size[1])
        let pixels = picture.suffix(width * height)
        func share(_ rows: Range<Int>) -> Double {
            let part = pixels.dropFirst(rows.lowerBound * width).prefix(rows.count * width)
            return Double(part.filter { $0 < 40 }.count) / Double(part.count)
        }
        return (share(0..<(height / 2 - 2)), share((height / 2 + 4)..<height))
    }
}
