// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Retention

/// nothing too early, nothing too late, against a rule that shares no code with the queries.
@Suite("保存期間: 早すぎる消去も、遅すぎる消去もない")
struct LifeTests {
    static let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"

    @Test("架空の人生のどの日にも、候補は独立の規則の答えと一致し、早いもの0、遅いもの0", .measure("R-88"))
    func neverEarlyNeverLate() throws {
        let lives = Self.isSoak ? 1_000_000 : 10_000
        let folder = try TemporaryFolder("lives")
        let bench = try Bench(
            .casework, at: Self.isSoak ? folder.file("casework.sqlite").path : nil)
        var random = Seeded(88)
        var rows = LifeRows()
        var all: [Life] = []
        all.reserveCapacity(lives)
        for index in 0..<lives {
            let life = Life(index, &random)
            rows.add(life)
            all.append(life)
            if index % 20_000 == 19_999 || index == lives - 1 {
                try rows.write(to: bench.store, isFirst: index < 20_000)
            }
        }
        var compared = 0
        var found = 0
        for today in Self.days(all, count: Self.isSoak ? 6 : 8) {
            bench.clock.stand(on: today)
            // The database keeps no past of holds: lives whose hold stands otherwise now are left out.
            let told = all.filter { $0.isToldRightly(on: today) }
            var expected: [String: Int] = [:]
            for life in told { expected.merge(life.expected(on: today)) { $0 + $1 } }
            let other = Set(
                all.filter { !$0.isToldRightly(on: today) }.flatMap { [$0.child, $0.parent] })
            var answered: [String: Int] = [:]
            for candidate in try bench.store.read({
                try CandidateBook.candidates(
                    of: .casework, bench.surroundings, on: today, in: $0)
            }) where candidate.stop == nil && candidate.unit.kind != .row {
                let unit = candidate.unit
                guard !other.contains(unit.subject.value) else { continue }
                answered["\(unit.kind.rawValue) \(unit.subject.value)", default: 0] +=
                    candidate.cases.count
                #expect(unit.dueOn <= today)
            }
            let early = answered.filter { ($0.value) > expected[$0.key] ?? 0 }
            let late = expected.filter { ($0.value) > answered[$0.key] ?? 0 }
            #expect(early.isEmpty, "\(today) 早い: \(early.sorted { $0.key < $1.key }.prefix(3))")
            #expect(late.isEmpty, "\(today) 遅い: \(late.sorted { $0.key < $1.key }.prefix(3))")
            compared += told.count
            found += expected.values.reduce(0, +)
        }
        #expect(found > lives, "何かは期限を過ぎている")
        print("soak: 保存期間、人生 \(lives)、比べた日と人 \(compared)、期限を過ぎた件 \(found)、早い 0、遅い 0")
    }

    /// Days at which much changes, each with the day before it.
    private static func days(_ lives: [Life], count: Int) -> [CivilDate] {
        var turns: [CivilDate: Int] = [:]
        for life in lives.prefix(20_000) { for day in life.turns { turns[day, default: 0] += 1 } }
        let busiest = turns.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let quiet = turns.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
        let chosen = Array(busiest.prefix(count / 4)) + Array(quiet.prefix(count / 4))
        return chosen.flatMap { [$0.previous, $0] }
    }
}
