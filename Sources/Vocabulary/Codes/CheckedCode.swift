// SPDX-License-Identifier: Apache-2.0

/// A code of fixed length with a check digit. Making one checks its form only: registers of other
/// offices hold numbers with wrong digits, and `finding` says so.
public protocol CheckedCode: Hashable, Sendable, Codable, LosslessStringConvertible {
    static var kind: CodeKind { get }
    /// ASCII digits, leading zeros kept.
    var digits: String { get }
}

extension CheckedCode {
    /// The digits.
    public var description: String { digits }

    /// Form and check digit in words.
    public var finding: CodeFinding { CodeFinding.inspect(Self.kind, digits) }

    /// Whether the check digit agrees; allocates nothing.
    public var hasValidCheckDigit: Bool {
        guard let run = DigitRun(digits) else { return false }
        let check = Self.kind.checkDigit(of: run.value)
        return check.expected == check.actual
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let code = Self(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "\(Self.kind.name)は\(Self.kind.form)です"))
        }
        self = code
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(digits)
    }

    /// The form of the kind: digits only, the right number of them.
    static func hasForm(_ text: String) -> Bool {
        guard let run = DigitRun(text) else { return false }
        return kind.allows(digitCount: run.count)
    }
}
