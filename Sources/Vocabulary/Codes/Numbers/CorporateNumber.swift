// SPDX-License-Identifier: Apache-2.0

/// The corporate number (法人番号): a check digit and 12 digits.
public struct CorporateNumber: CheckedCode {
    public static let kind = CodeKind.corporateNumber
    public let digits: String

    /// Reads 13 ASCII digits; `nil` for anything else. The check digit is not asked (`finding`).
    public init?(_ description: String) {
        guard Self.hasForm(description) else { return nil }
        digits = description
    }
}
