// SPDX-License-Identifier: Apache-2.0
import Press
import Reports

/// A picture before it is drawn: what the screen draws as SVG and the paper as lines and areas.
struct FigureDraft: Sendable {
    /// One place of the axis.
    struct Place: Sendable {
        let name: String
        let values: [Int]
        var href: String?
        /// The lists behind the values, where each has its own.
        var hrefs: [String?] = []
    }

    let id: String
    let title: String
    let lead: String
    let unit: String
    /// Names of the bars of a place, as many as it has values.
    let parts: [String]
    let places: [Place]
    let more: String?
    let moreLabel: String

    init(
        _ id: String, _ title: String, lead: String, unit: String, parts: [String],
        _ places: [Place], more: String? = nil, moreLabel: String = "一覧を開く"
    ) {
        self.id = id
        self.title = title
        self.lead = lead
        self.unit = unit
        self.parts = parts
        self.places = places
        self.more = more
        self.moreLabel = moreLabel
    }

    /// The picture with its table on a page of its own.
    func sheet() throws -> Sheet {
        let scale = ChartScale(highest: places.flatMap(\.values).max() ?? 0)
        return .list(
            try ListSheet(
                title: title, subtitles: [lead],
                columns: [.init("区分", weight: 2)]
                    + parts.map { .init("\($0)（\(unit)）", weight: 1, alignment: .right) },
                rows: places.map { [$0.name] + $0.values.map(Say.count) },
                chart: ChartFigure(
                    unit: unit, isLine: false, places: places.map { String($0.name.prefix(8)) },
                    parts: parts, values: places.map(\.values),
                    marks: scale.marks.map { .init($0, ChartScale.text($0)) })))
    }
}
