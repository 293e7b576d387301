// SPDX-License-Identifier: Apache-2.0

/// What a column of a feed holds.
public enum ColumnType: String, Sendable, Hashable, CaseIterable {
    case text
    /// Digits with their leading zeros.
    case digits
    /// `YYYYMMDD`, `YYYY-MM-DD`, `YYYY/M/D`, or era digit and `YYMMDD`.
    case date
    /// `YYYYMM`, `YYYY-MM`, or era digit and `YYMM`.
    case month
    case yen
    case int
    /// A value of a code list.
    case code
    /// 宛名番号.
    case addressee
    /// 個人番号: never text, only handed to a closure that seals it.
    case individualNumber = "individual-number"
    /// 保険者番号, 6 or 8 digits with check digit.
    case insurer
    /// 公費負担者番号, 8 digits with check digit.
    case funder
    /// 医療機関コード, 10 digits; a wrong check digit only warns.
    case institution
}

/// Whom a value is about: decides whether an error list may show it.
public enum ColumnSubject: String, Sendable, Hashable, CaseIterable {
    case person, institution, payer, file
}

/// One column of a feed layout.
public struct LayoutColumn: Sendable, Hashable {
    /// The English key that the program uses.
    public let key: String
    /// The header of the file (Japanese).
    public let name: String
    public let type: ColumnType
    public let isRequired: Bool
    /// Characters at most.
    public let longest: Int?
    /// Digits exactly.
    public let length: Int?
    public let least: Int?
    public let most: Int?
    /// Whether a date may have an unknown month or day (`00`).
    public let allowsUnknownDays: Bool
    public let codes: CodeList?
    /// Outside value → value of the code list.
    public let conversions: [String: String]
    public let subject: ColumnSubject
}
