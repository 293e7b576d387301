// SPDX-License-Identifier: Apache-2.0

/// CSV for people, the one writer of the program: UTF-8 with BOM, CRLF, every text quoted, nothing
/// that a spreadsheet runs (R-56, T-13). Files for machines follow a layout and are not written here.
public enum SafeCSV {
    /// A whole file.
    public static func file(_ rows: [[TableCell]]) -> String { "\u{FEFF}" + lines(rows) }

    /// Lines without the mark at the beginning of a file, for writing in parts.
    public static func lines(_ rows: some Sequence<[TableCell]>) -> String {
        var text = ""
        for row in rows {
            var isFirst = true
            for cell in row {
                if !isFirst { text.append(",") }
                isFirst = false
                append(cell, to: &text)
            }
            text.append("\r\n")
        }
        return text
    }

    private static func append(_ cell: TableCell, to text: inout String) {
        guard !cell.isNumber else { return text.append(cell.content) }
        text.append("\"")
        let safe = FormulaGuard.safe(cell.content)
        text.append(safe.utf8.contains(0x22) ? safe.replacing("\"", with: "\"\"") : safe)
        text.append("\"")
    }
}
