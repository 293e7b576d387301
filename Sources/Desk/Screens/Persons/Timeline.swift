// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Vocabulary

/// The history as a picture: a lane for each kind of care and for insurance, years below, today as a
/// line. The tables beside it say the same in words.
struct Timeline: PageModel {
    struct Bar: PageModel {
        let x: Int
        let y: Int
        let width: Int
        let kind: String
        let title: String
    }
    struct Lane: PageModel {
        let y: Int
        let textY: Int
        let label: String
    }
    struct Tick: PageModel {
        let x: Int
        let label: String
    }

    let bars: [Bar]
    let lanes: [Lane]
    let ticks: [Tick]
    let todayX: Int
    let height: Int
    let axisY: Int
    let description: String

    private static let left = 72
    private static let width = 900

    /// - Parameter isProtected: names of insurers tell where a family works, and are kept back.
    init?(_ record: ChildRecord, on today: CivilDate, isProtected: Bool) {
        guard let born = record.person?.born ?? record.history.first?.childBorn else { return nil }
        var lanes: [(String, [(EffectivePeriod, String, String)])] = []
        let strands = Dictionary(grouping: record.history.filter { $0.recipientNumber != nil }) {
            $0.recipientNumber ?? ""
        }.values.compactMap(\.last)
        lanes.append(("通院", strands.compactMap { $0.periods.outpatient.map { ($0, "out", "通院") } }))
        lanes.append(("入院", strands.compactMap { $0.periods.inpatient.map { ($0, "in", "入院") } }))
        lanes.append(
            (
                "保険",
                record.insurances.map {
                    ($0.period, "insurance", isProtected ? "保険" : $0.insurerName)
                }
            ))
        if !record.exclusions.isEmpty {
            lanes.append(("除外", record.exclusions.map { ($0.period, "exclusion", "除外") }))
        }
        let all = lanes.flatMap { $0.1.map(\.0) }.filter { !$0.isEmpty }
        guard !all.isEmpty else { return nil }
        let first = FiscalYear(of: min(born, all.map(\.from).min() ?? born)).firstDay
        let ends = all.compactMap(\.until) + [today.adding(days: 366)]
        let last = FiscalYear(of: ends.max() ?? today).lastDay.next
        let days = max(1, Int(last.dayNumber - first.dayNumber))
        func x(_ day: CivilDate) -> Int {
            Self.left + Int(min(max(day, first), last).dayNumber - first.dayNumber) * Self.width
                / days
        }
        var bars: [Bar] = []
        for (index, lane) in lanes.enumerated() {
            for (period, kind, title) in lane.1 where !period.isEmpty {
                let end = period.until.map { x($0) } ?? x(last)
                bars.append(
                    Bar(
                        x: x(period.from), y: 6 + index * 26, width: max(3, end - x(period.from)),
                        kind: kind, title: "\(title) \(Say.shortPeriod(period))"))
            }
        }
        self.bars = bars
        self.lanes = lanes.enumerated().map {
            Lane(y: 6 + $0.offset * 26, textY: 22 + $0.offset * 26, label: $0.element.0)
        }
        axisY = 10 + lanes.count * 26
        height = axisY + 24
        let years = FiscalYear(of: last).year - FiscalYear(of: first).year
        let step = max(1, years / 9)
        let now = x(today)
        ticks = stride(from: FiscalYear(of: first).year, to: FiscalYear(of: last).year, by: step)
            .map {
                let day = FiscalYear($0).firstDay
                let year = Say.short(day).split(separator: ".").first.map(String.init) ?? ""
                // 「今日」 stands there: a year beside it would be written over it.
                let isCovered = (now - 42...now + 16).contains(x(day))
                return Tick(x: x(day), label: isCovered ? "" : year)
            }
        todayX = now
        description = bars.map(\.title).joined(separator: "、")
    }
}
