// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Foundation
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Payments

/// A family whose boy's entitlement is found to have ended, or to have begun, in the past.
extension Family {
    /// The boy is known to have moved out on a day: the entitlement ends there, decided today.
    func lapse(_ day: String) throws {
        let id = try office.gate.perform(
            LapseEntitlement.operation, by: PaymentOffice.counter, for: .change
        ) {
            try LapseEntitlement.propose(
                Self.taro, on: date(day), decision: .movedOut, asked: .movingOut,
                exOfficio: false, consequences: ConsequencesOfPayments(), in: $0)
        }
        _ = try office.gate.perform(
            ApproveDecisions.operation, by: PaymentOffice.head, for: .registration
        ) { try ApproveDecisions.perform(.these([id]), in: $0) }
    }

    /// The boy's entitlement is suspended, or a release of that is proposed.
    func suspend(_ day: String) throws {
        try approve(
            entitlement: office.gate.perform(
                SuspendEntitlement.operation, by: PaymentOffice.counter, for: .change
            ) {
                try SuspendEntitlement.propose(
                    Self.taro, on: date(day), why: "条例第9条(架空)", exOfficio: true,
                    consequences: ConsequencesOfPayments(), in: $0)
            })
    }

    func proposeRelease(_ day: String) throws -> Int64 {
        try office.gate.perform(
            SuspendEntitlement.operation, by: PaymentOffice.counter, for: .change
        ) {
            try SuspendEntitlement.proposeRelease(
                Self.taro, on: date(day), why: "届出があったため", exOfficio: false, in: $0)
        }
    }

    func approve(entitlement id: Int64) throws {
        _ = try office.gate.perform(
            ApproveDecisions.operation, by: PaymentOffice.head, for: .registration
        ) { try ApproveDecisions.perform(.these([id]), in: $0) }
    }

    func plan() throws -> RetroactivePlan {
        try office.gate.perform(.viewReturns, by: PaymentOffice.clerk, for: .benefit) {
            try RetroactiveReading.plan(Self.taro, law: law, in: $0)
        }
    }

    func draft(
        _ chosen: Set<String>? = nil, digest: String? = nil, key: String = "T1",
        by who: Principal = PaymentOffice.clerk
    ) throws -> Int64 {
        try office.gate.perform(ProposeRetroactive.operation, by: who, for: .benefit) {
            try ProposeRetroactive.perform(
                Self.taro, chosen: chosen, digest: digest, explanation: "転出が遡って分かったため",
                key: key, law: law, in: $0)
        }
    }

    @discardableResult
    func settle(
        _ proposal: Int64, by who: Principal = PaymentOffice.head
    ) throws -> RetroactiveReport {
        try office.gate.perform(ApproveRetroactive.operation, by: who, for: .benefit) {
            try ApproveRetroactive.perform(proposal, law: law, in: $0)
        }
    }

    /// Pays one decided reimbursement by a run.
    func pay(_ day: String = "2025-06-20", key: String = "K1") throws {
        try schedule(String(day.prefix(7)))
        let run = try office.propose(day, key: key).run
        try office.approve(run.id)
        try office.write(run.id, day: day)
        office.clock.stand(on: date(day))
        try office.nothingReturned(run.id)
    }

    /// The boy is back since a day, and asked in time: a new entitlement from that day.
    func restore(_ day: String = "2025-05-01") throws {
        directory.put(
            ResidentSnapshot(
                number: Self.taro, household: "H1", status: .resident, name: "検証 太郎",
                kana: "ケンショウ タロウ", sex: .male, born: date("2015-06-10"),
                postalCode: "1190001", address: "見本市中央1-1", residentFrom: date(day),
                recordHash: "r-again", asOf: Instant(noonInJapan: date("2025-06-01"))))
        let form = ApplicationInput(
            receipt: "A-2", reason: .movingIn, channel: .counter,
            appliedOn: date(day).adding(days: 9), causeOn: date(day), applicant: Self.hanako,
            child: Self.taro,
            identity: IdentityEvidence(
                numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                explanationVersion: "2025-1", isExplained: true), hasInsuranceEvidence: true,
            insurance: InsuranceInput(
                child: Self.taro, insurer: try #require(InsurerNumber("06119903")),
                insurerName: "見本健康保険組合", acquiredOn: date("2020-04-01"), lostOn: nil,
                source: .shaho), account: nil)
        let terms = IntakeTerms(paperDays: 30, residentCheckHours: 24)
        let receipt = try office.gate.perform(
            ReceiveApplication.operation, by: PaymentOffice.counter, for: .registration
        ) { try ReceiveApplication.perform(form, directory: directory, terms: terms, in: $0) }
        let proposals = try office.gate.perform(
            ProposeDecisions.operation, by: PaymentOffice.counter, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                [receipt.id], law: EligibilityLaw(book: PaymentOffice.sample, office: .weekdays),
                directory: directory, terms: terms, in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: directory, in: scope)
        }
        _ = try office.gate.perform(
            ApproveDecisions.operation, by: PaymentOffice.head, for: .registration
        ) { try ApproveDecisions.perform(.these(proposals), in: $0) }
    }

    /// A claim in kind of the boy, as an import leaves it.
    func claimInKind(
        _ yen: Int, month: String = "2025-05", visits: MonthDays? = nil, cost: Int = 10_000
    ) throws {
        try office.store.write { db in
            let operation = try db.first("SELECT MAX(id) FROM operation", []) { $0.int64(0) } ?? 0
            _ = try db.execute(
                """
                INSERT INTO claim_file (id, operation_id, recorded_at, name, digest, kind,
                institution, billing_month, layout, edition, claims, accepted, rejected, warnings,
                actual_count, actual_points, payable) VALUES (1, ?, 0, 'a.UKE', ?, 'medical',
                '1119900010', '2025-06', 'claims-medical', '2025', 1, 1, 0, 0, 1, 1000, ?)
                """, [operation, String(repeating: "a", count: 64), yen])
            _ = try db.execute(
                """
                INSERT INTO claim (id, operation_id, recorded_at, file_id, line, child, recipient,
                recipient_number, history_id, funder, billing_month, treatment_month, data_kind,
                insurance_kind, institution_name, institution, setting, benefit_tenths,
                burden_tenths, source, days, decided_cost, self_payment, payable, high_cost,
                additional_benefit, type, insurer, points, total_cost, burden, other_funds, meals,
                meals_burden, meals_paid, prescriber, visit_days) VALUES (1, ?, 0, 1, 1, ?, ?, '9000001', 1,
                '81119992', '2025-06', ?, '1', '06', '見本医院', '1119900010', 'outpatient', 7, 3,
                '1', 1, 10000, 0, ?, 0, 0, '1112', '06119903', 1000, ?, ?, 0, 0, 0, 0, '',
                ?)
                """,
                [
                    operation, Self.taro, Self.hanako, month.month, yen, cost, cost * 3 / 10,
                    visits,
                ])
        }
    }
}

@Suite("遡及の精算")
struct RetroactiveTests {
    private func decided(_ points: Int = 1_000) throws -> Family {
        let family = try Family()
        try family.enter("S-1", points: points)
        try family.decide()
        return family
    }

    @Test("資格が続いている月は何にも触れない")
    func nothing() throws {
        let family = try decided()
        #expect(try family.plan().effects.isEmpty)
        #expect(throws: RetroactiveRefusal.nothingTouched) { try family.draft() }
    }

    @Test("支払済みの分は、決裁で決定が取り消され、そのまま返還になる")
    func paid() throws {
        let family = try decided()
        try family.pay()
        try family.lapse("2025-05-01")
        let plan = try family.plan()
        #expect(plan.effects.map(\.kind) == [.paid] && plan.effects.map(\.amount) == [Yen(3_000)])
        let proposal = try family.draft(digest: plan.digest)
        let known = try family.office.read { try RetroactiveBook.proposal(proposal, from: $0) }
        #expect(known?.recover == Yen(3_000) && known?.stop == .zero)
        #expect(try family.office.read { try RecoveryBook.all(from: $0) }.isEmpty)
        let report = try family.settle(proposal)
        #expect(report.recoveries.values.map(\.self) == [Yen(3_000)] && report.cancelled == 1)
        let recovery = try #require(
            try family.office.read { try RecoveryBook.all(from: $0) }.first)
        #expect(recovery.reason == .lapsed && recovery.outstanding == Yen(3_000))
        #expect(try family.plan().effects.isEmpty)
        try family.office.prove()
    }

    @Test("停止の解除が決裁を待つ間、解除の日からの診療は精算に挙げず、その前の日の分だけを挙げる。決裁の後も同じ")
    func awaitedRelease() throws {
        let family = try decided()
        try family.pay()
        try family.claimInKind(3_000, visits: [.day(20)])
        try family.suspend("2025-05-01")
        #expect(try family.plan().effects.map(\.kind) == [.claim, .paid])
        let release = try family.proposeRelease("2025-05-10")
        let waiting = try family.plan()
        // The form names no day; it may be of one that the release gives back.
        #expect(waiting.effects.isEmpty, "\(waiting.effects)")
        #expect(throws: RetroactiveRefusal.nothingTouched) { try family.draft() }
        #expect(try family.office.read { try UnsettledBook.children(from: $0) }.isEmpty)
        try family.approve(entitlement: release)
        #expect(try family.plan().effects == waiting.effects)
        let before = try Family()
        try before.claimInKind(3_000, visits: [.day(9)])
        try before.suspend("2025-05-01")
        _ = try before.proposeRelease("2025-05-10")
        #expect(try before.plan().effects.map(\.kind) == [.claim])
        #expect(try before.office.read { try UnsettledBook.count(from: $0) } == 1)
    }

    @Test("解除の起案の前に作った精算の案は、起案の後は決裁できない")
    func overtakenByRelease() throws {
        let family = try decided()
        try family.pay()
        try family.suspend("2025-05-01")
        let proposal = try family.draft()
        _ = try family.proposeRelease("2025-05-10")
        #expect(throws: RetroactiveRefusal.overtaken) { try family.settle(proposal) }
        #expect(try family.office.read { try RecoveryBook.all(from: $0) }.isEmpty)
    }

    @Test("支給予定の分は払われず、予定前の決定も取り消される")
    func scheduled() throws {
        for isScheduled in [true, false] {
            let family = try decided()
            if isScheduled { try family.schedule() }
            try family.lapse("2025-05-01")
            let plan = try family.plan()
            #expect(plan.effects.map(\.kind) == [isScheduled ? .scheduled : .decided])
            let report = try family.settle(try family.draft())
            #expect(report.stopped == (isScheduled ? 1 : 0) && report.cancelled == 1)
            #expect(throws: PaymentRefusal.nothingToPay(date("2025-06-20"))) {
                try family.office.propose()
            }
            // The form is examined again and refused by the rules, with a letter of its own.
            #expect(try family.file().status == .received)
            try family.propose()
            #expect(try family.file().status == .proposed)
            try family.office.prove()
        }
    }

    @Test("支払処理に入っている分は選べず、結果の後にもう一度出てくる")
    func underWay() throws {
        let family = try decided()
        try family.schedule()
        let run = try family.office.propose().run
        try family.lapse("2025-05-01")
        let plan = try family.plan()
        #expect(plan.effects.map(\.kind) == [.underWay] && plan.usual.isEmpty)
        #expect(throws: RetroactiveRefusal.nothingTouched) { try family.draft() }
        #expect(throws: RetroactiveRefusal.otherEffects) {
            try family.draft(Set(plan.effects.map(\.key)))
        }
        try family.office.sendBack(run.id)
        #expect(try family.plan().effects.map(\.kind) == [.scheduled])
    }

    @Test("月の途中までの資格は機械が選ばず、選んで決裁すれば保留して職員が決める")
    func partial() throws {
        let family = try decided()
        try family.pay()
        try family.lapse("2025-05-15")
        let plan = try family.plan()
        #expect(plan.effects.map(\.isPartial) == [true] && plan.usual.isEmpty)
        let proposal = try family.draft(Set(plan.effects.map(\.key)))
        try family.settle(proposal)
        #expect(try family.file().status == .held)
        #expect(try family.office.read { try RecoveryBook.all(from: $0) }.count == 1)
    }

    @Test("月の途中で資格が終わると、受診日がその前だけの明細書には触れず、後だけなら全部、混じれば一部、書かれていなければ月で見る")
    func visitDays() throws {
        let cases: [(visits: MonthDays?, isPartial: [Bool])] = [
            ([.day(3), .day(14)], []), ([.day(15)], [false]), ([.day(14), .day(15)], [true]),
            (nil, [true]),
        ]
        for (visits, isPartial) in cases {
            let family = try Family()
            try family.claimInKind(3_000, visits: visits)
            try family.lapse("2025-05-15")
            let plan = try family.plan()
            #expect(plan.effects.map(\.isPartial) == isPartial, "\(visits?.days ?? [])")
            #expect(plan.usual.count == (isPartial == [false] ? 1 : 0))
        }
    }

    @Test("同じ鍵は同じ起案、同じ内容の二つ目は断り、決裁は一度しか効かない")
    func once() throws {
        let family = try decided()
        try family.pay()
        try family.lapse("2025-05-01")
        let proposal = try family.draft()
        #expect(try family.draft() == proposal)
        #expect(throws: RetroactiveRefusal.proposalOpen) { try family.draft(key: "T2") }
        try family.settle(proposal)
        #expect(try family.settle(proposal).wasKnown)
        #expect(throws: RetroactiveRefusal.proposalSettled) {
            try family.settle(proposal, by: PaymentOffice.chief)
        }
        #expect(try family.office.read { try RecoveryBook.all(from: $0) }.count == 1)
    }

    @Test("起案の後に支払や資格が変わると、その起案は決裁できない")
    func overtaken() throws {
        let family = try decided()
        try family.schedule()
        try family.lapse("2025-05-01")
        let proposal = try family.draft()
        try family.office.propose()
        #expect(throws: RetroactiveRefusal.overtaken) { try family.settle(proposal) }
        #expect(try family.office.status(1).isEmpty)
        #expect(try family.file().status == .paid)
        let seen = try family.plan().digest
        #expect(throws: RetroactiveRefusal.overtaken) {
            try family.draft(digest: String(repeating: "0", count: 64), key: "T3")
        }
        #expect(seen != String(repeating: "0", count: 64))
    }

    @Test("失効した起案は、新しい起案が席を譲らせる")
    func superseded() throws {
        let family = try decided()
        try family.schedule()
        try family.lapse("2025-05-01")
        let old = try family.draft()
        try family.office.gate.perform(
            HoldPayment.operation, by: PaymentOffice.clerk, for: .benefit, reason: "確認中"
        ) { scope in
            let ids = try ItemBook.items(in: .scheduled, from: scope.db).map(\.id)
            try HoldPayment.perform(ids, because: .entitlementCheck, in: scope)
        }
        // Held or scheduled is the same to the plan: it is not overtaken by that.
        #expect(throws: RetroactiveRefusal.proposalOpen) { try family.draft(key: "T2") }
        try family.office.gate.perform(
            ReleasePayment.operation, by: PaymentOffice.clerk, for: .benefit
        ) { scope in
            let ids = try ItemBook.items(in: .held, from: scope.db).map(\.id)
            try ReleasePayment.perform(ids, in: scope)
        }
        try family.pay()
        let new = try family.draft(key: "T2")
        #expect(new != old)
        let known = try family.office.read { try RetroactiveBook.proposal(old, from: $0) }
        #expect(known?.outcome == .overtaken)
        try family.settle(new)
    }

    @Test("起案した本人・機械・窓口は決裁も起案もできない")
    func fourEyes() throws {
        let family = try decided()
        try family.pay()
        try family.lapse("2025-05-01")
        #expect(throws: SafeguardRefusal.notPermitted) {
            try family.draft(by: PaymentOffice.machine)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try family.draft(by: PaymentOffice.counter)
        }
        let proposal = try family.draft(by: PaymentOffice.both)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try family.settle(proposal, by: PaymentOffice.both)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try family.settle(proposal, by: PaymentOffice.clerk)
        }
        #expect(try family.office.read { try RecoveryBook.all(from: $0) }.isEmpty)
    }

    @Test("差し戻した起案は何も変えず、起案し直せる")
    func sentBack() throws {
        let family = try decided()
        try family.pay()
        try family.lapse("2025-05-01")
        let proposal = try family.draft()
        func back(_ reason: String) throws {
            try family.office.gate.perform(
                SendBackRetroactive.operation, by: PaymentOffice.head, for: .benefit
            ) { try SendBackRetroactive.perform(proposal, reason: reason, in: $0) }
        }
        #expect(throws: PaymentRefusal.missingReason) { try back("") }
        try back("資料不足")
        #expect(throws: RetroactiveRefusal.proposalSettled) { try family.settle(proposal) }
        try family.settle(try family.draft(key: "T2"))
    }

    @Test("現物給付は過誤の申立になり、結果を待つ間は二度申し立てない")
    func inKind() throws {
        let family = try Family()
        try family.claimInKind(3_000)
        #expect(try family.plan().effects.isEmpty)
        try family.lapse("2025-05-01")
        let plan = try family.plan()
        #expect(plan.effects.map(\.kind) == [.claim] && plan.effects.map(\.amount) == [Yen(3_000)])
        let proposal = try family.draft()
        #expect(
            try family.office.read { try RetroactiveBook.proposal(proposal, from: $0) }?.recover
                == Yen(3_000))
        let report = try family.settle(proposal)
        #expect(report.objections == 1 && report.recoveries.isEmpty)
        let filed = try family.office.read { try ObjectionBook.newest(of: .claim(1), from: $0) }
        #expect(filed?.kind == .readjustment && filed?.reason == .notEntitled)
        #expect(filed?.result == .pending)
        #expect(try family.plan().effects.isEmpty)
    }

    @Test("一部認容で戻ったレセプトは、残りの額だけが示され、求められる")
    func partlyTakenBack() throws {
        let family = try Family()
        try family.claimInKind(3_000)
        try family.lapse("2025-05-01")
        try family.settle(try family.draft())
        try family.office.gate.perform(
            AnswerObjection.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try AnswerObjection.perform(
                .claim(1), .partlyAccepted, on: date("2025-06-02"), offset: Yen(1_000), in: $0)
        }
        let plan = try family.plan()
        #expect(plan.effects.map(\.amount) == [Yen(2_000)])
        let again = try family.draft(key: "T2")
        let known = try family.office.read { try RetroactiveBook.proposal(again, from: $0) }
        #expect(known?.recover == Yen(2_000))
    }

    @Test("取り消す決定ごとの支給決定取消通知書が、続く通知に数えられ、決裁の後にその数だけ待つ")
    func cancellationLetters() throws {
        let family = try decided()
        try family.enter("S-2", points: 500)
        try family.decide()
        try family.pay()
        try family.lapse("2025-05-01")
        let plan = try family.plan()
        let letters = plan.letters(of: plan.usual)
        #expect(letters.first { $0.title == Paper.cancellation.wording }?.count == 2)
        try family.settle(try family.draft())
        #expect(try family.office.letters(CancellationLetters()) == 2)
    }

    @Test("資格が遡って認められると、不支給だった申請の額が示され、再審査で一度だけ支給される")
    func gained() throws {
        let family = try Family()
        try family.lapse("2025-05-01")
        try family.enter("S-1", points: 1_000)
        try family.decide()
        #expect(try family.file().status == .notPaid)
        #expect(try family.plan().effects.isEmpty)
        try family.restore()
        let plan = try family.plan()
        #expect(plan.effects.map(\.kind) == [.gainedReimbursement])
        #expect(plan.effects.map(\.amount) == [Yen(3_000)])
        try family.settle(try family.draft())
        #expect(try family.file().status == .received)
        try family.decide()
        try family.pay()
        #expect(try family.office.balance()[.paid] == Yen(3_000))
        #expect(try family.plan().effects.isEmpty)
        try family.office.prove()
    }
}
