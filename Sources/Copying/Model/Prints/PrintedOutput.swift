// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// What an output operation made, as far as the log does not say it.
public struct PrintedOutput: Hashable, Sendable {
    public enum Form: String, Sendable { case paper, file }

    /// What was printed: 受給資格証, 通知書, 統計表.
    public let document: String
    public let form: Form
    /// Sheets that should come, and that came.
    public let expected: Int
    public let produced: Int
    /// Pages of the document that was made; 0 for a file.
    public let pages: Int
    public let reprintReason: String?

    public init(
        _ document: String, form: Form = .paper, expected: Int, produced: Int, pages: Int = 0,
        reprintReason: String? = nil
    ) {
        self.document = document
        self.form = form
        self.expected = expected
        self.produced = produced
        self.pages = pages
        self.reprintReason = reprintReason
    }
}

/// One line of the print log (印刷記録): an output of the log with what was made.
public struct PrintLine: Hashable, Sendable {
    public let operation: Int64
    public let at: Instant
    public let officer: String
    public let terminal: String
    public let code: OperationCode
    public let reason: String?
    /// For whom: the first persons, and how many there are.
    public let subjects: [AddresseeNumber]
    public let subjectCount: Int
    /// `ok`, or the code of the refusal.
    public let result: String
    /// `nil` where the output left no record of its pages.
    public let print: PrintedOutput?
}
