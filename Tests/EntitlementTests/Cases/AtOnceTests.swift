// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("即日認定の専決") struct AtOnceTests {
    @Test("専決の定めは二人の決裁者で決まり、起案者だけでは有効にならない", .measure("R-45")) func twoHeads() throws {
        let office = try Office()
        let id = try office.gate.perform(
            ProposeDecisionRule.operation, by: Office.head, for: .registration, reason: "専決"
        ) {
            try ProposeDecisionRule.perform(
                over: EffectivePeriod(from: date("2025-04-01"), until: date("2025-10-01")),
                checkDays: 3, ground: "専決規程", in: $0)
        }
        #expect(
            try office.read { try DecisionRuleBook.inForce(on: date("2025-05-01"), from: $0) }
                == nil)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.gate.perform(
                ApproveDecisionRule.operation, by: Office.head, for: .registration
            ) { try ApproveDecisionRule.perform(id, in: $0) }
        }
        try office.gate.perform(
            ApproveDecisionRule.operation, by: Office.otherHead, for: .registration
        ) { try ApproveDecisionRule.perform(id, in: $0) }
        #expect(
            try office.read { try DecisionRuleBook.inForce(on: date("2025-05-01"), from: $0) }?.id
                == id)
        #expect(throws: CaseRefusal.rulePeriod) {
            try office.gate.perform(
                ProposeDecisionRule.operation, by: Office.head, for: .registration, reason: "専決"
            ) {
                try ProposeDecisionRule.perform(
                    over: EffectivePeriod(from: date("2025-09-01"), until: date("2026-04-01")),
                    checkDays: 3, ground: "専決規程", in: $0)
            }
        }
    }

    @Test("定めがあれば窓口でその場で決まり、事後確認の一覧に残り、口座は確認を待つ", .measure("R-04", "R-08"))
    func decided() throws {
        let office = try Office()
        try office.signRule(days: 3)
        let receipt = try office.receive(office.form())
        guard case .decided(let history) = try office.decideAtOnce([receipt.id]) else {
            Issue.record("その場で決まりません")
            return
        }
        #expect(history.count == 1)
        #expect(try office.state().result == .granted)
        // The approver of the record is the head who signed, never the clerk.
        #expect(try office.state().approver == Office.otherHead.officer)
        #expect(try office.issue(history).isComplete)
        let uses = try office.read { try DecisionRuleBook.uses(areOpen: true, from: $0) }
        #expect(uses.map(\.history) == history)
        // 10 April is a Thursday: three open days later is Tuesday.
        #expect(uses.map(\.dueOn) == [date("2025-04-15")])
        #expect(try office.read { try AccountConfirmations.count(from: $0) } == 1)
        #expect(throws: CaseRefusal.ownUse) {
            try office.gate.perform(
                CheckRuleUse.operation, by: Office.counterWhoIsHead, for: .registration
            ) { try CheckRuleUse.perform(uses[0].id, isRight: true, note: nil, in: $0) }
        }
        #expect(throws: EntitlementRefusal.missingReason) {
            try office.gate.perform(
                CheckRuleUse.operation, by: Office.head, for: .registration
            ) { try CheckRuleUse.perform(uses[0].id, isRight: false, note: " ", in: $0) }
        }
        try office.gate.perform(
            CheckRuleUse.operation, by: Office.head, for: .registration
        ) { try CheckRuleUse.perform(uses[0].id, isRight: true, note: nil, in: $0) }
        #expect(
            try office.read { try DecisionRuleBook.counts(on: date("2025-05-01"), from: $0) }
                .waiting
                == 0)
    }

    @Test("定めがない、注意がある、郵送の申請は、その場では決まらず決裁を待つ", .measure("R-04"), arguments: 0..<3)
    func waits(_ kind: Int) throws {
        let office = try Office(kind == 1 ? "2025-06-10" : "2025-04-10")
        if kind > 0 { try office.signRule() }
        var form = office.form(applied: kind == 1 ? "2025-06-10" : "2025-04-10")
        if kind == 2 { form.channel = .post }
        let receipt = try office.receive(form)
        guard case .waiting(let proposals, let why) = try office.decideAtOnce([receipt.id]) else {
            Issue.record("決まってしまいました")
            return
        }
        let words = ["専決の定めがありません", "期限後の申請", "窓口で受け付けた申請ではありません"]
        #expect(why.contains(words[kind]), "\(why)")
        #expect(proposals.count == 1)
        #expect(throws: Missing.self) { try office.state() }
        #expect(try office.approve(proposals).approved == 1)
    }

    @Test("専決の定めに署名した決裁者の役割が終わると、その場で決まらず、結び直すよう言う", .measure("R-45"))
    func signerLeft() throws {
        let office = try Office()
        try office.signRule(until: "2025-05-01")
        office.clock.stand(on: date("2025-05-01"))
        let receipt = try office.receive(office.form(applied: "2025-04-10"))
        guard case .waiting(let proposals, let why) = try office.decideAtOnce([receipt.id]) else {
            Issue.record("決まってしまいました")
            return
        }
        #expect(proposals.count == 1 && why.contains("役割が終わっています"), "\(why)")
    }

    @Test("終わらせた定めでは、その場で決まらない", .measure("R-45")) func ended() throws {
        let office = try Office()
        let rule = try office.signRule()
        try office.gate.perform(
            EndDecisionRule.operation, by: Office.head, for: .registration, reason: "見直し"
        ) { try EndDecisionRule.perform(rule, reason: "見直し", in: $0) }
        let receipt = try office.receive(office.form())
        guard case .waiting = try office.decideAtOnce([receipt.id]) else {
            Issue.record("決まってしまいました")
            return
        }
    }
}

extension Office {
    /// The clerk of the counter, who is a head as well.
    fileprivate static let counterWhoIsHead = Principal(
        officer: Office.counter.officer, name: "U001", roles: [.head], session: "test",
        terminal: "T1")
}
