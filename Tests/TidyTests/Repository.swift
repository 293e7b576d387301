// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The checkout that the tidy tests read: as text, never built or run.
struct Repository {
    let root: URL

    static let here = Repository(
        root: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent())

    func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// Files below a folder, as paths from the root, sorted.
    func files(below folder: String, ending suffix: String = "") -> [String] {
        let start = root.appendingPathComponent(folder)
        var found: [String] = []
        let all = FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil)
        while let file = all?.nextObject() as? URL {
            if file.hasDirectoryPath || !file.path.hasSuffix(suffix) { continue }
            found.append(String(file.path.dropFirst(root.path.count + 1)))
        }
        return found.sorted()
    }

    func folders(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            at: root.appendingPathComponent(folder), includingPropertiesForKeys: [.isDirectoryKey]
        )
        .filter(\.hasDirectoryPath).map(\.lastPathComponent).sorted()
    }

    /// The modules that the Swift files of a room import.
    func imports(of room: String) throws -> Set<String> {
        let line =
            /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public |package |internal |private |fileprivate )?import\s+(?:struct |class |enum |protocol |func |var |let |typealias )?(\w+)/
        var found: Set<String> = []
        for file in files(below: "Sources/\(room)", ending: ".swift") {
            for text in try self.text(file).split(separator: "\n") {
                if let match = text.firstMatch(of: line) { found.insert(String(match.1)) }
            }
        }
        return found
    }
}
