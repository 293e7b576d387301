// SPDX-License-Identifier: Apache-2.0

/// One place that cannot be printed as it was handed in.
public struct PrintProblem: Hashable, Sendable {
    /// What is wrong.
    public enum Kind: Hashable, Sendable {
        /// No font has this character (Unicode scalar value).
        case missingGlyph(UInt32)
        /// The font for names has no such variant of the base character: another glyph would be
        /// drawn silently (外字・異体字).
        case unknownVariant(base: UInt32, selector: UInt32)
        /// A control character that has no place on paper.
        case controlCharacter(UInt32)
        /// The text does not fit its box at the smallest legible size; it was drawn smaller.
        case tooLong
        /// A table row is higher than a page.
        case tooHigh
    }

    /// Number of the sheet in the run, from 1.
    public let sheet: Int
    /// Number of the page within the sheet, from 1.
    public let page: Int
    /// The field in the words of the form: `氏名`, `住所`.
    public let field: String
    public let kind: Kind

    public init(sheet: Int, page: Int, field: String, kind: Kind) {
        self.sheet = sheet
        self.page = page
        self.field = field
        self.kind = kind
    }

    /// Japanese sentence for the screen; names code points, not the text.
    public var message: String {
        switch kind {
        case .missingGlyph(let scalar):
            "\(field): 印字できない文字 \(PrintProblem.point(scalar)) があります。"
        case .unknownVariant(let base, let selector):
            "\(field): 異体字 \(PrintProblem.point(base))+\(PrintProblem.point(selector)) の字形が"
                + "印刷用フォントにありません。"
        case .controlCharacter(let scalar):
            "\(field): 制御文字 \(PrintProblem.point(scalar)) が含まれています。"
        case .tooLong: "\(field): 文字数が多く、読みやすい大きさで枠に収まりません。"
        case .tooHigh: "\(field): 1行の内容が1ページに収まりません。"
        }
    }

    private static func point(_ scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
