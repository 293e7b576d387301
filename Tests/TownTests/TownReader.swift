// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Town

/// A town written once for all tests of this room, and a reader that shares no code with it.
struct WrittenTown {
    let folder: TemporaryFolder
    let truth: TownTruth

    static let shared = Result { try WrittenTown(seed: 7, people: 3_000) }

    init(seed: UInt64, people: Int, story: Story = .oneYear) throws {
        folder = try TemporaryFolder("town")
        truth = try WriteTown(seed: seed, people: people, story: story, folder: folder.url).run()
    }

    /// Paths below the folder, in order.
    func files(_ ending: String) -> [String] {
        let found = FileManager.default.enumerator(atPath: folder.url.path)
        return (found?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(ending) }.sorted()
    }

    func data(_ path: String) throws -> Data { try Data(contentsOf: folder.file(path)) }

    /// Rows of every feed of a kind, by header name; quotes never occur in a town.
    func rows(_ kind: String) throws -> [[String: String]] {
        try files(".csv").filter { $0.hasPrefix("in/\(kind)_") }.flatMap { path in
            let bytes = try data(path)
            guard bytes.prefix(3) == Data([0xEF, 0xBB, 0xBF]) else { throw Unreadable.mark(path) }
            let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
            let lines = text.components(separatedBy: "\r\n")
            guard lines.last == "" else { throw Unreadable.end(path) }
            let header = lines[0].components(separatedBy: ",")
            return try lines.dropFirst().dropLast().map { line in
                let cells = line.components(separatedBy: ",")
                guard cells.count == header.count else { throw Unreadable.row(path, line) }
                return Dictionary(uniqueKeysWithValues: zip(header, cells))
            }
        }
    }

    func lines(_ name: String) throws -> [[String: Any]] {
        let text = try String(contentsOf: folder.file("truth/\(name).jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return value as? [String: Any] ?? [:]
        }
    }

    enum Unreadable: Error { case mark(String), end(String), row(String, String) }
}
