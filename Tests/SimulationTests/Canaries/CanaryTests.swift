// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Simulation
import Support
import Testing

@testable import Desk

/// Canaries: what must stay in System 2 is looked for in every byte that System 1
/// leaves, and on every screen.
@Suite("個人番号と符号は、System 2 の外に一つも出ない", .serialized)
struct CanaryTests {
    @Test("探す道具は、どの形のカナリアも見つける")
    func detectorFinds() async throws {
        let town = try await CanaryTown.shared.value
        #expect(town.numbers.count >= (TwoTowns.isSoak ? 1_000 : 400))
        let detector = town.detector
        let number = try #require(town.numbers.last)
        let spaced = "\(number.prefix(4)) \(number.dropFirst(4).prefix(4)) \(number.suffix(4))"
        let value = try #require(UInt64(number))
        let big = withUnsafeBytes(of: value.bigEndian) { Data($0) }
        let wide = String(
            String.UnicodeScalarView(
                number.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
        let disguised: [Data] = [
            Data(number.utf8), Data(spaced.utf8), Data(spaced.replacing(" ", with: "-").utf8),
            Data(wide.utf8), Data(String(number.reversed()).utf8),
            Data("x\(number)y".utf8).base64EncodedData(), big, Data(big.reversed()),
            try #require(number.data(using: .utf16LittleEndian)),
            try #require(number.data(using: .utf16BigEndian)),
            Data(number.utf8.map { String($0, radix: 16) }.joined().utf8),
            Data(try #require(town.codes.last).utf8),
        ]
        for form in disguised {
            #expect(detector.firstLeak(in: Data("前".utf8) + form + Data("後".utf8)) != nil)
        }
        // Their files have them, so the right town is looked at; and System 2 has the codes.
        #expect(!(try detector.leaks(below: town.year.town.appendingPathComponent("in")).isEmpty))
        #expect(try leaks(in: town, system: "addressee", town.codes) > 0)
    }

    @Test("System 1 の庫、先書きログ、控え、鍵、振込データ、統計、通知書、画面に告げた行に一つもない")
    func filesHaveNone() async throws {
        let town = try await CanaryTown.shared.value
        let detector = town.detector
        let data = town.year.town.appendingPathComponent("data")
        var scanned = 0
        let files = try #require(
            FileManager.default.enumerator(at: data, includingPropertiesForKeys: [.fileSizeKey]))
        var names: Set<String> = []
        while let file = files.nextObject() as? URL {
            let name = file.lastPathComponent
            guard !file.hasDirectoryPath, !name.hasPrefix("addressee") else { continue }
            let bytes = try Data(contentsOf: file, options: .alwaysMapped)
            #expect(detector.firstLeak(in: bytes) == nil, "\(name)")
            scanned += bytes.count
            names.insert(name)
        }
        #expect(names.isSuperset(of: ["casework.sqlite", "casework.sqlite-wal"]))
        let out = town.year.town.appendingPathComponent("out")
        #expect(try detector.leaks(below: out).isEmpty)
        for letter in try letters(of: town.year.town) {
            #expect(detector.firstLeak(in: letter.text) == nil, "\(letter.name)")
            scanned += letter.text.count
        }
        let said = Data(town.year.lines.joined(separator: "\n").utf8)
        #expect(detector.firstLeak(in: said) == nil)
        print(
            "soak: カナリア、番号 \(town.numbers.count)、符号 \(town.codes.count)、System 1 の \(names.count) ファイルと通知書、\(scanned) バイト、見つかったもの 0"
        )
    }

    @Test("System 2 の庫にも、個人番号は封をした形でしかない")
    func system2HoldsThemSealed() async throws {
        let town = try await CanaryTown.shared.value
        #expect(try leaks(in: town, system: "addressee", town.numbers) == 0)
    }

    @Test("どの役割のどの画面にも、開示の画面にも一つもない")
    func screensHaveNone() async throws {
        let town = try await CanaryTown.shared.value
        let ids = try KnownIds(of: town.city).byParameter
        let detector = town.detector
        var pages = 0
        var opened = 0
        for user in town.city.oneOfEachRole {
            let seen = try await town.city.visit(as: user) { visitor in
                var seen: [(String, Visitor.Sight)] = []
                let csrf = try await visitor.send("/").hidden("csrf") ?? ""
                for route in Route.allCases {
                    for address in addresses(of: route, ids) {
                        if route.definition.method == .get {
                            seen.append((address, try await visitor.send(address)))
                        } else if [.revealAddress, .revealAccount].contains(route) {
                            seen.append(
                                (
                                    address,
                                    try await visitor.send(
                                        address, .post, [("csrf", csrf), ("reason", "検証のため")])
                                ))
                        }
                    }
                }
                return seen
            }
            for (address, sight) in seen {
                // An attachment of the town is a PDF by its first bytes only.
                let isPaper = sight.type == "application/pdf" && sight.bytes.count > 1_000
                let text = isPaper ? try words(sight.bytes) : sight.bytes
                #expect(detector.firstLeak(in: text) == nil, "\(user.officer) \(address)")
                #expect(detector.firstLeak(in: sight.bytes) == nil, "\(user.officer) \(address)")
                opened += sight.status == 200 ? 1 : 0
            }
            pages += seen.count
        }
        #expect(opened > 80)
        print("soak: カナリア、画面 \(pages)、うち開いたもの \(opened)、見つかったもの 0")
    }

    private func addresses(of route: Route, _ ids: [String: [String]]) -> [String] {
        guard let kind = route.parameters.first else { return [route.path(with: "")] }
        let all = ids[kind] ?? []
        let step = max(1, all.count / (TwoTowns.isSoak ? 60 : 3))
        return stride(from: 0, to: all.count, by: step).map { route.path(with: all[$0]) }
    }

    /// How many files of a system hold one of some canaries.
    private func leaks(
        in town: CanaryTown, system: String, _ canaries: [String]
    ) throws -> Int {
        let detector = LeakDetector(canaries: canaries)
        let data = town.year.town.appendingPathComponent("data")
        return try FileManager.default.contentsOfDirectory(atPath: data.path)
            .filter { $0.hasPrefix(system) }.count { name in
                let bytes = try Data(contentsOf: data.appendingPathComponent(name))
                return detector.firstLeak(in: bytes) != nil
            }
    }

    /// The words of the printed letters, which a PDF holds compressed.
    private func letters(of town: URL) throws -> [(name: String, text: Data)] {
        let folder = town.appendingPathComponent("out/letters")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).map { name in
            let text = try pdftotext(folder.appendingPathComponent(name))
            #expect(text.count > 100, "\(name)")
            return (name, text)
        }
    }

    private func words(_ pdf: [UInt8]) throws -> [UInt8] {
        let folder = try TemporaryFolder("paper")
        let file = folder.file("paper.pdf")
        try Data(pdf).write(to: file)
        return Array(try pdftotext(file))
    }

    private func pdftotext(_ file: URL) throws -> Data {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["pdftotext", file.path, "-"]
        process.standardOutput = pipe
        try process.run()
        let text = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(file.lastPathComponent)")
        return text
    }
}
