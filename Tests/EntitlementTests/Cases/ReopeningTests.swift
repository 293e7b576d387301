// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("却下の取消し") struct ReopeningTests {
    /// An application of the tenth of April that was refused; its decision.
    private func refuse(_ office: Office) throws -> EntitlementDecision {
        let receipt = try office.receive(office.form())
        try office.exclude()
        #expect(try office.approve(try office.propose([receipt.id])).approved == 1)
        return try #require(try office.standing().first)
    }

    private func input(
        _ refusal: EntitlementDecision, kind: ReopeningGround.Kind = .ruling,
        on: String = "2025-05-20", number: String = "見福審第12号"
    ) -> CorrectionInput {
        CorrectionInput(
            child: Office.child, decision: refusal.id, act: .reopen, reason: "加入していたため",
            ground: ReopeningGround(kind: kind, on: date(on), number: number))
    }

    @Test("裁決で却下を取り消すと、申請は申請日のまま審査待ちに戻り、ふつうの決定で申請日から認定される", .measure("R-04"))
    func reopened() throws {
        let office = try Office()
        let refusal = try refuse(office)
        #expect(refusal.result == .refused)
        let before = office.clock.now()
        office.clock.stand(on: date("2025-06-02"))
        let asked = input(refusal)
        let seen = try office.foresee(asked)
        #expect(seen.lines.contains { $0.area == .application && $0.text.contains("令和7年4月10日") })
        // Nobody recorded such a ruling: the officer is told.
        #expect(seen.lines.contains { $0.text.contains("認容の裁決の記録がありません") })
        #expect(seen.lines.contains { $0.area == .letters && $0.text.contains("却下取消通知書") })
        let proposal = try office.correct(asked, seen: seen.digest, by: Office.both)
        // Nothing is open before the second officer has decided, and no second one is proposed.
        #expect(try office.status(refusal) == .refused)
        #expect(throws: EntitlementRefusal.proposalOvertaken) {
            try office.correct(asked, seen: try office.foresee(asked).digest)
        }
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.approve([proposal], by: Office.both)
        }
        #expect(try office.approve([proposal]).approved == 1)
        #expect(throws: EntitlementRefusal.proposalSettled) { try office.approve([proposal]) }
        #expect(try office.status(refusal) == .checked)
        let steps = try office.read {
            try ApplicationBook.steps(try #require(refusal.applicationID), from: $0)
        }
        #expect(steps.last?.wording == "却下の取消し")
        // The refusal stays in the record; when it ended is told, and what was known before is not changed.
        let now = try office.read {
            try CorrectionBook.reopened(ofChild: Office.child, from: $0)
        }
        #expect(now[refusal.id]?.reason == "裁決（令和7年5月20日 見福審第12号）：加入していたため")
        let then = try office.read {
            try ChildRecord.load(Office.child, on: date("2025-05-01"), recorded: before, from: $0)
        }
        #expect(then?.history.map(\.id) == [refusal.id] && then?.reopened.isEmpty == true)
        // The ordinary way: checked again, judged, proposed, approved.
        try office.exclude(isVoid: true)
        let id = try #require(refusal.applicationID)
        try office.check(id)
        try office.approve(try office.propose([id]))
        let granted = try office.state()
        #expect(granted.result == .granted && granted.appliedOn == date("2025-04-10"))
        #expect(granted.periods.outpatient?.from == date("2025-04-01"))
        #expect(throws: CaseRefusal.nothingToCorrect) { try office.foresee(asked) }
    }

    private func issue(
        _ source: any LetterSource, in office: Office
    ) throws -> IssueLetters.Batch {
        let terms = IssueLetters.Terms(
            letters: Office.law.book.letters, directory: office.directory,
            freshness: MemoryFreshness())
        return try office.gate.perform(.printLetters, by: Office.counter, for: .registration) {
            try IssueLetters.perform(source, try source.waiting(in: $0), terms, in: $0)
        }
    }

    @Test("却下の通知書を送る前に取り消すと、却下の通知書も取消しの通知書も作らない") func untold() throws {
        let office = try Office()
        let refusal = try refuse(office)
        // The list was made before the refusal was taken back.
        let listed = [refusal.id]
        office.clock.stand(on: date("2025-06-02"))
        let asked = input(refusal)
        try office.approve([try office.correct(asked, seen: try office.foresee(asked).digest)])
        #expect(try issue(DecisionLetters(), in: office).letters.isEmpty)
        #expect(try issue(ReopeningLetters(), in: office).letters.isEmpty)
        let orders = try office.gate.perform(
            .printLetters, by: Office.counter, for: .registration
        ) { try DecisionLetters().orders(listed, in: $0) }
        #expect(orders.isEmpty)
    }

    @Test("却下取消通知書は一度だけ待ち、申請書の番号と根拠が載る") func letter() throws {
        let office = try Office()
        let refusal = try refuse(office)
        #expect(try issue(DecisionLetters(), in: office).letters.count == 1)
        office.clock.stand(on: date("2025-06-02"))
        let asked = input(refusal)
        try office.approve([try office.correct(asked, seen: try office.foresee(asked).digest)])
        let batch = try issue(ReopeningLetters(), in: office)
        let letter = try #require(batch.letters.first)
        #expect(batch.letters.count == 1 && letter.kind == .reopened)
        #expect(
            letter.order.values[.reason]
                == .text("裁決（令和7年5月20日 見福審第12号）：加入していたため"))
        #expect(try issue(ReopeningLetters(), in: office).letters.isEmpty)
    }

    @Test("根拠の日・番号がない、別の申請が処理中、後の申請で資格がある取消しは断られる", .measure("R-45"))
    func refused() throws {
        let office = try Office()
        let refusal = try refuse(office)
        office.clock.stand(on: date("2025-06-02"))
        for wrong in [
            input(refusal, number: " "), input(refusal, on: "2025-04-09"),
            input(refusal, on: "2025-06-03"),
        ] {
            #expect(throws: CaseRefusal.reopeningIncomplete) { try office.foresee(wrong) }
        }
        // The office needs no number of its own.
        let own = input(refusal, kind: .exOfficio, number: "")
        let seen = try office.foresee(own)
        #expect(!seen.lines.contains { $0.text.contains("裁決") })
        let proposal = try office.correct(own, seen: seen.digest)
        try office.exclude(isVoid: true)
        let later = try office.receive(office.form(applied: "2025-06-02"))
        #expect(throws: CaseRefusal.openElsewhere) { try office.foresee(own) }
        #expect(throws: CaseRefusal.openElsewhere) { try office.approve([proposal]) }
        try office.approve(try office.propose([later.id]))
        #expect(throws: CaseRefusal.entitledSince) { try office.foresee(own) }
        // What waited went with the grant; the refusal stands.
        #expect(throws: EntitlementRefusal.proposalSettled) { try office.approve([proposal]) }
        #expect(try office.status(refusal) == .refused)
    }

    @Test("取消しの案を差し戻しても、却下はそのまま残る") func sentBack() throws {
        let office = try Office()
        let refusal = try refuse(office)
        office.clock.stand(on: date("2025-06-02"))
        let asked = input(refusal)
        let proposal = try office.correct(asked, seen: try office.foresee(asked).digest)
        try office.gate.perform(
            SendBack.operation, by: Office.head, for: .registration, reason: "根拠を確認"
        ) { try SendBack.perform(proposal, reason: "根拠を確認", in: $0) }
        #expect(try office.status(refusal) == .refused)
        #expect(throws: Never.self) {
            try office.correct(asked, seen: try office.foresee(asked).digest)
        }
    }
}

extension Office {
    fileprivate func standing() throws -> [EntitlementDecision] {
        try read { try CorrectionBook.standingRefusals(ofChild: Office.child, from: $0) }
    }

    fileprivate func status(_ refusal: EntitlementDecision) throws -> ApplicationStatus? {
        guard let id = refusal.applicationID else { return nil }
        return try read { try ApplicationBook.files([id], from: $0)[id]?.status }
    }

    /// 生活保護, which turns out to have been a mistake.
    fileprivate func exclude(isVoid: Bool = false) throws {
        try gate.perform(RecordExclusions.operation, by: Office.counter, for: .registration) {
            _ = try RecordExclusions.perform(
                [
                    ExclusionInput(
                        child: Office.child, kind: .publicAssistance,
                        beganOn: date("2025-04-01"), isVoid: isVoid, source: "検証")
                ], in: $0)
        }
    }

    fileprivate func check(_ id: Int64) throws {
        try gate.perform(CheckResidents.operation, by: Office.counter, for: .registration) {
            _ = try CheckResidents.perform([id], directory: directory, in: $0)
        }
    }
}
