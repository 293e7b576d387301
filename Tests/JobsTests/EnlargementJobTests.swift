// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import PowerCuts
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Jobs

/// 制度の拡大の一括認定 as a job: killed between its steps or within one, it goes on, and nobody is proposed or
/// decided twice.
@Suite("制度の拡大の一括認定の仕事")
struct EnlargementJobTests {
    private static func family() throws -> FiveChildren {
        try FiveChildren(born: 2015, book: "sample")
    }

    /// Five children whose entitlement ended with the age of the old rule.
    private func bench(_ family: FiveChildren) throws -> JobBench {
        let bench = try family.granted()
        let ended = try bench.gate.perform(
            LapseEntitlement.operation, by: JobBench.counter, for: .change
        ) { scope in
            try FiveChildren.children.map {
                try LapseEntitlement.propose(
                    $0, on: scope.today, decision: .reachedAge, asked: .ageReached,
                    exOfficio: true, consequences: MemoryConsequences(), in: scope)
            }
        }
        try FiveChildren.approve(ended, on: bench)
        return bench
    }

    private func engine(
        _ bench: JobBench, _ family: FiveChildren, token: String = "a"
    ) throws -> JobEngine {
        let work = EnlargementWork(
            law: family.law, directory: family.directory, terms: FiveChildren.terms)
        return JobEngine(
            gate: bench.gate, year: try OfficeYear.standard(), works: [TwoByTwo(work: work)],
            node: "n1", token: token)
    }

    /// A trial, and the real run that rests on it.
    private func begin(_ bench: JobBench, _ engine: JobEngine) throws -> Int64 {
        let (job, by) = (EnlargementWork.job, JobBench.counter)
        let trial = try bench.start(engine, .trial, job: job, occasion: FiveChildren.today, by: by)
        try engine.run(trial, by: by)
        return try bench.start(engine, .real, job: job, occasion: FiveChildren.today, by: by)
    }

    /// The children for whom the enlargement was proposed, one for each proposal.
    private func proposed(_ bench: JobBench) throws -> [Int64] {
        try bench.store.read { db in
            try db.rows(
                "SELECT child FROM proposal WHERE application_reason = ? ORDER BY child",
                [ApplicationReason.schemeExtended.rawValue]
            ) { $0.int64(0) }
        }
    }

    private func applications(_ bench: JobBench) throws -> [Int64] {
        try bench.store.read { db in
            try db.rows(
                "SELECT child FROM application WHERE ex_officio = 1 AND reason = ? ORDER BY child",
                [ApplicationReason.schemeExtended.rawValue]
            ) { $0.int64(0) }
        }
    }

    private func decided(_ bench: JobBench) throws -> [Int64] {
        try bench.store.read { db in
            try db.rows(
                "SELECT child FROM entitlement_history WHERE result = ? ORDER BY child",
                [DecisionResult.granted.rawValue]
            ) { $0.int64(0) }
        }
    }

    @Test("どこで電源が切れても、再開した一括認定は、続けて行ったものと同じ。どの児童も二度は受け付けられず、起案も決定も一度")
    func everyPowerCut() throws {
        let family = try Self.family()
        let everybody = FiveChildren.children.map(\.value)
        let whole = try bench(family)
        let plain = try engine(whole, family)
        let first = try begin(whole, plain)
        #expect(try proposed(whole).isEmpty, "試行は何も残さない")
        whole.store.forgetStatements()
        try plain.run(first, by: JobBench.counter)
        let statements = whole.store.statements
        #expect(try proposed(whole) == everybody)
        #expect(try whole.store.read { try JobBook.steps(of: first, from: $0) }.count == 3)
        for cut in stride(from: 0, to: statements, by: max(1, statements / 25)) {
            let bench = try bench(family)
            let one = try engine(bench, family)
            let id = try begin(bench, one)
            bench.store.cut(after: cut)
            _ = try? one.run(id, by: JobBench.counter)
            bench.store.cut(after: nil)
            let next = try engine(bench, family, token: "next")
            try next.recover()
            if try bench.look(id).status != .finished { try next.run(id, by: JobBench.counter) }
            let run = try bench.look(id)
            #expect(run.status == .finished && run.totals.persons == 5, "切れた所 \(cut)")
            #expect(run.failed == 0, "切れた所 \(cut)")
            #expect(try proposed(bench) == everybody, "切れた所 \(cut)")
            #expect(try applications(bench) == everybody, "切れた所 \(cut)")
        }
    }

    @Test("区切りの間で止められても続きから進み、決裁の前でも後でも、もう一度行って二度目の起案も決定もない")
    func betweenSteps() throws {
        let family = try Self.family()
        let everybody = FiveChildren.children.map(\.value)
        let bench = try bench(family)
        let one = try engine(bench, family)
        let id = try begin(bench, one)
        var steps = 0
        // The process ends after its first step.
        try one.run(id, by: JobBench.counter, seen: { _ in steps += 1 }, halt: { steps > 0 })
        #expect(try bench.look(id).status == .interrupted)
        #expect(try proposed(bench).count == 2)
        let next = try engine(bench, family, token: "next")
        try next.recover()
        try next.run(id, by: JobBench.counter)
        #expect(try proposed(bench) == everybody)
        // They are not decided yet: a second run leaves each of them out with its reason.
        let second = try begin(bench, next)
        try next.run(second, by: JobBench.counter)
        #expect(try bench.look(second).totals.persons == 0 && bench.look(second).failed == 5)
        #expect(try proposed(bench) == everybody && applications(bench) == everybody)
        let before = try decided(bench)
        let waiting = try bench.store.read { try ProposalBook.pending(from: $0) }.map(\.id)
        #expect(waiting.count == 5)
        try FiveChildren.approve(waiting, on: bench)
        #expect(try decided(bench) == (before + everybody).sorted())
        // Decided: nobody is of the plan any more.
        let third = try begin(bench, next)
        try next.run(third, by: JobBench.counter)
        #expect(try bench.look(third).status == .finished && bench.look(third).total == 0)
        #expect(try proposed(bench) == everybody)
    }
}
