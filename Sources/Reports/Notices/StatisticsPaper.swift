// SPDX-License-Identifier: Apache-2.0
public import Press
import Vocabulary

extension StatisticsRelease {
    /// The table as it leaves, on paper: the same numbers as the file.
    /// - Throws: `PressRefusal`.
    public func sheet() throws -> Sheet {
        .list(
            try ListSheet(
                title: table.title,
                subtitles: lines(table.note) + ["\(table.asOf.textInJapan) までの記録"],
                columns: table.columns.map { column in
                    .init(
                        column.heading, weight: column.unit == .label ? 2 : 1.4,
                        alignment: column.unit == .label ? .left : .right)
                }, rows: (table.rows + [table.total].compactMap(\.self)).map { $0.map(\.text) },
                totals: [("＊", "10未満などのため伏せた数")]))
    }

    /// The note in lines that fit on the page: a sentence each, long ones cut.
    private func lines(_ text: String) -> [String] {
        text.split(separator: "。").flatMap { sentence -> [String] in
            var rest = sentence[...]
            var lines: [String] = []
            while !rest.isEmpty {
                lines.append(String(rest.prefix(50)))
                rest = rest.dropFirst(50)
            }
            return lines
        }
    }
}
