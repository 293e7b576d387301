// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// 事前承認: signed by a head, ended by any head.
@Suite("事前承認") struct HeadRuleTests {
    private func sign(
        _ office: Office, _ kind: HeadRuleKind, _ from: String, _ until: String? = nil,
        by who: Principal = Office.head
    ) throws {
        try office.gate.perform(SignHeadRule.operation, by: who, for: .change) {
            try SignHeadRule.perform(
                kind, over: EffectivePeriod(from: date(from), until: until.map(date)), in: $0)
        }
    }

    private func end(
        _ office: Office, _ id: Int64, _ reason: String = "運用を改める",
        by who: Principal = Office.both
    ) throws {
        try office.gate.perform(EndHeadRule.operation, by: who, for: .change, reason: reason) {
            try EndHeadRule.perform(id, reason: reason, in: $0)
        }
    }

    private func rules(_ office: Office) throws -> [HeadRule] {
        try office.read { try HeadRuleBook.rules(from: $0) }
    }

    @Test("事前承認は期間が正しく重ならないときだけ署名でき、終わらせた人と時が残り、また署名できる")
    func signAndEnd() throws {
        let office = try Office()
        try office.appoint()
        try sign(office, .movedOut, "2025-04-01")
        #expect(throws: EntitlementRefusal.headRuleExists) {
            try sign(office, .movedOut, "2026-04-01", "2027-04-01")
        }
        for (from, until) in [("2025-05-01", "2025-05-01"), ("2025-03-01", "2025-04-10")] {
            #expect(throws: CaseRefusal.rulePeriod) { try sign(office, .died, from, until) }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try sign(office, .died, "2025-04-10", by: Office.counter)
        }
        let first = try #require(try rules(office).first)
        #expect(try rules(office).count == 1 && first.end == nil)
        #expect(first.signedBy == "U002" && first.signedAt == office.clock.now())
        #expect(throws: EntitlementRefusal.missingReason) { try end(office, first.id, "　") }
        #expect(throws: CaseRefusal.unknownRule) { try end(office, first.id + 90) }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try end(office, first.id, by: Office.counter)
        }
        try end(office, first.id)
        let ended = try #require(try rules(office).first)
        #expect(ended.id == first.id && ended.signedBy == "U002" && ended.end?.officer == "U003")
        #expect(
            ended.period == EffectivePeriod(from: date("2025-04-01"), until: date("2025-04-10")))
        #expect(throws: CaseRefusal.ruleSettled) { try end(office, first.id) }
        try sign(office, .movedOut, "2025-04-10")
        #expect(try rules(office).map { $0.end == nil } == [false, true])
    }

    @Test("始まる前に終わらせた事前承認は一日も効かず、同じ日からまた署名できる") func beforeItBegins() throws {
        let office = try Office()
        try sign(office, .died, "2025-06-01")
        try end(office, try #require(try rules(office).first).id)
        #expect(try rules(office).map(\.period.isEmpty) == [true])
        try sign(office, .died, "2025-06-01")
        #expect(try rules(office).map(\.period.isEmpty) == [true, false])
        #expect(try rules(office).map { $0.end == nil } == [false, true])
    }

    @Test("署名した本人が受け付けた届出は、事前承認では決まらず、別の決裁者を待つ", .measure("R-45"))
    func ownForm() throws {
        let office = try Office()
        try office.appoint()
        try sign(office, .movedOut, "2025-04-01", by: Office.both)
        try office.grant()
        office.clock.stand(on: date("2025-10-20"))
        var form = office.form(applied: "2025-10-20", evidence: false)
        form.kind = .lapse
        form.reason = .movingOut
        form.causeOn = date("2025-10-11")
        form.account = nil
        let taken = form
        _ = try office.gate.perform(
            ReceiveApplication.operation, by: Office.both, for: .registration
        ) {
            try ReceiveApplication.perform(
                taken, directory: office.directory, terms: Office.terms, in: $0)
        }
        let report = try office.gate.perform(
            CarryOutLapseNotices.operation, by: Office.counter, for: .change
        ) {
            try CarryOutLapseNotices.perform(
                rules: Office.law.book.endRules, consequences: MemoryConsequences(), in: $0)
        }
        #expect(report.waiting.count == 1 && report.carriedOut.approved == 0)
    }

    @Test("事前承認を終わらせると、その種類の届出は決裁者を待つ", .measure("R-45"), arguments: [false, true])
    func effect(_ isEnded: Bool) throws {
        let office = try Office()
        try office.sign(.movedOut)
        if isEnded { try end(office, try #require(try rules(office).first).id) }
        try office.grant()
        office.clock.stand(on: date("2025-10-20"))
        var form = office.form(applied: "2025-10-20", evidence: false)
        form.kind = .lapse
        form.reason = .movingOut
        form.causeOn = date("2025-10-11")
        form.account = nil
        _ = try office.receive(form)
        let report = try office.gate.perform(
            CarryOutLapseNotices.operation, by: Office.counter, for: .change
        ) {
            try CarryOutLapseNotices.perform(
                rules: Office.law.book.endRules, consequences: MemoryConsequences(), in: $0)
        }
        #expect(report.waiting.count == (isEnded ? 1 : 0))
        #expect(report.carriedOut.approved == (isEnded ? 0 : 1))
    }

    /// A lapse notified in October, carried out by the clerk.
    private func lapse(_ office: Office) throws -> NoticeReport {
        office.clock.stand(on: date("2025-10-20"))
        var form = office.form(applied: "2025-10-20", evidence: false)
        form.kind = .lapse
        form.reason = .movingOut
        form.causeOn = date("2025-10-11")
        form.account = nil
        _ = try office.receive(form)
        return try office.gate.perform(
            CarryOutLapseNotices.operation, by: Office.counter, for: .change
        ) {
            try CarryOutLapseNotices.perform(
                rules: Office.law.book.endRules, consequences: MemoryConsequences(), in: $0)
        }
    }

    @Test(
        "署名した決裁者の役割が終わると、その事前承認では決まらず、種類が知らされる", .measure("R-45"),
        arguments: [("2026-04-01", true), ("2025-10-21", true), ("2025-10-20", false)])
    func signerLeft(_ until: String, _ decides: Bool) throws {
        let office = try Office()
        try office.appoint([Office.head], until: until)
        try sign(office, .movedOut, "2025-04-01")
        try office.grant()
        let report = try lapse(office)
        #expect(report.carriedOut.approved == (decides ? 1 : 0))
        #expect(report.waiting.count == (decides ? 0 : 1))
        #expect(report.carriedOut.orphaned == (decides ? [] : [.movedOut]))
        let today = date("2025-10-20")
        #expect(
            try office.read { try HeadRuleBook.orphaned(on: today, from: $0) }
                == (decides ? [] : [.movedOut]))
    }

    @Test("役割が終わった決裁者の事前承認は、いまの決裁者が署名すると終わり、新しい署名で決まる", .measure("R-45"))
    func signedAnew() throws {
        let office = try Office()
        try office.appoint([Office.head], until: "2025-10-01")
        try office.appoint([Office.both])
        try sign(office, .movedOut, "2025-04-01")
        #expect(throws: EntitlementRefusal.headRuleExists) {
            try sign(office, .movedOut, "2025-05-01", by: Office.both)
        }
        try office.grant()
        office.clock.stand(on: date("2025-10-20"))
        #expect(throws: EntitlementRefusal.headRuleExists) {
            try sign(office, .movedOut, "2025-09-01", by: Office.both)
        }
        try sign(office, .movedOut, "2025-10-20", by: Office.both)
        let all = try rules(office)
        #expect(all.map(\.signedBy) == ["U002", "U003"])
        #expect(all.map { $0.end?.officer } == ["U003", nil])
        #expect(all.first?.period.until == date("2025-10-20"))
        let report = try lapse(office)
        #expect(report.carriedOut.approved == 1 && report.carriedOut.orphaned.isEmpty)
        #expect(try office.state().approver == "U003")
    }
}
