// SPDX-License-Identifier: Apache-2.0

/// A table of a letter: a heading, columns, and as many rows as there are; it runs over pages.
public struct GridTable: Sendable {
    /// One column.
    public struct Column: Sendable {
        public let title: String
        /// Share of the width, relative to the other columns.
        public let weight: Int
        /// Figures, set to the right.
        public let isAmount: Bool

        public init(_ title: String, weight: Int = 1, isAmount: Bool = false) {
            self.title = title
            self.weight = max(weight, 1)
            self.isAmount = isAmount
        }
    }

    public let title: String
    public let columns: [Column]
    /// Cells as printed, as many as there are columns; missing ones are empty.
    public let rows: [[String]]

    public init(title: String = "", columns: [Column], rows: [[String]]) {
        self.title = title
        self.columns = columns
        self.rows = rows
    }
}
