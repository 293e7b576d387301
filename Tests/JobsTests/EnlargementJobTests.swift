// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
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

    /// Five children of fifteen, under the book before it was widened, or after.
    private static func family(widened: Bool) throws -> FiveChildren {
        let folder = try TemporaryFolder("widened")
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        try WidenedBook.write(
            from: root.appending(path: "Schemes"), to: folder.file("Schemes"),
            widenedOn: widened ? "2026-04-01" : nil)
        return try FiveChildren(
            born: 2010, book: WidenedBook.name, in: folder.file("Schemes"))
    }

    private func untils(_ bench: JobBench) throws -> [CivilDate?] {
        try bench.store.read { db in
            try FiveChildren.children.map {
                try HistoryBook.strands(children: [$0], from: db)[$0]?.last?.state.periods
                    .outpatient?.until
            }
        }
    }

    @Test("認定の後に本が広がると、年度末の仕事は誰も終わらせずに名指し、拡大の仕事は止められても続きから一度だけ延ばす")
    func standingChildren() throws {
        let (old, new) = (try Self.family(widened: false), try Self.family(widened: true))
        let everybody = FiveChildren.children.map(\.value)
        let bench = try old.granted()
        #expect(try Set(untils(bench)) == [day("2026-04-01")])
        // The same office, opened again with the widened book.
        func reopened(_ token: String) throws -> JobEngine {
            JobEngine(
                gate: bench.gate, year: try OfficeYear.standard(),
                works: [
                    TwoByTwo(work: YearEndWork(law: new.law)),
                    TwoByTwo(
                        work: EnlargementWork(
                            law: new.law, directory: new.directory, terms: FiveChildren.terms)),
                ], node: "n1", token: token)
        }
        func begin(_ job: String, on day: String, _ engine: JobEngine) throws -> (Int64, Int64) {
            let by = JobBench.counter
            let trial = try bench.start(engine, .trial, job: job, occasion: day, by: by)
            try engine.run(trial, by: by)
            return (trial, try bench.start(engine, .real, job: job, occasion: day, by: by))
        }
        let one = try reopened("a")
        let (_, end) = try begin("year-end-lapse", on: "2026-03-31", one)
        try one.run(end, by: JobBench.counter)
        #expect(try bench.look(end).totals.persons == 0 && bench.look(end).failed == 5)
        #expect(try bench.store.read { try ProposalBook.pending(from: $0) }.isEmpty)
        let (trial, id) = try begin(EnlargementWork.job, on: "2026-04-01", one)
        #expect(try bench.look(trial).totals.persons == 5)
        #expect(try proposed(bench).isEmpty, "試行は何も残さない")
        var steps = 0
        try one.run(id, by: JobBench.counter, seen: { _ in steps += 1 }, halt: { steps > 0 })
        #expect(try bench.look(id).status == .interrupted)
        #expect(try proposed(bench).count == 2)
        let next = try reopened("next")
        try next.recover()
        try next.run(id, by: JobBench.counter)
        #expect(try bench.look(id).status == .finished && bench.look(id).totals.persons == 5)
        #expect(try proposed(bench) == everybody && applications(bench).isEmpty)
        let phases = try bench.store.read { try JobBook.steps(of: id, from: $0) }.map(\.phase)
        #expect(phases == [0, 0, 0])
        // Not decided yet: each of them is named, and nobody is proposed twice.
        let (_, second) = try begin(EnlargementWork.job, on: "2026-04-01", next)
        try next.run(second, by: JobBench.counter)
        #expect(try bench.look(second).totals.persons == 0 && bench.look(second).failed == 5)
        #expect(try proposed(bench) == everybody)
        try FiveChildren.approve(
            try bench.store.read { try ProposalBook.pending(from: $0) }.map(\.id), on: bench)
        #expect(try Set(untils(bench)) == [day("2029-04-01")])
        for (job, day) in [(EnlargementWork.job, "2026-04-01"), ("year-end-lapse", "2026-03-31")] {
            let (_, last) = try begin(job, on: day, next)
            try next.run(last, by: JobBench.counter)
            #expect(try bench.look(last).status == .finished && bench.look(last).total == 0)
        }
        #expect(try Set(untils(bench)) == [day("2029-04-01")])
    }
}
