// SPDX-License-Identifier: Apache-2.0

/// A migration file cut into its steps.
enum SQLScript {
    enum Step: Equatable {
        case statement(String)
        case only(Engine, String)
        case appendOnly(String)
    }

    static func steps(_ text: String) -> [Step] {
        var steps: [Step] = []
        var open = ""
        func close() {
            let statement = open.trimmedASCII
            if !statement.isEmpty { steps.append(.statement(statement)) }
            open = ""
        }
        for piece in SQLPiece.split(text) {
            switch piece {
            case .comment(let comment):
                guard let step = directive(comment) else { continue }
                close()
                steps.append(step)
            case .quoted(let quoted): open += quoted
            case .plain(let plain):
                let parts = plain.split(separator: ";", omittingEmptySubsequences: false)
                for (index, part) in parts.enumerated() {
                    if index > 0 { close() }
                    open += part
                }
            }
        }
        close()
        return steps
    }

    private static func directive(_ comment: String) -> Step? {
        let text = comment.drop { $0 == "-" || $0 == " " }
        func rest(_ word: String) -> String? {
            guard text.hasPrefix(word) else { return nil }
            var rest = String(text.dropFirst(word.count)).trimmedASCII
            if rest.hasSuffix(";") { rest.removeLast() }
            return rest
        }
        if let table = rest("append-only:") { return .appendOnly(table) }
        if let sql = rest("sqlite-only:") { return .only(.sqlite, sql) }
        if let sql = rest("postgres-only:") { return .only(.postgres, sql) }
        return nil
    }
}

extension String {
    /// Without spaces and line ends at both ends.
    var trimmedASCII: String {
        func isBlank(_ character: Character) -> Bool { character.isWhitespace }
        guard let start = firstIndex(where: { !isBlank($0) }),
            let end = lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(self[start...end])
    }
}
