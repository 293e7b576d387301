// SPDX-License-Identifier: Apache-2.0

/// A chart of a table: stacked bars or lines over places on an axis. The table behind it has the
/// same numbers.
public struct ChartFigure: Sendable {
    /// A mark of the scale: its value and how it is written.
    public struct Mark: Sendable {
        public let value: Int
        public let label: String

        public init(_ value: Int, _ label: String) {
            self.value = value
            self.label = label
        }
    }

    /// `円`, `人`.
    public let unit: String
    public let isLine: Bool
    /// Names along the axis.
    public let places: [String]
    /// Names of the parts, told apart by their tone and by the legend.
    public let parts: [String]
    /// By place and part; a place with fewer values has none for the others.
    public let values: [[Int]]
    /// From the foot of the scale to its top.
    public let marks: [Mark]

    public init(
        unit: String, isLine: Bool, places: [String], parts: [String], values: [[Int]],
        marks: [Mark]
    ) {
        self.unit = unit
        self.isLine = isLine
        self.places = places
        self.parts = parts
        self.values = values
        self.marks = marks
    }
}
