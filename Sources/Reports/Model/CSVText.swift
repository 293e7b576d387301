// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// CSV for people: UTF-8 with BOM, CRLF, every text quoted, nothing that a spreadsheet runs.
enum CSVText {
    enum Cell {
        case text(String)
        /// Written bare, so that a spreadsheet can add it up.
        case number(String)
    }

    static func lines(_ rows: [[Cell]]) -> String {
        "\u{FEFF}"
            + rows.map { row in row.map(written).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func written(_ cell: Cell) -> String {
        switch cell {
        case .number(let digits): return digits
        case .text(let text):
            // Half and full width: a spreadsheet may take either as the beginning of a formula.
            let isFormula = text.unicodeScalars.first.map {
                "=+-@\t\r＝＋－＠".unicodeScalars.contains($0)
            }
            let safe = isFormula == true ? "'" + text : text
            return "\"" + safe.replacing("\"", with: "\"\"") + "\""
        }
    }
}

extension StatisticsTable {
    /// The table as CSV: title, headings, rows, total, what is counted, as of when.
    var csv: String {
        let width = max(columns.count, 1)
        func line(_ text: String) -> [CSVText.Cell] {
            [.text(text)] + Array(repeating: .text(""), count: width - 1)
        }
        return CSVText.lines(
            [line(title), columns.map { .text($0.heading) }]
                + (rows + [total].compactMap(\.self)).map { $0.map(\.csv) }
                + [line(note), line("\(asOf.textInJapan) までの記録。＊は10未満などのため伏せた数")])
    }
}

extension StatisticsTable.Cell {
    fileprivate var csv: CSVText.Cell {
        switch self {
        case .label(let text): .text(text)
        case .number(let number): .number(String(number))
        case .tenths(let tenths): .number("\(tenths / 10).\(tenths % 10)")
        case .hidden: .text(text)
        case .none: .text("")
        }
    }
}
