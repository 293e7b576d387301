// SPDX-License-Identifier: Apache-2.0

/// The slip at the foot of a letter that asks for money (納付書), as a book has it.
public struct SlipWording: Sendable, Hashable {
    /// One of its parts: 納入通知書, 領収証書, 領収済通知書.
    public struct Part: Sendable, Hashable {
        public let title: String
        public let sentence: LetterTemplate
        /// Rows of this part only.
        public let rows: [LetterWording.Row]
        /// Whether the mayor and the place of the seal stand on it.
        public let hasSender: Bool
        /// The name of the box for the stamp of who takes the money; empty for none.
        public let stamp: String
        /// What stands in the place of a code for machines; empty for no such place. No code is
        /// printed before the city and who collects for it have agreed on one.
        public let codePlace: String
    }

    /// Rows of every part.
    public let rows: [LetterWording.Row]
    public let amount: LetterWording.Row
    public let parts: [Part]

    /// Every value that it says.
    var fields: Set<LetterField> {
        let rows = rows + [amount] + parts.flatMap(\.rows)
        return Set((rows.map(\.value) + parts.map(\.sentence)).flatMap(\.fields))
    }
}

extension LetterWords {
    /// The slip in words.
    public struct Slip: Sendable, Equatable {
        /// One of its parts.
        public struct Part: Sendable, Equatable {
            public let title: String
            public let sentence: String
            public let rows: [Row]
            public let hasSender: Bool
            public let stamp: String
            public let codePlace: String
        }

        public let rows: [Row]
        public let amount: Row
        public let parts: [Part]

        /// Everything it says, a line each.
        var lines: [String] {
            (rows + [amount] + parts.flatMap(\.rows)).map { "\($0.label) \($0.value)" }
                + parts.flatMap { [$0.title, $0.sentence] }
        }
    }
}

extension SlipWording {
    /// - Parameter words: the values in words; a row one of whose values says nothing is left away.
    func filled(_ words: [LetterField: String]) -> LetterWords.Slip? {
        guard let amount = amount.filled(words) else { return nil }
        return LetterWords.Slip(
            rows: rows.compactMap { $0.filled(words) }, amount: amount,
            parts: parts.map { part in
                LetterWords.Slip.Part(
                    title: part.title, sentence: part.sentence.filled(words) ?? "",
                    rows: part.rows.compactMap { $0.filled(words) }, hasSender: part.hasSender,
                    stamp: part.stamp, codePlace: part.codePlace)
            })
    }
}
