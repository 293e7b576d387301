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

/// 再判定 as a job of the night, where nothing but the book itself has changed.
@Suite("再判定の夜の仕事")
struct RejudgeJobTests {
    private static let child = AddresseeNumber(value: 900_000_011)

    private static func work() throws -> RejudgeWork {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let library = try SchemeLibrary.load(
            directory: root.appending(path: "Schemes").path,
            digest: { Digest.of($0).description })
        let book = try #require(library.book("sample"))
        return RejudgeWork(
            law: EligibilityLaw(book: book, office: .weekdays),
            directory: MemoryAddresseeDirectory(), consequences: MemoryConsequences())
    }

    /// A child that applied, with an exception of residence of before the rule of the book.
    private func bench() throws -> JobBench {
        let bench = try JobBench([try EntitlementSchema.migrations()])
        try bench.gate.perform(
            .changeRegistration, by: JobBench.counter, for: .change
        ) { scope in
            _ = try scope.facts.append(
                "application",
                [
                    "receipt": "A-1", "kind": "01", "reason": "01", "channel": "counter",
                    "ex_officio": 0, "applied_on": "2000-03-01", "child": Self.child,
                    "applicant": Self.child, "married": 0, "consent": 1,
                    "insurance_evidence": 0,
                ])
            _ = try scope.facts.append(
                "residence_exception",
                [
                    "child": Self.child, "kind": "study-away", "began_on": "2000-03-01",
                    "is_void": 0, "papers": "R11", "officer": "uketsuke",
                ])
        }
        return bench
    }

    @Test("ほかに何も待っていない日でも、本が居住の特例の扱いを変える日は夜の仕事が拾い、一度だけ判定する")
    func edgeInAnEmptyQueue() throws {
        let bench = try bench()
        let work = try Self.work()
        #expect(try bench.store.read { try RejudgementQueue.waiting(from: $0) }.isEmpty)
        func plan() throws -> [Int64] {
            try bench.gate.perform(.startJob, by: .machine("night"), for: .maintenance) {
                try work.plan(JobOrder(job: "rejudge", occasion: "2025-06-10"), in: $0)
            }.phases.flatMap(\.keys)
        }
        let keys = try plan()
        #expect(keys.count == 1)
        let waiting = try bench.store.read { try RejudgementQueue.waiting(from: $0) }
        #expect(waiting.map(\.id) == keys && waiting.map(\.notice.on) == [day("2000-04-01")])
        #expect(waiting.map(\.notice.subject) == [Self.child])
        _ = try bench.gate.perform(work.operation, by: .machine("night"), for: work.purpose) {
            try work.step(
                JobOrder(job: "rejudge", occasion: "2025-06-10"), phase: 0, keys: keys, in: $0)
        }
        #expect(try plan().isEmpty)
    }
}
