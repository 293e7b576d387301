// SPDX-License-Identifier: Apache-2.0

/// Reads `Items/*.tsv`: lines of cells between tabs, `#` begins a remark.
public enum RecordTables {
    /// The record items in the order of the file, which is the order of 別添1.
    ///
    /// - Throws: `ReportRefusal.recordTable` with the line that cannot be read.
    public static func items(_ text: String) throws(ReportRefusal) -> [RecordItem] {
        var counts: [RecordGroup: Int] = [:]
        var items: [RecordItem] = []
        for (number, cells) in TabbedLines.rows(text) {
            guard cells.count == 6 else { throw .recordTable(line: number, problem: .cells) }
            guard let group = RecordGroup(rawValue: cells[0]) else {
                throw .recordTable(line: number, problem: .group)
            }
            guard !cells[1].isEmpty, !cells[5].isEmpty else {
                throw .recordTable(line: number, problem: .empty)
            }
            // Half a place is no place.
            let isPlaced = !cells[2].isEmpty && !cells[3].isEmpty
            counts[group, default: 0] += 1
            items.append(
                RecordItem(
                    group: group, number: counts[group] ?? 0, item: cells[1],
                    place: isPlaced ? .init(table: cells[2], column: cells[3]) : nil,
                    screen: cells[4].isEmpty ? nil : cells[4], meaning: cells[5]))
        }
        return items
    }

    /// The columns outside 別添1; several of one reason stand in one cell, between spaces.
    ///
    /// - Throws: `ReportRefusal.recordTable` with the line that cannot be read.
    public static func extensions(_ text: String) throws(ReportRefusal) -> [RecordExtension] {
        var found: [RecordExtension] = []
        for (number, cells) in TabbedLines.rows(text) {
            guard cells.count == 3 else { throw .recordTable(line: number, problem: .cells) }
            guard cells.allSatisfy({ !$0.isEmpty }) else {
                throw .recordTable(line: number, problem: .empty)
            }
            let columns = Set(cells[1].split(separator: " ").map(String.init))
            found.append(
                RecordExtension(
                    table: cells[0], columns: columns == ["*"] ? nil : columns, reason: cells[2]))
        }
        return found
    }
}
