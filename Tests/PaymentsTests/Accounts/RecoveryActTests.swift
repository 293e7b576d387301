// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("返還の分納・充当・不納欠損")
struct RecoveryActTests {
    private func plan(_ yen: Int, _ count: Int, first: String = "2025-07-31") -> RecoveryAct {
        .plan(
            InstalmentPlan.even(Yen(yen), count: count, first: date(first)),
            signedOn: date("2025-06-02"))
    }

    @Test("分納は割り切れない円を最後に回し、納付は先の回から充てる")
    func instalments() throws {
        let office = try PaymentOffice()
        let recovery = try office.claim(10_000)
        let request = try office.ask(plan(10_000, 3), about: recovery, key: "P1")
        #expect(try office.file(recovery).plan == nil)
        try office.grant(request)
        let parts = try #require(try office.file(recovery).plan).lines.map(\.instalment)
        #expect(parts.map(\.amount) == [Yen(3_333), Yen(3_333), Yen(3_334)])
        #expect(
            parts.map(\.dueOn) == [date("2025-07-31"), date("2025-08-31"), date("2025-09-30")])
        office.clock.stand(on: date("2025-09-01"))
        try office.receive(4_000, for: recovery, on: "2025-07-30", key: "N1")
        let plan = try #require(try office.file(recovery).plan)
        #expect(plan.lines.map(\.covered) == [Yen(3_333), Yen(667), .zero])
        #expect(plan.lines.map(\.isMissed) == [false, true, false])
        #expect(plan.missed == Yen(2_666) && plan.missedCount == 1)
        try office.prove()
    }

    @Test("分納の合計・順番・回数・誓約の日が合わなければ起案できない")
    func wrongPlan() throws {
        let office = try PaymentOffice()
        let recovery = try office.claim(10_000)
        func refused(_ act: RecoveryAct, _ refusal: RecoveryRefusal) {
            #expect(throws: refusal) { try office.ask(act, about: recovery, key: "X") }
        }
        refused(plan(9_999, 3), .planDiffers)
        refused(plan(10_000, 1), .planDiffers)
        refused(plan(10_000, 25), .tooManyInstalments(most: 24))
        refused(
            .plan(
                InstalmentPlan.even(Yen(10_000), count: 2, first: date("2025-07-31")),
                signedOn: date("2025-06-03")), .notAgreed)
        let turned = InstalmentPlan.even(Yen(10_000), count: 2, first: date("2025-07-31"))
            .map { Instalment(number: 3 - $0.number, dueOn: $0.dueOn, amount: $0.amount) }
        refused(.plan(turned, signedOn: date("2025-06-02")), .planDiffers)
        try office.ask(plan(10_000, 24), about: recovery, key: "P1")
    }

    @Test("決裁待ちの返還の起案は、件数・額・待った日を合わせて数え、不納欠損に印がつく")
    func pending() throws {
        let office = try PaymentOffice()
        let first = try office.claim(10_000)
        let second = try office.claim(3_000, of: 2, key: "R2")
        let none = try office.read { try PaymentApprovals.recoveryActs(from: $0) }
        #expect(none.count == 0 && none.amount == .zero && none.oldest == nil)
        let asked = office.clock.now()
        let request = try office.ask(plan(10_000, 3), about: first, key: "P1")
        office.clock.stand(on: date("2025-06-09"))
        try office.ask(.writeOff(.death), about: second, key: "W1")
        let both = try office.read { try PaymentApprovals.recoveryActs(from: $0) }
        #expect(both.count == 2 && both.amount == Yen(13_000) && both.marked == 1)
        #expect(both.oldest?.dayInJapan == asked.dayInJapan)
        try office.grant(request)
        let one = try office.read { try PaymentApprovals.recoveryActs(from: $0) }
        #expect(one.count == 1 && one.amount == Yen(3_000) && one.marked == 1)
        #expect(one.oldest?.dayInJapan == date("2025-06-09"))
        #expect(try office.read { try PaymentInbox.counts(from: $0) }.recoveryActs == one.count)
    }

    @Test("支給の一部への充当は残りだけを振り込み、決定の額は一円も変わらない")
    func offset() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1, yen: 5_000)])
        let recovery = try office.claim(3_000)
        let item = try #require(try office.items(1).last)
        let request = try office.ask(
            .offset(item: item, Yen(3_000), agreedOn: date("2025-06-01")), about: recovery,
            key: "O1")
        #expect(try office.file(recovery).recovery.outstanding == Yen(3_000))
        try office.grant(request)
        try office.grant(request)
        #expect(try office.file(recovery).recovery.state == .settled)
        #expect(try office.status(1) == [.rescheduled, .scheduled])
        try office.prove()
        let run = try office.propose().run
        #expect(run.total == Yen(2_000))
        try office.approve(run.id)
        let file = try office.write(run.id)
        #expect(RawTransfers(file.bytes).payments.map(\.amount) == [2_000])
        office.clock.stand(on: date("2025-06-24"))
        try office.nothingReturned(run.id)
        let balance = try office.balance()
        #expect(balance[.paid] == Yen(2_000) && balance[.netted] == Yen(3_000))
        #expect(balance[.obligation] == -Yen(5_000))
        #expect(balance[.claimed] == .zero && balance[.setOff] == Yen(3_000))
        try office.prove()
    }

    @Test("支給のすべてを充てると振込はなく、同じ決定が二度と予定に入らない")
    func wholeOffset() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1, yen: 3_000)])
        let recovery = try office.claim(8_000)
        let item = try #require(try office.items(1).last)
        try office.grant(
            try office.ask(
                .offset(item: item, Yen(3_000), agreedOn: date("2025-06-01")), about: recovery,
                key: "O1"))
        #expect(try office.file(recovery).recovery.outstanding == Yen(5_000))
        #expect(throws: PaymentRefusal.nothingToPay(date("2025-06-20"))) { try office.propose() }
        #expect(try office.schedule([office.due(1, yen: 3_000)]).known == 1)
        try office.prove()
    }

    @Test("他人の支給・多すぎる額・同意のない日・支払処理中のものには充当できない")
    func wrongOffset() throws {
        let office = try PaymentOffice()
        for n in 1...2 { try office.account(n) }
        try office.schedule([office.due(1, yen: 5_000), office.due(2, yen: 5_000)])
        let recovery = try office.claim(3_000)
        let (mine, other) = (try office.items(1)[0], try office.items(2)[0])
        func ask(_ item: Int64, _ yen: Int, on day: String = "2025-06-01") throws {
            try office.ask(
                .offset(item: item, Yen(yen), agreedOn: date(day)), about: recovery, key: "O1")
        }
        #expect(throws: RecoveryRefusal.otherRecipient) { try ask(other, 100) }
        #expect(throws: RecoveryRefusal.offsetTooLarge) { try ask(mine, 3_001) }
        #expect(throws: RecoveryRefusal.offsetTooLarge) { try ask(mine, 0) }
        #expect(throws: RecoveryRefusal.notAgreed) { try ask(mine, 100, on: "2025-06-03") }
        try office.propose()
        #expect(throws: PaymentRefusal.itemNotReady(.rescheduled)) { try ask(mine, 100) }
    }

    @Test("充当を起案した後に支払処理に入った支給は、決裁で断られる")
    func overtakenOffset() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1, yen: 5_000)])
        let recovery = try office.claim(3_000)
        let request = try office.ask(
            .offset(item: try office.items(1)[0], Yen(3_000), agreedOn: date("2025-06-01")),
            about: recovery, key: "O1")
        try office.propose()
        #expect(throws: PaymentRefusal.itemNotReady(.rescheduled)) { try office.grant(request) }
        #expect(try office.file(recovery).recovery.outstanding == Yen(3_000))
        try office.prove()
    }

    @Test("起案した本人も機械も決裁できず、差戻しには理由が要る")
    func fourEyes() throws {
        let office = try PaymentOffice()
        let recovery = try office.claim(3_000)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.ask(
                .writeOff(.death), about: recovery, key: "W0", by: PaymentOffice.machine)
        }
        let request = try office.ask(
            .writeOff(.death), about: recovery, key: "W1", by: PaymentOffice.both)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.grant(request, by: PaymentOffice.both)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.grant(request, by: PaymentOffice.clerk)
        }
        #expect(throws: RecoveryRefusal.requestOpen) {
            try office.ask(.writeOff(.waiver), about: recovery, key: "W2")
        }
        func back(_ reason: String) throws {
            try office.gate.perform(
                SendBackRecoveryAct.operation, by: PaymentOffice.head, for: .benefit
            ) { try SendBackRecoveryAct.perform(request, reason: reason, in: $0) }
        }
        #expect(throws: PaymentRefusal.missingReason) { try back("") }
        try back("資料を足す")
        #expect(throws: RecoveryRefusal.requestSettled) { try office.grant(request) }
        #expect(try office.file(recovery).recovery.outstanding == Yen(3_000))
    }

    @Test("時効は納期限の翌日から5年。督促で新しくなり、完成するまで不納欠損にできない")
    func limitation() throws {
        let office = try PaymentOffice()
        let recovery = try office.claim(3_000, due: "2025-06-30")
        #expect(try office.file(recovery).clock?.lastDay == date("2030-06-30"))
        try office.demand(of: recovery)
        #expect(try office.file(recovery).clock?.start == .dueDay)
        office.clock.stand(on: date("2025-07-19"))
        #expect(throws: RecoveryRefusal.dunningTooEarly(date("2025-07-20"))) {
            try office.demand(.dunning, of: recovery)
        }
        office.clock.stand(on: date("2025-07-22"))
        try office.demand(.dunning, of: recovery)
        #expect(try office.file(recovery).clock?.lastDay == date("2030-07-22"))
        office.clock.stand(on: date("2030-07-22"))
        #expect(throws: RecoveryRefusal.standsUntil(date("2030-07-22"))) {
            try office.ask(.writeOff(.limitation), about: recovery, key: "W1")
        }
        office.clock.stand(on: date("2030-07-23"))
        #expect(throws: RecoveryRefusal.lapsed(date("2030-07-22"))) {
            try office.demand(.dunning, of: recovery)
        }
        try office.grant(try office.ask(.writeOff(.limitation), about: recovery, key: "W1"))
        #expect(try office.file(recovery).recovery.state == .writtenOff)
        #expect(try office.balance()[.lost] == Yen(3_000))
        try office.prove()
    }

    @Test("一部の納付は時効を新しくし、完成した後の納付はしない")
    func acknowledgement() throws {
        let office = try PaymentOffice()
        let recovery = try office.claim(3_000)
        office.clock.stand(on: date("2026-01-10"))
        try office.receive(500, for: recovery, on: "2026-01-10", key: "N1")
        let clock = try #require(try office.file(recovery).clock)
        #expect(clock.start == .receipt && clock.lastDay == date("2031-01-10"))
        office.clock.stand(on: date("2032-01-10"))
        try office.receive(500, for: recovery, on: "2032-01-10", key: "N2")
        #expect(try office.file(recovery).clock?.lastDay == date("2031-01-10"))
    }

    @Test("督促は納入通知の後、期限から20日たってから一度。同じ日に二度押しても一通")
    func dunning() throws {
        let office = try PaymentOffice()
        let recovery = try office.claim(3_000)
        office.clock.stand(on: date("2025-08-01"))
        #expect(throws: RecoveryRefusal.notDemanded) {
            try office.demand(.dunning, of: recovery)
        }
        office.clock.stand(on: date("2025-06-02"))
        let first = try office.demand(of: recovery)
        #expect(first.number == "2025-000001" && first.dueOn == date("2025-06-30"))
        #expect(try office.demand(of: recovery).id == first.id)
        office.clock.stand(on: date("2025-07-20"))
        let due = try office.read {
            try DemandPayment.plan(
                on: date("2025-07-20"), law: PaymentOffice.recoveryLaw, from: $0)
        }
        #expect(due == [recovery])
        let line = try #require(
            try office.read {
                try DemandPayment.due(
                    on: date("2025-07-20"), law: PaymentOffice.recoveryLaw, from: $0)
            }.first)
        #expect(line.amount == Yen(3_000) && line.missedOn == date("2025-06-30"))
        #expect(line.dueOn == date("2025-07-30") && line.dunned == 0)
        let dun = try office.demand(.dunning, of: recovery)
        #expect(dun.dueOn == date("2025-07-30") && dun.amount == Yen(3_000))
        #expect(try office.demand(.dunning, of: recovery).id == dun.id)
        office.clock.stand(on: date("2025-08-31"))
        #expect(throws: (any Error).self) { try office.demand(.dunning, of: recovery) }
        try office.receive(3_000, for: recovery, on: "2025-08-31", key: "N1")
        #expect(throws: PaymentRefusal.recoverySettled) { try office.demand(of: recovery) }
    }

    @Test("まとめて督促しても、出せないものは理由をつけて除かれる")
    func batch() throws {
        let office = try PaymentOffice()
        let ids = try (1...3).map { try office.claim($0 * 1_000, of: $0, key: "R\($0)") }
        try office.demand(of: ids[0])
        try office.demand(of: ids[1])
        try office.receive(2_000, for: ids[1], on: "2025-06-02", key: "N1")
        office.clock.stand(on: date("2025-07-20"))
        func dun() throws -> DemandReport {
            try office.gate.perform(
                DemandPayment.operation, by: PaymentOffice.machine, for: .benefit
            ) {
                try DemandPayment.perform(
                    .dunning, only: ids + [999], law: PaymentOffice.recoveryLaw, in: $0)
            }
        }
        let report = try dun()
        #expect(Set(report.issued.keys) == [ids[0]])
        #expect(
            report.leftOut == [
                ids[1]: "E-PAY-020", ids[2]: "E-PAY-063", 999: "E-PAY-018",
            ])
        let again = try dun()
        #expect(again.issued.isEmpty && again.known == 1)
    }

    @Test("取り消した決定は、充当した額も返還になる")
    func cancelledAfterOffset() throws {
        let family = try Family()
        let office = family.office
        try family.enter("S-1", points: 1_000)
        try family.decide()
        try family.schedule()
        let recovery = try office.claim(1_000)
        let item = try #require(
            try office.read { try ItemBook.items(in: .scheduled, from: $0) }.first)
        try office.grant(
            try office.ask(
                .offset(item: item.id, Yen(1_000), agreedOn: date("2025-06-01")),
                about: recovery, key: "O1"))
        let payment = try family.approveCancellation(try family.proposeCancellation())
        guard case .claimedBack(_, let yen) = payment else {
            Issue.record("返還になりません")
            return
        }
        #expect(yen == Yen(1_000))
        #expect(try office.balance()[.scheduled] == .zero)
        try office.prove()
    }

    @Test("出納の証明は過ぎたどの時点についてもできる")
    func anyMoment() throws {
        let office = try PaymentOffice()
        let recovery = try office.claim(3_000)
        office.clock.stand(on: date("2025-07-01"))
        try office.receive(1_000, for: recovery, on: "2025-07-01", key: "N1")
        office.clock.stand(on: date("2025-08-01"))
        try office.receive(2_000, for: recovery, on: "2025-08-01", key: "N2")
        let then = try office.read {
            try MoneyBook.balance(
                asOf: Instant(noonInJapan: date("2025-07-15")), from: $0)
        }
        #expect(then[.claimed] == Yen(2_000) && then[.recovered] == Yen(1_000))
        #expect(then.sum == .zero)
        #expect(try office.balance()[.claimed] == .zero)
        let before = try office.read {
            try MoneyProof.load(asOf: Instant(noonInJapan: date("2025-06-01")), from: $0)
        }
        #expect(before.isTrue && before.balance.amounts.isEmpty)
    }
}
