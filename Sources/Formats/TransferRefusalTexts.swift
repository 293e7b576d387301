// SPDX-License-Identifier: Apache-2.0

/// Codes and texts about bulk transfer (総合振込): 071–086, shared by writer and reader.
extension FormatRefusal {
    var transferEntry: (code: String, message: String)? { entryOfField ?? entryOfFile }

    private var entryOfField: (code: String, message: String)? {
        switch self {
        case .transferFieldLength(let field, let expected):
            ("E-FMT-072", "\(field)が\(expected)桁ではありません。")
        case .transferFieldDigits(let field): ("E-FMT-073", "\(field)に数字でない文字があります。")
        case .transferText(let field, let character):
            (
                "E-FMT-074",
                "\(field)に使えない文字「\(character)」があります。全銀の文字（大きい半角カナ、英大文字、数字、記号）に直してください。"
            )
        case .transferTextTooLong(let field, let limit, let found):
            ("E-FMT-075", "\(field)が\(found)バイトです（\(limit)バイトまで）。濁点も1バイトに数えます。")
        case .transferAmount:
            ("E-FMT-076", "振込金額は1円以上、10桁までです。支給額を確かめてください。")
        case .transferCode(let field): ("E-FMT-077", "\(field)が決められた値ではありません。")
        case .transferRecordCut(let found, let atLeast):
            (
                "E-FMT-078",
                "レコードが\(found)バイトで切れています（少なくとも\(atLeast)バイト必要です）。ファイルを取り直してください。"
            )
        default: nil
        }
    }

    private var entryOfFile: (code: String, message: String)? {
        switch self {
        case .transferEmpty: ("E-FMT-071", "振込が1件もありません。空のファイルは作れません。")
        case .transferTooMany: ("E-FMT-079", "振込が999,999件を超えています。回を分けてください。")
        case .transferTotalTooLarge:
            ("E-FMT-080", "合計金額が12桁を超えています。回を分けてください。")
        case .transferSequenceTwice(let sequence):
            ("E-FMT-081", "順番\(sequence)の振込が2つあります。二重払いでないか確かめてください。")
        case .transferSum(let expected, let found):
            (
                "E-FMT-082",
                "合計金額が合いません（記載\(expected)円、明細の合計\(found)円）。ファイルを使わないでください。"
            )
        case .transferCount(let expected, let found):
            (
                "E-FMT-083",
                "合計件数が合いません（記載\(expected)件、明細\(found)件）。ファイルを使わないでください。"
            )
        case .transferRecordOrder:
            (
                "E-FMT-084",
                "レコードの順番が違います（1、2、8、9 の順）。途中のレコードが欠けていないか確かめてください。"
            )
        case .transferEncoding(let name):
            (
                "E-FMT-085",
                "文字コードが \(name) です。JIS（1バイトのカナ）で作り直してください。"
            )
        case .transferTrialMark:
            (
                "E-FMT-086",
                "振込依頼人名が検証用の表示と合いません。本番のファイルに「ｹﾝｼﾖｳﾖｳ」は使えません。"
            )
        default: nil
        }
    }
}
