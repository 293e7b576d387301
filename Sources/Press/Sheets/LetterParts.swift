// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A box of rows, each a label and its value (記書き).
public struct FactTable: Sendable {
    /// One row; names are drawn in the face that knows all variants of characters.
    public struct Row: Sendable {
        public let label: String
        public let value: String
        /// Whether the value is a person's name.
        public let isName: Bool
        /// Whether the value is what the reader looks for (amount, decision): larger and bold.
        public let isMain: Bool
        /// An empty box, to be filled in by hand.
        public let isBlank: Bool

        public init(
            _ label: String, _ value: String, isName: Bool = false, isMain: Bool = false,
            isBlank: Bool = false
        ) {
            self.isBlank = isBlank
            self.label = label
            self.value = value
            self.isName = isName
            self.isMain = isMain
        }
    }

    /// Heading above the box; may be empty.
    public let title: String
    public let rows: [Row]

    public init(title: String = "", rows: [Row]) {
        self.title = title
        self.rows = rows
    }
}

/// The steps of an amount (計算の内訳): what the computation answered, line by line.
public struct ComputationTable: Sendable {
    /// One step.
    public struct Step: Sendable {
        public let label: String
        /// `nil` where the step is a statement without an amount.
        public let amount: Yen?
        /// The article or the rule it rests on; may be empty.
        public let article: String

        public init(_ label: String, _ amount: Yen?, article: String = "") {
            self.label = label
            self.amount = amount
            self.article = article
        }
    }

    public let title: String
    public let steps: [Step]
    /// The last line, in bold.
    public let total: Step

    public init(title: String, steps: [Step], total: Step) {
        self.title = title
        self.steps = steps
        self.total = total
    }
}

/// How to object to a decision (教示).
///
/// The wording is the municipality's; until its lawyers have confirmed it, it is marked on the
/// paper as a sample text (文例).
public struct Instruction: Sendable {
    public let title: String
    public let paragraphs: [String]
    /// Whether 「文例(未確認)」 is printed beside the title.
    public let isSample: Bool

    public init(title: String, paragraphs: [String], isSample: Bool) {
        self.title = title
        self.paragraphs = paragraphs
        self.isSample = isSample
    }
}
