// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Builds a table row by row; what is counted in a column is added up for the last line.
struct TableDraft {
    private(set) var columns: [StatisticsTable.Column] = []
    private(set) var rows: [[StatisticsTable.Cell]] = []

    /// A heading of the rows.
    mutating func label(_ name: String) { add(name, .label, block: 0) }

    /// Numbers; those of one block describe the same persons.
    mutating func numbers(
        _ names: KeyValuePairs<String, StatisticsTable.Unit>, block: Int = 1
    ) {
        for (name, unit) in names { add(name, unit, block: block) }
    }

    private mutating func add(_ name: String, _ unit: StatisticsTable.Unit, block: Int) {
        columns.append(.init(name: name, unit: unit, block: block))
    }

    mutating func row(_ labels: [String], _ cells: [StatisticsTable.Cell]) {
        let row = labels.map { StatisticsTable.Cell.label($0) } + cells
        precondition(row.count == columns.count, "列の数が違います")
        rows.append(row)
    }

    /// The sums of the columns, under the word 合計.
    var sums: [StatisticsTable.Cell] {
        columns.indices.map { place in
            guard columns[place].unit != .label else { return .label(place == 0 ? "合計" : "") }
            return .number(
                rows.reduce(0) { sum, row in
                    if case .number(let number) = row[place] { sum + number } else { sum }
                })
        }
    }

    func table(
        _ subject: StatisticsSubject, total: [StatisticsTable.Cell]?, note: String, asOf: Instant
    ) -> StatisticsTable {
        StatisticsTable(
            subject: subject, title: subject.title, columns: columns, rows: rows, total: total,
            note: note, asOf: asOf)
    }
}
