// SPDX-License-Identifier: Apache-2.0

/// The insurer number (保険者番号): 8 digits, or 6 of a 国民健康保険 (県2, 市町村3, 検証番号1).
public struct InsurerNumber: CheckedCode {
    public static let kind = CodeKind.insurer
    public let digits: String

    /// Reads 8 or 6 ASCII digits; `nil` for anything else. The check digit is not asked (`finding`).
    public init?(_ description: String) {
        guard Self.hasForm(description) else { return nil }
        digits = description
    }

    /// Reads the item of a claim file: six digits come filled with spaces on the left to eight.
    public init?(uke text: String) {
        let rest = text.utf8.drop { $0 == 0x20 }
        guard let trimmed = String(rest) else { return nil }
        self.init(trimmed)
    }

    /// Whether the number is one of 国民健康保険 (6 digits, or 退職 67 with 8).
    public var isNationalHealthInsurance: Bool { digits.utf8.count == 6 || lawCategory == "67" }

    /// The law category (法別番号, first two of eight digits); `nil` for six digits.
    public var lawCategory: String? {
        digits.utf8.count == 8 ? String(digits.prefix(2)) : nil
    }

    /// The prefecture, two digits.
    public var prefecture: String {
        digits.utf8.count == 8 ? String(digits.dropFirst(2).prefix(2)) : String(digits.prefix(2))
    }

    /// Eight places as a claim file writes them: six digits after two spaces.
    public var ukeText: String { digits.utf8.count == 6 ? "  " + digits : digits }
}
