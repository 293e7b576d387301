// SPDX-License-Identifier: Apache-2.0
import Press
import Vocabulary

extension StatisticsTable {
    /// The table as CSV: title, headings, rows, total, what is counted, as of when.
    var csv: String { SafeCSV.file(lines) }

    /// The same lines for a spreadsheet, its headings repeated on every page.
    var workbook: SafeWorkbook {
        SafeWorkbook(
            sheet: title, mark: "\(title) \(asOf.textInJapan)", rows: lines, headings: 2)
    }

    private var lines: [[TableCell]] {
        let width = max(columns.count, 1)
        func line(_ text: String) -> [TableCell] {
            [.text(text)] + Array(repeating: .text(""), count: width - 1)
        }
        return [line(title), columns.map { .text($0.heading) }]
            + (rows + [total].compactMap(\.self)).map { $0.map(\.csv) }
            + [line(note), line("\(asOf.textInJapan) までの記録。＊は10未満などのため伏せた数")]
    }
}

extension StatisticsTable.Cell {
    fileprivate var csv: TableCell {
        switch self {
        case .label(let text): .text(text)
        case .number(let number): .number(String(number))
        case .tenths(let tenths): .number("\(tenths / 10).\(tenths % 10)")
        case .hidden: .text(text)
        case .none: .text("")
        }
    }
}
