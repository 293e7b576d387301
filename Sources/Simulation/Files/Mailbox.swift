// SPDX-License-Identifier: Apache-2.0
import Foundation
import Links
import Vocabulary

/// `DIR/in`: the files as they arrive; each is taken out once, in the order in which it was made.
struct Mailbox {
    private let folder: URL
    private var waiting: [(name: LinkFileName, file: String)]

    init(_ folder: URL) throws {
        self.folder = folder
        waiting = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .compactMap { file in LinkFileName(file).map { ($0, file) } }
            .sorted { $0.name.madeAt < $1.name.madeAt }
    }

    /// Takes out what came of one layout until a moment.
    mutating func take(_ layout: String, until moment: Instant) throws -> [LinkFile] {
        let ready = waiting.filter { $0.name.layout == layout && $0.name.madeAt <= moment }
        waiting.removeAll { $0.name.layout == layout && $0.name.madeAt <= moment }
        return try ready.map { try LinkFile(path: folder.appendingPathComponent($0.file).path) }
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
