// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("保護者の人生") struct GuardianTests {
    @Test("離婚で受給者が替わると、支払の予定が先に示され、決裁で新しい受給者と福祉世帯になる", .measure("R-04", "R-24"))
    func divorce() throws {
        let office = try Office()
        office.family(divorced: true)
        try office.grant()
        office.clock.stand(on: date("2025-06-10"))
        let onItsWay = MemoryConsequences(
            moved: [
                Office.child: [
                    Consequence(
                        kind: .scheduledToOther, amount: Yen(3_450), text: "6月20日の支給予定 3,450円")
                ]
            ])
        let report = try office.change(
            office.claim(by: Office.father), consequences: onItsWay)
        #expect(report.waiting.count == 1)
        let draft = try office.read {
            try ProposalBook.proposals(report.waiting, from: $0)
        }[report.waiting[0]]
        #expect(draft?.draft.flags == [.consequences])
        #expect(draft?.consequenceTexts == ["6月20日の支給予定 3,450円"])
        #expect(draft?.draft.explanation.contains("離婚") == true)
        try office.approve(report.waiting)
        #expect(try office.state().recipient == Office.father)
        let households = try office.read {
            try HouseholdBook.members(recipients: [Office.parent, Office.father], from: $0)
        }
        #expect(households[Office.parent]?.last?.period.until == date("2025-06-01"))
        #expect(households[Office.father]?.last?.period.from == date("2025-06-01"))
    }

    @Test("二人の保護者が申し出れば、どちらの案にも注意が付き、まとめての決裁では決まらない", .measure("R-04", "R-09"))
    func twoClaimants() throws {
        let office = try Office()
        office.family()
        try office.grant()
        let grandmother = AddresseeNumber(value: 900_000_023)
        office.directory.put(
            office.person(grandmother, "検証 梅", "ケンショウ ウメ", born: "1955-01-01"))
        office.clock.stand(on: date("2025-06-10"))
        let first = try office.change(office.claim(by: Office.father))
        let second = try office.change(office.claim(by: grandmother, event: .custody))
        let proposals = try office.read {
            try ProposalBook.proposals(first.waiting + second.waiting, from: $0)
        }
        #expect(proposals.count == 2)
        #expect(proposals[second.waiting[0]]?.draft.flags.contains(.competingClaim) == true)
        let flagless = try office.gate.perform(
            ApproveDecisions.operation, by: Office.head, for: .registration
        ) { try ApproveDecisions.perform(.flagless, in: $0) }
        #expect(flagless.approved <= 1 && !flagless.historyIDs.contains(second.waiting[0]))
        #expect(try office.state().recipient != grandmother)
    }

    @Test("受給者が死亡し、もう一人の親も分からなければ、職員が動く一覧に残る", .measure("R-31")) func death() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-07-01"))
        office.directory.change(
            Office.parent, reason: "B12", on: date("2025-06-30"), at: office.clock.now()
        ) {
            $0.status = .died
            $0.residentUntil = date("2025-07-01")
        }
        let report = try office.rejudge()
        #expect(report.attention.keys.contains(Office.child))
        let list = try office.read { try GuardianBook.attention(from: $0) }
        #expect(list.map(\.child) == [Office.child])
        let since = list[0].since
        // Judging again keeps the day; a new recipient takes the child off the list.
        office.clock.stand(on: date("2025-07-05"))
        _ = try office.rejudge()
        #expect(try office.read { try GuardianBook.attention(from: $0) }.map(\.since) == [since])
        office.family()
        let change = try office.change(
            office.claim(by: Office.father, event: .death, on: "2025-06-30"))
        try office.approve(change.waiting)
        _ = try office.rejudge()
        #expect(try office.read { try GuardianBook.attentionCount(from: $0) } == 0)
    }

    @Test("在留期間の終わる日の翌日に、知らせがなくても一度だけ判定され、終わったことが職員の一覧に出る。更新が届けば消える", .measure("R-31"))
    func stayEnds() throws {
        let office = try Office()
        office.family()
        try office.grant()
        let end = date("2025-07-20")
        office.directory.change(
            Office.child, reason: "B00", on: date("2025-06-15"), at: office.clock.now()
        ) { $0.stayUntil = end }
        func waiting() throws -> [CivilDate] {
            try office.read { try RejudgementQueue.waiting(from: $0) }.map(\.notice)
                .filter { $0.key.hasPrefix("stay-edge-") && $0.subject == Office.child }.map(\.on)
        }
        func night() throws -> RejudgementReport {
            try office.gate.perform(Rejudge.operation, by: Office.machine, for: .change) {
                try Rejudge.perform(
                    .queue, law: Office.law, directory: office.directory,
                    consequences: MemoryConsequences(), in: $0)
            }
        }
        office.clock.stand(on: date("2025-07-01"))
        _ = try office.list()
        _ = try office.list()
        #expect(try waiting() == [end.next])
        office.clock.stand(on: end)
        _ = try night()
        #expect(try waiting() == [end.next], "その日までは在留できる")
        office.clock.stand(on: end.next)
        #expect(try night().attention[Office.child]?.contains("まででした") == true)
        #expect(try waiting().isEmpty)
        _ = try office.list()
        #expect(try waiting().isEmpty, "同じ終わりは二度判定しない")
        #expect(try office.state().isLive)
        office.directory.change(
            Office.child, reason: "B00", on: end.next, at: office.clock.now()
        ) { $0.stayUntil = date("2028-07-20") }
        _ = try office.rejudge()
        #expect(try office.read { try GuardianBook.attentionCount(from: $0) } == 0)
    }

    @Test("受給者だけが転出した子は、職員が動く一覧に出て、資格は続く", .measure("R-31")) func movedAlone() throws {
        let office = try Office()
        office.family()
        try office.grant()
        office.clock.stand(on: date("2025-08-20"))
        office.directory.change(
            Office.parent, reason: "B21", on: date("2025-08-15"), at: office.clock.now()
        ) {
            $0.status = .movedOut
            $0.residentUntil = date("2025-08-15")
        }
        let report = try office.rejudge()
        #expect(report.attention[Office.child]?.contains("受給者だけが転出") == true)
        #expect(try office.state().isLive)
    }

    @Test("親でも同じ世帯の成人でもない人への変更には注意が付く", .measure("R-35")) func doubtful() throws {
        let office = try Office()
        office.family()
        try office.grant()
        let stranger = AddresseeNumber(value: 900_000_024)
        var person = office.person(stranger, "検証 他人", "ケンショウ タニン", born: "1980-01-01")
        person.household = "H9"
        office.directory.put(person)
        let report = try office.change(office.claim(by: stranger, on: "2025-04-10"))
        let draft = try office.read {
            try ProposalBook.proposals(report.waiting, from: $0)
        }[report.waiting[0]]
        #expect(draft?.draft.flags.contains(.guardianDoubt) == true)
    }
}

@Suite("届出は認定にならない") struct NoticeIsNoGrantTests {
    @Test("変更届や消滅届は審査できず、資格を与える案にならない", .measure("R-04")) func noticesAreNotJudged() throws {
        let office = try Office()
        var form = office.form()
        form.kind = .change
        form.reason = .accountChange
        let receipt = try office.receive(form)
        #expect(throws: EntitlementRefusal.notAllowed(.judge, .checked)) {
            try office.propose([receipt.id])
        }
    }

    @Test("登録の申請の間に別の保護者が届け出れば、登録の案に注意が付き、まとめては決裁されない", .measure("R-04"))
    func claimDuringRegistration() throws {
        let office = try Office()
        office.family()
        let receipt = try office.receive(office.form())
        var other = office.form(evidence: false)
        other.kind = .change
        other.reason = .recipientChange
        other.applicant = Office.father
        other.account = nil
        _ = try office.receive(other)
        let ids = try office.propose([receipt.id])
        let draft = try office.read { try ProposalBook.proposals(ids, from: $0) }[ids[0]]?.draft
        #expect(draft?.flags.contains(.competingClaim) == true)
        let report = try office.gate.perform(
            ApproveDecisions.operation, by: Office.head, for: .registration
        ) { try ApproveDecisions.perform(.flagless, in: $0) }
        #expect(report.historyIDs.isEmpty)
    }
}
