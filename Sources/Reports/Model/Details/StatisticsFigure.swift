// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One number of a table of statistics, by its place: what a click on it asks for.
public struct StatisticsFigure: Hashable, Sendable {
    public let question: StatisticsQuestion
    /// The headings of its row; `nil` is the last line of the table.
    public let row: [String]?
    /// The place of its column in the table, from 0.
    public let column: Int

    public init(_ question: StatisticsQuestion, row: [String]?, column: Int) {
        self.question = question
        self.row = row
        self.column = column
    }
}

/// What a row of a list leads to.
public enum StatisticsPlace: Hashable, Sendable {
    case person(AddresseeNumber)
    case application(Int64)
    case claim(Int64)
    case reimbursement(Int64)
    case run(Int64)
}

/// One case or person behind a figure.
public struct StatisticsListRow: Hashable, Sendable {
    /// Where the next page begins.
    public let mark: StatisticsMark
    public let child: AddresseeNumber?
    public let recipient: AddresseeNumber?
    /// In the order of the headings of the list.
    public let cells: [String]
    public let place: StatisticsPlace?
    /// Which cell names a clinic: it tells where a protected person is.
    public var clinic: Int?
}

/// A place in a list: lists are put together of parts, each in the order of its numbers.
public struct StatisticsMark: Hashable, Comparable, Sendable {
    public let part: Int
    public let id: Int64

    public init(part: Int, id: Int64) {
        self.part = part
        self.id = id
    }

    /// `0-123`, for an address.
    public init?(_ text: String) {
        let words = text.split(separator: "-").compactMap { Int64($0) }
        guard words.count == 2, (0..<100).contains(words[0]) else { return nil }
        self.init(part: Int(words[0]), id: words[1])
    }

    public var text: String { "\(part)-\(id)" }

    public static func < (one: StatisticsMark, other: StatisticsMark) -> Bool {
        (one.part, one.id) < (other.part, other.id)
    }
}

/// The list behind a figure: one page of it, with the figure counted anew from the list itself.
public struct StatisticsList: Sendable {
    /// The heading of the figure's column.
    public let heading: String
    public let columns: [String]
    public let rows: [StatisticsListRow]
    /// How many rows the whole list has.
    public let count: Int
    /// The figure as the table shows it.
    public let figure: StatisticsTable.Cell
    /// The figure as the list adds up to.
    public let recounted: StatisticsTable.Cell
    /// Where the next page begins; `nil` on the last.
    public let next: StatisticsMark?

    public var agrees: Bool { figure == recounted }
}

extension [StatisticsTable.Cell] {
    /// The headings of a row.
    public var labels: [String] {
        compactMap { if case .label(let text) = $0 { text } else { nil } }
    }
}
