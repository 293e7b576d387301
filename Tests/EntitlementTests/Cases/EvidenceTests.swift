// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("本人確認と確認書類") struct EvidenceTests {
    @Test("書類の一覧はすべて日付と出典をもち、確かめていないものは未確認のまま", .measure("R-34"))
    func sources() {
        #expect(Office.rules.documents.count > 30)
        #expect(Office.rules.documents.allSatisfy { !$0.source.isEmpty && !$0.isVerified })
        for list in CaseRules.List.allCases {
            #expect(!Office.rules.documents(list, on: date("2025-06-10")).isEmpty, "\(list)")
        }
    }

    @Test("従来の保険証は令和7年12月1日まで、資格確認書は令和6年12月2日から使える", .measure("R-42"))
    func insuranceCards() throws {
        let rules = Office.rules
        try rules.check("card", in: .insurance, on: date("2025-12-01"))
        #expect(throws: CaseRefusal.self) {
            try rules.check("card", in: .insurance, on: date("2025-12-02"))
        }
        for kind in ["confirmation", "notice", "portal"] {
            try rules.check(kind, in: .insurance, on: date("2024-12-02"))
            #expect(throws: CaseRefusal.self) {
                try rules.check(kind, in: .insurance, on: date("2024-12-01"))
            }
        }
    }

    @Test(
        "番号法16条の確認は、番号・身元・代理権のどれが欠けても足りない", .measure("R-34", "R-42"),
        arguments: [
            (["N01"], [], nil, nil as String?),
            (["N03", "P01"], [], nil, nil),
            (["N03", "Q01", "Q03"], [], nil, nil),
            (["N03", "Q01"], [], nil, "申請者の身元確認"),
            (["P01"], [], nil, "申請者の番号確認"),
            (["N03"], ["P02"], "A03", nil),
            (["N03"], ["P02"], nil, "代理権の確認"),
            (["N03"], ["Q01"], "A01", "代理人の身元確認"),
        ] as [([String], [String], String?, String?)])
    func articleSixteen(
        _ applicant: [String], _ agent: [String], _ agency: String?, _ missing: String?
    ) throws {
        let seen = SeenDocuments(
            applicant: Set(applicant), agent: Set(agent), agency: agency)
        let hasAgent = !agent.isEmpty
        if let missing {
            #expect(throws: CaseRefusal.identityIncomplete(missing)) {
                try seen.check(by: Office.rules, hasAgent: hasAgent, on: date("2025-06-10"))
            }
        } else {
            try seen.check(by: Office.rules, hasAgent: hasAgent, on: date("2025-06-10"))
        }
    }

    @Test(
        "番号確認と身元確認の方法は、見た書類から決まる",
        arguments: [
            (["N01"], [], nil as String?, false, "01", "01"),
            (["N03", "P01"], [], nil, false, "99", "02"),
            (["N06", "Q01", "Q03"], [], nil, false, "99", "06"),
            (["N03", "Q01"], [], nil, false, "99", ""),
            (["N01"], ["P02"], "A03", true, "01", "03"),
            // Ticks of an agent nobody is named for, and an agent without any.
            (["N01"], ["P02"], "A03", false, "01", "01"),
            (["N03", "P01"], [], "A03", false, "99", "02"),
            (["N01"], [], nil, true, "01", ""),
            (["P05"], [], nil, false, "", "99"),
            ([], [], nil, false, "", ""),
        ] as [([String], [String], String?, Bool, String, String)])
    func codes(
        _ applicant: [String], _ agent: [String], _ agency: String?, _ hasAgent: Bool,
        _ number: String, _ identity: String
    ) {
        let codes = SeenDocuments(
            applicant: Set(applicant), agent: Set(agent), agency: agency
        ).codes(by: Office.rules, hasAgent: hasAgent)
        #expect(codes.number == number && codes.identity == identity)
    }

    @Test("見た書類は一つずつ記録され、番号は残らない", .measure("R-34", "R-19")) func recorded() throws {
        let office = try Office()
        let id = try office.gate.perform(
            ReceiveApplication.operation, by: Office.counter, for: .registration
        ) { scope in
            let receipt = try ReceiveApplication.perform(
                office.form(), directory: office.directory, terms: Office.terms, in: scope)
            try RecordSeenDocuments.perform(
                SeenDocuments(applicant: ["N01"], agent: ["P02"], agency: "A03"), hasAgent: true,
                of: [receipt.id], rules: Office.rules, in: scope)
            return receipt.id
        }
        let documents = try office.read { try IdentityDocumentBook.documents(of: id, from: $0) }
        #expect(
            documents.map { "\($0.holder.rawValue) \($0.proves) \($0.document)" } == [
                "applicant identity N01", "applicant number N01", "agent identity P02",
                "agent agency A03",
            ])
    }

    @Test("市外に住む学生の特例は、書類がそろわなければ記録できず、そろえば転出しても資格が続く", .measure("R-31"))
    func studentAway() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-08-20"))
        office.directory.change(
            Office.child, reason: "B21", on: date("2025-08-15"), at: office.clock.now()
        ) {
            $0.status = .movedOut
            $0.residentUntil = date("2025-08-15")
        }
        func record(_ papers: Set<String>, _ end: String?) throws {
            try office.gate.perform(
                RecordResidenceException.operation, by: Office.counter, for: .change
            ) {
                try RecordResidenceException.perform(
                    ResidenceException(
                        child: Office.child, kind: "study-away",
                        period: EffectivePeriod(
                            from: date("2025-08-15"), until: end.map(date)), papers: papers),
                    book: Office.law.book, in: $0)
            }
        }
        #expect(throws: CaseRefusal.residenceIncomplete) { try record(["R11", "R12"], nil) }
        try record(["R11", "R12", "R13"], nil)
        #expect(try office.rejudge().waiting.isEmpty)
        #expect(try office.state().isLive)
        // The school ends: so does the entitlement.
        try record(["R11", "R12", "R13"], "2026-04-01")
        let report = try office.rejudge()
        #expect(report.waiting.count == 1)
        let draft = try office.read {
            try ProposalBook.proposals(report.waiting, from: $0)
        }[report.waiting[0]]?.draft
        #expect(draft?.effectiveOn == date("2026-04-01") && draft?.reason == .movedOut)
    }

    @Test("督促は期限切れの保留だけにでき、回数と新しい期限が残り、保留の理由は変わらない", .measure("R-09"))
    func reminders() throws {
        let office = try Office()
        let receipt = try office.receive(office.form(evidence: false))
        func remind(_ due: String) throws -> Int {
            try office.gate.perform(
                RemindPapers.operation, by: Office.counter, for: .registration
            ) { try RemindPapers.perform(due: date(due), in: $0).reminders.count }
        }
        #expect(throws: CaseRefusal.notOverdue) { try remind("2025-06-30") }
        office.clock.stand(on: date("2025-05-20"))
        let overdue = try office.read { try OverduePapers.list(on: date("2025-05-20"), from: $0) }
        #expect(overdue.map(\.days) == [10] && overdue.map(\.reminders) == [0])
        #expect(throws: EntitlementRefusal.dueDayPassed) { try remind("2025-05-20") }
        #expect(try remind("2025-06-19") == 1)
        #expect(throws: CaseRefusal.notOverdue) { try remind("2025-07-31") }
        let file = try office.read { try ApplicationBook.files([receipt.id], from: $0) }
        #expect(file[receipt.id]?.dueOn == date("2025-06-19"))
        let reasons = try office.read { try ApplicationBook.holdReasons([receipt.id], from: $0) }
        #expect(reasons[receipt.id] == HoldReason.insuranceEvidence)
        office.clock.stand(on: date("2025-06-20"))
        let second = try office.read { try OverduePapers.list(on: date("2025-06-20"), from: $0) }
        #expect(second.map(\.reminders) == [1])
        // Evidence that comes now still releases it.
        let report = try office.gate.perform(
            RecordInsurance.operation, by: Office.counter, for: .registration
        ) {
            try RecordInsurance.perform(
                [office.insurance(Office.child, from: "2025-04-01")], in: $0)
        }
        #expect(report.released == [receipt.id])
    }
}
