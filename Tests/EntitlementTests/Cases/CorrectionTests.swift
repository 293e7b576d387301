// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("資格の訂正") struct CorrectionTests {
    private func input(_ office: Office, _ act: CorrectionAct, until: String? = nil) throws
        -> CorrectionInput
    {
        let state = try office.state()
        let period = until.map { EffectivePeriod(from: date("2025-04-01"), until: date($0)) }
        return CorrectionInput(
            child: Office.child, decision: state.id, act: act,
            periods: period.map { EntitlementPeriods(outpatient: $0, inpatient: $0) },
            reason: "転出日の誤り")
    }

    @Test("訂正の前に、支払・証・通知・決裁待ちへの影響がすべて示され、同じ内容でなければ起案できない", .measure("R-04"))
    func everythingFirst() throws {
        let office = try Office()
        let decision = try office.grant()
        let batch = try office.issue([decision.id])
        let paid = MemoryConsequences([
            Office.child: [
                Consequence(
                    kind: .paidAfterLapse, month: nil, amount: Yen(3_450), text: "6月診療分の支払済み")
            ]
        ])
        let asked = try input(office, .correct, until: "2025-06-01")
        let seen = try office.foresee(asked, consequences: paid)
        #expect(seen.lostFrom == date("2025-06-01"))
        #expect(seen.paid == Yen(3_450))
        let areas = Set(seen.lines.map(\.area))
        #expect(areas == [.payments, .certificates, .letters])
        #expect(
            seen.lines.contains {
                $0.area == .certificates && $0.text.contains(batch.certificates[0].issueNumber)
            })
        // Something more was paid since the officer looked.
        let more = MemoryConsequences([
            Office.child: [
                Consequence(
                    kind: .paidAfterLapse, month: nil, amount: Yen(9_999), text: "7月診療分の支払済み")
            ]
        ])
        #expect(throws: CaseRefusal.previewMoved) {
            try office.correct(asked, seen: seen.digest, consequences: more)
        }
        let proposal = try office.correct(asked, seen: seen.digest, consequences: paid)
        let waiting = try office.read { try ProposalBook.proposals([proposal], from: $0) }
        #expect(
            waiting[proposal]?.draft.flags == [.correction, .consequences])
        #expect(try office.state().result == .granted)
        try office.approve([proposal])
        let after = try office.state()
        #expect(after.result == .changed && after.reason == .correctedGrant)
        #expect(after.periods.outpatient?.until == date("2025-06-01"))
        // The certificate in the parent's hands says more than is true.
        let recalled = try office.read { try CertificateBook.recalled(from: $0) }
        #expect(recalled.map(\.certificate.issueNumber) == [batch.certificates[0].issueNumber])
        // The unposted letter is taken out, and the right certificate waits to be printed.
        #expect(try office.read { try LetterBook.counts(from: $0) }.toTakeOut == 1)
        #expect(try office.read { try CertificateBook.waiting(from: $0) } == [after.id])
    }

    @Test("認定取消の後は、その受給者番号ではどの日も資格がない", .measure("R-04", "R-25")) func revoke() throws {
        let office = try Office()
        let granted = try office.grant()
        let certificate = try #require(try office.issue([granted.id]).certificates.first)
        let before = office.clock.now()
        office.clock.stand(on: date("2025-05-01"))
        let asked = try input(office, .revoke)
        let seen = try office.foresee(asked)
        #expect(seen.after.isEmpty && seen.lostFrom == date("2025-04-01"))
        try office.approve([try office.correct(asked, seen: seen.digest)])
        let (now, then) = try office.read {
            (
                try EntitlementIndex.load(from: $0),
                try EntitlementIndex.load(asOf: before, from: $0)
            )
        }
        #expect(now.entries.allSatisfy { !$0.isEntitled(on: date("2025-04-20"), inpatient: false) })
        // The certificate of what never was is called back.
        let recalled = try office.read { try CertificateBook.recalled(from: $0) }
        #expect(recalled.map(\.certificate.issueNumber) == [certificate.issueNumber])
        // What was known before is not changed by it.
        #expect(then.entries.contains { $0.isEntitled(on: date("2025-04-20"), inpatient: false) })
    }

    @Test("消滅の取消しで、前の決定の期間と受給者に戻る", .measure("R-04")) func restore() throws {
        let office = try Office()
        let granted = try office.grant()
        office.clock.stand(on: date("2025-06-01"))
        let lapse = try office.gate.perform(
            LapseEntitlement.operation, by: Office.counter, for: .change
        ) {
            try LapseEntitlement.propose(
                Office.child, on: date("2025-05-20"), decision: .movedOut, asked: .movingOut,
                exOfficio: false, consequences: MemoryConsequences(), in: $0)
        }
        try office.approve([lapse])
        #expect(try !office.state().isLive)
        let asked = try input(office, .restore)
        let seen = try office.foresee(asked)
        #expect(seen.after == granted.periods && seen.lostFrom == nil)
        try office.approve([try office.correct(asked, seen: seen.digest)])
        #expect(try office.state().result == .resumed)
        #expect(try office.state().periods == granted.periods)
        #expect(try office.state().recipientNumber == granted.recipientNumber)
    }

    @Test("起案者は自分の訂正を決裁できず、何も変わらない訂正と理由のない訂正は断られる", .measure("R-45"))
    func refused() throws {
        let office = try Office()
        try office.grant()
        var asked = try input(office, .correct, until: "2025-06-01")
        let seen = try office.foresee(asked)
        let proposal = try office.correct(asked, seen: seen.digest, by: Office.both)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.approve([proposal], by: Office.both)
        }
        // While one waits there is no second one.
        #expect(throws: EntitlementRefusal.proposalOvertaken) {
            try office.correct(asked, seen: try office.foresee(asked).digest)
        }
        asked.periods = try office.state().periods
        #expect(throws: CaseRefusal.nothingToCorrect) { try office.foresee(asked) }
        asked.reason = "　"
        #expect(throws: EntitlementRefusal.missingReason) {
            try office.correct(asked, seen: "x")
        }
    }
}
