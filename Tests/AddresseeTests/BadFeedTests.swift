// SPDX-License-Identifier: Apache-2.0
import Addressee
import Formats
import Foundation
import Support
import Testing
import Vocabulary

/// What must not be taken in: refused with a sentence, and nothing of it remains.
@Suite("受け取れない住民異動ファイル")
struct BadFeedTests {
    private let register: Register

    init() throws { register = try Register() }

    private func text(_ rows: Int = 3) throws -> String {
        try Register.file((1...rows).map { Register.row($0, change: $0) })
    }

    /// Expects a refusal of the whole file, with words, and an empty System 2.
    private func refused(
        _ source: ByteSource, _ code: String, _ comment: Comment? = nil,
        at location: SourceLocation = #_sourceLocation
    ) throws {
        let before = try FeedExport(register)
        let found = #expect(throws: (any Error).self, comment, sourceLocation: location) {
            try register.receive(source, digest: "bad")
        }
        let refusal = try #require(found as? any Refusal, sourceLocation: location)
        #expect(refusal.code == code, comment, sourceLocation: location)
        #expect(!refusal.message.isEmpty, sourceLocation: location)
        #expect(try FeedExport(register) == before, sourceLocation: location)
        for table in ["feed_file", "feed_error", "resident_fact", "resident_waiting"] {
            #expect(try register.count(table) == 0, "\(table)", sourceLocation: location)
        }
    }

    private func refused(
        _ text: String, _ code: String, at location: SourceLocation = #_sourceLocation
    ) throws {
        try refused(.bytes(Array(text.utf8)), code, at: location)
    }

    @Test("列が足りないファイルは全体を断る")
    func missingColumn() throws {
        try refused(try text().replacing("生年月日", with: "誕生日"), "E-FMT-021")
    }

    @Test("見出しより列の多い行、少ない行のあるファイルは全体を断る")
    func columnCount() throws {
        let good = try text()
        let last = try #require(good.range(of: "\r\n", options: .backwards))
        try refused(good.replacingCharacters(in: last, with: ",余り\r\n"), "E-FMT-023")
        try refused(String(good.dropLast(9)) + "\r\n", "E-FMT-023")
    }

    @Test("様式にない列のあるファイルは全体を断り、その値はどこにも残らない")
    func unknownColumn() throws {
        let lines = try text().split(separator: "\r\n")
        let wider = ["\(lines[0]),病歴"] + lines.dropFirst().map { "\($0),秘密の病名" }
        try refused(wider.joined(separator: "\r\n") + "\r\n", "E-FMT-027")
        let detector = LeakDetector(canaries: ["秘密の病名"])
        #expect(try detector.leaks(below: register.folder.url).isEmpty)
    }

    @Test("途中で切れたファイルは、行の途中でも最後の項目の途中でも、全体を断る")
    func truncated() throws {
        let good = try text()
        try refused(String(good.dropLast(40)), "E-FMT-023")
        try refused(String(good.dropLast(1)), "E-ADR-001")
        // One character of the last value is gone: every column is there.
        let phone = good.replacing(/,(?=\r\n)/, with: ",0480000000")
        try refused(String(phone.dropLast(3)), "E-ADR-001")
    }

    @Test("見出しだけのファイルは何も変えず、空のファイルは断る")
    func empty() throws {
        try refused("", "E-FMT-001")
        let header = try text().split(separator: "\r\n")[0]
        let report = try register.receive(
            .bytes(Array((header + "\r\n").utf8)), digest: "h")
        #expect(report.rows == 0 && report.watermark == 0)
    }

    @Test("UTF-16、壊れたUTF-8は断る")
    func encodings() throws {
        let good = try text()
        let wide = try #require(good.data(using: .utf16))
        try refused(.bytes([UInt8](wide)), "E-FMT-002", "UTF-16")
        var broken = Array(good.utf8)
        broken[broken.count - 60] = 0xFF
        try refused(.bytes(broken), "E-FMT-002", "broken UTF-8")
    }

    @Test("CP932は読み、送り元だけの外字のある行は断って何も残さない")
    func gaiji() throws {
        let good = try text()
        let old = try TextEncoder(.cp932)
        let plain = old.encode(good.replacing("\u{FEFF}", with: "")).bytes
        let name = old.encode("検証　2").bytes
        let place = try #require(plain.firstRange(of: name))
        var gaiji = plain
        gaiji.replaceSubrange(place, with: [0xF0, 0x40])
        let report = try register.receive(.bytes(gaiji), digest: "gaiji")
        #expect(report.accepted == 2 && report.rejected == 1 && report.watermark == 3)
        #expect(report.issues.contains { $0.code == "E-ADR-015" && $0.line == 3 })
        #expect(try register.count("person") == 2)
        // Sent again in the right characters.
        #expect(try register.receive(.bytes(plain), digest: "cp932").accepted == 1)
    }

    @Test("項目の誤りは行を断り、ほかの行は受け取る。断った行は何も残さない")
    func wrongContent() throws {
        let lines = try text().split(separator: "\r\n").map(String.init)
        let wrong = [
            lines[1], lines[2].replacing("20150405", with: "20151305"),
            lines[3].replacing(",B00,", with: ",ZZZ,"),
        ]
        let text = ([lines[0]] + wrong).joined(separator: "\r\n") + "\r\n"
        let report = try register.receive(.bytes(Array(text.utf8)), digest: "a")
        #expect(report.accepted == 1 && report.rejected == 2 && report.watermark == 3)
        #expect(Set(report.issues.filter { $0.severity == .error }.map(\.line)) == [3, 4])
        #expect(try register.count("resident_fact") == 1 && register.count("person") == 1)
        #expect(!report.issues.contains { "\($0)".contains("検証　") })
    }

    @Test("2GBの一行は、読み込まずに断る", arguments: ["A", "\""])
    func endlessLine(_ first: String) throws {
        let path = register.folder.file("endless.csv").path
        let header = try text(1).split(separator: "\r\n")[0]
        try (header + "\r\n" + first).write(toFile: path, atomically: true, encoding: .utf8)
        // A hole of two gigabytes: bytes without an end of the line.
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 2 << 30)
        try handle.close()
        let start = ContinuousClock.now
        let before = try LargeFeed.peakMemory()
        try refused(.file(path), "E-FMT-005")
        #expect(QuietMachine.allows(ContinuousClock.now - start, within: .seconds(30)))
        // The most that the whole process held; other tests hold memory too.
        let grown = try LargeFeed.peakMemory() - before
        #expect(!QuietMachine.isOurs || grown < 100_000, "\(grown) kB")
    }

    @Test("区切りばかりの一行も、読み込まずに断る")
    func endlessCommas() throws {
        let header = try text(1).split(separator: "\r\n")[0]
        try refused(
            header + "\r\n" + String(repeating: ",", count: 1_000_000) + "\r\n", "E-FMT-005")
    }
}
