// SPDX-License-Identifier: Apache-2.0
public import Press
public import Vocabulary

extension StatisticsRelease {
    /// The table as it leaves, on paper: the same numbers as the file, and above them the chart that
    /// the screen shows, drawn from these numbers (what is hidden is not drawn).
    ///
    /// - Parameter months: the axis of a table by months; empty where its rows are the axis.
    /// - Throws: `PressRefusal`.
    public func sheet(months: [YearMonth] = []) throws -> Sheet {
        .list(
            try ListSheet(
                title: table.title,
                subtitles: lines(table.note) + ["\(table.asOf.textInJapan) までの記録"],
                columns: table.columns.map { column in
                    .init(
                        column.heading, weight: column.unit == .label ? 2 : 1.4,
                        alignment: column.unit == .label ? .left : .right)
                }, rows: (table.rows + [table.total].compactMap(\.self)).map { $0.map(\.text) },
                totals: [("＊", "10未満などのため伏せた数（図にも入りません）")],
                chart: ChartSeries(table, axis: months.map { Wareki.text($0) }).map(
                    ChartFigure.init)))
    }

    /// The note in lines that fit on the page: a sentence each, long ones cut.
    private func lines(_ text: String) -> [String] {
        text.split(separator: "。").flatMap { sentence -> [String] in
            var rest = sentence[...]
            var lines: [String] = []
            while !rest.isEmpty {
                lines.append(String(rest.prefix(50)))
                rest = rest.dropFirst(50)
            }
            return lines
        }
    }
}

extension ChartFigure {
    fileprivate init(_ series: ChartSeries) {
        let scale = ChartScale(highest: series.highest)
        self.init(
            unit: series.unit, isLine: series.isLine, places: series.places.map(ChartFigure.short),
            parts: series.parts, values: series.values,
            marks: scale.marks.map { Mark($0, ChartScale.text($0)) })
    }

    /// 令和7年4月 as 7年4月: the axis is narrow, the table below has the whole name.
    private static func short(_ place: String) -> String {
        place.hasPrefix("令和") ? String(place.dropFirst(2)) : place
    }
}
