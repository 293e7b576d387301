// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// A folder of books with a second fictional city beside 見本市: the same law under another code.
public struct TwoBooks: Sendable {
    /// The book of the second city, and its code (the check digit is right, the city is made up).
    public static let second = "second"
    public static let secondBody = "119989"

    public let folder: URL

    /// - Parameters:
    ///   - schemes: the books of this repository.
    ///   - goal: receives a copy and the second book.
    public init(from schemes: URL, to goal: URL) throws {
        let files = FileManager.default
        folder = goal
        try files.copyItem(at: schemes, to: goal)
        let book = goal.appendingPathComponent("\(TwoBooks.second)/book.yaml")
        try files.createDirectory(
            at: book.deletingLastPathComponent(), withIntermediateDirectories: true)
        let sample = try String(
            contentsOf: goal.appendingPathComponent("sample/book.yaml"), encoding: .utf8)
        let text = sample.replacingOccurrences(of: "scheme: sample\n", with: "scheme: second\n")
            .replacingOccurrences(of: "\"119997\"", with: "\"\(TwoBooks.secondBody)\"")
            .replacingOccurrences(of: "見本市", with: "例示市")
        try text.write(to: book, atomically: true, encoding: .utf8)
    }
}
