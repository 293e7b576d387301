// SPDX-License-Identifier: Apache-2.0

/// Codes and texts about feeds: structure 020–026, values 030–042.
extension FormatRefusal {
    var feedEntry: (code: String, message: String)? { structureEntry ?? valueEntry }

    private var structureEntry: (code: String, message: String)? {
        switch self {
        case .headerMissing:
            ("E-FMT-020", "見出し行がありません。様式の項目名を1行目に書いてください。")
        case .columnMissing(let name):
            ("E-FMT-021", "見出しに「\(name)」がありません。様式の項目名と合わせてください。")
        case .columnsUnnamed(let count):
            (
                "E-FMT-027",
                "様式にない項目が\(count)つあります。この様式では、決めた項目だけのファイルしか受け取りません。送り元に除いてもらってください。"
            )
        case .columnTwice(let name):
            ("E-FMT-022", "見出しに「\(name)」が2つあります。どちらか1つにしてください。")
        case .columnCount(let line, let expected, let found):
            (
                "E-FMT-023",
                "\(line)行目の項目数が\(found)です（見出しは\(expected)）。区切りのコンマと引用符を確かめてください。"
            )
        case .brokenQuote(let line):
            ("E-FMT-024", "\(line)行目の引用符が閉じていないか、余分な文字が続いています。")
        case .stampMissing(let line, let stamp):
            (
                "E-FMT-025",
                "\(line)行目に「\(stamp)」の表示がありません。未確認の様式では、表示のないファイルは取り込みません。"
            )
        default: nil
        }
    }

    private var valueEntry: (code: String, message: String)? {
        switch self {
        case .valueMissing(let field): ("E-FMT-030", "\(field)がありません。必ず入れてください。")
        case .valueTooLong(let field, let limit):
            ("E-FMT-031", "\(field)が\(limit)文字を超えています。")
        case .notDigits(let field): ("E-FMT-032", "\(field)に数字でない文字があります。")
        case .wrongLength(let field, let expected):
            ("E-FMT-033", "\(field)が\(expected)桁ではありません。")
        case .notADate(let field): ("E-FMT-034", "\(field)が暦にない日付です。年月日を確かめてください。")
        case .unknownDay(let field):
            ("E-FMT-035", "\(field)の月日が不詳（00）です。この項目では受け付けません。")
        case .notAMonth(let field): ("E-FMT-036", "\(field)が年月として読めません。")
        case .unknownCode(let field):
            ("E-FMT-037", "\(field)がコード表にない値です。コード表か送り元を確かめてください。")
        case .notANumber(let field): ("E-FMT-038", "\(field)が整数ではありません。")
        case .outOfRange(let field, let least, let most):
            ("E-FMT-039", "\(field)が\(least)から\(most)までの範囲にありません。")
        case .wrongCheckDigit(let field):
            ("E-FMT-040", "\(field)の検査数字が合いません。番号の誤りがないか確かめてください。")
        case .duplicateKey(let firstLine):
            ("E-FMT-041", "\(firstLine)行目と同じ番号の行です。重なった行を除いてください。")
        case .wrongOrder(let earlier, let later):
            ("E-FMT-042", "\(later)が\(earlier)より前です。日付を確かめてください。")
        default: nil
        }
    }
}
