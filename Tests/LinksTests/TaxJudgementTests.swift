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
        _ bench: Bench, _ rows: [(AddresseeNumber, String)], _ sequence: Int
    ) throws -> LinkReport {
        let file = try Bench.file(
            "tax", at: "2025043007000\(sequence)", sequence,
            rows: rows.map { who, income in
                [
                    "addressee": who.description, "tax-year": "2024", "status": "1",
                    "income": income, "income-levy": "1000", "per-capita-levy": "3000",
                    "dependants": "0",
                ]
            })
        return try bench.gate.perform(ImportTax.operation, by: Bench.machine, for: .registration) {
            try ImportTax.perform(file, layouts: Bench.layouts, book: Self.law.book, in: $0)
        }
    }

    private func consent(_ bench: Bench, withdraw: Bool = false) throws {
        try bench.gate.perform(RecordConsent.operation, by: Bench.counter, for: .registration) {
            let input = ConsentInput(
                .tax, about: ConsentCase(subject: Bench.stranger, child: Bench.child),
                by: Bench.stranger, on: day("2025-04-30"), evidence: .paper, reference: "同意書 1")
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
        bench.directory.change(
            Bench.child, reason: "B00", on: day("2025-04-01"), at: bench.clock.now()
        ) {
            $0.mother = Bench.parent
            $0.father = Bench.stranger
        }
        let id = try bench.apply().id
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
}
