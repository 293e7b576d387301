// SPDX-License-Identifier: Apache-2.0

// Numbers so small that they may point at somebody: noted on the screen of the officer,
// hidden in what leaves the office.
extension StatisticsTable {
    /// Counts from 1 to 9 are small.
    public static let small = 1..<10

    /// Whether a count of persons or cases is small.
    public var hasSmallCells: Bool {
        rows.contains { row in
            zip(columns, row).contains { $0.unit.countsPersons && $1.isSmall }
        }
    }

    /// The warning beside a table with small counts.
    public var smallCellNote: String? {
        hasSmallCells
            ? "10未満の数があります。個人が分かるおそれがあるので、外へ出すときは伏せた表を使ってください。" : nil
    }

    /// The table with small counts hidden, and as many more as keep the total from giving them away.
    public func withSmallCellsHidden() -> StatisticsTable {
        var table = self
        for block in Set(columns.map(\.block)).sorted() { table.hideSmall(block) }
        return table
    }

    private mutating func hideSmall(_ block: Int) {
        let places = columns.indices.filter {
            columns[$0].block == block && columns[$0].unit != .label
        }
        let counting = places.filter { columns[$0].unit.countsPersons }
        guard let first = counting.first else { return }
        var hidden = rows.indices.filter { row in counting.contains { rows[row][$0].isSmall } }
        guard !hidden.isEmpty else { return }
        // The total less the other rows tells the sum of the hidden ones: the next larger rows go
        // with them until that sum is of several rows and no longer small, in every column.
        func tells() -> Bool {
            hidden.count == 1
                || counting.contains { place in
                    Self.small.contains(hidden.reduce(0) { $0 + rows[$1][place].count })
                }
        }
        while total != nil, tells() {
            let next = rows.indices.filter { !hidden.contains($0) && rows[$0][first].count > 0 }
                .min { rows[$0][first].count < rows[$1][first].count }
            guard let next else {
                hideTotal(places)
                break
            }
            hidden.append(next)
        }
        for row in hidden { for place in places { rows[row][place] = .hidden } }
        if let total, counting.contains(where: { total[$0].isSmall }) { hideTotal(places) }
    }

    private mutating func hideTotal(_ places: [Int]) {
        for place in places { total?[place] = .hidden }
    }
}

extension StatisticsTable.Cell {
    /// The number of a count; 0 for anything else.
    fileprivate var count: Int { if case .number(let number) = self { number } else { 0 } }

    fileprivate var isSmall: Bool { StatisticsTable.small.contains(count) }
}
