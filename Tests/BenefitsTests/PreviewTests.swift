// SPDX-License-Identifier: Apache-2.0
import Benefits
import Safeguards
import Testing
import Vocabulary

@Suite("償還申請の下見と、医療機関の明細書")
struct PreviewTests {
    private func preview(
        _ inputs: [ReimbursementInput], _ office: Office, by who: Principal = Office.payment
    ) throws -> [Result<ReimbursementExamination, BenefitsRefusal>] {
        try office.gate.perform(PreviewReimbursements.operation, by: who, for: .benefit) {
            try PreviewReimbursements.perform(inputs, law: Office.law, in: $0)
        }
    }

    @Test("下見は登録と同じ答えで、何も書かない")
    func sameAsEntering() throws {
        let office = try Office()
        let inputs = [
            office.input("S7-000001"), office.input("S7-000002", highCost: nil),
            office.input("S7-000003", applied: "2026-01-01"),
        ]
        let before = try preview(inputs, office)
        let nothing = try office.read {
            try ReimbursementBook.reimbursement(receipt: "S7-000001", from: $0)
        }
        #expect(nothing == nil)
        let entered = try office.enter(inputs)
        for (foreseen, real) in zip(before, entered) {
            switch (foreseen, real) {
            case (.success(let left), .success(let right)):
                #expect(left.verdict == right.preview.verdict)
            case (.failure(let left), .failure(let right)): #expect(left == right)
            default: Issue.record("下見と登録が違います")
            }
        }
        let again = try preview([inputs[0]], office)
        #expect(throws: BenefitsRefusal.duplicateReceipt("S7-000001")) { try again[0].get() }
    }

    @Test("監査の職員は下見できない")
    func permission() throws {
        let office = try Office()
        let auditor = Principal(
            officer: "a1", name: "監査", roles: [.auditor], session: "test", terminal: "T1")
        #expect(throws: SafeguardRefusal.notPermitted) {
            try preview([office.input()], office, by: auditor)
        }
    }

    @Test("医療機関と診療年月で、受け入れた明細書が出る")
    func ofInstitution() throws {
        let office = try Office()
        try office.take(Uke())
        let found = try office.read {
            try ClaimBook.claims(
                institution: "1119900010", treated: yearMonth("2025-06"), limit: 10, from: $0)
        }
        #expect(found.count == 1)
        #expect(
            try office.read {
                try ClaimBook.claims(
                    institution: "1119900010", treated: yearMonth("2025-05"), limit: 10, from: $0)
            }.isEmpty)
    }
}
