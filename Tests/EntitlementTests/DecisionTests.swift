// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Entitlement

@Suite("決定") struct DecisionTests {
    @Test("4月1日生まれは18年後の3月31日まで、出生日から認定される") func granted() throws {
        let office = try Office()
        let decision = try office.grant()
        #expect(decision.result == .granted)
        #expect(
            decision.periods.outpatient
                == EffectivePeriod(from: date("2025-04-01"), until: date("2043-04-01")))
        #expect(decision.recipientNumber == RecipientNumber(serial: 500_000)?.digits)
    }

    @Test(
        "15日以内は出生日から、過ぎれば申請日から",
        arguments: [
            ("2025-04-16", "2025-04-01"), ("2025-04-17", "2025-04-17"),
            ("2025-05-01", "2025-05-01"),
        ])
    func fifteenDays(_ applied: String, _ from: String) throws {
        let office = try Office(applied)
        let decision = try office.grant(office.form(applied: applied))
        #expect(decision.periods.outpatient?.from == date(from))
    }

    @Test("起案した職員は決裁できない", .measure("R-04")) func fourEyes() throws {
        let office = try Office()
        let receipt = try office.receive(office.form())
        let ids = try office.propose([receipt.id], by: Office.both)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.approve(ids, by: Office.both)
        }
        #expect(try office.approve(ids).approved == 1)
    }

    @Test(
        "判定が認定でも、保護者の要件・在留資格・来ない書類は、職員が認めた事実で却下を起案できる",
        .measure("R-04"), arguments: OfficersRefusal.reasons)
    func officersRefusal(_ reason: DecisionReason) throws {
        let office = try Office()
        let receipt = try office.receive(office.form())
        let words = "別居の父が監護している（条例第2条第2項）"
        func propose(_ who: Principal) throws -> [Int64] {
            try office.gate.perform(ProposeDecisions.operation, by: who, for: .registration) {
                let judged = try JudgeApplications.perform(
                    [receipt.id], law: Office.law, directory: office.directory,
                    terms: Office.terms, in: $0)
                return try ProposeDecisions.perform(
                    try judged.map { try $0.get() },
                    refusing: try OfficersRefusal(reason: reason, words: words),
                    directory: office.directory, in: $0)
            }
        }
        let ids = try propose(Office.both)
        let draft = try #require(
            try office.read { try ProposalBook.proposals(ids, from: $0) }.values.first
        ).draft
        #expect(draft.flags.isSuperset(of: [.refusal, .officersFinding]))
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.approve(ids, by: Office.both)
        }
        let report = try office.approve(ids)
        let decision = try #require(
            try office.read { try HistoryBook.decisions(ids: report.historyIDs, from: $0) }
                .values.first)
        #expect(decision.result == .refused && decision.reason == reason)
        #expect(decision.periods.isEmpty && decision.recipientNumber == nil)
        let told = try office.read { try DecisionDetails.of([decision], from: $0) }
        #expect(
            told[decision.id]?.words
                == .joined([.code(.decisionReason, reason), .text(words)], by: "。"))
        // What was refused can be applied for again.
        #expect(try office.grant().result == .granted)
    }

    @Test("職員の却下には、理由と事実が要る。判定から決まる理由と、判定が却下のときは断る")
    func officersRefusalRefused() throws {
        #expect(throws: EntitlementRefusal.missingReason) {
            try OfficersRefusal(reason: .guardianRequirement, words: " 　")
        }
        #expect(throws: EntitlementRefusal.notForOfficers) {
            try OfficersRefusal(reason: .age, words: "年齢")
        }
        let office = try Office()
        let old = AddresseeNumber(value: 900_000_061)
        office.directory.put(
            office.person(old, "検証 子", "ケンショウ コ", born: "2001-04-01"))
        let receipt = try office.receive(office.form(child: old))
        #expect(throws: EntitlementRefusal.refusedByBook) {
            try office.gate.perform(
                ProposeDecisions.operation, by: Office.counter, for: .registration
            ) {
                let judged = try JudgeApplications.perform(
                    [receipt.id], law: Office.law, directory: office.directory,
                    terms: Office.terms, in: $0)
                return try ProposeDecisions.perform(
                    try judged.map { try $0.get() },
                    refusing: try OfficersRefusal(reason: .stayStatus, words: "短期滞在"),
                    directory: office.directory, in: $0)
            }
        }
    }

    @Test("同じ決定案を二度決裁しても一度しか決まらない", .measure("R-04")) func twice() throws {
        let office = try Office()
        let ids = try office.propose([try office.receive(office.form()).id])
        try office.approve(ids)
        #expect(throws: EntitlementRefusal.proposalSettled) { try office.approve(ids) }
        #expect(throws: EntitlementRefusal.alreadyEntitled) {
            try office.receive(office.form())
        }
    }

    @Test("差し戻すと審査待ちに戻り、もう一度起案できる") func sentBack() throws {
        let office = try Office()
        let receipt = try office.receive(office.form())
        let ids = try office.propose([receipt.id])
        try office.gate.perform(
            SendBack.operation, by: Office.head, for: .registration, reason: "再確認"
        ) { try SendBack.perform(ids[0], reason: "再確認", in: $0) }
        #expect(try office.read { try Inbox.toExamine(from: $0) }.count == 1)
        func sentBack() throws -> Set<Int64> {
            try office.read { try ApplicationBook.sentBack(from: $0) }
        }
        #expect(try sentBack() == [receipt.id])
        let again = try office.propose([receipt.id])
        #expect(try sentBack().isEmpty)
        #expect(try office.approve(again).approved == 1)
        #expect(try sentBack().isEmpty)
    }

    @Test("決裁待ちは、古い案の後に決まった案が何件あっても、残る案を古い順に全部出す") func pendingAmongSettled() throws {
        let office = try Office()
        let children = (0..<4).map { AddresseeNumber(value: 900_000_050 + $0) }
        var proposals: [Int64] = []
        for child in children {
            office.directory.put(
                office.person(
                    child, "検証 子", "ケンショウ コ", born: "2025-04-0\(child.value % 10 + 1)"))
            proposals += try office.propose([try office.receive(office.form(child: child)).id])
        }
        func pending() throws -> [Int64] {
            try office.read { try ProposalBook.pending(from: $0) }.map(\.id)
        }
        func beside(_ index: Int) throws -> [Int64?] {
            let found = try office.read {
                try ProposalBook.neighbours(of: proposals[index], from: $0)
            }
            return [found.before, found.after]
        }
        #expect(try pending() == proposals)
        #expect(try beside(0) == [nil, proposals[1]] && beside(3) == [proposals[2], nil])
        // A list that shows one kind, or what was proposed within a time, is leafed through alone.
        func beside(_ part: ProposalPart) throws -> [Int64?] {
            let found = try office.read {
                try ProposalBook.neighbours(of: proposals[1], in: part, from: $0)
            }
            return [found.before, found.after]
        }
        let now = office.clock.now()
        #expect(try beside(ProposalPart(result: .granted)) == [proposals[0], proposals[2]])
        #expect(try beside(ProposalPart(result: .lapsed)) == [nil, nil])
        #expect(
            try beside(ProposalPart(until: now.adding(seconds: 1))) == [proposals[0], proposals[2]])
        #expect(try beside(ProposalPart(from: now.adding(seconds: 1))) == [nil, nil])
        try office.approve([proposals[1], proposals[3]])
        #expect(try pending() == [proposals[0], proposals[2]])
        #expect(try beside(0) == [nil, proposals[2]] && beside(2) == [proposals[0], nil])
        // From one that is settled the way goes on to those that wait.
        #expect(try beside(1) == [proposals[0], proposals[2]] && beside(3) == [proposals[2], nil])
        try office.approve([proposals[2]])
        #expect(try pending() == [proposals[0]])
        try office.approve([proposals[0]])
        #expect(try pending().isEmpty)
    }

    @Test("保留した案は、一括でも一件でも決裁されず、解けば決裁できる", .measure("R-04")) func held() throws {
        let office = try Office()
        let ids = try office.propose([try office.receive(office.form()).id])
        func put(_ reason: String, until: String) throws {
            try office.gate.perform(
                HoldDecision.operation, by: Office.head, for: .registration, reason: "確認"
            ) { try HoldDecision.perform(ids[0], reason: reason, until: date(until), in: $0) }
        }
        func resume() throws {
            try office.gate.perform(
                ResumeDecision.operation, by: Office.head, for: .registration, reason: "済み"
            ) { try ResumeDecision.perform(ids[0], reason: "済み", in: $0) }
        }
        #expect(throws: EntitlementRefusal.missingReason) { try put("", until: "2025-07-01") }
        #expect(throws: EntitlementRefusal.dueDayPassed) { try put("確認", until: "2025-01-01") }
        try put("保険の確認", until: "2025-07-01")
        let batch = try office.gate.perform(
            ApproveDecisions.operation, by: Office.head, for: .registration
        ) { try ApproveDecisions.perform(.flagless, in: $0) }
        #expect(batch.approved == 0)
        #expect(batch.leftOut == [ids[0]: EntitlementRefusal.proposalHeld.message])
        #expect(throws: EntitlementRefusal.proposalHeld) { try office.approve(ids) }
        let hold = try office.read { try ProposalHoldBook.held(ids, from: $0)[ids[0]] }
        #expect(hold?.reason == "保険の確認" && hold?.lookAgainOn == date("2025-07-01"))
        try resume()
        try resume()
        #expect(try office.read { try ProposalHoldBook.held(ids, from: $0) }.isEmpty)
        #expect(try office.approve(ids).approved == 1)
        #expect(throws: EntitlementRefusal.proposalSettled) {
            try put("決裁の後", until: "2025-07-01")
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.gate.perform(
                HoldDecision.operation, by: Office.counter, for: .registration, reason: "x"
            ) { _ in }
        }
    }

    @Test("生活保護の児童は却下され、一括決裁には入らない") func refused() throws {
        let office = try Office()
        let receipt = try office.receive(office.form())
        try office.gate.perform(RecordExclusions.operation, by: Office.counter, for: .registration)
        { scope in
            _ = try RecordExclusions.perform(
                [
                    ExclusionInput(
                        child: Office.child, kind: .publicAssistance,
                        beganOn: date("2025-04-01"), source: "検証")
                ], in: scope)
        }
        let ids = try office.propose([receipt.id])
        let batch = try office.gate.perform(
            ApproveDecisions.operation, by: Office.head, for: .registration
        ) { try ApproveDecisions.perform(.flagless, in: $0) }
        #expect(batch.approved == 0)
        let report = try office.approve(ids)
        #expect(report.counts == [.refused: 1])
        let decision = try office.read {
            try HistoryBook.decisions(ids: report.historyIDs, from: $0)[report.historyIDs[0]]
        }
        #expect(decision?.reason == .publicAssistance)
        #expect(decision?.recipientNumber == nil)
        let findings = try office.read {
            try JudgementBook.findings([decision?.judgementID ?? 0], from: $0)
        }
        #expect(findings.values.joined().contains { !$0.met && $0.article != nil })
    }

    @Test("受給者番号は重ならず、空いている予約番号だけが使われる") func numbers() throws {
        let office = try Office()
        let children = (0..<40).map { AddresseeNumber(value: 910_000_000 + Int64($0)) }
        for child in children {
            office.directory.put(
                office.person(child, "検証 子", "ケンショウ コ", born: "2025-04-02"))
        }
        let receipts = try office.gate.perform(
            ReceiveApplications.operation, by: Office.counter, for: .registration
        ) {
            try ReceiveApplications.perform(
                children.map { office.form(child: $0, serial: $0.value % 2 == 0 ? 7 : nil) },
                directory: office.directory, terms: Office.terms, in: $0)
        }.map { try $0.get().id }
        let report = try office.approve(try office.propose(receipts))
        let decisions = try office.read {
            try HistoryBook.decisions(ids: report.historyIDs, from: $0)
        }
        let numbers = decisions.values.compactMap(\.recipientNumber)
        #expect(Set(numbers).count == 40)
        #expect(numbers.filter { $0 == RecipientNumber(serial: 7)?.digits }.count == 1)
        #expect(numbers.allSatisfy { RecipientNumber($0)?.hasValidCheckDigit ?? false })
    }

    @Test("証は一度だけ交付され、支援措置の人は理由とともに除かれる", .measure("R-10")) func certificates() throws {
        let office = try Office()
        try office.grant()
        func issue() throws -> (batch: CertificateBatch, sheets: [CertificateSheet]) {
            try office.gate.perform(
                IssueCertificates.operation, by: Office.counter, for: .registration
            ) {
                try IssueCertificates.perform(
                    .waiting, law: Office.law, directory: office.directory,
                    freshness: MemoryFreshness(), in: $0)
            }
        }
        var guarded = office.person(
            Office.parent, "検証 花子", "ケンショウ ハナコ", born: "1990-05-05")
        guarded.isProtected = true
        office.directory.put(guarded)
        let blocked = try issue().batch
        #expect(blocked.expected == 1 && blocked.produced == 0 && blocked.isComplete)
        guarded.isProtected = false
        office.directory.put(guarded)
        #expect(try issue().batch.produced == 1)
        #expect(try issue().batch.expected == 0)
    }
}
