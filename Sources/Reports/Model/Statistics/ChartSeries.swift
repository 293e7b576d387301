// SPDX-License-Identifier: Apache-2.0

/// What a table is drawn from: a value for each place on the axis, of one or more parts.
public struct ChartSeries: Sendable {
    public let unit: String
    public let isLine: Bool
    /// The names of the parts, in their order.
    public private(set) var parts: [String] = []
    public private(set) var places: [String] = []
    /// By place and part.
    public private(set) var values: [[Int]] = []

    /// - Parameter axis: places that stand on the axis even where the table has no row for them.
    /// - Returns: `nil` where the table has nothing to draw.
    public init?(_ table: StatisticsTable, axis: [String]) {
        guard let choice = Choice.of(table.subject) else { return nil }
        let columns = choice.columns.compactMap { name in
            table.columns.firstIndex { $0.name == name && $0.unit != .label }
        }
        let drawn =
            columns.isEmpty
            ? table.columns.indices.filter { table.columns[$0].unit != .label } : columns
        guard let first = drawn.first else { return nil }
        unit = table.columns[first].unit.rawValue
        isLine = choice.isLine
        places = axis
        values = axis.map { _ in [] }
        let splits = choice.split.flatMap { name in table.columns.firstIndex { $0.name == name } }
        for row in table.rows {
            guard case .label(let place) = row[0] else { continue }
            if let splits, case .label(let part) = row[splits] {
                add(row[first].drawn, to: part, at: place)
            } else {
                for column in drawn {
                    add(row[column].drawn, to: table.columns[column].name, at: place)
                }
            }
        }
        guard values.contains(where: { $0.contains { $0 > 0 } }) else { return nil }
    }

    /// The highest place of the axis: a bar's whole height, or the highest point of the lines.
    public var highest: Int {
        values.map { isLine ? $0.max() ?? 0 : $0.reduce(0, +) }.max() ?? 0
    }

    private mutating func add(_ value: Int, to part: String, at place: String) {
        if !parts.contains(part) {
            parts.append(part)
            for index in values.indices { values[index].append(0) }
        }
        if places.last != place, !places.contains(place) {
            places.append(place)
            values.append(Array(repeating: 0, count: parts.count))
        }
        guard let x = places.firstIndex(of: place), let y = parts.firstIndex(of: part) else {
            return
        }
        values[x][y] += value
    }

    /// Which columns of a table are drawn.
    private struct Choice {
        /// Empty draws all.
        let columns: [String]
        /// A heading of the rows that splits the bars.
        var split: String?
        var isLine = false

        static func of(_ subject: StatisticsSubject) -> Choice? {
            switch subject {
            case .childrenByAge, .childrenByInsurer, .childrenByInsurerNumber, .childrenByArea:
                Choice(columns: ["対象児童"])
            case .applications, .decisions: Choice(columns: [])
            case .daysToDecision, .daysToBenefit, .daysToPayment:
                Choice(columns: ["中央値", "最長"], isLine: true)
            case .claims, .treatments: Choice(columns: ["支給額"], split: "給付の方法")
            case .reimbursements: Choice(columns: ["支給額"])
            case .payments: Choice(columns: ["振込額"])
            case .paymentsByArea: Choice(columns: ["支払額"])
            }
        }
    }
}

extension StatisticsTable.Cell {
    /// The height of a cell in a picture; what is hidden or missing has none.
    public var drawn: Int {
        switch self {
        case .number(let number): number
        case .tenths(let tenths): tenths / 10
        case .label, .hidden, .none: 0
        }
    }
}
