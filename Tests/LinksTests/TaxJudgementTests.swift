// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Ledger
import Links
import Safeguards
import Scheme
import Testing
import Vocabulary

/// The tax file in the judgement of a city that asks about income: only with consent, only in the case,
/// and no longer when the consent is gone.
@Suite("税の連携が審査に入る")
struct TaxJudgementTests {
    static let law: EligibilityLaw = {
        do {
            let library = try SchemeLibrary.load(
                directory: Bench.root.appending(path: "Schemes").path,
                digest: { Digest.of($0).description })
            guard let book = library.book("sample-income") else { preconditionFailure("book") }
            return EligibilityLaw(book: book, office: .weekdays, incomes: TaxIncomes())
        } catch { preconditionFailure("\(error)") }
    }()

    /// A child of two parents has applied; the number of the application.
    private func applied(_ bench: Bench) throws -> Int64 {
        bench.directory.change(
            Bench.child, reason: "B00", on: day("2025-04-01"), at: bench.clock.now()
        ) {
            $0.mother = Bench.parent
            $0.father = Bench.stranger
        }
        return try bench.apply().id
    }

    private func judge(_ bench: Bench, _ id: Int64) throws -> Result<
        JudgedApplication, EntitlementRefusal
    > {
        try bench.gate.perform(.checkResident, by: Bench.counter, for: .registration) {
            _ = try CheckResidents.perform([id], directory: bench.directory, in: $0)
        }
        return try bench.gate.perform(
            ProposeDecisions.operation, by: Bench.counter, for: .registration
        ) {
            try JudgeApplications.perform(
                [id], law: Self.law, directory: bench.directory, terms: Bench.terms, in: $0)[0]
        }
    }

    private func take(
        _ bench: Bench, _ rows: [(AddresseeNumber, String)], _ sequence: Int,
        year: String = "2024"
    ) throws -> LinkReport {
        let file = try Bench.file(
            "tax", at: "2025043007000\(sequence)", sequence,
            rows: rows.map { who, income in
                [
                    "addressee": who.description, "tax-year": year, "status": "1",
                    "income": income, "income-levy": "1000", "per-capita-levy": "3000",
                    "dependants": "0",
                ]
            })
        return try bench.gate.perform(ImportTax.operation, by: Bench.machine, for: .registration) {
            try ImportTax.perform(file, layouts: Bench.layouts, book: Self.law.book, in: $0)
        }
    }

    private func consent(
        _ bench: Bench, withdraw: Bool = false, until: CivilDate? = nil
    ) throws {
        try bench.gate.perform(RecordConsent.operation, by: Bench.counter, for: .registration) {
            let input = ConsentInput(
                .tax, about: ConsentCase(subject: Bench.stranger, child: Bench.child),
                by: Bench.stranger, on: day("2025-04-30"),
                period: EffectivePeriod(from: day("2025-04-30"), until: until), evidence: .paper,
                reference: "同意書 1")
            if withdraw {
                try RecordConsent.withdraw(input, in: $0)
            } else {
                _ = try RecordConsent.perform(input, in: $0)
            }
        }
    }

    @Test("同意した父母二人の税がそろえば判定でき、片方の同意が撤回されれば判定できない")
    func bothWithConsent() throws {
        let bench = try Bench()
        let id = try applied(bench)
        #expect(throws: EntitlementRefusal.incomeUnknown("受給者の令和6年度の課税の情報")) {
            try judge(bench, id).get()
        }
        // The father has not consented: his row leaves nothing.
        let first = try take(
            bench, [(Bench.parent, "1000000"), (Bench.stranger, "5399999")], 1)
        #expect(first.recorded == 1 && first.notNeeded == 1)
        #expect(throws: EntitlementRefusal.incomeUnknown("もう一方の保護者の令和6年度の課税の情報")) {
            try judge(bench, id).get()
        }
        try consent(bench)
        #expect(try take(bench, [(Bench.stranger, "5399999")], 2).recorded == 1)
        #expect(try judge(bench, id).get().examination.isEligible)
        // One yen more and the family is over: the reason is the income, and no amount is said.
        #expect(try take(bench, [(Bench.stranger, "5400000")], 3).recorded == 1)
        let over = try judge(bench, id).get().examination
        #expect(over.refusals.map(\.rule) == [.income])
        #expect(!over.refusals.contains { $0.because.contains("540") })
        try consent(bench, withdraw: true)
        #expect(throws: EntitlementRefusal.self) { try judge(bench, id).get() }
    }

    private func rejudge(_ bench: Bench) throws -> [ProposalDraft] {
        _ = try bench.gate.perform(Rejudge.operation, by: Bench.machine, for: .change) {
            try Rejudge.perform(
                .queue, law: Self.law, directory: bench.directory,
                consequences: MemoryConsequences(), in: $0)
        }
        return try bench.read { try ProposalBook.pending(from: $0) }.map(\.draft)
    }

    private func queued(_ bench: Bench) throws -> [CivilDate] {
        try bench.read { try RejudgementQueue.waiting(from: $0) }
            .filter { $0.notice.key.hasPrefix("consent-") && $0.notice.subject == Bench.child }
            .map(\.notice.on)
    }

    @Test("同意の撤回で判定に使えなくなった税は、その夜の再判定で案から消え、改めて同意すれば案が戻る")
    func withdrawnIsJudgedAgain() throws {
        let bench = try Bench()
        let id = try applied(bench)
        try consent(bench)
        #expect(try queued(bench).isEmpty, "まだ何も使っていない")
        _ = try take(bench, [(Bench.parent, "1000000"), (Bench.stranger, "5399999")], 1)
        _ = try judge(bench, id).get()
        try bench.gate.perform(
            ProposeDecisions.operation, by: Bench.counter, for: .registration
        ) {
            let judged = try JudgeApplications.perform(
                [id], law: Self.law, directory: bench.directory, terms: Bench.terms, in: $0)
            _ = try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: bench.directory, in: $0)
        }
        try bench.gate.perform(ApproveDecisions.operation, by: Bench.head, for: .registration) {
            let pending = try ProposalBook.pending(from: $0.db).map(\.id)
            _ = try ApproveDecisions.perform(.these(pending), in: $0)
        }
        bench.clock.stand(on: day("2025-06-20"))
        _ = try take(
            bench, [(Bench.parent, "1000000"), (Bench.stranger, "5400000")], 2, year: "2025")
        let lapse = try #require(try rejudge(bench).first)
        #expect(lapse.reason == .incomeExceeded && lapse.effectiveOn == day("2025-07-01"))
        try consent(bench, withdraw: true)
        #expect(try queued(bench) == [day("2025-06-20")])
        #expect(try rejudge(bench).isEmpty)
        #expect(try queued(bench).isEmpty)
        // Said again with an end: at once, and once more on the first day without it.
        try consent(bench, until: day("2025-06-25"))
        #expect(try queued(bench) == [day("2025-06-20"), day("2025-06-25")])
        #expect(try rejudge(bench).map(\.reason) == [.incomeExceeded])
        bench.clock.stand(on: day("2025-06-25"))
        #expect(try rejudge(bench).isEmpty)
    }
}
