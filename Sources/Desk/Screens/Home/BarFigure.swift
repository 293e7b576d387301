// SPDX-License-Identifier: Apache-2.0
import Reports
import Vocabulary

/// A small picture of a dashboard, drawn by the server, with the same numbers as a table behind it:
/// groups of at most three bars, or one lying bar a row.
struct BarFigure: PageModel {
    struct Bar: PageModel {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
        let tone: String
        let title: String
    }
    struct Mark: PageModel {
        let x: Int
        let y: Int
        let label: String
        /// `middle` or `end`: where the words stand to the point.
        var anchor = "middle"
    }
    struct Row: PageModel {
        let place: String
        let href: String?
        let values: [Cell]
    }
    struct Cell: PageModel {
        let value: String
        /// The list behind this number, where the bars of a place have lists of their own.
        var cellHref: String?
    }
    struct Legend: PageModel {
        let x: Int
        let textX: Int
        let name: String
        let tone: String
    }

    let id: String
    let title: String
    let lead: String
    let description: String
    let unit: String
    let tall: Int
    let bars: [Bar]
    let labels: [Mark]
    let ticks: [Mark]
    let legends: [Legend]
    let head: [Cell]
    let rows: [Row]
    let isNone: Bool
    let more: String?
    let moreLabel: String

    private static let (left, top, width, height) = (60, 26, 400, 150)

    init(_ draft: FigureDraft) {
        let (places, parts, unit) = (draft.places, draft.parts, draft.unit)
        let scale = ChartScale(highest: places.flatMap(\.values).max() ?? 0)
        let step = Self.width / max(1, places.count)
        let wide = max(2, min(28, step * 4 / 5 / max(1, parts.count)))
        let every = max(1, (places.count + 7) / 8)
        id = draft.id
        title = draft.title
        lead = draft.lead
        self.unit = unit
        more = draft.more
        moreLabel = draft.moreLabel
        isNone = places.allSatisfy { $0.values.allSatisfy { $0 == 0 } }
        if places.contains(where: { $0.name.count > 5 }) {
            // Long names have their room on the left, one lying bar each.
            let wide = Self.width - 130
            tall = Self.top + places.count * 24 + 6
            bars = places.enumerated().flatMap { index, place in
                place.values.prefix(1).filter { $0 > 0 }.map { value in
                    Bar(
                        x: Self.left + 100, y: Self.top + index * 24,
                        width: max(1, value * wide / scale.top), height: 16, tone: "s0",
                        title: "\(place.name) \(Say.count(value))\(unit)")
                }
            }
            labels = places.enumerated().flatMap { index, place in
                let y = Self.top + index * 24 + 12
                let value = place.values.first ?? 0
                return [
                    Mark(x: Self.left + 92, y: y, label: Self.short(place.name), anchor: "end"),
                    Mark(
                        x: Self.left + 112 + value * wide / scale.top, y: y,
                        label: Say.count(value), anchor: "begin"),
                ]
            }
            ticks = []
        } else {
            tall = Self.top + Self.height + 34
            bars = places.enumerated().flatMap { index, place in
                place.values.enumerated().filter { $0.element > 0 }.map { part, value in
                    let high = max(1, value * Self.height / scale.top)
                    return Bar(
                        x: Self.left + index * step + (step - wide * parts.count) / 2
                            + part * wide, y: Self.top + Self.height - high, width: wide - 1,
                        height: high, tone: "s\(part)",
                        title: "\(place.name) \(parts[part]) \(Say.count(value))\(unit)")
                }
            }
            labels = places.enumerated().filter { $0.offset.isMultiple(of: every) }.map {
                Mark(
                    x: Self.left + $0.offset * step + step / 2, y: Self.top + Self.height + 16,
                    label: $0.element.name)
            }
            ticks = scale.marks.map {
                Mark(
                    x: Self.left, y: Self.top + Self.height - $0 * Self.height / scale.top,
                    label: ChartScale.text($0))
            }
        }
        legends =
            parts.count < 2
            ? []
            : parts.enumerated().map { index, name in
                Legend(
                    x: Self.left + index * 110, textX: Self.left + index * 110 + 16, name: name,
                    tone: "s\(index)")
            }
        head = parts.map { Cell(value: "\($0)（\(unit)）") }
        rows = places.map { place in
            Row(
                place: place.name, href: place.href,
                values: place.values.enumerated().map { part, value in
                    Cell(
                        value: Say.count(value),
                        cellHref: place.hrefs.indices.contains(part) ? place.hrefs[part] : nil)
                })
        }
        description = places.map { place in
            place.name + " "
                + zip(parts, place.values).map { "\($0) \(Say.count($1))\(unit)" }
                .joined(separator: "・")
        }.joined(separator: "、")
    }

    /// Ten characters have room; the table has the whole name.
    private static func short(_ name: String) -> String {
        name.count <= 11 ? name : name.prefix(10) + "…"
    }
}
