// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// 見本の本 sample-classes, from 令和10年4月: 療養費 270円 for each first consultation, 調剤 nothing.
@Suite("初診のときだけの一部負担金")
struct FirstVisitTests {
    private func office() throws -> Office {
        let office = try Office()
        office.clock.stand(on: date("2028-07-20"))
        return office
    }

    private func law(_ office: Office) -> BenefitLaw { BenefitLaw(book: Office.classes) }

    private func entry(
        _ firstVisits: Int?, kind: ClaimDataKind = .medicalCareExpense
    ) throws -> ClaimEntry {
        ClaimEntry(
            dataKind: kind, source: .federation, billingMonth: yearMonth("2028-06"),
            treatmentMonth: yearMonth("2028-05"), institution: "1119900010",
            institutionName: "見本整骨院", setting: .outpatient, born: date("2015-06-10"),
            insurer: try #require(InsurerNumber(Office.insurer)),
            recipientNumber: try #require(RecipientNumber(Office.taroNumber)), days: 3,
            points: 1_000, firstVisits: firstVisits)
    }

    private func enter(_ office: Office, _ entry: ClaimEntry) throws -> Claim {
        let id = try office.gate.perform(EnterClaim.operation, by: Office.payment, for: .benefit) {
            try EnterClaim.perform(entry, law: law(office), in: $0)
        }
        return try #require(try office.read { try ClaimBook.claims([id], from: $0) }[id])
    }

    @Test("入力した初診の回数だけかかり、0 は0円、内訳と記録に残る", arguments: [(0, 0), (1, 270), (2, 540)])
    func keyed(firstVisits: Int, yen: Int) throws {
        let office = try office()
        let claim = try enter(office, try entry(firstVisits))
        #expect(claim.selfPayment == Yen(yen) && claim.payable == Yen(3_000 - yen))
        #expect(claim.firstVisits == firstVisits)
        let steps = try #require(try office.read { try Explanations.claim(claim.id, from: $0) })
            .steps.map(\.label)
        let words = firstVisits == 0 ? "この請求に初診なし" : "この請求の初診 \(firstVisits)回"
        #expect(steps.contains { $0.contains(words) }, "\(steps)")
    }

    @Test("初診かどうか書かれていない請求は受け入れず、何が足りないかを言う。調剤には聞かない")
    func unknown() throws {
        let office = try office()
        #expect {
            _ = try enter(office, try entry(nil))
        } throws: {
            ("\($0)" + (($0 as? ClaimFault)?.message ?? "")).contains("初診の回数")
        }
        let pharmacy = try enter(office, try entry(nil, kind: .pharmacy))
        #expect(pharmacy.selfPayment == .zero && pharmacy.firstVisits == nil)
    }

    @Test("受診の日数を超える初診は断る")
    func tooMany() throws {
        let office = try office()
        #expect(throws: BenefitsRefusal.entryOutOfRange("初診の回数")) {
            _ = try enter(office, try entry(4))
        }
    }

    private func correct(
        _ office: Office, _ id: Int64, _ firstVisits: Int
    ) throws -> ReimbursementReceipt {
        try office.gate.perform(
            CorrectReimbursement.operation, by: Office.payment, for: .benefit
        ) {
            try CorrectReimbursement.perform(
                id, receipt: 1, as: .init(firstVisits: firstVisits), reason: "領収書の初診料",
                law: law(office), in: $0)
        }
    }

    /// 柔道整復 of two days, paid at three tenths of 1000 points.
    private func form(_ office: Office, firstVisits: Int?) -> ReimbursementInput {
        office.input(month: "2028-05", applied: "2028-07-10") {
            $0.care = .judoTherapy
            $0.days = 2
            $0.firstVisits = firstVisits
        }
    }

    @Test("償還払いは初診の回数が分からなければ保留し、どこに入れるかを言う。訂正で1なら一部負担金、0ならなし")
    func reimbursed() throws {
        let office = try office()
        let form = form(office, firstVisits: nil)
        let held = try office.gate.perform(
            ImportReimbursements.operation, by: Office.payment, for: .benefit
        ) {
            try ImportReimbursements.perform([form], law: law(office), in: $0)[0].get()
        }
        guard case .hold(.scheme, let note) = held.preview.verdict else {
            Issue.record("保留になりません: \(held.preview.verdict)")
            return
        }
        #expect(note?.contains("初診の回数") == true && note?.contains("領収書の入力を直す") == true)
        #expect(throws: BenefitsRefusal.entryOutOfRange("初診の回数")) {
            _ = try correct(office, held.id, 3)
        }
        let first = try correct(office, held.id, 1)
        #expect(first.preview.verdict == .pay(Yen(2_730), isPartly: true))
        #expect(first.preview.computation.copayment == Yen(270))
        #expect(try office.file().input.firstVisits == 1)
        let again = try correct(office, first.id, 0)
        #expect(again.preview.verdict == .pay(Yen(3_000), isPartly: false))
        // Another correction leaves what was said.
        let paid = try office.gate.perform(
            CorrectReimbursement.operation, by: Office.payment, for: .benefit
        ) {
            try CorrectReimbursement.perform(
                again.id, receipt: 1, as: .init(cost: 900, paid: Yen(2_700)), reason: "点数の読み違い",
                law: law(office), in: $0)
        }
        #expect(paid.preview.verdict == .pay(Yen(2_700), isPartly: false))
        #expect(try office.file().input.firstVisits == 0)
    }

    @Test("償還払いも、入力した初診の回数のとおりに計算する。調剤には聞かない")
    func reimbursedAsKeyed() throws {
        let office = try office()
        func examine(_ input: ReimbursementInput) throws -> ReimbursementExamination {
            try office.gate.perform(
                PreviewReimbursements.operation, by: Office.payment, for: .benefit
            ) {
                try PreviewReimbursements.perform([input], law: law(office), in: $0)[0].get()
            }
        }
        #expect(
            try examine(form(office, firstVisits: 2)).verdict
                == .pay(Yen(2_460), isPartly: true))
        var pharmacy = form(office, firstVisits: nil)
        pharmacy.care = .pharmacy
        #expect(try examine(pharmacy).verdict == .pay(Yen(3_000), isPartly: false))
    }

    @Test("領収書の初診は申請ごとに足し、一枚でも書かれていなければ分からない")
    func receipts() {
        func slip(_ number: Int, _ firstVisits: Int?) -> LooseSlip {
            LooseSlip(
                number: number, month: yearMonth("2028-05"), institution: "1319900016",
                setting: .outpatient, care: .medical, burdenTenths: 3,
                slip: ReceiptSlip(treatedOn: nil, cost: .points(100), paid: Yen(300)),
                firstVisits: firstVisits)
        }
        #expect(LooseSlip.split([slip(1, 1), slip(2, 0)]).map(\.firstVisits) == [1])
        #expect(LooseSlip.split([slip(1, 1), slip(2, nil)]).map(\.firstVisits) == [nil])
    }

    @Test("取り込んだ明細書の初診がエラー一覧にも受け入れた明細書にも残り、補正で言い直せる")
    func imported() throws {
        let office = try Office()
        try office.take(
            .one { $0.firstVisits = ["11"] })
        let claim = try #require(
            try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }.first)
        #expect(claim.firstVisits == 1)
        let other = try Office()
        try other.take(
            .one {
                $0.firstVisits = ["12"]
                $0.born = "20150611"
            })
        let error = try #require(try other.errors().first)
        #expect(error.content?.firstVisits == 0)
        let corrected = try other.gate.perform(
            CorrectClaim.operation, by: Office.payment, for: .benefit
        ) {
            try CorrectClaim.perform(
                error.id, ClaimCorrection(born: date("2015-06-10"), firstVisits: 1),
                reason: "医療機関に照会", law: Office.law, in: $0)
        }
        let stored = try other.read { try ClaimBook.claims([corrected], from: $0) }[corrected]
        #expect(stored?.firstVisits == 1)
    }

    @Test("補正でも、受診の日数を超える初診は断る。断られた補正は何も残さない")
    func tooManyCorrected() throws {
        let office = try Office()
        try office.take(
            .one {
                $0.firstVisits = ["12"]
                $0.born = "20150611"
            })
        let error = try #require(try office.errors().first)
        func correct(_ firstVisits: Int) throws -> Int64 {
            try office.gate.perform(CorrectClaim.operation, by: Office.payment, for: .benefit) {
                try CorrectClaim.perform(
                    error.id, ClaimCorrection(born: date("2015-06-10"), firstVisits: firstVisits),
                    reason: "医療機関に照会", law: Office.law, in: $0)
            }
        }
        #expect(throws: BenefitsRefusal.entryOutOfRange("初診の回数")) { _ = try correct(2) }
        #expect(try office.errors().map(\.id) == [error.id])
        let claim = try correct(1)
        #expect(
            try office.read { try ClaimBook.claims([claim], from: $0) }[claim]?.firstVisits == 1)
    }
}
