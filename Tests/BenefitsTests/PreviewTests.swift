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
        func list(_ month: String, without hidden: Set<AddresseeNumber> = []) throws -> [Claim] {
            try office.read {
                try ClaimLists.page(
                    .institution("1119900010", yearMonth(month), without: hidden), limit: 10,
                    from: 0, in: $0)
            }
        }
        let found = try list("2025-06")
        #expect(found.count == 1)
        #expect(try list("2025-06", without: Set(found.map(\.child))).isEmpty)
        #expect(try list("2025-05").isEmpty)
    }

    @Test("一覧の合計は、開いている頁ではなく、条件に合う明細書のすべての合計になる")
    func totals() throws {
        let office = try Office()
        try office.take(Uke())
        var other = Uke()
        other.institution = "9900028"
        try office.take(other, name: "2_A.UKE")
        let all = try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }
        let (page, sum) = try office.read { db in
            (
                try ClaimLists.page(.child(Office.taro), limit: 1, from: 0, in: db),
                try ClaimLists.totals(of: .child(Office.taro), from: db)
            )
        }
        #expect(all.count == 2)
        #expect(page == Array(all.prefix(1)))
        #expect(sum.count == all.count)
        #expect(sum.payable == all.reduce(.zero) { $0 + $1.payable })
        #expect(sum.points == all.reduce(0) { $0 + $1.points })
    }
}
