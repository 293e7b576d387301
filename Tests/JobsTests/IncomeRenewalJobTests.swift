// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import PowerCuts
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Jobs

/// 所得の年度の切替 as a job: nobody is put into the queue twice for one year, however it is stopped.
@Suite("所得の年度の切替の仕事")
struct IncomeRenewalJobTests {
    /// Five children that are entitled and of an age at which nobody asks yet.
    private static func family() throws -> FiveChildren {
        try FiveChildren(born: 2023, book: "sample-income")
    }

    private func engine(
        _ bench: JobBench, _ law: EligibilityLaw, token: String = "a"
    ) throws -> JobEngine {
        JobEngine(
            gate: bench.gate, year: try OfficeYear.standard(),
            works: [TwoByTwo(work: IncomeRenewalWork(law: law))], node: "n1", token: token)
    }

    /// A trial, and the real run that rests on it.
    private func begin(_ bench: JobBench, _ engine: JobEngine) throws -> Int64 {
        let (job, by) = (IncomeRenewalWork.job, JobBench.counter)
        let trial = try bench.start(engine, .trial, job: job, occasion: "2026-07-01", by: by)
        try engine.run(trial, by: by)
        #expect(try bench.look(trial).status == .finished)
        return try bench.start(engine, .real, job: job, occasion: "2026-07-01", by: by)
    }

    private func waiting(_ bench: JobBench) throws -> [RejudgementNotice] {
        try bench.store.read { try RejudgementQueue.waiting(from: $0) }.map(\.notice)
            .filter { $0.key.hasPrefix("income-year-2026-") }
    }

    @Test("試行は何も残さず、区切りの間で止められても続きから進み、二度行っても、どの児童も年度に一度だけ判定の列に入る")
    func stoppedAndTwice() throws {
        let law = try Self.family().law
        let bench = try Self.family().granted()
        let one = try engine(bench, law)
        let id = try begin(bench, one)
        #expect(try waiting(bench).isEmpty, "試行は何も残さない")
        var steps = 0
        try one.run(id, by: JobBench.counter, seen: { _ in steps += 1 }, halt: { steps > 0 })
        #expect(try bench.look(id).status == .interrupted)
        #expect(try waiting(bench).count == 2)
        let next = try engine(bench, law, token: "next")
        try next.recover()
        try next.run(id, by: JobBench.counter)
        let run = try bench.look(id)
        #expect(run.status == .finished && run.totals.persons == 5 && run.totals.known == 0)
        #expect(try waiting(bench).map(\.subject).sorted() == FiveChildren.children)
        #expect(try waiting(bench).allSatisfy { $0.on == day("2026-07-01") })
        let second = try begin(bench, next)
        try next.run(second, by: JobBench.counter)
        #expect(try bench.look(second).totals.persons == 0)
        #expect(try bench.look(second).totals.known == 5)
        #expect(try waiting(bench).count == 5)
    }

    @Test("所得の年度が10月に替わる本の市では、業務暦の行も10月1日に立つ")
    func ofTheBook() throws {
        let days = try JobDayTests.days()
        func stands(_ year: OfficeYear, _ iso: String) throws -> Bool {
            try year.month(#require(YearMonth(iso: iso)), days: days).days
                .contains { $0.entry.code == IncomeRenewalWork.job }
        }
        let year = try OfficeYear.standard()
        #expect(try stands(year, "2025-07") && !stands(year, "2025-10"))
        let moved = year.moving(IncomeRenewalWork.job, to: .yearly(month: 10, day: 1))
        #expect(try !stands(moved, "2025-07") && stands(moved, "2025-10"))
        #expect(moved.entries.count == year.entries.count)
    }
}
