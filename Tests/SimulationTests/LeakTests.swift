// SPDX-License-Identifier: Apache-2.0
import Foundation
import Simulation
import Support
import Testing

/// Canaries: every 個人番号 of the town is looked for in every byte that System 1 leaves.
@Suite("個人番号は、System 2 の外に一桁も出ない")
struct LeakTests {
    /// The numbers of everybody in the town's resident files.
    private func numbers(of town: URL) throws -> [String] {
        let folder = town.appendingPathComponent("in")
        var found: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasPrefix("resident_") {
            let text = try String(
                contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            for line in text.split(whereSeparator: \.isNewline).dropFirst() {
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                if cells.count > 3, cells[3].utf8.count == 12 { found.insert(String(cells[3])) }
            }
        }
        return found.sorted()
    }

    @Test("System 1 の庫・記録・振込データ・通知書に、町の誰の個人番号もない")
    func system1HasNone() throws {
        let year = try PlayedTown.small.get()
        let canaries = try numbers(of: year.town)
        #expect(canaries.count > 400)
        let detector = LeakDetector(canaries: canaries)
        let folder = try TemporaryFolder("leak")
        // The detector must find a canary, or its silence would mean nothing.
        try Data("x\(canaries[0])x".utf8).write(to: folder.file("planted"))
        #expect(try detector.leaks(below: folder.url).count == 1)

        let data = year.town.appendingPathComponent("data")
        for name in try FileManager.default.contentsOfDirectory(atPath: data.path)
        where name.hasPrefix("casework") {
            let bytes = try Data(contentsOf: data.appendingPathComponent(name))
            #expect(detector.firstLeak(in: bytes) == nil, "\(name)")
        }
        #expect(try detector.leaks(below: year.town.appendingPathComponent("out")).isEmpty)
        for letter in try letters(of: year.town) {
            #expect(detector.firstLeak(in: letter.text) == nil, "\(letter.name)")
        }
        let said = Data(year.lines.joined(separator: "\n").utf8)
        #expect(detector.firstLeak(in: said) == nil)
    }

    /// The words of the printed letters, which a PDF holds compressed.
    private func letters(of town: URL) throws -> [(name: String, text: Data)] {
        let folder = town.appendingPathComponent("out/letters")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).map { name in
            let process = Process()
            let pipe = Pipe()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["pdftotext", folder.appendingPathComponent(name).path, "-"]
            process.standardOutput = pipe
            try process.run()
            let text = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0 && text.count > 100, "\(name)")
            return (name, text)
        }
    }

    @Test("System 2 の庫にも、封をした形でしかない")
    func system2HoldsThemSealed() throws {
        let year = try PlayedTown.small.get()
        let detector = LeakDetector(canaries: try numbers(of: year.town))
        let data = year.town.appendingPathComponent("data")
        for name in try FileManager.default.contentsOfDirectory(atPath: data.path)
        where name.hasPrefix("addressee") {
            let bytes = try Data(contentsOf: data.appendingPathComponent(name))
            #expect(detector.firstLeak(in: bytes) == nil, "\(name)")
        }
    }
}
