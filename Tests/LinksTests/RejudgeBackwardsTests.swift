// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Links
import Safeguards
import Testing
import Vocabulary

@Suite("遅れて分かったことは、さかのぼって判定する")
struct RejudgeBackwardsTests {
    /// A child that is entitled since April 2025, in January 2026.
    private func granted() throws -> Bench {
        let bench = try Bench()
        let receipt = try bench.apply()
        _ = try bench.propose(receipt.id)
        try bench.gate.perform(
            ApproveDecisions.operation, by: Bench.head, for: .registration
        ) { scope in
            let pending = try ProposalBook.pending(from: scope.db).map(\.id)
            try ApproveDecisions.perform(.these(pending), in: scope)
        }
        bench.clock.stand(on: day("2026-01-15"))
        return bench
    }

    private func rejudge(_ bench: Bench) throws -> [ProposalDraft] {
        _ = try bench.gate.perform(Rejudge.operation, by: Bench.machine, for: .change) {
            try Rejudge.perform(
                .queue, law: Bench.law, directory: bench.directory,
                consequences: MemoryConsequences([
                    Bench.child: [
                        Consequence(
                            kind: .paidAfterLapse, amount: Yen(1_200), text: "支給済み")
                    ]
                ]), in: $0)
        }
        return try bench.read { try ProposalBook.pending(from: $0) }.map(\.draft)
    }

    private func take(_ bench: Bench, _ sequence: Int, _ rows: [[String: String]]) throws {
        _ = try bench.take(
            try Bench.file("shaho", at: "2026011\(sequence)060000", sequence, rows: rows))
    }

    @Test("三か月前の喪失は、その日で終わる案になり、影響を示し、続きの保険が届けば消える")
    func backdatedLoss() throws {
        let bench = try granted()
        try take(
            bench, 1, [Bench.insurance(Bench.child, from: "20240401", until: "20251010")])
        let lapse = try #require(try rejudge(bench).first)
        #expect(lapse.result == .lapsed && lapse.effectiveOn == day("2025-10-10"))
        #expect(lapse.flags.contains(.insuranceGap) && lapse.flags.contains(.consequences))
        let texts = try bench.read { try ProposalBook.pending(from: $0) }.map(\.consequenceTexts)
        #expect(texts == [["支給済み"]])
        // Still earlier: the insurer mends the day.
        try take(
            bench, 2, [Bench.insurance(Bench.child, from: "20240401", until: "20250901")])
        let earlier = try rejudge(bench)
        #expect(earlier.map(\.effectiveOn) == [day("2025-09-01")])
        try take(
            bench, 3, [Bench.insurance(Bench.child, from: "20250901", insurer: "119990")])
        let kept = try rejudge(bench)
        #expect(kept.map(\.reason) == [.changedInsurance])
    }

    @Test("先の日付の喪失は、いま判定し、その日にもう一度判定する")
    func aheadOfTime() throws {
        let bench = try granted()
        try take(
            bench, 1,
            [
                Bench.insurance(Bench.child, from: "20240401", until: "20260201"),
                Bench.insurance(Bench.child, from: "20260201", insurer: "119990"),
            ])
        #expect(try rejudge(bench).isEmpty, "今日の保険者は変わらない")
        #expect(try bench.read { try RejudgementQueue.backlog(from: $0).count } == 1)
        #expect(
            try bench.read {
                try RejudgementQueue.backlog(on: day("2026-01-15"), from: $0).count
            } == 0)
        bench.clock.stand(on: day("2026-02-01"))
        #expect(try rejudge(bench).map(\.reason) == [.changedInsurance])
        #expect(try bench.read { try RejudgementQueue.backlog(from: $0).count } == 0)
    }

    @Test("取り消された異動の案は残らず、判定の回数にも左右されない")
    func takenBack() throws {
        let bench = try granted()
        func move(_ address: String) throws {
            bench.directory.change(
                Bench.child, reason: "B11", on: day("2026-01-10"), at: bench.clock.now()
            ) { $0.address = address }
            try bench.gate.perform(
                TakeOverResidentChanges.operation, by: Bench.machine, for: .change
            ) { _ = try TakeOverResidentChanges.perform(from: bench.directory, in: $0) }
        }
        try move("見本市東2-2")
        #expect(try rejudge(bench).map(\.reason) == [.changedAddress])
        #expect(try rejudge(bench).map(\.reason) == [.changedAddress])
        try move("見本市中央1-1")
        #expect(try rejudge(bench).isEmpty)
    }
}
