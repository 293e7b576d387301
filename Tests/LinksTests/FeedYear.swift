// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Foundation
import Links
import Safeguards
import Support
import Vocabulary

/// A year of files about the children of a town, drawn from a seed: every file says what its peer
/// knows at the end of its month, some of it late, backdated, mended or ahead of its time.
struct FeedYear {
    static let months = 12
    static let firstFile = day("2025-05-31")
    /// 見本市国保, 見本健康保険組合 and a third insurer.
    static let insurers = ["119990", "06119903", "01119902"]

    let children: [AddresseeNumber]
    let parents: [AddresseeNumber]
    /// Those whose application comes in the middle of the year.
    let late: Set<AddresseeNumber>
    private(set) var files: [LinkFile] = []
    /// Changes of the register, in the order of System 2.
    private(set) var moves: [(number: AddresseeNumber, reason: String, on: CivilDate)] = []

    init(children count: Int, seed: UInt64) throws {
        var lots = Seeded(seed)
        children = FeedYear.numbers(from: 9_100_000, count: count)
        parents = FeedYear.numbers(from: 9_500_000, count: count)
        late = Set(children.filter { _ in Int.random(in: 0..<12, using: &lots) == 0 })
        let strangers = FeedYear.numbers(from: 9_800_000, count: max(count / 10, 2))
        var rows: [String: [[(child: Int, row: [String: String])]]] = [:]
        for layout in ["kokuho", "shaho", "welfare"] {
            rows[layout] = Array(repeating: [], count: FeedYear.months)
        }
        var first: [Int: (layout: String, row: [String: String])] = [:]
        for (place, child) in children.enumerated() {
            let life = FeedYear.life(of: child, &lots)
            first[place] = life.first
            for (layout, month, row) in life.later {
                rows[layout]?[month].append((place, row))
            }
            if Int.random(in: 0..<5, using: &lots) == 0 {
                let month = Int.random(in: 0..<FeedYear.months, using: &lots)
                let reason = ["B11", "B21", "B12", "B31"].randomElement(using: &lots) ?? "B11"
                moves.append((child, reason, FeedYear.end(of: month).adding(days: -5)))
            }
        }
        try write(first, rows, strangers)
    }

    /// The last day of a month of the year.
    static func end(of month: Int) -> CivilDate {
        firstFile.yearMonth.adding(months: month).next.firstDay.previous
    }

    private static func numbers(from serial: Int64, count: Int) -> [AddresseeNumber] {
        var found: [AddresseeNumber] = []
        var serial = serial
        while found.count < count {
            if let number = AddresseeNumber(serial: serial) { found.append(number) }
            serial += 1
        }
        return found
    }

    private typealias Life = (
        first: (layout: String, row: [String: String]),
        later: [(layout: String, month: Int, row: [String: String])]
    )

    private static func life(of child: AddresseeNumber, _ lots: inout Seeded) -> Life {
        func compact(_ day: CivilDate) -> String { day.compact }
        func layout(_ insurer: Int) -> String { insurer == 0 ? "kokuho" : "shaho" }
        var insurer = Int.random(in: 0..<3, using: &lots)
        let from = "20240401"
        let first = (
            layout(insurer), Bench.insurance(child, from: from, insurer: insurers[insurer])
        )
        var later: [(layout: String, month: Int, row: [String: String])] = []
        func say(_ layout: String, _ month: Int, _ row: [String: String]) {
            if month < months { later.append((layout, month, row)) }
        }
        var since = from
        var month = Int.random(in: 1...4, using: &lots)
        while month < months - 1, Int.random(in: 0..<3, using: &lots) == 0 {
            // Some losses are told months after the day, some before it.
            let delay = [0, 0, 0, 1, 3, -1].randomElement(using: &lots) ?? 0
            let lost = end(of: month).adding(days: -Int.random(in: 0...25, using: &lots))
            say(
                layout(insurer), max(month + delay, 1),
                Bench.insurance(
                    child, from: since, until: compact(lost), insurer: insurers[insurer]))
            switch Int.random(in: 0..<6, using: &lots) {
            case 0:
                // Taken back: the loss was a mistake.
                say(
                    layout(insurer), max(month + delay, 1) + 1,
                    Bench.insurance(child, from: since, insurer: insurers[insurer]))
            case 1: break  // a gap in the insurance
            default:
                insurer = (insurer + Int.random(in: 1...2, using: &lots)) % 3
                since = compact(lost)
                say(
                    layout(insurer), max(month + Int.random(in: 0...2, using: &lots), 1),
                    Bench.insurance(child, from: since, insurer: insurers[insurer]))
            }
            month += Int.random(in: 2...5, using: &lots)
        }
        if Int.random(in: 0..<8, using: &lots) == 0 {
            let began = Int.random(in: 1..<8, using: &lots)
            let day = end(of: began).adding(days: -10)
            func event(_ word: String, _ on: CivilDate) -> [String: String] {
                ["addressee": child.description, "event": word, "date": compact(on)]
            }
            // An end may be told before its beginning.
            say("welfare", began + Int.random(in: 0...3, using: &lots), event("開始", day))
            if Bool.random(using: &lots) {
                say("welfare", began + 2, event("廃止", day.adding(days: 45)))
            }
        }
        return (first, later)
    }

    private mutating func write(
        _ first: [Int: (layout: String, row: [String: String])],
        _ rows: [String: [[(child: Int, row: [String: String])]]], _ strangers: [AddresseeNumber]
    ) throws {
        for layout in ["kokuho", "shaho", "welfare"] {
            var sequence = 0
            for month in 0..<FeedYear.months {
                let isFull = month == 0 && layout != "welfare"
                var said = (rows[layout]?[month] ?? []).map(\.row)
                if isFull {
                    said = first.keys.sorted().compactMap { place in
                        first[place].flatMap { $0.layout == layout ? $0.row : nil }
                    }
                    said += strangers.map { Bench.insurance($0, from: "20240401") }
                }
                sequence += 1
                let moment = FeedYear.end(of: month).compact + "060000"
                files.append(
                    try Bench.file(
                        layout, isFull ? "全件" : "差分", at: moment, sequence, rows: said))
            }
        }
        files.sort { $0.name.suffix(22) < $1.name.suffix(22) }
    }
}
