// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One thing wrong in a book, with the place an officer must open.
///
/// The text is always `FILE:LINE: path — what to do`.
public struct BookProblem: Refusal, Hashable, CustomStringConvertible {
    /// What kind of problem it is; each has its code.
    public enum Kind: String, Sendable, CaseIterable {
        case unreadable = "E-SCH-001"
        case unknownKey = "E-SCH-002"
        case missing = "E-SCH-003"
        case wrongForm = "E-SCH-004"
        case doubled = "E-SCH-005"
        case exampleFails = "E-SCH-006"
    }

    public let kind: Kind
    /// The file as `folder/name.yaml`, relative to the directory of the books.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// Where in the book: `eligible-child.age-limit.outpatient[0].from`.
    public let path: String
    /// What is wrong and what to do.
    public let advice: String

    public init(_ kind: Kind, file: String, line: Int, path: String, advice: String) {
        self.kind = kind
        self.file = file
        self.line = line
        self.path = path
        self.advice = advice
    }

    public var code: String { kind.rawValue }
    public var message: String { description }

    /// `FILE:LINE: path — what to do`.
    public var description: String { "\(file):\(line): \(path) — \(advice)" }
}

/// A library that did not load: every problem found, in the order of files and lines.
public struct BookProblems: Error, Sendable, CustomStringConvertible {
    public let problems: [BookProblem]

    public init(_ problems: [BookProblem]) { self.problems = problems }

    /// One problem a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
