// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("居住の特例は市の本のとおり")
struct ResidenceRuleTests {
    private func record(
        _ office: Office, _ kind: String, _ papers: Set<String>, from: String,
        until: String? = nil, book: SchemeBook = Office.law.book
    ) throws {
        try office.gate.perform(
            RecordResidenceException.operation, by: Office.counter, for: .change
        ) {
            try RecordResidenceException.perform(
                ResidenceException(
                    child: Office.child, kind: kind,
                    period: EffectivePeriod(from: date(from), until: until.map(date)),
                    papers: papers), book: book, in: $0)
        }
    }

    @Test("市の本にない特例、規定より前の日、未設定の本では登録できない")
    func unknown() throws {
        let office = try Office()
        try office.grant()
        let papers: Set = ["R11", "R12", "R13", "R14", "R15"]
        #expect(
            throws: EntitlementRefusal.noSuchException(
                ResidenceExceptionKind.apartFromGuardian.wording)
        ) { try record(office, "apart-from-guardian", papers, from: "2025-06-01") }
        #expect(throws: EntitlementRefusal.noSuchException("moon")) {
            try record(office, "moon", papers, from: "2025-06-01")
        }
        #expect(throws: EntitlementRefusal.self) {
            try record(
                office, "facility-inside", papers, from: "2025-03-31",
                book: IncomeOffice.law.book)
        }
    }

    @Test("他市から市内の施設に入った子は、住民でも対象外になり、特例が終われば対象に戻る")
    func facilityInside() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-07-01"))
        #expect(throws: CaseRefusal.residenceIncomplete) {
            try record(office, "facility-inside", ["R14"], from: "2025-06-15")
        }
        try record(office, "facility-inside", ["R14", "R15"], from: "2025-06-15")
        let report = try office.rejudge()
        let draft = try #require(
            try office.read { try ProposalBook.proposals(report.waiting, from: $0) }
                .values.first?.draft)
        #expect(draft.result == .lapsed && draft.effectiveOn == date("2025-06-15"))
        #expect(draft.reason == .enteredFacilityOrFosterCare)
        // Recorded by mistake: taken back, the proposal goes.
        try office.gate.perform(
            RecordResidenceException.operation, by: Office.counter, for: .change
        ) {
            try RecordResidenceException.perform(
                ResidenceException(
                    child: Office.child, kind: "facility-inside",
                    period: EffectivePeriod(from: date("2025-06-15")), papers: [], isVoid: true),
                book: Office.law.book, in: $0)
        }
        #expect(try office.rejudge().waiting.isEmpty)
        #expect(try office.state().isLive)
    }

    @Test("市外の施設に入って転出しても、本が市内とみなせば資格は続き、判定根拠に条文が出る")
    func facilityOutside() throws {
        let office = try Office()
        let receipt = try office.receive(office.form())
        try record(office, "facility-outside", ["R14"], from: "2025-04-05")
        office.directory.change(
            Office.child, reason: "B21", on: date("2025-04-05"), at: office.clock.now()
        ) {
            $0.status = .movedOut
            $0.residentUntil = date("2025-04-05")
        }
        let preview = try office.gate.perform(
            PreviewJudgement.operation, by: Office.counter, for: .registration
        ) {
            try PreviewJudgement.perform(
                receipt.id, law: Office.law, directory: office.directory, in: $0)
        }
        #expect(preview.isEligible)
        let finding = preview.judgement.outpatient.findings.first { $0.rule == .residence }
        #expect(finding?.because.contains("住所地特例") ?? false)
        #expect(finding?.because.contains("規則第2条第2項") ?? false)
    }
}
