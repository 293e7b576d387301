// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Payments
public import Safeguards
import Vocabulary

/// 統計の数の内訳: the persons or cases behind one figure of a table, page by page.
///
/// The list is read by the same words as the sum, and says what it adds up to itself.
public enum ListStatistics {
    public static let operation = OperationCode.listStatistics

    /// - Parameters:
    ///   - mark: where the page begins; `nil` is the beginning.
    ///   - limit: rows of a page.
    /// - Throws: `ReportRefusal.noFigure` where the table has no such number.
    public static func perform(
        _ figure: StatisticsFigure, after mark: StatisticsMark? = nil, limit: Int = 200,
        in scope: Scope
    ) throws -> StatisticsList {
        let table = try ViewStatistics.answer(figure.question, in: scope)
        guard table.columns.indices.contains(figure.column),
            table.columns[figure.column].unit != .label, let row = table.row(figure.row)
        else { throw ReportRefusal.noFigure }
        let list = try source(figure, table, in: scope)
        let found = try list.page(after: mark, limit: limit + 1, from: scope.db)
        let rows = Array(found.prefix(limit))
        scope.saw(rows.compactMap(\.child))
        scope.saw(rows.compactMap(\.recipient))
        let counted = try list.figures(from: scope.db)
        scope.counted(counted.count)
        scope.note("\(figure.question.subject.rawValue) \(counted.count)")
        return StatisticsList(
            heading: table.columns[figure.column].name, columns: list.headings, rows: rows,
            count: counted.count, figure: row[figure.column], recounted: counted.figure,
            next: found.count > limit ? rows.last?.mark : nil)
    }

    private static func source(
        _ figure: StatisticsFigure, _ table: StatisticsTable, in scope: Scope
    ) throws -> any FigureSource {
        let question = figure.question
        guard !question.subject.isOnDay else {
            return try ChildrenSource(figure, in: scope)
        }
        var period = question.period
        if question.subject != .paymentsByArea, let label = figure.row?.first {
            guard let month = period.months.first(where: { Wareki.text($0) == label }) else {
                throw ReportRefusal.noFigure
            }
            period = try StatisticsPeriod(first: month, last: month)
        }
        return try PartsSource.of(figure, table, in: period)
    }
}

extension StatisticsTable {
    /// A row by its headings, or the last line.
    func row(_ labels: [String]?) -> [Cell]? {
        guard let labels else { return total }
        return rows.first { row in
            row.compactMap { if case .label(let text) = $0 { text } else { nil } } == labels
        }
    }
}

/// Where the rows behind a figure come from.
protocol FigureSource {
    var headings: [String] { get }
    func page(
        after mark: StatisticsMark?, limit: Int, from db: any Connection
    ) throws -> [StatisticsListRow]
    /// How many rows there are, and the figure that they make.
    func figures(
        from db: any Connection
    ) throws -> (count: Int, figure: StatisticsTable.Cell)
}
