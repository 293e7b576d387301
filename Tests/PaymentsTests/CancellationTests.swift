// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("決定の職権取消し")
struct CancellationTests {
    private func decided() throws -> Family {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        return family
    }

    private func due(_ family: Family) throws -> [DueReimbursement] {
        try family.office.read { try DueBook.due(decidedThrough: date("2025-12-31"), from: $0) }
    }

    @Test("支給予定になる前なら、取り消した決定は払われず、申請は保留になる")
    func beforeScheduling() throws {
        let family = try decided()
        let id = try family.proposeCancellation()
        #expect(try due(family).count == 1)
        #expect(try family.approveCancellation(id) == .nothing)
        #expect(try due(family).isEmpty)
        #expect(try family.file().status == .held)
        #expect(try family.schedule().scheduled.isEmpty)
        let file = try family.file().id
        let decisions = try family.office.read {
            try ReimbursementDecisionBook.decisions(of: file, from: $0)
        }
        #expect(decisions.first?.approval?.cancelledOn == date("2025-06-02"))
    }

    @Test("取消しは起案と決裁の二人で行い、二度は取り消せない")
    func fourEyes() throws {
        let family = try decided()
        let id = try family.proposeCancellation(by: PaymentOffice.both)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try family.approveCancellation(id, by: PaymentOffice.both)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try family.approveCancellation(id, by: PaymentOffice.clerk)
        }
        #expect(throws: BenefitsRefusal.cancellationOpen) { _ = try family.proposeCancellation() }
        try family.approveCancellation(id)
        #expect(throws: BenefitsRefusal.cancellationSettled) { try family.approveCancellation(id) }
        #expect(throws: BenefitsRefusal.notDecided) { _ = try family.proposeCancellation() }
    }

    @Test("差し戻した取消しは何も変えず、起案し直せる")
    func sentBack() throws {
        let family = try decided()
        let id = try family.proposeCancellation()
        try family.office.gate.perform(
            SendBackCancellation.operation, by: PaymentOffice.head, for: .benefit
        ) { try SendBackCancellation.perform(id, reason: "資料を足す", in: $0) }
        #expect(try due(family).count == 1)
        #expect(try family.file().status == .paid)
        try family.approveCancellation(try family.proposeCancellation())
        #expect(try due(family).isEmpty)
    }

    @Test("支給予定は取消しと共に終わり、支払処理に入ったものは差し戻すまで断る")
    func scheduled() throws {
        let family = try decided()
        try family.schedule()
        let run = try family.office.propose().run
        let id = try family.proposeCancellation()
        #expect(throws: PaymentRefusal.paymentUnderWay) { try family.approveCancellation(id) }
        #expect(try family.file().status == .paid)
        try family.office.sendBack(run.id)
        guard case .ended(let item) = try family.approveCancellation(id) else {
            Issue.record("支給予定が終わりません")
            return
        }
        #expect(
            try family.office.read { try ItemBook.items([item], from: $0) }[item]?.status
                == .cancelled)
        #expect(throws: PaymentRefusal.nothingToPay(date("2025-06-20"))) {
            try family.office.propose(key: "K2")
        }
        #expect(try family.office.balance()[.scheduled] == .zero)
        #expect(try family.office.imbalances().isEmpty)
    }

    @Test("支払った後の取消しは全額の返還になり、戻ってきても再振込しない")
    func paid() throws {
        let family = try decided()
        let office = family.office
        try family.schedule()
        let run = try office.propose().run
        try office.approve(run.id)
        try office.write(run.id)
        let id = try family.proposeCancellation()
        #expect(throws: PaymentRefusal.resultsAwaited) { try family.approveCancellation(id) }
        office.clock.stand(on: date("2025-06-24"))
        try office.nothingReturned(run.id)
        guard case .claimedBack(let recovery, let yen) = try family.approveCancellation(id) else {
            Issue.record("返還になりません")
            return
        }
        #expect(yen == Yen(3_000))
        #expect(try office.read { try RecoveryBook.recovery(recovery, from: $0) }?.state == .open)
        try office.results([("2025-06-20", 1, 3_000, "解約")])
        try office.gate.perform(
            RecordRecovery.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try RecordRecovery.withdraw(recovery, key: "W1", in: $0) }
        try office.account(1, digit: 71)
        office.clock.stand(on: date("2025-07-01"))
        let report = try office.repay(month: "2025-07")
        #expect(report.rescheduled.isEmpty && report.waiting.count == 1)
    }

    @Test("振込不能のまま取り消すと、再振込せず出納からも消える")
    func returned() throws {
        let family = try decided()
        let office = family.office
        try family.schedule()
        let run = try office.propose().run
        try office.approve(run.id)
        try office.write(run.id)
        office.clock.stand(on: date("2025-06-24"))
        try office.results([("2025-06-20", 1, 3_000, "解約")])
        guard case .ended = try family.approveCancellation(try family.proposeCancellation()) else {
            Issue.record("支給予定が終わりません")
            return
        }
        #expect(try office.balance()[.returned] == .zero)
        #expect(try office.balance().sum == .zero)
        #expect(try office.imbalances().isEmpty)
    }

    @Test("取り消した後に保険者の通知で計算し直すと、正しい額を一度だけ払う")
    func decidedAgain() throws {
        let family = try decided()
        try family.approveCancellation(try family.proposeCancellation())
        try family.enter("S-1", branch: 2, points: 1_000, highCost: 1_000, applied: "2025-06-02")
        let id = try family.file().id
        #expect(try family.file().hold == .other)
        try family.office.gate.perform(
            ReleaseReimbursement.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try ReleaseReimbursement.perform(id, note: "通知を入力", in: $0) }
        try family.decide()
        #expect(try due(family).map(\.amount) == [Yen(2_000)])
    }

    @Test("PostgreSQL でも、取り消した決定の支給予定は終わる")
    func postgres() throws {
        let schema = "t" + UUID().uuidString.replacing("-", with: "").lowercased()
        let family = try Family(
            store: Stores.postgres(
                PostgresCluster.running().connection, schema: schema, body: "119997"))
        for receipt in ["S-1", "S-2"] { try family.enter(receipt, points: 1_000) }
        try family.decide()
        try family.schedule()
        guard case .ended = try family.approveCancellation(try family.proposeCancellation()) else {
            Issue.record("支給予定が終わりません")
            return
        }
        #expect(try due(family).map(\.receipt) == ["S-2"])
        #expect(try family.schedule().known == 1)
        #expect(try family.office.propose().run.total == Yen(3_000))
        #expect(try family.office.imbalances().isEmpty)
        let waiting = try family.office.read { try CancellationBook.pending(from: $0) }
        #expect(waiting.isEmpty)
    }
}
