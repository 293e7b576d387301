// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A table as it left the office: what a reader of it knows. It is kept so that the next table does
/// not give away, by the difference of the two, what each of them hides.
public struct PublishedTable: Codable, Hashable, Sendable {
    /// The headings of the columns.
    let columns: [String]
    /// By the labels of the row: numbers, `nil` where hidden or none.
    let rows: [String: [Int?]]
    let total: [Int?]?

    /// - Parameter table: with everything hidden that is hidden.
    init(_ table: StatisticsTable) {
        columns = table.columns.map(\.heading)
        rows = Dictionary(
            table.rows.map { (Self.key($0), $0.map(Self.number)) }, uniquingKeysWith: { $1 })
        total = table.total?.map(Self.number)
    }

    /// Reads the text that was kept; `nil` where it is none of ours.
    init?(text: String) {
        guard
            let read = try? JSONDecoder().decode(PublishedTable.self, from: Data(text.utf8))
        else { return nil }
        self = read
    }

    /// The table as if it had columns that were added later, with nothing in them; `nil` where its
    /// columns are other ones.
    func widened(to headings: [String]) -> PublishedTable? {
        guard headings.starts(with: columns) else { return nil }
        func wide(_ cells: [Int?]) -> [Int?] {
            cells + [Int?](repeating: nil, count: headings.count - cells.count)
        }
        return PublishedTable(
            columns: headings, rows: rows.mapValues(wide), total: total.map(wide))
    }

    private init(columns: [String], rows: [String: [Int?]], total: [Int?]?) {
        self.columns = columns
        self.rows = rows
        self.total = total
    }

    /// For keeping.
    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(self) else {
            preconditionFailure("numbers and texts can always be written")
        }
        return String(decoding: data, as: UTF8.self)
    }

    static func key(_ row: [StatisticsTable.Cell]) -> String {
        row.compactMap { if case .label(let text) = $0 { text } else { nil } }
            .joined(separator: "\u{1F}")
    }

    private static func number(_ cell: StatisticsTable.Cell) -> Int? {
        if case .number(let number) = cell { number } else { nil }
    }
}

// The difference of two tables is a table too: where it counts from 1 to 9 it may point at somebody.
extension StatisticsTable {
    /// The table as it may leave the office after others have left: small counts hidden, and what
    /// differs from an earlier table by a small count; where a sum still tells it, the total goes.
    func released(after earlier: [PublishedTable]) -> StatisticsTable {
        var table = withSmallCellsHidden()
        let others = earlier.compactMap { $0.widened(to: columns.map(\.heading)) }
        guard !others.isEmpty else { return table }
        for block in Set(columns.map(\.block)).sorted() {
            let places = columns.indices.filter {
                columns[$0].block == block && columns[$0].unit != .label
            }
            let counting = places.filter { columns[$0].unit.countsPersons }
            guard !counting.isEmpty else { continue }
            for row in rows.indices
            where others.contains(where: { tells(row, counting, against: $0) }) {
                for place in places { table.rows[row][place] = .hidden }
            }
            let isTold = others.contains { other in
                counting.contains { table.sumTells($0, truth: self, against: other) }
            }
            if isTold { for place in places { table.total?[place] = .hidden } }
        }
        return table
    }

    /// Whether a row differs from an earlier table by a small count.
    private func tells(_ row: Int, _ counting: [Int], against other: PublishedTable) -> Bool {
        guard let then = other.rows[PublishedTable.key(rows[row])] else { return false }
        return counting.contains { place in
            guard let before = then[place], case .number(let now) = rows[row][place] else {
                return false
            }
            return Self.small.contains(abs(now - before))
        }
    }

    /// Whether total less visible rows, here and there, differ by a small count: the sum of what is
    /// hidden here changed by it.
    private func sumTells(
        _ place: Int, truth: StatisticsTable, against other: PublishedTable
    ) -> Bool {
        guard case .number(let now)? = total?[place], let before = other.total?[place] else {
            return false
        }
        if Self.small.contains(abs(now - before)) { return true }
        var (hiddenNow, hiddenThen) = (now, before)
        var seen: Set<String> = []
        for row in rows {
            guard case .number(let number) = row[place] else { continue }
            let key = PublishedTable.key(row)
            seen.insert(key)
            hiddenNow -= number
            guard let then = other.rows[key] else { continue }
            // Hidden there: what is hidden here cannot be told from it.
            guard let value = then[place] else { return false }
            hiddenThen -= value
        }
        return Self.small.contains(abs(hiddenNow - hiddenThen))
    }
}
