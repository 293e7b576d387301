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

/// 除斥: whoever had a hand in what is contested does not rule on it, whatever kind of decision it was.
@Suite("審査請求の裁決をする人と、争われている決定")
struct DecisionHandsTests {
    private static let areas: [any DecisionHands] = [
        EntitlementHands(), HandsInBenefits(), HandsInPayments(),
    ]

    private func benefits(_ family: Family, on day: String?) throws -> Set<String> {
        try family.office.read {
            try HandsInBenefits().hands(
                ofChild: Family.taro, decidedOn: day.map { date($0) }, from: $0)
        }
    }

    private func payments(
        _ office: PaymentOffice, on day: String?, of child: Int = 1
    ) throws -> Set<String> {
        try office.read {
            try HandsInPayments().hands(
                ofChild: PaymentOffice.child(child), decidedOn: day.map { date($0) }, from: $0)
        }
    }

    /// An appeal against a decision of a day, ruled upon by somebody.
    private func rule(
        _ family: Family, decided: String, by who: Principal, areas: [any DecisionHands]
    ) throws {
        let office = family.office
        let id = try office.gate.perform(
            RecordAppeal.operation, by: PaymentOffice.counter, for: .benefit
        ) {
            try RecordAppeal.perform(
                AppealInput(
                    child: Family.taro, appellant: Family.hanako, against: "見子福第1号",
                    decidedOn: date(decided), knownOn: date(decided), receivedOn: date(decided)),
                national: PaymentOffice.sample.national, office: .weekdays, in: $0)
        }
        try office.gate.perform(DecideAppeal.operation, by: who, for: .benefit) {
            try DecideAppeal.perform(
                .dismissed, on: date(decided), note: "裁決書 第1号", of: id, hands: areas, in: $0)
        }
    }

    @Test("支給の決定を起案・決裁した人は裁決できず、資格だけを見れば見逃す")
    func reimbursement() throws {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        #expect(
            try benefits(family, on: "2025-06-02")
                == [PaymentOffice.clerk.officer, PaymentOffice.head.officer])
        #expect(try benefits(family, on: "2025-06-03").isEmpty)
        #expect(throws: AppealRefusal.ownDecision) {
            try rule(
                family, decided: "2025-06-02", by: PaymentOffice.head, areas: Self.areas)
        }
        try rule(family, decided: "2025-06-02", by: PaymentOffice.chief, areas: Self.areas)
    }

    @Test("取消しを決裁した人は、その日の争いでは外れる")
    func cancellation() throws {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        family.office.clock.stand(on: date("2025-06-10"))
        try family.approveCancellation(
            try family.proposeCancellation(), by: PaymentOffice.chief)
        #expect(
            try benefits(family, on: "2025-06-10")
                == [PaymentOffice.clerk.officer, PaymentOffice.chief.officer])
        #expect(throws: AppealRefusal.ownDecision) {
            try rule(
                family, decided: "2025-06-10", by: PaymentOffice.chief, areas: Self.areas)
        }
        // The head decided eight days before: that decision is not contested here.
        try rule(family, decided: "2025-06-10", by: PaymentOffice.head, areas: Self.areas)
    }

    @Test("支払の決裁・保留、返還の請求・分納・納入通知に関わった人は、その日の手として挙がる")
    func money() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1, yen: 5_000)])
        let run = try office.propose().run
        try office.approve(run.id, by: PaymentOffice.chief)
        #expect(
            try payments(office, on: "2025-06-02")
                == [PaymentOffice.clerk.officer, PaymentOffice.chief.officer])
        #expect(try payments(office, on: "2025-06-02", of: 2).isEmpty)
        office.clock.stand(on: date("2025-06-12"))
        let recovery = try office.claim(10_000, due: nil)
        #expect(try payments(office, on: "2025-06-12") == [PaymentOffice.clerk.officer])
        office.clock.stand(on: date("2025-06-13"))
        let plan = RecoveryAct.plan(
            InstalmentPlan.even(Yen(10_000), count: 2, first: date("2025-07-31")),
            signedOn: date("2025-06-12"))
        try office.grant(
            try office.ask(plan, about: recovery, key: "P1", by: PaymentOffice.second),
            by: PaymentOffice.head)
        #expect(
            try payments(office, on: "2025-06-13")
                == [PaymentOffice.second.officer, PaymentOffice.head.officer])
        #expect(
            try payments(office, on: nil)
                == [
                    PaymentOffice.clerk.officer, PaymentOffice.second.officer,
                    PaymentOffice.chief.officer, PaymentOffice.head.officer,
                ])
    }

    @Test("遡及の精算を決裁した人は、その日の争いでは外れる")
    func retroactive() throws {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        try family.pay()
        family.office.clock.stand(on: date("2025-07-01"))
        try family.lapse("2025-05-01")
        family.office.clock.stand(on: date("2025-07-02"))
        try family.settle(
            try family.draft(by: PaymentOffice.second), by: PaymentOffice.chief)
        let hands = try payments(family.office, on: "2025-07-02")
        #expect(hands.isSuperset(of: [PaymentOffice.second.officer, PaymentOffice.chief.officer]))
        #expect(!hands.contains(PaymentOffice.head.officer))
    }
}
