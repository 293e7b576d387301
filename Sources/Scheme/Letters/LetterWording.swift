// SPDX-License-Identifier: Apache-2.0

/// What one kind of letter says, as a book has it.
public struct LetterWording: Sendable {
    /// A row of a box: a label and what stands beside it.
    public struct Row: Sendable, Hashable {
        public let label: String
        public let value: LetterTemplate
        /// What the reader looks for: larger and bold.
        public let isMain: Bool
        /// A box to be filled in by hand (申請書).
        public let isBlank: Bool
    }

    /// What is repeated for each part: a box each, or the rows of one table.
    public enum Parts: Sendable, Hashable {
        case boxes(title: LetterTemplate, rows: [Row])
        case table(title: String, columns: [Column])
    }

    /// A column of the table of parts.
    public struct Column: Sendable, Hashable {
        public let label: String
        public let value: LetterTemplate
        /// Share of the width.
        public let weight: Int
        public let isAmount: Bool
    }

    public let kind: LetterKind
    public let title: String
    /// Whether it has a document number (文書番号).
    public let isNumbered: Bool
    public let paragraphs: [LetterTemplate]
    public let rows: [Row]
    public let parts: Parts?
    /// Heading of the computation, and the label of its last line.
    public let steps: (title: String, total: String)?
    /// What the reader pays with; of a letter that asks for money only.
    public let slip: SlipWording?
    public let notes: [LetterTemplate]
    /// Whether the instruction on remedies (教示) follows.
    public let isAppealable: Bool
    /// What it says of an application form in the same envelope (同封の申請書); `nil` says nothing, and
    /// the national book's word counts (`LetterWordings.enclosed`).
    let encloses: Enclosure?
    /// Short texts that depend on the case, by their key; those that it lacks are the shared book's.
    var words: [LetterWord: LetterTemplate]
    /// What letters of every kind say.
    var terms = LetterTerms()
    /// Title and notes of the card itself, and what it calls the classes (区分) that the scheme tells
    /// apart, by their key; of the certificate only.
    public let card: (title: String, notes: [String], classes: [String: String])?

    /// Every field of the head, of the sentences, of the rows and of the notes.
    var fields: Set<LetterField> {
        (paragraphs + notes + rows.map(\.value)).reduce(into: slip?.fields ?? []) {
            $0.formUnion($1.fields)
        }
    }
}

/// What a wording says of the application form in its envelope.
enum Enclosure: Sendable, Hashable {
    case form(LetterKind)
    /// The city sends its letter alone.
    case alone
}

/// How to object (教示), as a book has it.
public struct InstructionWording: Sendable, Hashable {
    public let title: String
    public let paragraphs: [String]
}
