// SPDX-License-Identifier: Apache-2.0

/// The public funder number (公費負担者番号): 法別2, 県2, 実施機関3, 検証番号1.
public struct PublicFunderNumber: CheckedCode {
    public static let kind = CodeKind.funder
    public let digits: String

    /// Reads 8 ASCII digits; `nil` for anything else. The check digit is not asked (`finding`).
    public init?(_ description: String) {
        guard Self.hasForm(description) else { return nil }
        digits = description
    }

    /// The law category (法別番号): 52 小児慢性, 81 and so on.
    public var lawCategory: String { String(digits.prefix(2)) }

    /// The prefecture, two digits.
    public var prefecture: String { String(digits.dropFirst(2).prefix(2)) }

    /// Whether the law category is one that a prefecture chooses (80–89): a local scheme.
    public var isLocalScheme: Bool { digits.utf8.first == 0x38 }
}
