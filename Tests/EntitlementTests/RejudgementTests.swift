// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("再判定") struct RejudgementTests {
    private func moveOut(_ office: Office, status: ResidentStatus, on day: String) {
        office.directory.change(
            Office.child, reason: "B21", on: date(day), at: office.clock.now()
        ) {
            $0.status = status
            $0.residentUntil = date(day)
        }
    }

    @Test("転出は前日まで有効で、事前承認により両名の名で実行される") func movedOut() throws {
        let office = try Office()
        try office.sign(.movedOut)
        try office.grant()
        office.clock.stand(on: date("2025-08-20"))
        moveOut(office, status: .movedOut, on: "2025-08-15")
        let report = try office.rejudge()
        #expect(report.carriedOut.counts == [.lapsed: 1])
        let state = try office.state()
        #expect(state.periods.outpatient?.lastDay == date("2025-08-14"))
        #expect(state.reason == .movedOut)
        #expect(state.approver == "U002" && state.proposer == "machine:rejudge")
        #expect(try office.rejudge().kept == 1)
    }

    @Test("死亡・生活保護・保険喪失は事前承認がなければ職員の確認を待つ", arguments: 0..<3)
    func waits(_ kind: Int) throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-09-01"))
        if kind == 0 { moveOut(office, status: .died, on: "2025-08-02") }
        if kind == 1 {
            try office.gate.perform(RecordExclusions.operation, by: Office.counter, for: .change) {
                scope in
                _ = try RecordExclusions.perform(
                    [
                        ExclusionInput(
                            child: Office.child, kind: .publicAssistance,
                            beganOn: date("2025-08-02"), source: "検証")
                    ], in: scope)
            }
        }
        if kind == 2 {
            try office.gate.perform(RecordInsurance.operation, by: Office.counter, for: .change) {
                scope in
                _ = try RecordInsurance.perform(
                    [office.insurance(Office.child, from: "2025-04-01", until: "2025-08-02")],
                    in: scope)
            }
        }
        let report = try office.rejudge()
        #expect(report.waiting.count == 1 && report.carriedOut.approved == 0)
        #expect(try office.state().isLive)
        #expect(try office.rejudge().waiting.isEmpty)
        try office.gate.perform(ConfirmProposal.operation, by: Office.counter, for: .change) {
            scope in
            _ = try ConfirmProposal.perform(report.waiting[0], in: scope)
        }
        let reasons: [DecisionReason] = [.died, .publicAssistanceBegan, .lostInsurance]
        #expect(try office.state().reason == reasons[kind])
        #expect(try office.state().periods.outpatient?.until == date("2025-08-02"))
    }

    @Test("切れ目なく保険が替われば資格は続き、変更として残る") func insuranceChange() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-09-01"))
        try office.gate.perform(RecordInsurance.operation, by: Office.counter, for: .change) {
            scope in
            _ = try RecordInsurance.perform(
                [
                    office.insurance(Office.child, from: "2025-04-01", until: "2025-08-02"),
                    office.insurance(Office.child, from: "2025-08-02", insurer: "119990"),
                ], in: scope)
        }
        try office.sign(.insuranceChange)
        #expect(try office.rejudge().carriedOut.counts == [.changed: 1])
        #expect(try office.state().reason == .changedInsurance)
        #expect(try office.state().isLive)
    }

    @Test("年度末に年齢に達した児童は3月31日で消滅する") func yearEnd() throws {
        let office = try Office()
        try office.sign(.reachedAge)
        office.directory.put(
            office.person(Office.child, "検証 太郎", "ケンショウ タロウ", born: "2008-03-10"))
        try office.grant()
        office.clock.stand(on: date("2026-04-01"))
        let done = try office.gate.perform(
            YearEndLapse.operation, by: Office.counter, for: .change
        ) { try YearEndLapse.perform(lastDay: date("2026-03-31"), law: Office.law, in: $0) }
        #expect(done.carriedOut.counts == [.lapsed: 1])
        #expect(try office.state().periods.inpatient?.lastDay == date("2026-03-31"))
    }

    @Test("年度末の一括は、その日で終わる児童だけを終わらせ、翌日も続く児童を外す") func whoGoesOn() throws {
        let office = try Office()
        try office.sign(.reachedAge)
        // Born on 1 April the school year before, on 2 April the one after, and a young child.
        let births = ["2008-04-01", "2008-04-02", "2019-06-15"]
        let children = births.indices.map { AddresseeNumber(value: 900_000_301 + Int64($0)) }
        for (child, born) in zip(children, births) {
            office.directory.put(office.person(child, "検証 子", "ケンショウ コ", born: born))
            try office.grant(office.form(child: child))
        }
        let (lastDay, next) = (date("2026-03-31"), date("2026-04-01"))
        let (plan, outlook) = try office.read {
            (
                try YearEndLapse.plan(lastDay: lastDay, law: Office.law, from: $0).lapsing.map(
                    \.child),
                try YearEndOutlook(lastDay: lastDay, law: Office.law, from: $0)
            )
        }
        #expect(plan == [children[0]])
        #expect(outlook.count == 1 && outlook.waiting == 0)
        office.clock.stand(on: next)
        let done = try office.gate.perform(
            YearEndLapse.operation, by: Office.counter, for: .change
        ) { try YearEndLapse.perform(lastDay: lastDay, law: Office.law, in: $0) }
        #expect(done.carriedOut.counts == [.lapsed: 1] && done.waiting.isEmpty)
        let batch = try office.read { try BatchBook.newest(.yearEnd, from: $0) }.first?.count
        #expect(batch?.expected == 1 && batch?.carriedOut == 1 && batch?.isComplete == true)
        let strands = try office.read { try HistoryBook.strands(children: nil, from: $0) }
        for child in children.dropFirst() {
            let state = try #require(strands[child]?.last?.state)
            #expect(state.isLive && state.result == .granted, "\(child)")
            #expect(state.periods.contains(next), "\(child)")
        }
        #expect(strands[children[0]]?.last?.state.isLive == false)
    }

    @Test("後から消滅しても、前の時点の記録の答えは変わらない", .measure("R-25")) func asOf() throws {
        let office = try Office()
        try office.sign(.movedOut)
        try office.grant()
        let before = office.clock.now()
        let day = date("2025-10-01")
        office.clock.stand(on: date("2025-08-20"))
        moveOut(office, status: .movedOut, on: "2025-08-15")
        _ = try office.rejudge()
        let (then, now) = try office.read {
            (
                try ChildRecord.load(Office.child, on: day, recorded: before, from: $0),
                try ChildRecord.load(Office.child, on: day, from: $0)
            )
        }
        #expect(then?.current?.result == .granted)
        #expect(then?.history.count == 1)
        #expect(now?.current == nil)
        #expect(now?.history.count == 2)
        let index = try office.read { try EntitlementIndex.load(asOf: before, from: $0) }
        #expect(index.entries.first?.isEntitled(on: day, inpatient: false) == true)
    }

    @Test("同じ異動は何度届いても一度だけ待ち行列に入る", .measure("R-31")) func exactlyOnce() throws {
        let office = try Office()
        try office.grant()
        let notice = RejudgementNotice(
            key: "resident-1", subject: Office.child, cause: .resident, on: date("2025-08-15"))
        let stranger = RejudgementNotice(
            key: "resident-2", subject: AddresseeNumber(value: 900_000_077), cause: .resident,
            on: date("2025-08-15"))
        for expected in [1, 0] {
            let added = try office.gate.perform(
                EnqueueRejudgement.operation, by: Office.machine, for: .change
            ) { try EnqueueRejudgement.perform([notice, notice, stranger], in: $0) }
            #expect(added == expected)
        }
        #expect(try office.read { try RejudgementQueue.backlog(from: $0).count } == 1)
    }
}
