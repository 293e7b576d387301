// SPDX-License-Identifier: Apache-2.0
import Press

/// The table of a copy with its visible watermark: every row and every printed page carries the
/// number of the container and who asked for it, and so does the last line.
struct CopySheet {
    let title: String
    let headings: [String]
    let rows: [[TableCell]]
    let number: String
    let requester: String
    let recipient: String

    private var mark: String { "複製\(number) 請求者\(requester) 受取人\(recipient)" }

    private func marked() -> [[TableCell]] {
        let width = headings.count + 2
        let tail: [TableCell] = [.text(number), .text(requester)]
        func line(_ text: String) -> [TableCell] {
            [.text(text)] + Array(repeating: .text(""), count: width - 1)
        }
        return [(headings + ["複製番号", "請求者"]).map { .text($0) }]
            + rows.map { $0 + tail }
            + [line("\(mark) \(rows.count)行 ここまで。目的外の利用・複写を禁じます。")]
    }

    func file(_ format: CopyFormat) -> [UInt8] {
        switch format {
        case .csv: Array(SafeCSV.file(marked()).utf8)
        case .xlsx:
            SafeWorkbook(sheet: title, mark: mark, rows: marked()).file()
        }
    }
}
