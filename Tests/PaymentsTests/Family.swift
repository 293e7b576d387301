// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Foundation
import Safeguards
import Scheme
import Testing
import Vocabulary

@testable import Payments

/// A mother with an account and a boy who is entitled, in an office where reimbursements are really
/// decided.
struct Family {
    static let taro = PaymentOffice.child(1)
    static let hanako = PaymentOffice.parent(1)

    let office: PaymentOffice
    let law: BenefitLaw
    let directory = MemoryAddresseeDirectory()

    init(store: (any Store)? = nil) throws {
        let book = try #require(PaymentOffice.library.book("sample"))
        law = BenefitLaw(book: book)
        office = try PaymentOffice("2025-04-10", store: store)
        put(Self.hanako, "検証 花子", born: "1990-05-05")
        put(Self.taro, "検証 太郎", born: "2015-06-10")
        try grant(book)
        office.clock.stand(on: date("2025-06-02"))
    }

    private func put(_ number: AddresseeNumber, _ name: String, born: String) {
        directory.put(
            ResidentSnapshot(
                number: number, household: "H1", status: .resident, name: name,
                kana: "ケンショウ ハナコ", sex: .female, born: date(born), postalCode: "1190001",
                address: "見本市中央1-1", residentFrom: date(born),
                recordHash: "r-\(number.value)", asOf: Instant(noonInJapan: date("2025-04-01"))))
    }

    func form() throws -> ApplicationInput {
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

    private func grant(_ book: SchemeBook) throws {
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

    /// Enters a form or a letter.
    func enter(
        _ receipt: String, branch: Int = 1, points: Int, highCost: Int? = 0,
        applied: String = "2025-05-20", on days: [String?] = []
    ) throws {
        var input = ReimbursementInput(
            receipt: receipt, branch: branch, appliedOn: date(applied), applicant: Self.hanako,
            child: Self.taro, treatmentMonth: "2025-05".month,
            institution: receipt == "S-1" ? "1319900016" : "1319900024",
            institutionName: receipt == "S-1" ? "県外の見本医院" : "県外の別の診療所", setting: .outpatient,
            cost: .points(points), days: 1,
            burdenTenths: 3, paid: Yen(points * 3), highCost: highCost.map { Yen($0) },
            additionalBenefit: .zero)
        input.slips = days.map { day in
            ReceiptSlip(
                treatedOn: day.map { date($0) }, cost: .points(points / days.count),
                paid: Yen(points * 3 / days.count))
        }
        let answers = try office.gate.perform(
            ImportReimbursements.operation, by: PaymentOffice.machine, for: .benefit
        ) { try ImportReimbursements.perform([input], law: law, in: $0) }
        _ = try answers[0].get()
    }

    /// Proposes and approves everything that waits.
    func decide() throws {
        try propose()
        try approve()
    }

    func propose() throws {
        _ = try office.gate.perform(
            ProposeReimbursements.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try ProposeReimbursements.perform(law: law, in: $0) }
    }

    func approve() throws {
        _ = try office.gate.perform(
            ApproveReimbursements.operation, by: PaymentOffice.head, for: .benefit
        ) { try ApproveReimbursements.perform(.all, rules: .oneHead, in: $0) }
    }

    /// Proposes that the decision about the first form is cancelled.
    func proposeCancellation(by who: Principal = PaymentOffice.clerk) throws -> Int64 {
        let id = try file().id
        return try office.gate.perform(ProposeCancellation.operation, by: who, for: .benefit) {
            try ProposeCancellation.perform(id, reason: "第三者行為と分かったため", in: $0)
        }
    }

    @discardableResult
    func approveCancellation(
        _ id: Int64, by who: Principal = PaymentOffice.head
    ) throws -> CancelledPayment {
        try office.gate.perform(ApproveCancellation.operation, by: who, for: .benefit) {
            try ApproveCancellation.perform(id, payments: CancelledDecisions(), in: $0)
        }
    }

    @discardableResult
    func schedule(_ month: String = "2025-06") throws -> ScheduleReport {
        try office.gate.perform(
            ScheduleMonth.operation, by: PaymentOffice.machine, for: .benefit
        ) { try ScheduleMonth.perform(month.month, days: PaymentOffice.days, in: $0) }
    }

    /// The reimbursement of a receipt.
    func file(_ receipt: String = "S-1") throws -> ReimbursementCase {
        try #require(
            try office.read { try ReimbursementBook.reimbursement(receipt: receipt, from: $0) })
    }
}
