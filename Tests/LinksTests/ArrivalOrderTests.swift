// SPDX-License-Identifier: Apache-2.0
import Foundation
import Links
import Support
import Testing
import Vocabulary

/// A year of a town's changes, shuffled, duplicated, delayed and interrupted, ends as the sorted
/// single run does. `HAGUKUMI_SOAK=1` plays the children of a town of 100,000.
@Suite("どの順に届いても、証拠と再判定の案は同じになる")
struct ArrivalOrderTests {
    private static let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"

    private func sorted(_ year: FeedYear, without lost: Int? = nil) throws -> [String] {
        let files = year.files.enumerated().filter { $0.offset != lost }.map(\.element)
        let office = try YearOffice(year)
        var moves = year.moves.indices.sorted { year.moves[$0].on < year.moves[$1].on }[...]
        for month in 0..<FeedYear.months {
            let end = FeedYear.end(of: month)
            office.bench.clock.stand(on: end)
            if month == 6 { try office.perform(.apply) }
            while let next = moves.first, year.moves[next].on <= end {
                try office.perform(.move(next))
                moves.removeFirst()
            }
            for file in files where LinkFileName(file.name)?.madeAt.dayInJapan == end {
                try office.perform(.file(file))
            }
            try office.perform(.ask)
            try office.perform(.rejudge)
        }
        return try finish(office)
    }

    private func finish(_ office: YearOffice) throws -> [String] {
        office.bench.clock.stand(on: day("2026-05-01"))
        try office.perform(.ask)
        try office.perform(.rejudge)
        return try office.canon()
    }

    private func shuffled(_ year: FeedYear, seed: UInt64) throws -> [String] {
        var lots = Seeded(seed)
        let office = try YearOffice(year)
        office.bench.clock.stand(on: day("2026-04-30"))
        var acts: [YearOffice.Act] = []
        for file in year.files {
            acts += Array(
                repeating: .file(file), count: Int.random(in: 1...2, using: &lots))
        }
        acts += year.moves.indices.map { .move($0) }
        acts += [.apply]
        acts += (0..<6).flatMap { _ in [YearOffice.Act.ask, .rejudge] }
        acts.shuffle(using: &lots)
        for act in acts {
            try office.perform(act, killed: Int.random(in: 0..<8, using: &lots) == 0)
        }
        return try finish(office)
    }

    @Test("一つのファイルが抜ければ、結果は違う: この比べ方は違いを見つける")
    func differencesShow() throws {
        let year = try FeedYear(children: 60, seed: 20_250_402)
        let lost = try #require(
            year.files.firstIndex { $0.name.hasPrefix("shaho_差分_20250930") })
        #expect(try sorted(year) != sorted(year, without: lost))
    }

    @Test(
        "一年分を混ぜ、重ね、遅らせ、途中で止めても、並べた一回と同じ", .measure("R-31", "R-87"),
        arguments: isSoak ? [1] : [1, 2] as [UInt64])
    func anyOrder(_ seed: UInt64) throws {
        let children = Self.isSoak ? 16_000 : 50
        let year = try FeedYear(children: children, seed: 20_250_401 + seed)
        let wanted = try sorted(year)
        #expect(wanted.contains { $0.hasPrefix("案") } && wanted.contains { $0.hasPrefix("除外") })
        let found = try shuffled(year, seed: seed)
        #expect(Set(found).symmetricDifference(wanted).sorted().prefix(6).isEmpty)
        #expect(found == wanted)
        if Self.isSoak {
            print(
                "\(children) children, \(year.files.count) files, \(year.moves.count) moves, \(wanted.count) lines"
            )
        }
    }
}
