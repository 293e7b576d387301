// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Formats
import Foundation
import Inquiries
import Ledger
import Links
import Office
import Payments
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// 公金受取口座 from the consent at the counter to the record that the bank reads: both systems, the
/// relay, the simulator of the intermediate server, two officers at every step that needs them.
@Suite("公金受取口座: 同意から振込データまで")
struct ReceivingAccountTests {
    private static let payer = Principal(
        officer: "u003", name: "給付", roles: [.payment], session: "test", terminal: "T3")
    private static let item = "TM00000000000089"

    private func ask(_ bench: InquiryOffice) throws -> String {
        try bench.office.casework.perform(
            RequestInquiry.operation, by: InquiryOffice.clerk, for: .benefit, reason: "口座の確認"
        ) {
            try RequestInquiry.perform(
                InquiryRequest(
                    subject: bench.parent, child: bench.child, procedure: "KODOMO-03",
                    item: Self.item), through: bench.office.inquiries, in: $0)
        }
    }

    private func consent(_ bench: InquiryOffice, on day: CivilDate, withdraw: Bool = false) throws {
        try bench.office.casework.perform(
            RecordConsent.operation, by: InquiryOffice.clerk, for: .registration
        ) {
            let input = ConsentInput(
                .receivingAccount,
                about: ConsentCase(subject: bench.parent, child: bench.child),
                by: bench.parent, on: day, evidence: .paper, reference: "同意書 1")
            if withdraw {
                try RecordConsent.withdraw(input, in: $0)
            } else {
                _ = try RecordConsent.perform(input, in: $0)
            }
        }
    }

    private func use(_ bench: InquiryOffice, _ number: String) throws -> [String] {
        try bench.office.casework.perform(
            UseReceivingAccount.operation, by: InquiryOffice.clerk, for: .change
        ) {
            try UseReceivingAccount.perform(
                number, of: bench.parent, directory: bench.office.directory, in: $0)
        }
    }

    /// The boy is entitled and a receipt has come in; no account is known.
    private func enter(_ bench: InquiryOffice) throws {
        let office = bench.office
        let today = bench.rehearsal.clock.now().dayInJapan
        try office.casework.perform(
            RecordInsurance.operation, by: .machine("shaho"), for: .change
        ) {
            _ = try RecordInsurance.perform(
                [
                    InsuranceInput(
                        child: bench.child,
                        insurer: try #require(InsurerNumber("06119903")),
                        insurerName: "見本健康保険組合", acquiredOn: day("2020-04-01"),
                        source: .shaho)
                ], in: $0)
        }
        let clerk = InquiryOffice.clerk
        let open = try office.casework.perform(
            .viewApplications, by: clerk, for: .registration
        ) { try ApplicationBook.open([.received, .checked], from: $0.db).map(\.id) }
        _ = try office.casework.perform(CheckResidents.operation, by: clerk, for: .registration) {
            try CheckResidents.perform(open, directory: office.directory, in: $0)
        }
        let proposals = try office.casework.perform(
            ProposeDecisions.operation, by: clerk, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                open, law: office.law, directory: office.directory, terms: office.intake, in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: office.directory, in: scope)
        }
        _ = try office.casework.perform(
            ApproveDecisions.operation, by: InquiryOffice.head, for: .registration
        ) { try ApproveDecisions.perform(.these(proposals), in: $0) }
        let input = ReimbursementInput(
            receipt: "S-1", branch: 1, appliedOn: today, applicant: bench.parent,
            child: bench.child, treatmentMonth: today.yearMonth,
            institution: "1319900016", institutionName: "県外の見本医院", setting: .outpatient,
            cost: .points(1_000), days: 1, burdenTenths: 3, paid: Yen(3_000), highCost: .zero,
            additionalBenefit: .zero)
        let law = BenefitLaw(book: office.book)
        _ = try office.casework.perform(
            ImportReimbursements.operation, by: Self.payer, for: .benefit
        ) { try ImportReimbursements.perform([input], law: law, in: $0) }.map { try $0.get() }
    }

    /// Proposed by one officer, approved by another.
    private func decide(_ bench: InquiryOffice) throws {
        let office = bench.office
        let law = BenefitLaw(book: office.book)
        let ids = try office.casework.perform(
            ProposeReimbursements.operation, by: Self.payer, for: .benefit
        ) { try ProposeReimbursements.perform(law: law, in: $0) }.proposals
        _ = try office.casework.perform(
            ApproveReimbursements.operation, by: InquiryOffice.head, for: .benefit
        ) { try ApproveReimbursements.perform(.these(ids), rules: .oneHead, in: $0) }
    }

    /// The bytes for the bank; throws where nothing is due.
    private func pay(_ bench: InquiryOffice) throws -> [UInt8] {
        let office = bench.office
        let days = PaymentDays(book: office.book, bank: office.days.bank)
        let month = bench.rehearsal.clock.now().dayInJapan.yearMonth
        _ = try office.casework.perform(ScheduleMonth.operation, by: Self.payer, for: .benefit) {
            try ScheduleMonth.perform(month, days: days, in: $0)
        }
        let run = try office.casework.perform(
            ProposeRun.operation, by: Self.payer, for: .benefit
        ) {
            try ProposeRun.perform(
                paymentDay: day("2025-05-20"), key: "run", days: days,
                directory: MemoryAddresseeDirectory(), in: $0)
        }.run
        _ = try office.casework.perform(
            ApproveRun.operation, by: InquiryOffice.head, for: .benefit
        ) {
            try ApproveRun.perform(
                run.id, rules: .oneHead, directory: MemoryAddresseeDirectory(), in: $0)
        }
        let order = Originator.rehearsal.order(on: run.paymentDay)
        return try office.casework.perform(
            WriteTransferFile.operation, by: Self.payer, for: .benefit
        ) {
            try WriteTransferFile.perform(
                run.id, order: order, audience: .trial, directory: MemoryAddresseeDirectory(),
                in: $0)
        }.bytes
    }

    @Test("同意がなければ尋ねず、回答を二人が確かめた口座だけに振り込み、撤回の後は使えない", .measure("R-73"))
    func whole() async throws {
        let bench = try InquiryOffice()
        try enter(bench)
        #expect(throws: InquiryRequestRefusal.noConsent(.receivingAccount)) { try ask(bench) }
        try consent(bench, on: day("2025-04-10"))
        _ = try? ask(bench)
        try await bench.relay(times: 2)
        let number = try ask(bench)
        #expect(throws: ReceivingAccountRefusal.notConfirmed) { _ = try use(bench, number) }
        try await bench.relay()
        try bench.office.casework.perform(
            ConfirmInquiry.operation, by: InquiryOffice.head, for: .benefit
        ) {
            let office = bench.office
            let outcome = try ConfirmInquiry.perform(
                number, law: office.law, directory: office.directory, in: $0)
            #expect(outcome == .confirmed)
        }
        let values = try bench.detail(number).result
        let account = try #require(values.first { $0.label == "口座番号" }?.value)
        try consent(bench, on: day("2025-04-12"), withdraw: true)
        #expect(throws: ReceivingAccountRefusal.noConsent) { _ = try use(bench, number) }
        try consent(bench, on: day("2025-04-12"))
        _ = try use(bench, number)
        try decide(bench)
        bench.rehearsal.clock.stand(on: day("2025-05-12"))
        // Recorded and not confirmed: no money goes there.
        #expect(throws: (any Error).self) { _ = try pay(bench) }
        let waiting = try bench.office.casework.perform(
            .viewAccounts, by: InquiryOffice.head, for: .change
        ) { try AccountConfirmations.waiting(from: $0.db) }
        #expect(waiting.count == 1)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try confirm(bench, waiting.map(\.use), by: InquiryOffice.clerk)
        }
        try confirm(bench, waiting.map(\.use), by: InquiryOffice.head)
        let file = try TransferFile.read(.bytes(try pay(bench)))
        #expect(file.total == 3_000 && file.declared.total == 3_000)
        let sent = try #require(file.transfers.first)
        #expect(sent.bank == "9001" && sent.branch == "001")
        #expect(sent.account == account)
        for report in try bench.office.verify() { #expect(report.report.ok, "\(report.system)") }
        try bench.close()
    }

    private func confirm(_ bench: InquiryOffice, _ uses: [Int64], by who: Principal) throws {
        try bench.office.casework.perform(ConfirmAccounts.operation, by: who, for: .change) {
            try ConfirmAccounts.perform(uses, in: $0)
        }
    }
}
