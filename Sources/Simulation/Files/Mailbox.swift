// SPDX-License-Identifier: Apache-2.0
import Foundation
import Links
import Vocabulary

/// `DIR/in`: the files as they arrive; each is taken out once, in the order in which it was made,
/// or as an unruly transport delivers them.
struct Mailbox {
    /// Registers and insurers send states with dates: in which order they come must not matter.
    private static let unordered: Set<String> = ["resident", "kokuho", "shaho", "welfare"]

    private let folder: URL
    private let disorder: UInt64?
    private var waiting: [(name: LinkFileName, file: String)]

    /// - Parameter disorder: where the order of what comes together is drawn from, and which files
    ///   come twice; `nil` keeps the order.
    init(_ folder: URL, disorder: UInt64? = nil) throws {
        self.folder = folder
        self.disorder = disorder
        waiting = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .compactMap { file in LinkFileName(file).map { ($0, file) } }
            .sorted { $0.name.madeAt < $1.name.madeAt }
    }

    /// Takes out what came of one layout until a moment.
    mutating func take(_ layout: String, until moment: Instant) throws -> [LinkFile] {
        let ready = waiting.filter { $0.name.layout == layout && $0.name.madeAt <= moment }
        waiting.removeAll { $0.name.layout == layout && $0.name.madeAt <= moment }
        return try delivered(ready.map(\.file), layout).map {
            try LinkFile(path: folder.appendingPathComponent($0).path)
        }
    }

    /// The files in the order of their arrival; about one in three arrives once more.
    private func delivered(_ files: [String], _ layout: String) -> [String] {
        guard let disorder, Mailbox.unordered.contains(layout) else { return files }
        let drawn = files.map { (file: $0, chance: Mailbox.chance(of: $0, disorder)) }
            .sorted { $0.chance < $1.chance }
        return drawn.map(\.file) + drawn.filter { $0.chance % 3 == 0 }.map(\.file)
    }

    /// FNV-1a of the name, begun with the seed: the same on every machine.
    private static func chance(of name: String, _ seed: UInt64) -> UInt64 {
        name.utf8.reduce(0xCBF2_9CE4_8422_2325 ^ seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// Names of the feeds that nobody has taken out.
    var left: [String] { waiting.map(\.file) }

    /// The claim files of one month of billing, by name; none where nothing was billed.
    func claims(billed month: YearMonth) throws -> [URL] {
        try files(in: "claims/\(month.compact)")
    }

    /// Claim files that must be refused whole.
    func broken() throws -> [URL] { try files(in: "broken") }

    private func files(in place: String) throws -> [URL] {
        let place = folder.appendingPathComponent(place)
        guard FileManager.default.fileExists(atPath: place.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(
            at: place, includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "UKE" }.sorted { $0.path < $1.path }
    }
}
