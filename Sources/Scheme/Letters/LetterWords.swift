// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A letter in words: a wording filled with the values of one case, ready to be set.
public struct LetterWords: Sendable, Equatable {
    /// A row of a box.
    public struct Row: Sendable, Equatable {
        public let label: String
        public let value: String
        public let isName: Bool
        public let isMain: Bool
    }

    /// A box with its heading.
    public struct Block: Sendable, Equatable {
        public let title: String
        public let rows: [Row]
    }

    /// A table with a row for each part.
    public struct Table: Sendable, Equatable {
        public let title: String
        public let columns: [LetterWording.Column]
        public let rows: [[String]]
    }

    public let kind: LetterKind
    public let title: String
    public let paragraphs: [String]
    /// The box of the letter, then those of its parts.
    public let blocks: [Block]
    public let table: Table?
    public let slip: Slip?
    public let notes: [String]
    /// What letters of every kind say.
    public let labels: [LetterLabel: String]

    /// Everything it says, a line each; what examples and tests compare.
    public var lines: [String] {
        [title] + paragraphs
            + blocks.flatMap { block in
                (block.title.isEmpty ? [] : [block.title])
                    + block.rows.map { "\($0.label) \($0.value)" }
            } + (table?.rows.map { $0.joined(separator: " ") } ?? []) + notes + (slip?.lines ?? [])
    }
}

extension LetterWording {
    /// Fills the wording.
    ///
    /// A sentence or a row one of whose values says nothing is left away.
    /// - Parameter names: looks a person's name up.
    /// - Throws: `.valueMissing` where a value without which the letter misses its purpose says
    ///   nothing.
    public func filled(
        _ values: LetterValues, parts: [LetterValues] = [],
        names: (AddresseeNumber) -> String?
    ) throws(LetterRefusal) -> LetterWords {
        let words = said(values).all.compactMapValues { $0.words(names) }
        let missing = kind.needed.filter { words[$0] == nil }.subtracting(periodsMayBeMissing)
        guard missing.isEmpty else {
            throw .valueMissing(kind, missing.sorted { $0.rawValue < $1.rawValue })
        }
        let partWords = parts.map { said($0).all.compactMapValues { $0.words(names) } }
        var blocks = [LetterWords.Block(title: "", rows: rows.compactMap { $0.filled(words) })]
        var table: LetterWords.Table?
        switch self.parts {
        case .boxes(let title, let rows):
            blocks += partWords.map { part in
                LetterWords.Block(
                    title: title.filled(part) ?? "", rows: rows.compactMap { $0.filled(part) })
            }
        case .table(let title, let columns):
            table = LetterWords.Table(
                title: title, columns: columns,
                rows: partWords.map { part in columns.map { $0.value.filled(part) ?? "" } })
        case nil: break
        }
        return LetterWords(
            kind: kind, title: self.title, paragraphs: paragraphs.compactMap { $0.filled(words) },
            blocks: blocks.filter { !$0.rows.isEmpty }, table: table, slip: slip?.filled(words),
            notes: notes.compactMap { $0.filled(words) }, labels: terms.labels)
    }

    /// A child may be covered for one setting only.
    private var periodsMayBeMissing: Set<LetterField> { [.outpatient, .inpatient] }
}

extension LetterWording.Row {
    func filled(_ words: [LetterField: String]) -> LetterWords.Row? {
        if isBlank { return LetterWords.Row(label: label, value: "", isName: false, isMain: false) }
        return value.filled(words).map {
            LetterWords.Row(label: label, value: $0, isName: value.isName, isMain: isMain)
        }
    }
}

/// Why a letter has no words.
public enum LetterRefusal: Refusal, Hashable {
    /// Neither the city's book nor the national one has a wording on that day.
    case wordingUnset(LetterKind)
    /// A value without which the letter misses its purpose is not there.
    case valueMissing(LetterKind, [LetterField])

    public var code: String {
        switch self {
        case .wordingUnset: "E-SCH-007"
        case .valueMissing: "E-SCH-008"
        }
    }

    public var message: String {
        switch self {
        case .wordingUnset(let kind):
            "「\(kind.wording)」の文面が制度の本にありません。Schemes の letters.yaml に書いてください。"
        case .valueMissing(let kind, let fields):
            "「\(kind.wording)」に必要な\(fields.map { "「\($0.wording)」" }.joined())がありません。"
                + "元の記録を確かめてください。"
        }
    }
}
