// SPDX-License-Identifier: Apache-2.0
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Reports

@Suite("続けて出す統計の差", .measure("R-11"))
struct DifferenceTests {
    /// A table of ages with so many children each, and their sum.
    private func table(_ sizes: [Int]) -> StatisticsTable {
        var draft = TableDraft()
        draft.label("年齢")
        draft.numbers(["児童": .persons], block: 1)
        for (age, size) in sizes.enumerated() { draft.row(["\(age)歳"], [.number(size)]) }
        return draft.table(
            .childrenByAge, total: draft.sums, note: "",
            asOf: Instant(microseconds: 0))
    }

    /// Everything that somebody who has both tables can work out: differences of rows, of totals,
    /// and of what is hidden in both together.
    private func attack(_ first: StatisticsTable, _ second: StatisticsTable) -> [Int] {
        func number(_ cell: StatisticsTable.Cell?) -> Int? {
            if case .number(let number)? = cell { number } else { nil }
        }
        var found: [Int] = []
        let rows = zip(first.rows, second.rows).map { (number($0[1]), number($1[1])) }
        for case (let one?, let two?) in rows { found.append(two - one) }
        guard let one = number(first.total?[1]), let two = number(second.total?[1]) else {
            return found
        }
        found.append(two - one)
        // What the second hides, together: then and now.
        let visible = rows.filter { $0.1 != nil }
        if visible.allSatisfy({ $0.0 != nil }) {
            let now = two - visible.compactMap(\.1).reduce(0, +)
            let then = one - visible.compactMap(\.0).reduce(0, +)
            found.append(now - then)
        }
        return found
    }

    @Test("続けて出した二つの表の、どの行・合計・残りの差からも、1から9の数は出ない")
    func randomTowns() {
        var lots = Seeded(11)
        var hidden = 0
        let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        for _ in 0..<(isSoak ? 100_000 : 1_500) {
            let sizes = (0..<Int.random(in: 1...8, using: &lots)).map { _ in
                Int.random(in: 0...60, using: &lots)
            }
            let next = sizes.map { size in
                Bool.random(using: &lots)
                    ? size : max(0, size + Int.random(in: -12...12, using: &lots))
            }
            let first = table(sizes).released(after: [])
            let second = table(next).released(after: [PublishedTable(first)])
            let told = attack(first, second).filter { (1...9).contains(abs($0)) }
            #expect(told.isEmpty, "\(sizes) \(next) \(told)")
            if second != table(next).withSmallCellsHidden() { hidden += 1 }
        }
        // The test would say nothing if nothing ever had to be hidden.
        #expect(hidden > 100)
    }

    @Test("一人増えた表を続けて出すと、その行と合計が伏せられる。変わらない表はそのまま出る")
    func onePerson() {
        let first = table([20, 30, 40]).released(after: [])
        #expect(first == table([20, 30, 40]))
        let kept = PublishedTable(first)
        let second = table([20, 31, 40]).released(after: [kept])
        #expect(second.rows.map { $0[1] } == [.number(20), .hidden, .number(40)])
        #expect(second.total?[1] == .hidden)
        #expect(table([20, 30, 40]).released(after: [kept]) == first)
        #expect(table([20, 45, 40]).released(after: [kept]) == table([20, 45, 40]))
    }

    @Test("前に出した表は、いくつでも、しまった字から読み直しても、すべて比べる")
    func several() throws {
        let (one, two) = (
            PublishedTable(table([20, 30]).released(after: [])),
            PublishedTable(table([20, 60]).released(after: []))
        )
        let read = try #require(PublishedTable(text: one.text))
        #expect(read == one)
        #expect(PublishedTable(text: "{}") == nil && PublishedTable(text: "") == nil)
        #expect(table([20, 35]).released(after: [two]).rows[1][1] == .number(35))
        #expect(table([20, 35]).released(after: [two, read]).rows[1][1] == .hidden)
    }

    @Test("統計の出力は、前の表を渡されると、その差を伏せて出し、次のためにしまう字を返す")
    func procedure() throws {
        let office = try SmallOffice()
        func add(_ numbers: ClosedRange<Int>, on day: String) throws {
            try office.record { scope in
                for number in numbers {
                    try scope.decide(
                        child: 900_000_000 + number, recipient: 900_100_000 + number,
                        born: "2024-05-01", applied: day, decided: day)
                }
            }
        }
        func release(after earlier: [String]) throws -> StatisticsRelease {
            let question = try office.question(.childrenByAge)
            return try office.gate.perform(
                ProduceStatistics.operation, by: SmallOffice.head, for: .statistics
            ) { try ProduceStatistics.perform(question, after: earlier, in: $0) }
        }
        try add(1...25, on: "2025-05-10")
        let first = try release(after: [])
        #expect(first.csv.contains("\"1歳\",25,25,25,25"))
        try add(26...28, on: "2025-05-10")
        let second = try release(after: [first.kept])
        #expect(second.csv.contains("\"1歳\",\"＊\""))
        #expect(!second.csv.contains("28"))
    }
}
