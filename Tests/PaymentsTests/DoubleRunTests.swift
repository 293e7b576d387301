// SPDX-License-Identifier: Apache-2.0
import Benefits
import Safeguards
import Scheme
import Testing
import Vocabulary

@testable import Payments

/// The question of both channels is asked once more before money leaves.
@Suite("二重給付の疑いと支払")
struct DoubleRunTests {
    /// The form of `Family.enter("S-1", …)` once more, as in-patient care.
    private func enterTwin(_ family: Family) throws {
        let input = ReimbursementInput(
            receipt: "S-9", appliedOn: date("2025-05-20"), applicant: Family.hanako,
            child: Family.taro, treatmentMonth: "2025-05".month, institution: "1319900016",
            institutionName: "県外の見本医院", setting: .inpatient, cost: .points(1_000), days: 1,
            burdenTenths: 3, paid: Yen(3_000), highCost: .zero, additionalBenefit: .zero)
        let answers = try family.office.gate.perform(
            ImportReimbursements.operation, by: PaymentOffice.machine, for: .benefit
        ) { try ImportReimbursements.perform([input], law: family.law, in: $0) }
        _ = try answers[0].get()
    }

    private func say(_ outcome: DuplicateOutcome, _ family: Family) throws {
        let first = try #require(
            try family.office.read {
                try ReimbursementBook.reimbursement(receipt: "S-1", from: $0)
            })
        let second = try #require(
            try family.office.read {
                try ReimbursementBook.reimbursement(receipt: "S-9", from: $0)
            })
        try family.office.gate.perform(
            DecideDuplicate.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try DecideDuplicate.perform(
                .init(first: .reimbursement(first.id), second: .reimbursement(second.id)),
                outcome, reason: "領収書の原本", in: $0)
        }
    }

    @Test("決裁と予定の後に同じ診療と分かった支給は、支払処理に入らず保留になる")
    func held() throws {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try enterTwin(family)
        try family.propose()
        try say(.different, family)
        try family.decide()
        #expect(try family.schedule().scheduled.count == 2)
        try say(.same, family)
        let proposal = try family.office.propose()
        #expect(Array(proposal.leftOut.values) == [.doubleSuspected])
        #expect(proposal.run.total == Yen(3_000))
    }

    @Test("別の診療と判断された支給は、どちらも支払われる")
    func paid() throws {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try enterTwin(family)
        try family.propose()
        try say(.different, family)
        try family.decide()
        try family.schedule()
        #expect(try family.office.propose().run.total == Yen(6_000))
    }
}
