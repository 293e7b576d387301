// SPDX-License-Identifier: Apache-2.0

/// The code of a municipality (全国地方公共団体コード): 県2, 市区町村3, 検査数字1.
public struct MunicipalityCode: CheckedCode {
    public static let kind = CodeKind.municipality
    public let digits: String

    /// Reads 6 ASCII digits; `nil` for anything else. The check digit is not asked (`finding`).
    public init?(_ description: String) {
        guard Self.hasForm(description) else { return nil }
        digits = description
    }

    /// The code of the five digits that many files hold without the check digit.
    public init?(body: String) {
        guard body.utf8.count == 5, let run = DigitRun(body) else { return nil }
        digits = body + String(CheckDigit.municipality(body: run.value))
    }

    /// The five digits without the check digit.
    public var body: String { String(digits.prefix(5)) }

    /// The prefecture, two digits.
    public var prefecture: String { String(digits.prefix(2)) }
}
