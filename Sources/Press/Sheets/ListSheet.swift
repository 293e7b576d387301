// SPDX-License-Identifier: Apache-2.0

/// A table over pages for the office: 支給予定一覧, 交付簿, 審査票.
///
/// Every row has the same height; long cells are wrapped to two lines and then made smaller.
public struct ListSheet: Sendable {
    /// One column.
    public struct Column: Sendable {
        /// Where the text of a cell stands.
        public enum Alignment: Sendable { case left, center, right }

        public let title: String
        /// Share of the width of the page, relative to the other columns.
        public let weight: Double
        public let alignment: Alignment
        /// Whether its cells are persons' names, drawn with all variants of characters.
        public let isName: Bool

        public init(
            _ title: String, weight: Double, alignment: Alignment = .left, isName: Bool = false
        ) {
            self.title = title
            self.weight = weight
            self.alignment = alignment
            self.isName = isName
        }
    }

    public let title: String
    /// Lines under the title: month, run number, conditions.
    public let subtitles: [String]
    public let columns: [Column]
    /// Cells as printed, as many as there are columns.
    public let rows: [[String]]
    /// Label and value, after the last row.
    public let totals: [(label: String, value: String)]
    /// Boxes for seals at the top (決裁欄): `課長`, `係長`, `担当`.
    public let approvals: [String]
    public let isLandscape: Bool
    /// Stands above the table on the first page.
    public let chart: ChartFigure?
    /// Codes below the table, for whoever reads the paper by machine.
    public let codes: [CodeFigure]

    /// Takes the table.
    ///
    /// - Throws: `.unevenRow` with the number of the first row that has more or fewer cells.
    public init(
        title: String, subtitles: [String] = [], columns: [Column], rows: [[String]],
        totals: [(label: String, value: String)] = [], approvals: [String] = [],
        isLandscape: Bool = true, chart: ChartFigure? = nil, codes: [CodeFigure] = []
    ) throws(PressRefusal) {
        if let index = rows.firstIndex(where: { $0.count != columns.count }) {
            throw .unevenRow(index + 1)
        }
        self.title = title
        self.subtitles = subtitles
        self.columns = columns
        self.rows = rows
        self.totals = totals
        self.approvals = approvals
        self.isLandscape = isLandscape
        self.chart = chart
        self.codes = codes
    }
}
