// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Scheme
import Testing
import Vocabulary

@testable import Benefits
@testable import Safeguards

@Suite("誤った円を払わせようとしても")
struct WrongYenTests {
    @Test("同じ申請を一度の操作で二度選んでも、起案も決裁も一つ")
    func chosenTwice() throws {
        let office = try Office()
        try office.enter([office.input()])
        let id = try office.file().id
        let report = try office.gate.perform(
            ProposeReimbursements.operation, by: Office.payment, for: .benefit
        ) { try ProposeReimbursements.perform(.these([id, id]), law: Office.law, in: $0) }
        #expect(report.proposals.count == 1)
        let approved = try office.approve(.these(report.proposals + report.proposals))
        #expect(approved.decisions.count == 1)
        #expect(approved.payable == Yen(3_000))
        #expect(try due(office).map(\.amount) == [Yen(3_000)])
    }

    @Test("処理の済んだ決定案は差し戻せない")
    func sendBackAfterApproval() throws {
        let office = try Office()
        try office.enter([office.input()])
        let proposals = try office.propose().proposals
        try office.approve()
        #expect(throws: BenefitsRefusal.proposalSettled) { try sendBack(office, proposals[0]) }
        #expect(try office.file().status == .paid)
    }

    @Test("別の人が補正しても、初めに入力した人は決裁できない")
    func firstKeyerMayNotApprove() throws {
        let office = try Office()
        try office.enter([office.input()], by: Office.both)
        let id = try office.file().id
        _ = try office.gate.perform(
            CorrectReimbursement.operation, by: Office.payment, for: .benefit
        ) {
            try CorrectReimbursement.perform(id, reason: "診療科の記入", law: Office.law, in: $0) {
                $0.department = "小児科"
            }
        }
        let other = Office.officer("U009", [.payment])
        let proposals = try office.propose(by: other).proposals
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.approve(.these(proposals), by: Office.both)
        }
        #expect(try office.approve(.these(proposals)).decisions.count == 1)
    }

    @Test("起案の後に資格が取り消されたら、決裁できない")
    func entitlementGone() throws {
        let office = try Office()
        try office.enter([office.input("S-1"), office.input("S-2", child: Office.hana, tenths: 2)])
        let proposals = try office.propose().proposals
        try office.lapse(Office.taro, on: "2025-05-01")
        #expect(throws: BenefitsRefusal.entitlementChanged) {
            try office.approve(.these(proposals))
        }
        let report = try office.approve(.all)
        #expect(report.decisions.count == 1)
        #expect(report.leftOut.count == 1)
        try sendBack(office, try #require(report.leftOut.keys.first))
        #expect(try office.propose().proposed == [.notPaid: 1])
    }

    @Test("起案の後に医療機関の請求を受け付けたら、決裁できない")
    func claimArrivesFirst() throws {
        let office = try Office()
        try office.enter([office.input { $0.institution = "1119900010" }])
        let proposals = try office.propose().proposals
        #expect(try office.take(.one { $0.points = 1_000 }).accepted == 1)
        #expect(throws: BenefitsRefusal.proposalOvertaken) {
            try office.approve(.these(proposals))
        }
        try sendBack(office, proposals[0])
        #expect(try office.propose().proposed == [.notPaid: 1])
    }

    @Test(
        "負の額や桁の多すぎる数は受け付けない",
        arguments: [
            Slip("高額療養費が負") { $0.highCost = Yen(-10_000) },
            Slip("附加給付が負") { $0.additionalBenefit = Yen(-10_000) },
            Slip("支払額が負") { $0.paid = Yen(-1) },
            Slip("支払額が桁違い") { $0.paid = Yen(Int.max) },
            Slip("点数が桁違い") { $0.cost = .points(Int.max / 5) },
            Slip("食事だけで点数が負") {
                $0.cost = .points(-1)
                $0.meals = 3
            },
            Slip("総医療費が桁違い") { $0.cost = .totalCost(Yen(Int.max / 5)) },
            Slip("負担割合が11割") { $0.burdenTenths = 11 },
            Slip("日数が負") { $0.days = -1 },
            Slip("食事が負") { $0.meals = -1 },
            Slip("枚数が桁違い") { $0.receipts = Int.max / 5 },
            Slip("公費の一部負担が負") { $0.otherFundCopayment = Yen(-5_000) },
        ])
    func outOfRange(_ slip: Slip) throws {
        let office = try Office()
        let answer = try office.enter([office.input(edit: slip.edit)])[0]
        #expect(throws: BenefitsRefusal.numberOutOfRange) { try answer.get() }
    }

    @Test("保険者の通知の額が負なら受け付けない")
    func negativeLetter() throws {
        let office = try Office()
        try office.enter([office.input(highCost: nil)])
        let answer = try office.enter([office.input(branch: 2, highCost: -5_000)])[0]
        #expect(throws: BenefitsRefusal.numberOutOfRange) { try answer.get() }
    }

    @Test("保険者の決定を待つ間は、職員の判断でも支給を起案できない")
    func officerBeforeInsurer() throws {
        let office = try Office()
        try office.enter([office.input(points: 100_000, highCost: nil) { $0.setting = .inpatient }])
        let id = try office.file().id
        #expect(throws: BenefitsRefusal.amountOpen) {
            try office.gate.perform(
                DecideReimbursement.operation, by: Office.payment, for: .benefit
            ) {
                try DecideReimbursement.perform(
                    id, .pay(Yen(300_000)), explanation: "急ぎ", law: Office.law, in: $0)
            }
        }
    }

    @Test("保険者の通知が届いても、職員の付けた保留は解けない")
    func letterKeepsHold() throws {
        let office = try Office()
        try office.enter([office.input(highCost: nil)])
        let id = try office.file().id
        try office.gate.perform(HoldReimbursement.operation, by: Office.payment, for: .benefit) {
            try HoldReimbursement.perform(id, .doubt, note: "兄弟の領収書と同じ", in: $0)
        }
        try office.enter([office.input(branch: 2, highCost: 0)])
        #expect(try office.file().hold == .doubt)
        #expect(try office.propose().proposals.isEmpty)
    }

    @Test("保険者の決定を待つ保留は、通知が届くと審査に戻る")
    func letterEndsWaiting() throws {
        let office = try Office()
        try office.enter([office.input(highCost: nil)])
        try office.propose()
        #expect(try office.file().hold == .insurerDecision)
        try office.enter([office.input(branch: 2, highCost: 0)])
        #expect(try office.file().status == .received)
    }

    @Test("公費の点数が医療保険の点数と違う明細書は、全体の額では払わない")
    func partUnderOurFund() throws {
        let office = try Office()
        #expect(try office.take(.one { $0.ourPoints = 400 }).rejected == 1)
        let error = try #require(try office.errors().first)
        #expect(error.code == "E-BEN-027")
        #expect(error.reason == .pointsOrAmountDiffer)
    }

    @Test("再判定で見た児童は、受け付けられなくても操作記録に残る")
    func recheckNamesWhomItSaw() throws {
        let office = try Office()
        try office.take(.one { $0.insurer = "01119999" })
        let error = try #require(try office.errors().first)
        var seen: Set<AddresseeNumber> = []
        let report = try office.gate.perform(
            RecheckClaims.operation, by: Office.payment, for: .benefit
        ) { scope in
            let report = try RecheckClaims.perform(
                [error.id, error.id], law: Office.law, in: scope)
            seen = scope.subjects
            return report
        }
        #expect(report.faults.count == 1)
        #expect(seen == [Office.taro])
    }

    @Test("同じエラーを二度選んでも、受付も返戻も一度")
    func errorsChosenTwice() throws {
        let office = try Office()
        try office.take(.one { $0.recipient = Office.hanaNumber })
        try office.take(.one { $0.month = "202503" })
        let ids = try office.errors().map(\.id)
        try office.gate.perform(ReturnClaim.operation, by: Office.payment, for: .benefit) {
            try ReturnClaim.perform(ids + ids, reason: "医療機関へ返す", in: $0)
        }
        #expect(try office.errors().isEmpty)
    }

    @Test("償還払いの後の請求は、職員が別の受診と確かめて初めて受け付ける")
    func otherVisit() throws {
        let office = try Office()
        try office.enter([office.input { $0.institution = "1119900010" }])
        try office.propose()
        try office.approve()
        #expect(try office.take(.one { $0.points = 500 }).rejected == 1)
        let error = try #require(try office.errors().first)
        #expect(error.code == "E-BEN-026")
        func correct(_ correction: ClaimCorrection) throws {
            _ = try office.gate.perform(CorrectClaim.operation, by: Office.payment, for: .benefit) {
                try CorrectClaim.perform(
                    error.id, correction, reason: "領収書は6月2日、請求は6月20日", law: Office.law,
                    in: $0)
            }
        }
        #expect(throws: ClaimFault.self) { try correct(ClaimCorrection()) }
        try correct(ClaimCorrection(isOtherVisit: true))
        #expect(try office.errors().isEmpty)
        let claims = try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }
        #expect(claims.map(\.payable) == [Yen(1_500)])
    }

    private func due(_ office: Office) throws -> [DueReimbursement] {
        try office.read { try DueBook.due(decidedThrough: date("2025-12-31"), from: $0) }
    }

    private func sendBack(_ office: Office, _ proposal: Int64) throws {
        try office.gate.perform(
            SendBackReimbursement.operation, by: Office.head, for: .benefit
        ) { try SendBackReimbursement.perform(proposal, reason: "確かめ直し", in: $0) }
    }
}

/// A number keyed wrongly.
struct Slip: Sendable, CustomTestStringConvertible {
    let name: String
    let edit: @Sendable (inout ReimbursementInput) -> Void

    init(_ name: String, _ edit: @escaping @Sendable (inout ReimbursementInput) -> Void) {
        self.name = name
        self.edit = edit
    }

    var testDescription: String { name }
}
