// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A table of totals for screen, paper and CSV: no name and no number of a person.
public struct StatisticsTable: Hashable, Sendable {
    /// What the numbers of a column count.
    public enum Unit: String, Sendable {
        /// A heading of the row, no number.
        case label = ""
        case persons = "人"
        case cases = "件"
        /// Runs of the office's own work, which are about nobody.
        case runs = "回"
        case points = "点"
        case yen = "円"
        case days = "日"

        /// Whether a small number of it may point at somebody.
        var countsPersons: Bool { self == .persons || self == .cases }
    }

    public struct Column: Hashable, Sendable {
        public let name: String
        public let unit: Unit
        /// Columns of one block describe the same persons: they are hidden together.
        let block: Int

        /// 件数(件), 月 without a unit.
        public var heading: String { unit == .label ? name : "\(name)(\(unit.rawValue))" }
    }

    public enum Cell: Hashable, Sendable {
        case label(String)
        case number(Int)
        /// A number with one decimal, in tenths.
        case tenths(Int)
        /// Too few to be shown outside.
        case hidden
        /// Nothing to count.
        case none

        /// As screens and papers show it: 1,234; ＊ for hidden.
        public var text: String {
            switch self {
            case .label(let text): text
            case .number(let number): Cell.grouped(number)
            case .tenths(let tenths): "\(Cell.grouped(tenths / 10)).\(tenths % 10)"
            case .hidden: "＊"
            case .none: "－"
            }
        }

        private static func grouped(_ number: Int) -> String {
            let digits = String(number.magnitude)
            var text = ""
            for (index, digit) in digits.enumerated() {
                if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
                text.append(digit)
            }
            return (number < 0 ? "-" : "") + text
        }
    }

    public let subject: StatisticsSubject
    public let title: String
    public internal(set) var columns: [Column]
    public internal(set) var rows: [[Cell]]
    /// The last line; persons that stand in several rows count once.
    public internal(set) var total: [Cell]?
    /// What is counted, in Japanese.
    public let note: String
    /// What was recorded until this moment.
    public let asOf: Instant
}
