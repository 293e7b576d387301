// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("届出の処理") struct NoticeTests {
    private func notice(
        _ office: Office, _ kind: ApplicationKind, _ reason: ApplicationReason, on day: String,
        account: AccountInput? = nil, insurance: InsuranceInput? = nil
    ) throws -> Int64 {
        var form = office.form(applied: office.clock.today().description, evidence: false)
        form.kind = kind
        form.reason = reason
        form.causeOn = date(day)
        form.account = account
        form.insurance = insurance
        return try office.receive(form).id
    }

    private func carryOutChanges(
        _ office: Office, by who: Principal = Office.counter
    ) throws -> NoticeReport {
        try office.gate.perform(CarryOutChangeNotices.operation, by: who, for: .change) {
            try CarryOutChangeNotices.perform(in: $0)
        }
    }

    private func carryOutLapses(
        _ office: Office, _ consequences: MemoryConsequences = MemoryConsequences(),
        by who: Principal = Office.counter
    ) throws -> NoticeReport {
        try office.gate.perform(CarryOutLapseNotices.operation, by: who, for: .change) {
            try CarryOutLapseNotices.perform(
                rules: Office.law.book.endRules, consequences: consequences, in: $0)
        }
    }

    private func status(_ office: Office, _ id: Int64) throws -> ApplicationStatus? {
        try office.read { try ApplicationBook.files([id], from: $0)[id]?.status }
    }

    @Test("口座の変更届は、新しい口座と変更の履歴を残して終わる", .measure("R-08")) func account() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-08-05"))
        let id = try notice(
            office, .change, .accountChange, on: "2025-08-05",
            account: AccountInput(
                bank: "9002", branch: "002", type: .ordinary, number: "9000002",
                holderKana: "ケンショウ ハナコ"))
        let report = try carryOutChanges(office)
        #expect(try status(office, id) == .proposed)
        #expect(try carryOutChanges(office).waiting.isEmpty)
        try office.approve(report.waiting)
        #expect(try status(office, id) == .carriedOut)
        let state = try office.state()
        #expect(state.reason == .changedAccount && state.isLive && state.applicationID == id)
        let accounts = try office.read {
            try AccountBook.current(recipients: [Office.parent], on: date("2025-08-06"), from: $0)
        }
        #expect(accounts[Office.parent]?.number == "9000002")
    }

    @Test("婚姻の消滅届は、その日の前日で資格を終わらせ、除外事由を残す") func marriage() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-10-20"))
        let id = try notice(office, .lapse, .marriage, on: "2025-10-11")
        let report = try carryOutLapses(office)
        try office.approve(report.waiting)
        #expect(try status(office, id) == .carriedOut)
        let state = try office.state()
        #expect(state.reason == .marriedSince && !state.isLive)
        #expect(state.periods.outpatient?.until == date("2025-10-11"))
        let exclusions = try office.read {
            try ExclusionBook.stretches([Office.child], from: $0)[Office.child]
        }
        #expect(exclusions?.map(\.kind) == ["married"])
        #expect(try office.rejudge().kept == 1)
    }

    @Test("死亡した日は、まだ資格の内にある") func death() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-10-20"))
        _ = try notice(office, .lapse, .death, on: "2025-10-11")
        try office.approve(try carryOutLapses(office).waiting)
        #expect(try office.state().periods.outpatient?.lastDay == date("2025-10-11"))
    }

    @Test("支給済みの影響がある消滅届は、一括の決裁から外れる") func consequences() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-10-20"))
        _ = try notice(office, .lapse, .movingOut, on: "2025-10-11")
        let paid = Consequence(kind: .paidAfterLapse, amount: Yen(3_000), text: "支給済み")
        _ = try carryOutLapses(office, MemoryConsequences([Office.child: [paid]]))
        let report = try office.gate.perform(
            ApproveDecisions.operation, by: Office.head, for: .change
        ) { try ApproveDecisions.perform(.flagless, in: $0) }
        #expect(report.approved == 0)
        #expect(
            try office.read { try Inbox.toApprove(from: $0) }.first?.draft.flags == [.consequences])
    }

    @Test("事前承認した本人が処理した届出は、事前承認では実行されず、ほかの決裁者を待つ", .measure("R-45"))
    func ownRule() throws {
        /// A rule signed by who also works at the counter, and a notification under it.
        func office() throws -> Office {
            let office = try Office()
            try office.appoint()
            try office.gate.perform(SignHeadRule.operation, by: Office.both, for: .change) {
                try SignHeadRule.perform(
                    .movedOut, over: EffectivePeriod(from: date("2025-04-01")), in: $0)
            }
            try office.grant()
            office.clock.stand(on: date("2025-10-20"))
            _ = try notice(office, .lapse, .movingOut, on: "2025-10-11")
            return office
        }
        let own = try office()
        let report = try carryOutLapses(own, by: Office.both)
        #expect(report.carriedOut.approved == 0 && report.waiting.count == 1)
        #expect(try own.state().isLive)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try own.approve(report.waiting, by: Office.both)
        }
        try own.approve(report.waiting)
        let state = try own.state()
        #expect(state.reason == .movedOut && state.approver == Office.head.officer)
        // The same rule carries out what somebody else has worked on, under both names.
        let other = try office()
        let done = try carryOutLapses(other)
        #expect(done.waiting.isEmpty && done.carriedOut.counts == [.lapsed: 1])
        let lapsed = try other.state()
        #expect(lapsed.proposer == Office.counter.officer)
        #expect(lapsed.approver == Office.both.officer)
    }

    @Test("終わった資格への届出は、決定を作らずに閉じる") func over() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-10-20"))
        _ = try notice(office, .lapse, .movingOut, on: "2025-10-11")
        try office.approve(try carryOutLapses(office).waiting)
        let lapse = try notice(office, .lapse, .movingOut, on: "2025-10-11")
        let change = try notice(office, .change, .movingWithin, on: "2025-10-11")
        #expect(try carryOutLapses(office).closed.keys.map { $0 } == [lapse])
        #expect(try carryOutChanges(office).closed.keys.map { $0 } == [change])
        #expect(try status(office, lapse) == .carriedOut)
        #expect(try office.read { try Inbox.toApprove(from: $0) }.isEmpty)
    }

    @Test("決定前の登録への届出は、登録の決定を待つ") func undecided() throws {
        let office = try Office()
        _ = try office.receive(office.form())
        let id = try notice(office, .lapse, .movingOut, on: "2025-04-10")
        #expect(try carryOutLapses(office).leftOut[id] != nil)
        #expect(try status(office, id) == .checked)
    }

    @Test("保険資格情報の提出は、それを待つ登録を先へ進める") func evidence() throws {
        let office = try Office()
        let held = try office.receive(office.form(evidence: false))
        #expect(held.status == .heldChecked)
        let id = try notice(
            office, .insuranceEvidence, .joinedInsurance, on: "2025-04-10",
            insurance: office.insurance(Office.child, from: "2025-04-01"))
        let report = try carryOutChanges(office)
        #expect(report.closed[id] != nil)
        #expect(try status(office, held.id) == .checked)
        #expect(try status(office, id) == .carriedOut)
        #expect(try office.approve(try office.propose([held.id])).approved == 1)
    }

    @Test("届出と住民記録が同じ転出を告げても、消滅は一度だけ") func twoVoices() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-08-20"))
        office.directory.change(
            Office.child, reason: "B21", on: date("2025-08-15"), at: office.clock.now()
        ) {
            $0.status = .movedOut
            $0.residentUntil = date("2025-08-15")
        }
        let fromFeed = try office.rejudge().waiting
        #expect(fromFeed.count == 1)
        _ = try notice(office, .lapse, .movingOut, on: "2025-08-15")
        let fromNotice = try carryOutLapses(office).waiting
        #expect(throws: EntitlementRefusal.proposalSettled) { try office.approve(fromFeed) }
        try office.approve(fromNotice)
        #expect(try office.rejudge().kept == 1)
        let history = try office.read { try HistoryBook.decisions(children: nil, from: $0) }
        #expect(history[Office.child]?.count == 2)
    }

    @Test("消滅に追い越された変更届は審査に戻り、次の処理で閉じる") func overtaken() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-10-20"))
        let change = try notice(office, .change, .nameChange, on: "2025-10-12")
        let pending = try carryOutChanges(office).waiting
        _ = try notice(office, .lapse, .movingOut, on: "2025-10-11")
        try office.approve(try carryOutLapses(office).waiting)
        #expect(throws: EntitlementRefusal.proposalSettled) { try office.approve(pending) }
        #expect(try status(office, change) == .checked)
        #expect(try carryOutChanges(office).closed[change] != nil)
        #expect(try office.state().isLive == false)
    }

    @Test("権限のない利用者は届出を処理できない") func permission() throws {
        let office = try Office()
        #expect(throws: SafeguardRefusal.notPermitted) {
            try carryOutChanges(office, by: Office.head)
        }
    }
}

@Suite("期限を過ぎた保留") struct OverdueTests {
    private func release(_ office: Office, by who: Principal = Office.counter) throws -> [Int64] {
        try office.gate.perform(ReleaseOverdueHolds.operation, by: who, for: .registration) {
            try ReleaseOverdueHolds.perform(in: $0)
        }
    }

    @Test("期限の日までは待ち、過ぎれば書類不備として却下の案になる", .measure("R-09")) func refused() throws {
        let office = try Office()
        let held = try office.receive(office.form(evidence: false))
        office.clock.stand(on: date("2025-05-10"))
        #expect(try release(office).isEmpty)
        office.clock.stand(on: date("2025-05-11"))
        #expect(try release(office) == [held.id])
        #expect(try release(office).isEmpty)
        #expect(throws: EntitlementRefusal.staleResidentCheck(hours: 24)) {
            try office.propose([held.id])
        }
        _ = try office.gate.perform(
            CheckResidents.operation, by: Office.counter, for: .registration
        ) { try CheckResidents.perform([held.id], directory: office.directory, in: $0) }
        try office.approve(try office.propose([held.id]))
        let history = try office.read { try HistoryBook.decisions(children: nil, from: $0) }
        #expect(history[Office.child]?.map(\.reason) == [.documentsNotCompleted])
    }

    @Test("機械以外で受付の権限のない利用者は解除できない") func permission() throws {
        let office = try Office()
        let clerk = Principal(
            officer: "U009", name: "検証", roles: [.payment], session: "test", terminal: "T1")
        #expect(throws: SafeguardRefusal.notPermitted) { try release(office, by: clerk) }
    }
}
