// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("償還払い")
struct ReimbursementTests {
    @Test(
        "規則の答え",
        arguments: [
            Rule("県外の3割1000点", "支給 3000") { _ in },
            Rule("窓口の10円単位より少ない支払は支払額まで", "支給 3700") {
                $0.cost = .points(1_234)
                $0.paid = Yen(3_700)
            },
            Rule("窓口の端数で多く払った分は一部支給にしない", "支給 1428") {
                $0.cost = .points(476)
                $0.paid = Yen(1_430)
                $0.days = 3
            },
            Rule("保険外を含む支払は一部支給", "一部支給 3000") { $0.paid = Yen(8_000) },
            Rule("高額療養費を引いた残り", "支給 87430") {
                $0.setting = .inpatient
                $0.cost = .points(100_000)
                $0.paid = Yen(300_000)
                $0.highCost = Yen(212_570)
            },
            Rule("附加給付を引いた残り", "支給 20030") {
                $0.setting = .inpatient
                $0.cost = .points(100_000)
                $0.paid = Yen(300_000)
                $0.highCost = Yen(212_570)
                $0.additionalBenefit = Yen(67_400)
            },
            Rule("入院の食事も支給", "支給 12180") {
                $0.setting = .inpatient
                $0.meals = 18
                $0.paid = Yen(12_180)
            },
            Rule("他の公費の一部負担額まで", "支給 2500") {
                $0.cost = .points(3_000)
                $0.otherFund = "52116019"
                $0.otherFundCopayment = Yen(2_500)
                $0.paid = Yen(2_500)
            },
            Rule("全部を保険者が負担", "不支給 nothing-left") { $0.highCost = Yen(3_000) },
            Rule("期限切れは期間外より先に言う", "不支給 time-barred") {
                $0.treatmentMonth = yearMonth("2020-02")
            },
            Rule("資格の前の月", "不支給 outside-period") { $0.treatmentMonth = yearMonth("2025-03") },
            Rule("資格のない児童", "不支給 no-entitlement") { $0.child = Office.stranger },
            Rule("保険者の決定を待つ", "保留 保険者決定待ち") { $0.highCost = nil },
            Rule("附加給付の出る保険者は通知を待つ", "保留 保険者決定待ち") {
                $0.cost = .points(10_000)
                $0.paid = Yen(30_000)
                $0.additionalBenefit = nil
            },
            Rule("申請者が受給者でない", "保留 申請者と受給者の相違") { $0.applicant = Office.hana },
            Rule("ほかの児童の受給者番号", "保留 受給者番号の相違") {
                $0.recipientNumber = Office.hanaNumber
            },
            Rule("年齢と違う割合", "保留 自己負担割合の相違") {
                $0.burdenTenths = 2
                $0.paid = Yen(2_000)
            },
        ])
    func rules(_ rule: Rule) throws {
        let office = try Office()
        #expect(try office.verdict(office.input(edit: rule.edit)) == rule.answer)
    }

    @Test("期限の最後の日の申請は期限内、次の日は期限切れ")
    func deadline() throws {
        let office = try Office("2031-01-15")
        let last = office.input("S-1", month: "2025-06", applied: "2030-06-30")
        let late = office.input("S-2", month: "2025-06", applied: "2030-07-01")
        #expect(try office.verdict(last) == "支給 3000")
        #expect(try office.verdict(late) == "不支給 time-barred")
    }

    @Test("現物給付と同じ診療は不支給、点数の違うものは二重疑いで保留")
    func crossChannel() throws {
        let office = try Office()
        try office.take(Uke())
        let same = office.input("S-1", points: 1_234) { $0.institution = "1119900010" }
        let other = office.input("S-2", points: 900) { $0.institution = "1119900010" }
        #expect(try office.verdict(same) == "不支給 duplicate")
        #expect(try office.verdict(other) == "保留 二重疑い")
    }

    @Test("償還で支給した診療は、後から来た現物の請求を通さない")
    func reimbursedFirst() throws {
        let office = try Office()
        try office.enter([office.input(points: 1_234) { $0.institution = "1119900010" }])
        try office.propose()
        try office.approve()
        #expect(try office.take(Uke()).rejected == 1)
        #expect(try office.errors().first?.code == "E-BEN-026")
    }

    @Test("同じ申請を二度出しても一度だけ支給する")
    func appliedTwice() throws {
        let office = try Office()
        try office.enter([office.input("S-1"), office.input("S-2")])
        let report = try office.propose()
        #expect(report.proposed == [.paid: 1, .notPaid: 1])
        #expect(try office.file("S-2").status == .proposed)
    }

    @Test("同じ番号と枝番を二度取り込んでも何も変わらない")
    func twiceIsOnce() throws {
        let office = try Office()
        try office.enter([office.input()])
        let again = try office.enter([office.input()])
        guard case .failure(.duplicateReceipt) = again[0] else {
            Issue.record("\(again)")
            return
        }
        #expect(try office.read { try ReimbursementBook.open([.received], from: $0) }.count == 1)
    }

    @Test("保険者の通知(枝番2)で保留が解け、決定額を引いて支給する")
    func letter() throws {
        let office = try Office()
        func stay(_ branch: Int, _ highCost: Int?) -> ReimbursementInput {
            office.input(branch: branch, points: 100_000, highCost: highCost) {
                $0.setting = .inpatient
            }
        }
        #expect(try office.verdict(stay(1, nil)) == "保留 保険者決定待ち")
        #expect(try office.propose().proposals.isEmpty)
        _ = try office.enter([stay(2, 212_570)])[0].get()
        #expect(try office.file().status == .received)
        try office.propose()
        try office.approve()
        let due = try office.read {
            try DueBook.due(decidedThrough: date("2025-08-12"), from: $0)
        }
        #expect(due.map(\.amount) == [Yen(87_430)])
        #expect(due.map(\.branch) == [2])
    }

    @Test("通知は元の申請がなければ受け付けず、違う診療の通知も受け付けない")
    func strayLetter() throws {
        let office = try Office()
        let stray = try office.enter([office.input(branch: 2)])
        #expect(stray[0].refusal == .letterWithoutApplication)
        try office.enter([office.input(highCost: nil)])
        let other = try office.enter([office.input(branch: 2, month: "2025-05")])
        #expect(other[0].refusal == .letterDiffers)
        let blank = try office.enter([office.input(branch: 2, highCost: nil)])
        #expect(blank[0].refusal == .letterWithoutAmount)
    }

    @Test("資格の申請が処理中の児童は保留し、決まれば次の起案で先へ進む")
    func openApplication() throws {
        let office = try Office()
        try office.apply(Office.stranger)
        #expect(try office.verdict(office.input(child: Office.stranger)) == "保留 資格確認中")
        let again = try office.propose()
        #expect(again.stillHeld == 1)
    }

    @Test(
        "受け付けない申請書",
        arguments: [
            (BenefitsRefusal.appliedInFuture, "2025-08-13", "2025-06"),
            (BenefitsRefusal.treatmentAfterApplication, "2025-07-10", "2025-08"),
        ])
    func refusedForms(_ refusal: BenefitsRefusal, applied: String, month: String) throws {
        let office = try Office()
        let answers = try office.enter([office.input(month: month, applied: applied)])
        #expect(answers[0].refusal == refusal)
    }

    @Test("計算の順番は円まで残る", .measure("R-06"))
    func steps() throws {
        let office = try Office()
        try office.enter([
            office.input(points: 100_000, highCost: 212_570) {
                $0.setting = .inpatient
                $0.additionalBenefit = Yen(67_400)
            }
        ])
        let report = try office.propose()
        let stored = try office.read { try Explanations.decisions(report.proposals, from: $0) }
        let steps = try #require(stored.values.first).steps
        #expect(
            steps.map { "\($0.label) \($0.amount.amount)" } == [
                "総医療費 100000点×10円 1000000", "保険給付(7割) 700000", "一部負担金(3割) 300000",
                "高額療養費(保険者の決定額) 212570", "附加給付 67400", "公費負担額(支給額) 20030",
            ])
    }

    @Test("窓口で入力すると、計算した額と二重の疑いがその場で分かる")
    func preview() throws {
        let office = try Office()
        try office.take(Uke())
        let receipt = try office.gate.perform(
            EnterReimbursement.operation, by: Office.counter, for: .benefit
        ) {
            try EnterReimbursement.perform(
                office.input(points: 900, paid: 5_000) { $0.institution = "1119900010" },
                law: Office.law, in: $0)
        }
        #expect(receipt.preview.expectedAtWindow == Yen(2_700))
        #expect(receipt.preview.notes.count == 1)
        guard case .hold(.doubt, _) = receipt.preview.verdict else {
            Issue.record("\(receipt.preview.verdict)")
            return
        }
    }
}

/// A form and what the rules answer.
struct Rule: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let answer: String
    let edit: @Sendable (inout ReimbursementInput) -> Void

    init(
        _ name: String, _ answer: String,
        _ edit: @escaping @Sendable (inout ReimbursementInput) -> Void
    ) {
        testDescription = name
        self.answer = answer
        self.edit = edit
    }
}

extension Result where Failure == BenefitsRefusal {
    var refusal: BenefitsRefusal? {
        if case .failure(let refusal) = self { return refusal }
        return nil
    }
}
