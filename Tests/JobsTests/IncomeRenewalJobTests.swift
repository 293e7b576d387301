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

/// 所得の年度の切替 as a job: nobody is put into the queue twice for one year, however it is stopped.
@Suite("所得の年度の切替の仕事")
struct IncomeRenewalJobTests {
    /// The work of the office, two children a step.
    private struct TwoByTwo: JobWork {
        let work: IncomeRenewalWork
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
                person(one.0, "検証 \(one.1)", "ケンショウ コ", born: "2023-05-0\(index + 1)")
            })

    private static func law() throws -> EligibilityLaw {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let library = try SchemeLibrary.load(
            directory: root.appending(path: "Schemes").path,
            digest: { Digest.of($0).description })
        return EligibilityLaw(book: try #require(library.book("sample-income")), office: .weekdays)
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

    /// Five children that are entitled and of an age at which nobody asks yet.
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
        return bench
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
        let law = try Self.law()
        let bench = try bench(law)
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
        #expect(try waiting(bench).map(\.subject).sorted() == Self.children)
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
