// SPDX-License-Identifier: Apache-2.0
public import Entitlement
import Foundation
public import Links
import Vault
public import Vocabulary

/// One file of papers that a step of a batch printed, with the persons that it tells of: whoever opens
/// it has seen them; and with its envelopes: a family may have come under protection since.
public struct PrintedPiece: Sendable {
    public let persons: [AddresseeNumber]
    public let envelopes: [String]
    public let pdf: [UInt8]

    public init(persons: [AddresseeNumber], envelopes: [String], pdf: [UInt8]) {
        self.persons = persons
        self.envelopes = envelopes
        self.pdf = pdf
    }
}

/// Where the order and the papers of batches lie until the office has printed them: every file sealed
/// under a key of its own and bound to its name, so that nothing of a person stands on the disk in
/// the clear. When a file is tidied away its key is destroyed.
public struct PrintFolder: Sendable {
    private let folder: URL
    private let seal: FileSeal

    public init(data: String, seal: FileSeal) {
        folder = URL(fileURLWithPath: data).appendingPathComponent("prints")
        self.seal = seal
    }

    /// - Parameter token: names the batch: a random text, hexadecimal.
    private func path(_ name: String) -> URL {
        precondition(
            name.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
            })
        return folder.appendingPathComponent(name)
    }

    private func piece(
        _ token: String, _ run: Int64, _ key: Int64, _ isAgain: Bool
    ) -> String {
        "\(token)-\(run)-\(key)" + (isAgain ? "-again" : "")
    }

    /// Keeps the papers of a batch, before a job is told of it.
    public func put(_ lines: [BatchLine], of token: String) throws {
        try keep(Array(Self.text(lines).utf8), at: "\(token)-list")
    }

    /// The papers of a batch, in the order of the post once they have been put into it.
    /// - Throws: `JobRefusal.listGone`; `Fault` where it was altered.
    public func lines(of token: String) throws -> [BatchLine] {
        let name = isArranged(token) ? "\(token)-order" : "\(token)-list"
        guard FileManager.default.fileExists(atPath: path(name).path) else {
            throw JobRefusal.listGone
        }
        return try text(at: name).split(separator: "\n").map(Self.line)
    }

    /// Whether the papers of a batch have been put into the order of the post.
    func isArranged(_ token: String) -> Bool {
        FileManager.default.fileExists(atPath: path("\(token)-order").path)
    }

    /// Keeps where a part of a batch goes until all of it is known.
    func put(_ places: [BatchPlace], of token: String, part: Int) throws {
        let text = places.map { place in
            "\(Self.text([place.line])) \(place.key.filter { !$0.isNewline })"
        }.joined(separator: "\n")
        try keep(Array(text.utf8), at: "\(token)-places-\(part)")
    }

    /// Makes the list of a whole batch in the order of the post; where its papers go is kept no longer.
    func arrange(_ token: String, parts: Int) throws {
        let names = (1...parts).map { "\(token)-places-\($0)" }
        let places = try names.flatMap { name in
            try text(at: name).split(separator: "\n").map { line in
                let words = line.split(
                    separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
                guard words.count == 3 else { throw Self.unreadable }
                return BatchPlace(
                    key: String(words[2]), line: try Self.line(words[0] + " " + words[1]))
            }
        }
        try keep(Array(Self.text(BatchPlace.inOrder(places)).utf8), at: "\(token)-order")
        try remove(names)
    }

    private static func text(_ lines: [BatchLine]) -> String {
        lines.map { "\($0.reference) \($0.recipient?.description ?? "-")" }
            .joined(separator: "\n")
    }

    private static func line(_ text: Substring) throws -> BatchLine {
        let words = text.split(separator: " ")
        guard words.count == 2, let reference = Int64(words[0]) else { throw unreadable }
        return BatchLine(reference: reference, recipient: AddresseeNumber(String(words[1])))
    }

    private static var unreadable: Fault {
        Fault(.disk, detail: "the list of a batch cannot be read")
    }

    private func text(at name: String) throws -> String {
        String(decoding: try bytes(at: name), as: UTF8.self)
    }

    /// Keeps what a step printed, before the step is durable; the same step again replaces it.
    ///
    /// - Parameters:
    ///   - run: the run that printed it.
    ///   - key: the last item of the step.
    ///   - isAgain: it was drawn anew, without the envelopes that may not be brought out any more; it lies
    ///     beside what the step printed.
    public func put(
        _ printed: PrintedPiece, of token: String, run: Int64, through key: Int64,
        isAgain: Bool = false
    ) throws {
        let persons = printed.persons.map(\.description).joined(separator: " ")
        let head = persons + "|" + printed.envelopes.joined(separator: " ") + "\n"
        try keep(Array(head.utf8) + printed.pdf, at: piece(token, run, key, isAgain))
    }

    /// - Throws: `Fault` where it is not there or was altered.
    public func printed(
        of token: String, run: Int64, through key: Int64, isAgain: Bool = false
    ) throws -> PrintedPiece {
        let content = try bytes(at: piece(token, run, key, isAgain))
        guard let end = content.firstIndex(of: 0x0A) else {
            throw Fault(.disk, detail: "a printed file cannot be read")
        }
        let head = String(decoding: content[..<end], as: UTF8.self)
            .split(separator: "|", omittingEmptySubsequences: false)
        guard head.count == 2 else { throw Fault(.disk, detail: "a printed file cannot be read") }
        return PrintedPiece(
            persons: head[0].split(separator: " ").compactMap { AddresseeNumber(String($0)) },
            envelopes: head[1].split(separator: " ").map(String.init),
            pdf: Array(content[(end + 1)...]))
    }

    /// Whether a step's papers still lie here.
    public func holds(
        _ token: String, run: Int64, through key: Int64, isAgain: Bool = false
    ) -> Bool {
        FileManager.default.fileExists(atPath: path(piece(token, run, key, isAgain)).path)
    }

    /// The files that lie here.
    public var names: [String] {
        let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return found.filter { $0.first != "." }.sorted()
    }

    /// Removes files with their keys; a second time there is nothing to do. The keys go first: what is
    /// cut in the middle is found by the files that still lie here.
    func remove(_ names: [String]) throws {
        try seal.destroy(names)
        for name in names { try DurableFile.remove(path(name)) }
    }

    private func keep(_ bytes: [UInt8], at name: String) throws {
        let sealed = try seal.seal(bytes, at: name)
        try DurableFile.makeFolder(folder)
        try DurableFile.write(sealed, to: path(name))
    }

    private func bytes(at name: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path(name).path) else {
            throw Fault(.disk, detail: "a file of a batch is not there")
        }
        return try seal.open([UInt8](data), at: name)
    }
}
