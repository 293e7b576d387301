// SPDX-License-Identifier: Apache-2.0

/// A sentence of a book with places for values: `{child}の受給資格を認定しました。`
public struct LetterTemplate: Hashable, Sendable {
    enum Piece: Hashable, Sendable {
        case words(String)
        case field(LetterField)
    }

    let pieces: [Piece]

    /// The fields that stand in it.
    public var fields: Set<LetterField> {
        Set(
            pieces.compactMap { piece in
                if case .field(let field) = piece { field } else { nil }
            })
    }

    /// Whether it is nothing but a person's name.
    var isName: Bool {
        guard pieces.count == 1, case .field(let field) = pieces[0] else { return false }
        return [.child, .children, .guardian, .subject].contains(field)
    }

    /// Reads the text.
    ///
    /// - Returns: the word in braces that is no field, or an open brace.
    static func reading(_ text: String) -> Result<LetterTemplate, Unknown> {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
            guard let close = rest[open...].firstIndex(of: "}") else {
                return .failure(Unknown(name: String(rest[open...])))
            }
            let name = String(rest[rest.index(after: open)..<close])
            guard let field = LetterField(rawValue: name) else {
                return .failure(Unknown(name: name))
            }
            pieces.append(.field(field))
            rest = rest[rest.index(after: close)...]
        }
        if rest.contains("}") { return .failure(Unknown(name: "}")) }
        if !rest.isEmpty { pieces.append(.words(String(rest))) }
        return .success(LetterTemplate(pieces: pieces))
    }

    /// A word in braces that no letter knows.
    struct Unknown: Error {
        let name: String
    }

    /// The sentence with its values; `nil` where one of them says nothing: then the sentence, or
    /// the row, is left away.
    func filled(_ words: [LetterField: String]) -> String? {
        var text = ""
        for piece in pieces {
            switch piece {
            case .words(let plain): text += plain
            case .field(let field):
                guard let value = words[field] else { return nil }
                text += value
            }
        }
        return text
    }
}
