// SPDX-License-Identifier: Apache-2.0
public import Foundation
import Testing

/// Reads a printed file again with independent programs (poppler, zbar).
public struct PaperReader {
    /// A word and its rectangle in points.
    public struct Word: Equatable, Sendable {
        public let page: Int
        public let text: String
        public let left: Double
        public let top: Double
        public let right: Double
        public let bottom: Double
    }

    public let file: URL

    public init(file: URL) { self.file = file }

    /// The text of the file, or of one page.
    public func text(page: Int? = nil) throws -> String {
        let pages = page.map { ["-f", "\($0)", "-l", "\($0)"] } ?? []
        return try PaperReader.run("pdftotext", pages + ["-layout", file.path, "-"])
    }

    /// Everything without white space: where words stand is the layout's business.
    public func characters(page: Int? = nil) throws -> String {
        let scalars = try text(page: page).unicodeScalars
            .filter { !$0.properties.isWhitespace }
        return String(String.UnicodeScalarView(scalars))
    }

    /// The same in the order in which it was drawn: what stands side by side does not mix.
    public func drawn() throws -> String {
        String(
            String.UnicodeScalarView(
                try PaperReader.run("pdftotext", ["-raw", file.path, "-"]).unicodeScalars
                    .filter { !$0.properties.isWhitespace }))
    }

    /// How many different images the file holds; those of the codes are each of their own page.
    public func images() throws -> Int {
        Set(
            try PaperReader.run("pdfimages", ["-list", file.path]).split(separator: "\n")
                .dropFirst(2).filter { !$0.contains(" gray ") }
                .compactMap { $0.split(separator: " ").dropFirst(10).first }
        ).count
    }

    public func fonts() throws -> [(name: String, line: String)] {
        try PaperReader.run("pdffonts", [file.path]).split(separator: "\n").dropFirst(2).map {
            (String($0.prefix { $0 != " " }), String($0))
        }
    }

    /// Words with positions, in the order of the file.
    public func words() throws -> [Word] {
        var page = 0
        var found: [Word] = []
        for line in try PaperReader.run("pdftotext", ["-bbox", file.path, "-"])
            .split(separator: "\n")
        {
            if line.contains("<page ") { page += 1 }
            guard line.contains("<word ") else { continue }
            let numbers = line.split(separator: "\"").enumerated()
                .compactMap { $0.offset % 2 == 1 ? Double($0.element) : nil }
            let text =
                line.split(separator: ">")[0...].dropFirst().first?
                .split(separator: "<").first.map(String.init) ?? ""
            guard numbers.count >= 4 else { continue }
            found.append(
                Word(
                    page: page, text: text, left: numbers[0], top: numbers[1], right: numbers[2],
                    bottom: numbers[3]))
        }
        return found
    }

    /// Positions as text for a golden file: one word a line, rounded to a point.
    public func golden() throws -> String {
        try words().map { word in
            let place = [word.left, word.top, word.right, word.bottom]
                .map { String(Int($0.rounded())) }.joined(separator: " ")
            return "\(word.page) \(place) \(word.text)\n"
        }.joined()
    }

    /// A page as a grey picture (PGM) of so many dots an inch.
    public func picture(page: Int, resolution: Int, in folder: TemporaryFolder) throws -> Data {
        let root = folder.file("page-\(UUID().uuidString)").path
        _ = try PaperReader.run(
            "pdftoppm",
            [
                "-r", "\(resolution)", "-gray", "-singlefile", "-f", "\(page)", "-l", "\(page)",
                file.path, root,
            ])
        return try Data(contentsOf: URL(fileURLWithPath: root + ".pgm"))
    }

    /// The same part of every page as a grey picture, in the order of the pages; in millimetres.
    public func pictures(
        left: Double, top: Double, width: Double, height: Double, resolution: Int,
        in folder: TemporaryFolder
    ) throws -> [Data] {
        let root = folder.file("part-\(UUID().uuidString)")
        func dots(_ millimetres: Double) -> String {
            String(Int(millimetres / 25.4 * Double(resolution)))
        }
        _ = try PaperReader.run(
            "pdftoppm",
            [
                "-r", "\(resolution)", "-gray", "-x", dots(left), "-y", dots(top), "-W",
                dots(width), "-H", dots(height), file.path, root.path,
            ])
        return try FileManager.default.contentsOfDirectory(
            at: root.deletingLastPathComponent(), includingPropertiesForKeys: nil
        ).filter { $0.lastPathComponent.hasPrefix(root.lastPathComponent) }
            .sorted { $0.path < $1.path }.map { try Data(contentsOf: $0) }
    }

    /// The QR codes of a page.
    public func codes(page: Int, in folder: TemporaryFolder) throws -> [String] {
        let root = folder.file("code-\(UUID().uuidString)").path
        _ = try PaperReader.run(
            "pdftoppm",
            [
                "-r", "200", "-gray", "-singlefile", "-f", "\(page)", "-l", "\(page)", file.path,
                root,
            ])
        return try PaperReader.run("zbarimg", ["-q", "--raw", root + ".pgm"])
            .split(separator: "\n").map(String.init)
    }

    public static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(program) を実行できません")
        return String(decoding: data, as: UTF8.self)
    }
}
