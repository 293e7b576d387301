// SPDX-License-Identifier: Apache-2.0

/// The fields of an application form (申請書の様式), section by section: what is known is printed,
/// the rest is left to be written by hand.
public struct FormGrid: Sendable {
    /// What stands in a cell.
    public enum Content: Sendable, Equatable {
        /// Printed; empty where it is not known.
        case printed(String, isName: Bool)
        /// Empty, to be written; the words are a pale hint: 「令和　　年　　月　　日」.
        case written(hint: String)
        /// One box for each digit or letter.
        case digits(Int)
        /// Words with a box to tick before each.
        case choices([String])
    }

    /// A label and its field.
    public struct Cell: Sendable {
        public let label: String
        public let content: Content
        /// Share of the width of the row.
        public let weight: Int

        public init(_ label: String, _ content: Content, weight: Int = 1) {
            self.label = label
            self.content = content
            self.weight = max(weight, 1)
        }
    }

    /// Cells side by side.
    public struct Row: Sendable {
        public let cells: [Cell]
        /// Millimetres; more where the words need it.
        public let height: Double

        public init(_ cells: [Cell], height: Double = 8) {
            self.cells = cells
            self.height = height
        }
    }

    /// Rows under a heading.
    public struct Section: Sendable {
        public let title: String
        public let rows: [Row]

        public init(title: String, rows: [Row]) {
            self.title = title
            self.rows = rows
        }
    }

    public let sections: [Section]
    /// What only the office fills in (市記入欄), in small boxes at the end; may be empty.
    public let officeBoxes: [String]

    public init(sections: [Section], officeBoxes: [String] = []) {
        self.sections = sections
        self.officeBoxes = officeBoxes
    }
}
