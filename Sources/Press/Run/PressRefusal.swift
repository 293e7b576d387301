// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the press refuses to print; cases in order of precedence.
public enum PressRefusal: Refusal, Equatable {
    /// Addresses of two recipients would stand on one sheet.
    case twoRecipients
    /// A row of a list has more or fewer cells than the list has columns; counted from 1.
    case unevenRow(Int)
    /// The same envelope was handed in twice in one run.
    case envelopeTwice(EnvelopeID)
    /// Characters without a glyph, unknown variants, or text that does not fit.
    case unprintable([PrintProblem])
    /// The run has no sheet; an empty file would look like a printed one.
    case nothingToPrint
    /// The image of the seal is no PNG, or too large.
    case sealUnreadable
    /// More than a QR code of a readable size holds.
    case codeTooLong(String)

    public var code: String {
        switch self {
        case .twoRecipients: "E-PRS-001"
        case .unevenRow: "E-PRS-002"
        case .envelopeTwice: "E-PRS-003"
        case .unprintable: "E-PRS-004"
        case .nothingToPrint: "E-PRS-005"
        case .sealUnreadable: "E-PRS-006"
        case .codeTooLong: "E-PRS-007"
        }
    }

    public var message: String {
        switch self {
        case .twoRecipients:
            "1枚の用紙に異なる受給資格者の宛先が含まれるため印刷できません。用紙を分けてください。"
        case .unevenRow(let row):
            "一覧表の\(row)行目の欄の数が見出しと合いません。出力元の処理を確認してください。"
        case .envelopeTwice(let envelope):
            "封筒番号 \(envelope.text) が同じ印刷で2回使われています。新しい封筒番号を付けてください。"
        case .unprintable(let problems):
            "正しく印字できない箇所が\(problems.count)件あります(\(PressRefusal.fields(problems)))。"
                + "文字または長さを確認し、修正するか手書きの扱いにしてください。"
        case .nothingToPrint:
            "印刷する用紙がありません。対象の条件（ページ指定を含む）を確認してください。"
        case .sealUnreadable:
            "公印の印影を読めません。2MBまでのPNG画像を渡してください。"
        case .codeTooLong(let title):
            "「\(title)」は長すぎて、QRコードにできません。1,200バイトまでにしてください。"
        }
    }

    /// The first three different fields; the text itself may be a name and is not repeated.
    private static func fields(_ problems: [PrintProblem]) -> String {
        var seen: [String] = []
        for problem in problems where !seen.contains(problem.field) { seen.append(problem.field) }
        return seen.prefix(3).joined(separator: "、") + (seen.count > 3 ? " ほか" : "")
    }
}
