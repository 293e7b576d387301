// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Foundation
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("償還申請から振込まで")
struct SpineTests {
    @Test("決裁された償還払いが支給予定になり、振り込まれ、通知は計算の内訳を示す", .measure("R-05"))
    func spine() throws {
        let family = try Family()
        let office = family.office
        try family.enter("S-1", points: 1_000)
        try family.decide()
        let first = try family.schedule()
        #expect(first.scheduled.count == 1)
        #expect(first.total == Yen(3_000))
        #expect(try family.schedule().known == 1)
        let run = try office.propose().run
        try office.approve(run.id)
        let file = try office.write(run.id)
        #expect(RawTransfers(file.bytes).payments.map(\.amount) == [3_000])
        let batch = try office.gate.perform(
            IssuePaymentNotices.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try IssuePaymentNotices.perform(
                .payment, of: run.id, letters: PaymentOffice.letters,
                directory: family.directory, in: $0)
        }
        let notice = try #require(batch.notices.first)
        let letter = notice.letter(
            sender: Sender(title: "見本市長"),
            desk: ContactDesk(name: "見本市 子ども福祉課", phone: "999-999-9999"))
        let computation = try #require(letter.computation)
        #expect(computation.total.amount == Yen(3_000))
        #expect(computation.steps.count > 1)
        // A decision after the month is closed waits for the next payment day.
        office.clock.stand(on: date("2025-06-23"))
        try family.enter("S-2", points: 500)
        try family.decide()
        let late = try family.schedule("2025-07")
        #expect(late.known == 1)
        #expect(late.scheduled.count == 1)
        #expect(late.paymentDay == date("2025-07-22"))
    }

    @Test("締切の後に申請や保険者の通知がそろったものは、決裁が早くても次の月に払う")
    func closingDay() throws {
        let family = try Family()
        try family.enter("S-1", points: 1_000, highCost: nil)
        try family.enter("S-2", points: 500)
        try family.decide()
        try family.enter("S-1", branch: 2, points: 1_000, applied: "2025-06-02")
        try family.decide()
        let june = try family.schedule()
        #expect(june.total == Yen(1_500))
        #expect(june.later == 1)
        #expect(june.closingDay == date("2025-05-31"))
        #expect(june.reading == "令和7年5月31日までに申請と保険者の通知がそろったものを支払います（規則第9条）")
        let july = try family.schedule("2025-07")
        #expect(july.total == Yen(3_000))
        #expect(july.known == 1)
        #expect(july.later == 0)
    }

    @Test("資格が遡って消滅しても、一つの支給決定は一度だけ挙がる")
    func namedOnce() throws {
        let family = try Family()
        for receipt in ["S-1", "S-2"] { try family.enter(receipt, points: 1_000) }
        try family.decide()
        func touched() throws -> [Consequence] {
            try family.office.read {
                try ConsequencesOfPayments().afterLapse([Family.taro: date("2025-05-01")], in: $0)
            }[Family.taro] ?? []
        }
        #expect(try touched().map(\.amount) == [Yen(3_000), Yen(3_000)])
        try family.schedule()
        #expect(try touched().map(\.amount) == [Yen(3_000), Yen(3_000)])
        #expect(try touched().allSatisfy { $0.text.contains("支給予定") })
    }
}
