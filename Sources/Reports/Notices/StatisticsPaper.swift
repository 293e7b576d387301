// SPDX-License-Identifier: Apache-2.0
public import Press
import Vocabulary

extension StatisticsRelease {
    /// The table as it leaves, on paper: the same numbers as the file.
    /// - Throws: `PressRefusal`.
    public func sheet() throws -> Sheet {
        .list(
            try ListSheet(
                title: table.title, subtitles: [table.note, "\(table.asOf.textInJapan) までの記録"],
                columns: table.columns.map { column in
                    .init(
                        column.heading, weight: column.unit == .label ? 2 : 1.4,
                        alignment: column.unit == .label ? .left : .right)
                }, rows: (table.rows + [table.total].compactMap(\.self)).map { $0.map(\.text) },
                totals: [("＊", "10未満などのため伏せた数")]))
    }
}
