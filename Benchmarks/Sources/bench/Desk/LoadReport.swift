// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What a load found, against what was promised.
struct LoadReport {
    private(set) var lines: [String] = []
    private(set) var measurements: [Measurement] = []
    private(set) var failures: [String] = []
    /// What a row of docs/soak.md says: the rate, and each promise with what was found.
    private(set) var row: [String] = []

    init(_ found: LoadTally.Results, spent: Load.Spent, people: Int, officers: Int) {
        let actions = found.waits.values.reduce(0) { $0 + $1.count }
        lines.append(
            "\(people)人、職員\(officers)人、\(Table.short(Double(actions) / spent.seconds))件/秒"
                + "(応答 \(Table.short(Double(found.answers) / spent.seconds))/秒)、"
                + "サーバーの CPU \(Table.time(spent.processorSeconds / Double(max(1, actions))))/件、"
                + "2コアの \(Int(spent.processorSeconds / spent.seconds / 2 * 100))%")
        row = lines
        lines.append("したこと\t件数\tp50\tp95\tp99\t最大\t最大の頁(KB)")
        for kind in LoadKind.allCases {
            guard let waits = found.waits[kind], !waits.isEmpty else { continue }
            lines.append(Self.line(kind.rawValue, waits, found.largest[kind] ?? 0))
            measurements.append(
                Measurement(
                    bench: "desk", what: kind.rawValue, amount: 1, unit: "回",
                    seconds: Spread(waits), yardstick: nil, yardstickSeconds: nil, ratio: nil,
                    late: Spread.percentile(95, of: waits)))
        }
        let searches = LoadKind.allCases.filter(\.isSearch).flatMap { found.waits[$0] ?? [] }
        judge("検索", searches)
        judge("台帳", found.waits[.person] ?? [])
        judge("すべて", found.waits.values.flatMap(\.self))
        let largest = found.largest.values.max() ?? 0
        say("最大の頁 \(largest / 1_024) KB", holds: largest <= LoadDesk.largestPage)
        if largest > LoadDesk.largestPage { failures.append("最大の頁") }
        if !found.lateness.isEmpty {
            lines.append("負荷の側の遅れ p95 \(Table.time(Spread.percentile(95, of: found.lateness)))")
        }
        say("誤り \(found.errors.count)件", holds: found.errors.isEmpty)
        lines += found.errors.prefix(5).map { "  " + $0 }
        if !found.errors.isEmpty { failures.append("誤り") }
    }

    private mutating func judge(_ what: String, _ waits: [Double]) {
        guard !waits.isEmpty else { return failures.append("\(what)がありません") }
        let late = Spread.percentile(95, of: waits)
        let holds = late < LoadDesk.longest
        say("\(what)の p95 \(Table.time(late))", holds: holds)
        if !holds { failures.append("\(what)の p95") }
    }

    private static func line(_ what: String, _ waits: [Double], _ bytes: Int) -> String {
        let times = [50, 95, 99, 100].map { Table.time(Spread.percentile($0, of: waits)) }
        return "\(what)\t\(waits.count)\t\(times.joined(separator: "\t"))\t\(bytes / 1_024)"
    }

    private mutating func say(_ what: String, holds: Bool) {
        lines.append("\(what)  \(holds ? "目標の内" : "目標に届かない")")
        row.append(what)
    }
}
