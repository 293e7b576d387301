// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// A copy of the books in which one says something else: a law that no book of the repository has.
public enum ChangedBook {
    /// A text that was to be replaced and is not in the book.
    public struct NotThere: Error { public let words: String }

    /// Writes the copy; the worked examples of the changed book make room for one of the changed law.
    ///
    /// - Parameters:
    ///   - schemes: the books of this repository.
    ///   - goal: receives the copy.
    ///   - book: the folder of the book.
    ///   - changes: each first text once, by the second.
    ///   - example: the keys and values of a worked example; a book has at least one.
    public static func write(
        _ book: String, from schemes: URL, to goal: URL, _ changes: KeyValuePairs<String, String>,
        example: String
    ) throws {
        try FileManager.default.copyItem(at: schemes, to: goal)
        let file = goal.appendingPathComponent("\(book)/book.yaml")
        var text = try String(contentsOf: file, encoding: .utf8)
        if let examples = text.range(of: "\nexamples:\n") {
            text = String(text[..<examples.upperBound]) + "  - {\(example)}\n"
        }
        for (old, new) in changes {
            guard let place = text.range(of: old) else { throw NotThere(words: old) }
            text.replaceSubrange(place, with: new)
        }
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
}
