// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Foundation
import Press
import Safeguards
import Scheme
import Testing
import Vocabulary

@testable import Payments

@Suite("償還申請から振込まで")
struct SpineTests {
    private static let taro = PaymentOffice.child(1)
    private static let hanako = PaymentOffice.parent(1)
    private let directory = MemoryAddresseeDirectory()

    private func put(_ number: AddresseeNumber, _ name: String, born: String) {
        directory.put(
            ResidentSnapshot(
                number: number, household: "H1", status: .resident, name: name,
                kana: "ケンショウ ハナコ", sex: .female, born: date(born), postalCode: "1190001",
                address: "見本市中央1-1", residentFrom: date(born),
                recordHash: "r-\(number.value)", asOf: Instant(noonInJapan: date("2025-04-01"))))
    }

    private func form() throws -> ApplicationInput {
        ApplicationInput(
            receipt: "A-1", reason: .birth, channel: .counter, appliedOn: date("2025-04-10"),
            causeOn: nil, applicant: Self.hanako, child: Self.taro,
            identity: IdentityEvidence(
                numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                explanationVersion: "2025-1", isExplained: true),
            hasInsuranceEvidence: true,
            insurance: InsuranceInput(
                child: Self.taro, insurer: try #require(InsurerNumber("06119903")),
                insurerName: "見本健康保険組合", acquiredOn: date("2020-04-01"), lostOn: nil,
                source: .shaho),
            account: AccountInput(
                bank: "9001", branch: "001", type: .ordinary, number: "9000001",
                holderKana: "ケンショウ ハナコ"))
    }

    private func grant(_ office: PaymentOffice, _ book: SchemeBook) throws {
        let terms = IntakeTerms(paperDays: 30, residentCheckHours: 24)
        let form = try form()
        let receipt = try office.gate.perform(
            ReceiveApplication.operation, by: PaymentOffice.counter, for: .registration
        ) { try ReceiveApplication.perform(form, directory: directory, terms: terms, in: $0) }
        let proposals = try office.gate.perform(
            ProposeDecisions.operation, by: PaymentOffice.counter, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                [receipt.id], law: EligibilityLaw(book: book, office: .weekdays),
                directory: directory, terms: terms, in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: directory, in: scope)
        }
        _ = try office.gate.perform(
            ApproveDecisions.operation, by: PaymentOffice.head, for: .registration
        ) { try ApproveDecisions.perform(.these(proposals), in: $0) }
    }

    private func decide(
        _ office: PaymentOffice, _ law: BenefitLaw, receipt: String, points: Int
    ) throws {
        let input = ReimbursementInput(
            receipt: receipt, appliedOn: date("2025-05-20"), applicant: Self.hanako,
            child: Self.taro, treatmentMonth: "2025-05".month,
            institution: receipt == "S-1" ? "1319900016" : "1319900024",
            institutionName: "県外の見本医院", setting: .outpatient, cost: .points(points), days: 1,
            burdenTenths: 3, paid: Yen(points * 3), highCost: .zero, additionalBenefit: .zero)
        _ = try office.gate.perform(
            ImportReimbursements.operation, by: PaymentOffice.machine, for: .benefit
        ) { try ImportReimbursements.perform([input], law: law, in: $0) }
        _ = try office.gate.perform(
            ProposeReimbursements.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try ProposeReimbursements.perform(law: law, in: $0) }
        _ = try office.gate.perform(
            ApproveReimbursements.operation, by: PaymentOffice.head, for: .benefit
        ) { try ApproveReimbursements.perform(.all, in: $0) }
    }

    @Test("決裁された償還払いが支給予定になり、振り込まれ、通知は計算の内訳を示す")
    func spine() throws {
        let book = try #require(PaymentOffice.library.book("sample"))
        let office = try PaymentOffice("2025-04-10")
        put(Self.hanako, "検証 花子", born: "1990-05-05")
        put(Self.taro, "検証 太郎", born: "2015-06-10")
        try grant(office, book)
        office.clock.stand(on: date("2025-06-02"))
        let law = BenefitLaw(book: book)
        try decide(office, law, receipt: "S-1", points: 1_000)
        func schedule() throws -> ScheduleReport {
            try office.gate.perform(
                ScheduleMonth.operation, by: PaymentOffice.machine, for: .benefit
            ) { try ScheduleMonth.perform("2025-06".month, days: PaymentOffice.days, in: $0) }
        }
        let first = try schedule()
        #expect(first.scheduled.count == 1)
        #expect(first.total == Yen(3_000))
        #expect(try schedule().known == 1)
        let run = try office.propose().run
        try office.approve(run.id)
        let file = try office.write(run.id)
        #expect(RawTransfers(file.bytes).payments.map(\.amount) == [3_000])
        let batch = try office.gate.perform(
            IssuePaymentNotices.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try IssuePaymentNotices.perform(.payment, of: run.id, directory: directory, in: $0) }
        let notice = try #require(batch.notices.first)
        let letter = notice.letter(
            sender: Sender(title: "見本市長"),
            desk: ContactDesk(name: "見本市 子ども福祉課", phone: "999-999-9999"))
        let computation = try #require(letter.computation)
        #expect(computation.total.amount == Yen(3_000))
        #expect(computation.steps.count > 1)
        // A decision after the month is closed waits for the next payment day.
        office.clock.stand(on: date("2025-06-23"))
        try decide(office, law, receipt: "S-2", points: 500)
        let late = try office.gate.perform(
            ScheduleMonth.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try ScheduleMonth.perform("2025-07".month, days: PaymentOffice.days, in: $0) }
        #expect(late.known == 1)
        #expect(late.scheduled.count == 1)
        #expect(late.paymentDay == date("2025-07-22"))
    }
}
