// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// The texts of the books in which 見本市 has a letter of its own: the shared book's, with other words.
public enum OwnLetter {
    public struct NotThere: Error { let words: String }

    /// The text of `sample/letters.yaml` with a kind that the shared book says.
    ///
    /// - Parameter words: the lines of its `words`; `nil` says none.
    public static func text(
        of kind: String, words: [String: String]?, shared: String, own: String
    ) throws -> String {
        var block = try block(of: kind, in: shared)
        var kept: [String] = []
        var isWords = false
        for line in block.split(separator: "\n") {
            if line.hasPrefix("      words:") { isWords = true; continue }
            if isWords, line.hasPrefix("        ") { continue }
            isWords = false
            kept.append(String(line))
        }
        if let words {
            let lines = words.sorted { $0.key < $1.key }.map {
                "        \($0.key): \"\($0.value)\""
            }
            kept += ["      words:"] + lines
        }
        block = kept.joined(separator: "\n") + "\n"
        guard own.contains("letters:\n") else { throw NotThere(words: "letters:") }
        return own.replacingOccurrences(of: "letters:\n", with: "letters:\n\(block)")
    }

    /// Puts it into a folder of books.
    public static func write(
        _ kind: String, words: [String: String]?, into schemes: URL
    ) throws {
        let file = schemes.appendingPathComponent("sample/letters.yaml")
        let national = schemes.appendingPathComponent("national/letters.yaml")
        try text(
            of: kind, words: words, shared: String(contentsOf: national, encoding: .utf8),
            own: String(contentsOf: file, encoding: .utf8)
        ).write(to: file, atomically: true, encoding: .utf8)
    }

    /// The lines of a kind, up to the next one.
    private static func block(of kind: String, in text: String) throws -> String {
        let lines = text.components(separatedBy: "\n")
        guard let first = lines.firstIndex(of: "  \(kind):") else { throw NotThere(words: kind) }
        let rest = lines[(first + 1)...].prefix { !$0.hasPrefix("  ") || $0.hasPrefix("   ") }
        return ([lines[first]] + rest.filter { !$0.isEmpty }).joined(separator: "\n")
    }
}
