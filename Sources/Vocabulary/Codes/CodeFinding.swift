// SPDX-License-Identifier: Apache-2.0

/// What looking at one code found: form and check digit only, no master is asked.
///
/// The JSON of `hagukumi inspect code`; every field is written, `null` where empty.
public struct CodeFinding: Hashable, Sendable, Codable {
    /// How much a finding weighs.
    public enum Severity: String, Sendable, Codable {
        /// The code is refused where it is entered by hand.
        case error
        /// The code is shown as doubtful and never blocks.
        case warning
    }

    public let kind: CodeKind
    /// The digits; of 個人番号 and 住民票コード the last four only.
    public let value: String
    public let valid: Bool
    /// `nil` when valid.
    public let severity: Severity?
    /// Japanese, what is wrong and what to do; `nil` when valid.
    public let reason: String?
    /// The check digit it should have; `nil` where the form is wrong or there is none.
    public let expected: Int?

    /// Looks at a code as typed: full-width digits, hyphens and spaces do no harm.
    public static func inspect(_ kind: CodeKind, _ text: String) -> CodeFinding {
        guard let digits = TypedDigits.read(text) else {
            return CodeFinding(
                kind: kind, value: shown(kind, text), problem: .error,
                reason: "\(kind.name)に数字でない文字があります。\(kind.form)で入力してください。")
        }
        let count = digits.utf8.count
        guard kind.allows(digitCount: count), let run = DigitRun(digits) else {
            return CodeFinding(
                kind: kind, value: shown(kind, digits), problem: .error,
                reason: "\(kind.name)は\(kind.form)です（入力は\(count)桁）。桁数を確かめてください。")
        }
        let check = kind.checkDigit(of: run.value)
        if check.expected == check.actual {
            return CodeFinding(kind: kind, value: shown(kind, digits))
        }
        return CodeFinding(
            kind: kind, value: shown(kind, digits), problem: kind.severityOfWrongDigit,
            reason: wrongDigit(kind, expected: check.expected), expected: check.expected)
    }

    private init(
        kind: CodeKind, value: String, problem: Severity? = nil, reason: String? = nil,
        expected: Int? = nil
    ) {
        self.kind = kind
        self.value = value
        valid = problem == nil
        severity = problem
        self.reason = reason
        self.expected = expected
    }

    /// A number that may not be shown keeps four digits, and nothing of what is not a digit.
    private static func shown(_ kind: CodeKind, _ text: String) -> String {
        guard kind.isSecret else { return text }
        let digits = text.unicodeScalars.compactMap { scalar -> Character? in
            switch scalar.value {
            case 0x30...0x39: Character(scalar)
            case 0xFF10...0xFF19: Character(Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30)))
            default: nil
            }
        }
        return String(digits.suffix(4))
    }

    private static func wrongDigit(_ kind: CodeKind, expected: Int?) -> String {
        guard let expected else {
            return "\(kind.name)のこの連番には検査数字がなく、使われない番号です。番号を確かめてください。"
        }
        let place = kind == .corporateNumber ? "先頭" : "末尾"
        let wrong = "\(kind.name)の検査数字（\(place)の1桁）が合いません（計算では\(expected)）。"
        switch kind.severityOfWrongDigit {
        case .error: return wrong + "入力の誤りがないか確かめてください。"
        case .warning: return wrong + "検査数字のない番号もあるため、警告にとどめます。"
        }
    }

    private enum Key: String, CodingKey {
        case kind, value, valid, severity, reason, expected
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(value, forKey: .value)
        try container.encode(valid, forKey: .valid)
        try container.encode(severity, forKey: .severity)
        try container.encode(reason, forKey: .reason)
        try container.encode(expected, forKey: .expected)
    }
}
