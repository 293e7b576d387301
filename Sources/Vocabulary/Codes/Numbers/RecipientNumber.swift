// SPDX-License-Identifier: Apache-2.0

/// The recipient number (受給者番号) of a public fund: 6 digits and a check digit.
///
/// Numbers of other forms that a municipality prints itself are no `RecipientNumber`.
public struct RecipientNumber: CheckedCode {
    public static let kind = CodeKind.recipient
    public let digits: String

    /// Reads 7 ASCII digits; `nil` for anything else. The check digit is not asked (`finding`).
    public init?(_ description: String) {
        guard Self.hasForm(description) else { return nil }
        digits = description
    }

    /// The number of a serial from 0 to 999,999.
    public init?(serial: Int) {
        guard (0...999_999).contains(serial) else { return nil }
        digits = padded(serial * 10 + CheckDigit.modulus10(body: Int64(serial)), 7)
    }

    /// The six digits before the check digit.
    public var serial: Int { Int(digits.dropLast()) ?? 0 }
}
