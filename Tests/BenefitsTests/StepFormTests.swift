// SPDX-License-Identifier: Apache-2.0
import Scheme
import Support
import Testing
import Vocabulary

@testable import Benefits

@Suite("計算の段階の様式")
struct StepFormTests {
    /// Claims of all kinds, many of them alike but for birth and institution.
    private func claims(_ count: Int) -> [ClaimFacts] {
        var random = Seeded(20_250_601)
        return (0..<count).map { _ in
            let isInpatient = Int.random(in: 0..<5, using: &random) == 0
            let month = yearMonth(
                ["2025-06", "2025-07", "2026-08"].randomElement(using: &random) ?? "")
            let points = [110, 500, 1_234, 7_000, 40_000].randomElement(using: &random) ?? 1
            let hasFund = Int.random(in: 0..<4, using: &random) == 0
            return ClaimFacts(
                treatmentMonth: month, isInpatient: isInpatient,
                born: CivilDate(
                    dayNumber: month.firstDay.dayNumber
                        - Int32.random(in: -20...7_000, using: &random)),
                cost: .points(points),
                institution: ["1119900010", "1319900016"].randomElement(using: &random),
                municipality: Bool.random(using: &random) ? "119997" : nil,
                meals: isInpatient
                    ? ClaimFacts.Meals(
                        count: [3, 9, 18].randomElement(using: &random) ?? 3,
                        mealClass: MealClass.allCases.randomElement(using: &random) ?? .general)
                    : nil,
                highCost: Bool.random(using: &random)
                    ? .band("ウ", multiple: Bool.random(using: &random)) : nil,
                otherFunds: hasFund
                    ? [
                        ClaimFacts.OtherFund(
                            funder: "52116019", points: points / 2, copayment: Yen(500))
                    ]
                    : [], days: 1, visits: 1)
        }
    }

    @Test("同じ鍵の請求で使い回した段階は、一件ずつ計算した段階と一字も違わない")
    func shared() {
        let facts = claims(4_000)
        var rows = ClaimRows(book: Office.book)
        for fact in facts { rows.append(fact) }
        let sums = BatchCompute(rows, book: Office.book)
        let amounts = ExplainedAmounts()
        var shared: Set<ObjectIdentifier> = []
        for (row, fact) in facts.enumerated() {
            let amount = amounts.amount(row, of: sums)
            #expect(amount.computation == Office.book.compute(fact))
            shared.insert(ObjectIdentifier(amount))
        }
        // Otherwise the test would prove nothing about sharing.
        #expect(shared.count < facts.count / 2)
    }

    @Test("様式と数から、段階が一字も違わずに戻る")
    func roundTrip() {
        for fact in claims(600) {
            let sum = Office.book.compute(fact)
            let (form, numbers) = StepForm.split(sum)
            #expect(StepForm.join(form.template, numbers) == sum.steps)
        }
    }

    @Test("数や改行に似た文言、負の額、条文の数字、段階のない計算も戻る")
    func oddTexts() {
        let odd: [[Step]] = [
            [], [Step("0", 0, article: nil)], [Step("12点×10円の3割", -7, article: "第76条の2")],
            [Step("a\u{1}1", 5, article: nil), Step("2", 3, article: "3")],
            [Step("007円", 10, article: nil), Step("", 0, article: nil)],
        ]
        for steps in odd {
            let (template, numbers) = StepForm.split(steps)
            #expect(StepForm.join(template, numbers) == steps)
        }
    }

    @Test("点数と額だけが違う請求は、一つの様式になる")
    func oneForm() {
        let forms = [110, 500, 1_234, 6_999].map { points in
            StepForm.split(
                Office.book.compute(
                    ClaimFacts(
                        treatmentMonth: yearMonth("2025-06"), isInpatient: false,
                        born: date("2015-06-10"), cost: .points(points), institution: "1119900010"))
            ).form
        }
        #expect(Set(forms).count == 1)
    }
}
