// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// How sure a book is of a value.
public enum Certainty: String, Sendable, CaseIterable {
    /// An officer signed it.
    case confirmed
    /// A public source says so: it works, and is shown as unconfirmed.
    case unconfirmed
    /// Nobody could find it: what needs it stops and names it.
    case unset
}

/// One dated value as the book's text says it; the screen and `scheme show` list these.
public struct BookLine: Sendable, Hashable {
    /// Where in the book: `meals.covered`.
    public let path: String
    /// The first day in force; `nil` where the whole rule is `unset`.
    public let from: CivilDate?
    /// Whether the value is only *known* since `from`: earlier days are not answered.
    public let knownFrom: Bool
    /// The value in words.
    public let text: String
    public let certainty: Certainty
    public let source: String
    public let article: String?
    public let reading: String?
    public let file: String
    public let line: Int
}
