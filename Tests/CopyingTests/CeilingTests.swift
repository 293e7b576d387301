// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Copying

@Suite("利用の上限", .measure("R-56"))
struct CeilingTests {
    /// Reads one person after another: 10^5 in the soak run, fewer in the gate.
    @Test("一人ずつ続けて見ても、目印で知らせ、上限で止まり、その先は一人も出ない")
    func sequentialReads() throws {
        let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        let (reads, limit): (Int64, Int) = isSoak ? (100_000, 1_000) : (400, 100)
        let bench = try Bench(["persons-alarm": limit / 2, "persons-limit": limit])
        var answered = 0
        var refused: Set<String> = []
        for person in 0..<reads {
            do {
                try bench.see(person)
                answered += 1
            } catch let refusal as CopyingRefusal {
                refused.insert(refusal.code)
            }
        }
        #expect(answered == limit)
        #expect(refused == ["E-CPY-021"])
        let alarms = try alarms(bench)
        #expect(alarms.map(\.officer) == ["uketsuke"])
        #expect(alarms.first?.reached == limit / 2 && alarms.first?.kind == .persons)
        // Whoever was seen before may be seen again: the work on open cases goes on.
        try bench.see(0)
        #expect(try bench.ledger.verify(bench.store).ok)
    }

    /// Only in the soak run: a busy machine says nothing about time.
    @Test(
        "見張りは門を遅くしない",
        .enabled(if: ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"))
    func cost() throws {
        let bench = try Bench(["persons-alarm": 900_000, "persons-limit": 1_000_000])
        let bare = Gate(store: bench.store, ledger: bench.ledger, clock: bench.clock)
        func reads(_ gate: Gate, _ count: Int64) throws -> Double {
            let begin = ContinuousClock.now
            for person in 0..<count {
                try gate.perform(
                    .viewPerson, by: bench.person("uketsuke"), for: .registration,
                    about: [AddresseeNumber(value: TestLists.first + person)]
                ) { _ in }
            }
            return (ContinuousClock.now - begin) / .seconds(1)
        }
        _ = try reads(bare, 500)
        var (without, with) = (0.0, 0.0)
        // In turns, so that a slow minute of the machine is a slow minute of both.
        for _ in 0..<10 {
            without += try reads(bare, 500)
            with += try reads(bench.gate, 500)
        }
        print("5,000 reads without \(without) s, with the ceilings \(with) s")
        #expect(with < without * 1.15)
    }

    @Test("同じ人を何度見ても一人。時がたてば数え直す。ほかの職員は止まらない")
    func countedOnce() throws {
        let bench = try Bench(["persons-alarm": 3, "persons-limit": 5])
        for round in 0..<20 { try bench.see(Int64(round % 5)) }
        #expect(throws: CopyingRefusal.ceilingReached(.persons, limit: 5)) { try bench.see(5) }
        try bench.see(5, by: "kyufu")
        bench.clock.pass(3_600)
        for person in 10..<15 { try bench.see(Int64(person)) }
        #expect(throws: CopyingRefusal.self) { try bench.see(16) }
        #expect(try alarms(bench).map(\.officer) == ["uketsuke", "uketsuke"])
    }

    @Test("一度に多くの人を出す画面も、上限を超えれば一人も出さない")
    func bulkRead() throws {
        let bench = try Bench(["persons-alarm": 3, "persons-limit": 5])
        var answer: String?
        #expect(throws: CopyingRefusal.ceilingReached(.persons, limit: 5)) {
            answer = try bench.gate.perform(
                .searchPersons, by: bench.person("uketsuke"), for: .registration
            ) { scope in
                scope.saw((0..<6).map { AddresseeNumber(value: TestLists.first + $0) })
                return "六人"
            }
        }
        #expect(answer == nil)
        // The log says who was nearly shown, and that it was refused.
        try bench.see(0)
    }

    @Test("機械と、決められた一覧(支払処理など)は数えない")
    func exempt() throws {
        let bench = try Bench(["persons-alarm": 1, "persons-limit": 2])
        let many = (0..<50).map { AddresseeNumber(value: TestLists.first + $0) }
        try bench.gate.perform(.viewRun, by: bench.person("kyufu"), for: .benefit) { $0.saw(many) }
        try bench.gate.perform(.answerAddressee, by: .machine("job"), for: .benefit) {
            $0.saw(many)
        }
        #expect(bench.ceilings.counts(at: bench.clock.now()).isEmpty)
    }

    @Test("伏せた値の表示は、人とは別に回数で止まる")
    func reveals() throws {
        let bench = try Bench(["reveals-alarm": 2, "reveals-limit": 3])
        func reveal() throws {
            try bench.gate.perform(
                .revealAccount, by: bench.person("kyufu"), for: .benefit,
                about: [AddresseeNumber(value: TestLists.first)], reason: "確認"
            ) { _ in }
        }
        for _ in 0..<3 { try reveal() }
        #expect(throws: CopyingRefusal.ceilingReached(.reveals, limit: 3)) { try reveal() }
        #expect(try alarms(bench).map(\.kind) == [.reveals])
    }

    @Test("再起動しても、その一時間の数はログから戻る")
    func restart() throws {
        let bench = try Bench(["persons-alarm": 2, "persons-limit": 4, "reveals-limit": 3])
        for person in 0..<3 { try bench.see(Int64(person)) }
        try bench.restart()
        try bench.see(0)
        try bench.see(3)
        #expect(throws: CopyingRefusal.self) { try bench.see(4) }
        try bench.restart()
        #expect(throws: CopyingRefusal.self) { try bench.see(4) }
        // Told once an hour, also over a restart.
        #expect(try alarms(bench).count == 1)
    }

    @Test("所属長は、理由を残して、ほかの職員のきょうの上限だけを上げられる")
    func raise() throws {
        let bench = try Bench(["persons-alarm": 2, "persons-limit": 3])
        func raise(
            _ officer: String, to ceiling: Int, by head: String = "kacho", reason: String? = "年次更新"
        ) throws {
            try bench.gate.perform(
                RaiseCeiling.operation, by: bench.person(head), for: .audit, reason: reason
            ) { scope in
                try RaiseCeiling.perform(
                    of: officer, .persons, to: ceiling, terms: bench.ceilings.terms, in: scope)
            }
        }
        for person in 0..<3 { try bench.see(Int64(person)) }
        #expect(throws: CopyingRefusal.self) { try bench.see(3) }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try raise("uketsuke", to: 10, by: "kanri")
        }
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try raise("uketsuke", to: 10, reason: "　")
        }
        #expect(throws: CopyingRefusal.ownCeiling) { try raise("kacho", to: 10) }
        #expect(throws: CopyingRefusal.raiseUnusable) { try raise("uketsuke", to: 3) }
        #expect(throws: CopyingRefusal.recipientUnknown) { try raise("nobody", to: 10) }
        try raise("uketsuke", to: 5)
        try bench.see(3)
        try bench.see(4)
        #expect(throws: CopyingRefusal.ceilingReached(.persons, limit: 5)) { try bench.see(5) }
        // Tomorrow it is as it was.
        bench.clock.pass(86_400)
        for person in 0..<3 { try bench.see(Int64(person)) }
        #expect(throws: CopyingRefusal.ceilingReached(.persons, limit: 3)) { try bench.see(3) }
    }

    @Test("一括の印刷の見込み: この時間に出る数・残り・時間が、残りの枚数とこれまでの一通の枚数から出る")
    func outlook() throws {
        let bench = try Bench(["pages-alarm": 900, "pages-limit": 1_000])
        func outlook() throws -> PrintOutlook {
            try bench.gate.perform(
                .issueCertificate, by: bench.person("uketsuke"), for: .registration
            ) { try bench.ceilings.outlook(of: "督促状", in: $0) }
        }
        func print(papers: Int, pages: Int) throws {
            try bench.gate.perform(
                .printLetters, by: bench.person("uketsuke"), for: .registration
            ) { scope in
                try PrintLog.record(
                    PrintedOutput("督促状", expected: papers, produced: papers, pages: pages),
                    ceilings: bench.ceilings, in: scope)
            }
        }
        let fresh = try outlook()
        #expect(fresh.limit == 1_000 && fresh.left == 1_000 && fresh.pagesOfPaper == 1)
        #expect(
            fresh.course(of: 900, step: 300) == PrintOutlook.Course(now: 900, later: 0, hours: 0))
        try print(papers: 100, pages: 200)
        let used = try outlook()
        #expect(used.left == 800 && used.pagesOfPaper == 2)
        #expect(used.again == Ceilings.nextHour(after: bench.clock.now()))
        // 800 pages are 400 papers: one whole step of 300; then 300 in every hour.
        #expect(
            used.course(of: 1_000, step: 300)
                == PrintOutlook.Course(now: 300, later: 700, hours: 3))
        #expect(used.course(of: 1_000, step: 600).hours == nil, "一つの区切りも上限に収まらない")
        bench.clock.pass(3_600)
        #expect(try outlook().left == 1_000)
    }

    @Test("値は表にあり、団体の設定で替わる。足りない表では動かない")
    func terms() throws {
        let bench = try Bench(["persons-limit": 7])
        let term = try #require(bench.ceilings.terms.all.first { $0.code == "persons-limit" })
        #expect(term.value == 7 && term.isVerified)
        #expect(bench.ceilings.terms.ceiling(of: .persons) == Ceiling(alarm: 7, limit: 7))
        #expect(bench.ceilings.terms.all.contains { !$0.isVerified && $0.source.contains("未確認") })
        try bench.store.write { db in
            _ = try db.execute("DELETE FROM copying_term WHERE code = 'rows'")
        }
        #expect(throws: Fault.self) {
            try bench.store.read { try CopyingTerms.read(from: $0) }
        }
    }

    private func alarms(_ bench: Bench) throws -> [CeilingAlarm] {
        try bench.store.read {
            try CeilingBook.alarms(since: Instant(microseconds: 0), from: $0)
        }
    }
}
