// SPDX-License-Identifier: Apache-2.0

/// Statements as PostgreSQL reads them.
enum PostgresText {
    /// `?` outside of quotes and comments becomes `$1`, `$2`, …. `? IS` gets a type, because
    /// PostgreSQL cannot guess one there.
    static func numbered(_ sql: String) -> String {
        var number = 0
        return SQLPiece.split(sql).map { piece in
            switch piece {
            case .quoted(let text), .comment(let text): return text
            case .plain(let text):
                var result = ""
                var rest = text[...]
                while let mark = rest.firstIndex(of: "?") {
                    number += 1
                    result += rest[..<mark] + "$\(number)"
                    rest = rest[rest.index(after: mark)...]
                    let next = rest.drop { $0.isWhitespace }.prefix(3).uppercased()
                    if next.hasPrefix("IS"), next.dropFirst(2).allSatisfy(\.isWhitespace) {
                        result += "::text"
                    }
                }
                return result + rest
            }
        }.joined()
    }

    /// Statements that come again and again are prepared once; those of a schema are not.
    static func isKept(_ sql: String) -> Bool {
        let head = sql.utf8.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }.prefix(4)
        guard let word = String(head)?.uppercased() else { return false }
        return ["SELE", "INSE", "UPDA", "DELE", "WITH"].contains(word)
    }
}
