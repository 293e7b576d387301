// SPDX-License-Identifier: Apache-2.0
import Reports
import Vocabulary

/// The picture of a table, drawn by the server: stacked bars or lines. The table beside it holds the
/// same numbers.
struct StatisticsChart: PageModel {
    struct Bar: PageModel {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
        let tone: String
        let title: String
    }
    struct Line: PageModel {
        let points: String
        let tone: String
        let dots: [Dot]
    }
    struct Dot: PageModel {
        let x: Int
        let y: Int
        let title: String
    }
    struct Tick: PageModel {
        let place: Int
        let textY: Int
        let label: String
    }
    struct Legend: PageModel {
        let x: Int
        let textX: Int
        let name: String
        let tone: String
    }

    let title: String
    let description: String
    let bars: [Bar]
    let lines: [Line]
    let ticks: [Tick]
    let labels: [Tick]
    let legends: [Legend]
    let unit: String

    private static let (left, top, width, height) = (84, 34, 880, 230)
    private static let tones = 6

    /// - Parameter axis: the months of a table by months; empty where its rows are the axis.
    init?(_ table: StatisticsTable, axis: [String]) {
        guard let series = ChartSeries(table, axis: axis) else { return nil }
        let scale = ChartScale(highest: series.highest)
        let step = Self.width / max(1, series.places.count)
        func x(_ index: Int) -> Int { Self.left + index * step }
        func y(_ value: Int) -> Int { Self.top + Self.height - value * Self.height / scale.top }
        title = table.title
        unit = series.unit
        description = zip(series.places, series.values).map { place, values in
            "\(place) "
                + zip(series.parts, values).filter { $0.1 > 0 }.map { part, value in
                    "\(part) \(Say.count(value))\(series.unit)"
                }.joined(separator: "・")
        }.joined(separator: "、")
        var bars: [Bar] = []
        if !series.isLine {
            for (index, values) in series.values.enumerated() {
                var below = 0
                for (part, value) in values.enumerated() where value > 0 {
                    let bottom = y(below)
                    below += value
                    bars.append(
                        Bar(
                            x: x(index) + (step - Self.bar(step)) / 2, y: y(below),
                            width: Self.bar(step),
                            height: max(1, bottom - y(below)), tone: "s\(part % Self.tones)",
                            title:
                                "\(series.places[index]) \(series.parts[part]) \(Say.count(value))\(series.unit)"
                        ))
                }
            }
        }
        self.bars = bars
        lines =
            !series.isLine
            ? []
            : series.parts.indices.map { part in
                let dots = series.values.indices.filter { series.values[$0][part] > 0 }.map {
                    index in
                    Dot(
                        x: x(index) + step / 2, y: y(series.values[index][part]),
                        title:
                            "\(series.places[index]) \(series.parts[part]) \(series.values[index][part])\(series.unit)"
                    )
                }
                return Line(
                    points: dots.map { "\($0.x),\($0.y)" }.joined(separator: " "),
                    tone: "s\(part % Self.tones)", dots: dots)
            }
        ticks = scale.marks.map { Tick(place: y($0), textY: y($0) + 4, label: ChartScale.text($0)) }
        // Not every month has room for its name.
        let every = max(1, series.places.count / 14 + (series.places.count > 14 ? 1 : 0))
        let shared = Self.sharedBeginning(series.places)
        let room = max(3, step * every / 12)
        labels = series.places.enumerated().filter { $0.offset.isMultiple(of: every) }.map {
            Tick(
                place: x($0.offset) + step / 2, textY: Self.top + Self.height + 18,
                label: Self.short($0.element, without: shared, room: room))
        }
        legends = series.parts.enumerated().map { index, name in
            Legend(
                x: Self.left + index * 130, textX: Self.left + index * 130 + 18, name: name,
                tone: "s\(index % Self.tones)")
        }
    }

    private static func bar(_ step: Int) -> Int { min(64, max(3, step * 2 / 3)) }

    /// 令和7年4月 as 7年4月, a town without its prefecture: the axis is narrow. The table below has
    /// the whole name.
    private static func short(_ place: String, without shared: Int, room: Int) -> String {
        if place.hasPrefix("令和") { return String(place.dropFirst(2)) }
        let own = place.dropFirst(shared)
        return own.count <= room ? String(own) : own.prefix(room - 1) + "…"
    }

    /// How many characters all names begin with, where that is more than an accident.
    private static func sharedBeginning(_ places: [String]) -> Int {
        guard let first = places.first, places.count > 1 else { return 0 }
        let shared = places.map { zip(first, $0).prefix { $0 == $1 }.count }.min() ?? 0
        let shortest = places.map(\.count).min() ?? 0
        return shared >= 3 && shared < shortest ? shared : 0
    }
}
