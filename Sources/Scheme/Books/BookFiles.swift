// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// The YAML files below a directory of books, and their grouping by folder.
enum BookFiles {
    /// Reads `DIR/folder/*.yaml`, sorted by name.
    static func read(directory: String) throws -> [(name: String, bytes: [UInt8])] {
        let manager = FileManager.default
        var files: [(name: String, bytes: [UInt8])] = []
        guard let folders = try? manager.contentsOfDirectory(atPath: directory) else {
            throw BookProblems([
                BookProblem(
                    .unreadable, file: directory, line: 1, path: "(先頭)",
                    advice: "制度の本のフォルダーがありません。--schemes で場所を指定してください")
            ])
        }
        for folder in folders.sorted() {
            let path = directory + "/" + folder
            for file in ((try? manager.contentsOfDirectory(atPath: path)) ?? []).sorted()
            where file.hasSuffix(".yaml") {
                let data = try Data(contentsOf: URL(fileURLWithPath: path + "/" + file))
                files.append((name: "\(folder)/\(file)", bytes: [UInt8](data)))
            }
        }
        return files
    }

    /// One text a folder, in the order of names.
    static func texts(_ files: [(name: String, bytes: [UInt8])]) -> [BookText] {
        var order: [String] = []
        var groups: [String: [(name: String, bytes: [UInt8])]] = [:]
        for file in files.sorted(by: { $0.name < $1.name })
        where !file.name.hasSuffix("/\(BookText.lettersFile)") {
            let folder = String(file.name.prefix { $0 != "/" })
            if groups[folder] == nil { order.append(folder) }
            groups[folder, default: []].append(file)
        }
        return order.map { BookText(folder: $0, files: groups[$0] ?? []) }
    }

    /// The files of wordings by folder: they are no part of the law.
    static func letters(_ files: [(name: String, bytes: [UInt8])]) -> [String: BookText] {
        files.filter { $0.name.hasSuffix("/\(BookText.lettersFile)") }
            .reduce(into: [:]) { texts, file in
                let folder = String(file.name.prefix { $0 != "/" })
                texts[folder] = BookText(folder: folder, files: [file])
            }
    }
}
