// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Ledger
import PowerCuts
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Jobs

/// 制度の拡大の一括認定 as a job: killed between its steps or within one, it goes on, and nobody is proposed or
/// decided twice.
@Suite("制度の拡大の一括認定の仕事")
struct EnlargementJobTests {
    /// The work of the office, two children a step.
    private struct TwoByTwo: JobWork {
        let work: EnlargementWork
        let batch = 2
        var code: String { work.code }
        var operation: OperationCode { work.operation }
        var purpose: Purpose { work.purpose }
        var unit: String { work.unit }

        func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
            try work.plan(order, in: scope)
        }

        func step(
            _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
        ) throws -> JobOutcome {
            try work.step(order, phase: phase, keys: keys, in: scope)
        }
    }

    private static let children = (0..<5).map { AddresseeNumber(value: 900_000_111 + Int64($0)) }
    private static let parent = AddresseeNumber(value: 900_000_121)
    private static let terms = IntakeTerms(paperDays: 30, residentCheckHours: 24)
    private static let today = "2025-06-10"

    private static func person(
        _ number: AddresseeNumber, _ name: String, _ kana: String, born: String
    ) -> ResidentSnapshot {
        ResidentSnapshot(
            number: number, household: "H1", status: .resident, name: name, kana: kana,
            sex: .female, born: day(born), postalCode: "1190001", address: "見本市中央1-1",
            residentFrom: day(born), recordHash: "r-\(number.value)",
            asOf: Instant(noonInJapan: day(today)))
    }

    private static let directory = MemoryAddresseeDirectory(
        [person(parent, "検証 花子", "ケンショウ ハナコ", born: "1985-05-05")]
            + zip(children, ["一子", "二子", "三子", "四子", "五子"]).enumerated().map { index, one in
                person(one.0, "検証 \(one.1)", "ケンショウ コ", born: "2015-05-0\(index + 1)")
            })

    private static func law() throws -> EligibilityLaw {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let library = try SchemeLibrary.load(
            directory: root.appending(path: "Schemes").path,
            digest: { Digest.of($0).description })
        return EligibilityLaw(book: try #require(library.book("sample")), office: .weekdays)
    }

    private static func form(of child: AddresseeNumber) throws -> ApplicationInput {
        ApplicationInput(
            receipt: nil, reason: .birth, channel: .counter, appliedOn: day(today), causeOn: nil,
            applicant: parent, child: child,
            identity: IdentityEvidence(
                numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                explanationVersion: "2025-1", isExplained: true), hasInsuranceEvidence: true,
            insurance: InsuranceInput(
                child: child, insurer: try #require(InsurerNumber("06119903")),
                insurerName: "見本健康保険組合", acquiredOn: day("2025-04-01"), lostOn: nil,
                source: .shaho),
            account: AccountInput(
                bank: "9001", branch: "001", type: .ordinary, number: "9000001",
                holderKana: "ケンショウ ハナコ"), preferredSerial: nil)
    }

    private func approve(_ bench: JobBench, _ proposals: [Int64]) throws {
        try bench.gate.perform(ApproveDecisions.operation, by: JobBench.head, for: .change) {
            _ = try ApproveDecisions.perform(.these(proposals), in: $0)
        }
    }

    /// Five children whose entitlement ended with the age of the old rule.
    private func bench(_ law: EligibilityLaw) throws -> JobBench {
        let bench = try JobBench([try EntitlementSchema.migrations()])
        let directory = Self.directory
        let granted = try bench.gate.perform(
            ProposeDecisions.operation, by: JobBench.counter, for: .registration
        ) { scope in
            let received = try ReceiveApplications.perform(
                Self.children.map { try Self.form(of: $0) }, directory: directory,
                terms: Self.terms, in: scope)
            let judged = try JudgeApplications.perform(
                received.map { try $0.get().id }, law: law, directory: directory,
                terms: Self.terms, in: scope)
            return try ProposeDecisions.perform(
                judged.map { try $0.get() }, directory: directory, in: scope)
        }
        try approve(bench, granted)
        let ended = try bench.gate.perform(
            LapseEntitlement.operation, by: JobBench.counter, for: .change
        ) { scope in
            try Self.children.map {
                try LapseEntitlement.propose(
                    $0, on: scope.today, decision: .reachedAge, asked: .ageReached,
                    exOfficio: true, consequences: MemoryConsequences(), in: scope)
            }
        }
        try approve(bench, ended)
        return bench
    }

    private func engine(
        _ bench: JobBench, _ law: EligibilityLaw, token: String = "a"
    ) throws -> JobEngine {
        let work = EnlargementWork(law: law, directory: Self.directory, terms: Self.terms)
        return JobEngine(
            gate: bench.gate, year: try OfficeYear.standard(), works: [TwoByTwo(work: work)],
            node: "n1", token: token)
    }

    /// A trial, and the real run that rests on it.
    private func begin(_ bench: JobBench, _ engine: JobEngine) throws -> Int64 {
        let (job, by) = (EnlargementWork.job, JobBench.counter)
        let trial = try bench.start(engine, .trial, job: job, occasion: Self.today, by: by)
        try engine.run(trial, by: by)
        return try bench.start(engine, .real, job: job, occasion: Self.today, by: by)
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
        let law = try Self.law()
        let everybody = Self.children.map(\.value)
        let whole = try bench(law)
        let plain = try engine(whole, law)
        let first = try begin(whole, plain)
        #expect(try proposed(whole).isEmpty, "試行は何も残さない")
        whole.store.forgetStatements()
        try plain.run(first, by: JobBench.counter)
        let statements = whole.store.statements
        #expect(try proposed(whole) == everybody)
        #expect(try whole.store.read { try JobBook.steps(of: first, from: $0) }.count == 3)
        for cut in stride(from: 0, to: statements, by: max(1, statements / 25)) {
            let bench = try bench(law)
            let one = try engine(bench, law)
            let id = try begin(bench, one)
            bench.store.cut(after: cut)
            _ = try? one.run(id, by: JobBench.counter)
            bench.store.cut(after: nil)
            let next = try engine(bench, law, token: "next")
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
        let law = try Self.law()
        let everybody = Self.children.map(\.value)
        let bench = try bench(law)
        let one = try engine(bench, law)
        let id = try begin(bench, one)
        var steps = 0
        // The process ends after its first step.
        try one.run(id, by: JobBench.counter, seen: { _ in steps += 1 }, halt: { steps > 0 })
        #expect(try bench.look(id).status == .interrupted)
        #expect(try proposed(bench).count == 2)
        let next = try engine(bench, law, token: "next")
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
        try approve(bench, waiting)
        #expect(try decided(bench) == (before + everybody).sorted())
        // Decided: nobody is of the plan any more.
        let third = try begin(bench, next)
        try next.run(third, by: JobBench.counter)
        #expect(try bench.look(third).status == .finished && bench.look(third).total == 0)
        #expect(try proposed(bench) == everybody)
    }
}
