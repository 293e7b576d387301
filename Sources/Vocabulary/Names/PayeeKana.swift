// SPDX-License-Identifier: Apache-2.0

/// The name of a payee in the half-width kana of bank transfers (受取人名), at most 30 bytes.
///
/// A plain conversion is not enough: banks know large kana only, and `-` for the long mark.
/// The JSON of `hagukumi inspect payee`.
public struct PayeeKana: Hashable, Sendable {
    /// What becomes of ヲ.
    public enum Rule: String, CaseIterable, Sendable, Codable {
        /// Refused, as most banks state.
        case narrow
        /// Written ｵ.
        case asO = "as-o"
        /// Allowed as ｦ (the association's later table).
        case wide
    }

    public let input: String
    public let valid: Bool
    /// The half-width text; cut when it was too long, `nil` when a character is refused.
    public let text: String?
    /// Japanese: what is wrong and what to do; `nil` when valid.
    public let reason: String?

    /// Bytes of `text` in the file: one for each half-width character.
    public var bytes: Int { text?.unicodeScalars.count ?? 0 }

    /// Turns hiragana and katakana of any width into bank kana.
    ///
    /// - Parameters:
    ///   - field: the field whose characters count.
    ///   - limit: bytes of the field.
    public static func read(
        _ text: String, rule: Rule = .narrow, field: BankCharacters = .party, limit: Int = 30
    ) -> PayeeKana {
        var spelling = PayeeSpelling(rule: rule, field: field)
        let short = CorporateAbbreviation.applied(to: text)
        for (index, scalar) in short.unicodeScalars.enumerated() {
            if let problem = spelling.append(scalar, at: index + 1) {
                return PayeeKana(input: text, valid: false, text: nil, reason: problem)
            }
        }
        let scalars = spelling.finished()
        guard !scalars.isEmpty else {
            return PayeeKana(
                input: text, valid: false, text: nil, reason: "名前がありません。カナで入力してください。")
        }
        guard scalars.count > limit else {
            return PayeeKana(input: text, valid: true, text: joined(scalars), reason: nil)
        }
        return PayeeKana(
            input: text, valid: false, text: joined(cut(scalars, to: limit)),
            reason: "\(scalars.count)バイトです（\(limit)バイトまで）。切った形でよいか、口座の名義を確かめてください。")
    }

    /// Cuts to so many bytes and never between a kana and its voice mark.
    private static func cut(_ scalars: [Unicode.Scalar], to limit: Int) -> [Unicode.Scalar] {
        var end = limit
        while end > 0, end < scalars.count, scalars[end] == "ﾞ" || scalars[end] == "ﾟ" { end -= 1 }
        var result = Array(scalars[..<end])
        while result.last == " " { result.removeLast() }
        return result
    }

    private static func joined(_ scalars: [Unicode.Scalar]) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}

extension PayeeKana: Encodable {
    private enum Key: String, CodingKey { case input, valid, text, bytes, reason }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(input, forKey: .input)
        try container.encode(valid, forKey: .valid)
        try container.encode(text, forKey: .text)
        try container.encode(bytes, forKey: .bytes)
        try container.encode(reason, forKey: .reason)
    }
}
