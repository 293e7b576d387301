// SPDX-License-Identifier: Apache-2.0
import Ledger
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Retention

@Suite("操作記録の月の満了", .measure("R-54", "R-88"))
struct LogEndTests {
    /// Two months with entries, some years ago.
    private func filled(
        _ system: RetentionSystem = .casework, holding: Bool = false
    ) throws -> Bench {
        let bench = try Bench(system)
        let person = try #require(AddresseeNumber(serial: 95_000))
        for date in ["2010-05-20", "2010-06-20"] {
            bench.clock.stand(on: day(date))
            try bench.perform(.viewRetention, by: bench.administrator) {
                $0.saw(person)
            }
        }
        if holding { _ = try bench.hold(person) }
        return bench
    }

    private func log(_ bench: Bench) throws -> LogMonths {
        try bench.perform(.viewRetention, by: bench.administrator) {
            try ViewRetention.log(bench.catalogue, in: $0)
        }
    }

    private func propose(_ bench: Bench) throws -> YearMonth {
        try bench.perform(.proposePurge, by: bench.administrator) {
            try ProposeLogEnd.perform(bench.catalogue, in: $0)
        }
    }

    @Test("期間の最後の日には起案できず、翌日に起案できる")
    func boundary() throws {
        let bench = try filled()
        let term = try #require(try log(bench).retention.term)
        let last = term.lastDay(after: day("2010-05-31"))
        bench.clock.stand(on: last)
        #expect(throws: RetentionRefusal.nothingDue) { try propose(bench) }
        bench.clock.stand(on: last.next)
        #expect(try propose(bench) == day("2010-05-01").yearMonth)
        #expect(throws: RetentionRefusal.logProposed(day("2010-05-01").yearMonth)) {
            try propose(bench)
        }
    }

    @Test(
        "決裁の後は、その月の記録だけが読めなくなり、証明は残る。二度目の決裁はない",
        arguments: RetentionSystem.allCases)
    func ending(system: RetentionSystem) throws {
        let bench = try filled(system)
        bench.clock.stand(on: day("2031-04-01"))
        let month = try propose(bench)
        let proposal = try #require(
            try log(bench).months.first { $0.month == month }?.proposal)
        let decide = { (officer: Principal) in
            try bench.perform(.approvePurge, by: officer, reason: "期間満了") {
                try ApproveLogEnd.perform(proposal.id, bench.catalogue, in: $0)
            }
        }
        #expect(throws: SafeguardRefusal.notPermitted) { try decide(bench.administrator) }
        let same = Principal(
            officer: bench.administrator.officer, name: "検証", roles: [.head], session: "test",
            terminal: "T")
        #expect(throws: RetentionRefusal.sameOfficer) { try decide(same) }
        #expect(try log(bench).ended.isEmpty)
        try decide(bench.head)
        #expect(throws: RetentionRefusal.unknownList) { try decide(bench.head) }
        #expect(try bench.gate.settleLogExpiry() > 0)
        #expect(try bench.gate.settleLogExpiry() == 0)
        let after = try log(bench)
        #expect(after.ended == [month] && !after.months.contains { $0.month == month })
        #expect(after.months.first?.month == month.next)
        let report = try bench.ledger.verify(bench.store)
        #expect(report.ok, "\(report.problems)")
    }

    @Test("消去の停止が一つでもある間は、どの月も終わらない。差し戻した月は起案し直せる")
    func held() throws {
        let bench = try filled(holding: true)
        bench.clock.stand(on: day("2031-04-01"))
        #expect(throws: RetentionRefusal.logHeld(1)) { try propose(bench) }
        // A hold that is placed between proposal and decision stops the decision too.
        let other = try filled()
        other.clock.stand(on: day("2031-04-01"))
        let month = try propose(other)
        let id = try #require(try log(other).months.first { $0.month == month }?.proposal?.id)
        _ = try other.hold(try #require(AddresseeNumber(serial: 95_002)))
        #expect(throws: RetentionRefusal.logHeld(1)) {
            try other.perform(.approvePurge, by: other.head, reason: "期間満了") {
                try ApproveLogEnd.perform(id, other.catalogue, in: $0)
            }
        }
        try other.perform(.approvePurge, by: other.head, reason: "停止のため") {
            try ApproveLogEnd.sendBack(id, in: $0)
        }
        #expect(try log(other).months.allSatisfy { $0.proposal == nil })
        #expect(try log(other).ended.isEmpty)
    }
}
