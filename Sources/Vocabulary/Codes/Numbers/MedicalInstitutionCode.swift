// SPDX-License-Identifier: Apache-2.0

/// The code of a medical institution (医療機関コード): 県2, 点数表1, and its seven digits.
///
/// A wrong check digit is a warning: the rule is read from published lists, and a code is never a
/// unique key on import.
public struct MedicalInstitutionCode: CheckedCode {
    public static let kind = CodeKind.institution
    public let digits: String

    /// Reads 10 ASCII digits; `nil` for anything else. The check digit is not asked (`finding`).
    public init?(_ description: String) {
        guard Self.hasForm(description) else { return nil }
        digits = description
    }

    /// Puts the three parts of a claim file together; `nil` unless they are 2, 1 and 7 digits.
    public init?(prefecture: String, table: String, number: String) {
        guard prefecture.utf8.count == 2, table.utf8.count == 1, number.utf8.count == 7 else {
            return nil
        }
        self.init(prefecture + table + number)
    }

    /// The prefecture, two digits.
    public var prefecture: String { String(digits.prefix(2)) }

    /// The fee schedule (点数表): 1 医科, 3 歯科, 4 調剤, 6 訪問看護.
    public var table: String { String(digits.dropFirst(2).prefix(1)) }

    /// The seven digits that the prefecture gave.
    public var number: String { String(digits.suffix(7)) }
}
