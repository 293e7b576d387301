// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Scheme

@Suite("まとめての判定と計算は一件ずつと同じ")
struct BatchTests {
    private func day(_ numbers: inout Seeded, _ from: CivilDate, _ days: Int) -> CivilDate {
        from.adding(days: Int.random(in: 0..<days, using: &numbers))
    }

    private func child(
        _ numbers: inout Seeded, _ base: CivilDate
    ) -> JudgeRequest {
        let born = day(&numbers, base, 9_000)
        func maybe(_ chance: Int, _ value: CivilDate) -> CivilDate? {
            Int.random(in: 0..<chance, using: &numbers) == 0 ? value : nil
        }
        let moved = maybe(3, day(&numbers, born, 7_000)) ?? born
        let left = maybe(5, day(&numbers, moved, 4_000))
        let insured = maybe(4, day(&numbers, born, 3_000)) ?? born
        let lost = maybe(6, day(&numbers, insured, 3_000))
        let words = [
            "public-assistance", "facility-placement",
            "other-scheme-leaves-zero:sample-single-parent",
        ]
        var request = JudgeRequest(
            on: base, applied: maybe(2, day(&numbers, born, 5_000)),
            child: .init(
                born: born, residentFrom: maybe(20, born) == nil ? moved : nil,
                residentUntil: left, insuredFrom: maybe(20, born) == nil ? insured : nil,
                insuredUntil: lost,
                married: Int.random(in: 0..<40, using: &numbers) == 0,
                exclusions: Int.random(in: 0..<12, using: &numbers) == 0
                    ? [words[Int.random(in: 0..<3, using: &numbers)]] : []))
        if Int.random(in: 0..<10, using: &numbers) == 0 {
            request.event = .init(
                kind: StartEvent.allCases[Int.random(in: 0..<6, using: &numbers)],
                date: maybe(2, day(&numbers, born, 5_000)))
        }
        return request
    }

    @Test("判定: 五万人の二つの入外", arguments: ["koshigaya", "sample"])
    func judge(_ id: String) throws {
        let book = try Books.book(id)
        var numbers = Seeded(20_250_401)
        let base = try Books.day("2003-01-01")
        let on = try Books.day("2025-02-15")
        var columns = ChildColumns(book: book)
        var requests: [JudgeRequest] = []
        for _ in 0..<25_000 {
            var request = child(&numbers, base)
            request.on = on
            requests.append(request)
            columns.append(request)
        }
        // A narrow window of years, so that both the table and the fallback are used.
        let batch = BatchJudge(
            book: book, office: .weekdays, bornFrom: try Books.day("2006-01-01"),
            bornUntil: try Books.day("2020-01-01"))
        let singles: [Judgement] = requests.map { book.judge($0, office: .weekdays) }
        var eligible = 0
        for setting in [CareSetting.outpatient, .inpatient] {
            let answers = batch.judge(columns, on: on, setting)
            var differing = 0
            for row in requests.indices {
                let single: SettingJudgement = singles[row][setting]
                let isEligible: Bool = answers.eligible[row]
                let period: EffectivePeriod? = answers.period(row)
                if single.eligible != isEligible || single.period != period { differing += 1 }
                if single.eligible != single.refusals.isEmpty { differing += 1 }
                if single.eligible { eligible += 1 }
            }
            #expect(differing == 0)
        }
        #expect(eligible > 5_000 && eligible < 45_000)
    }

    @Test("月ごとの印は、その月のどれかの日に資格があること")
    func months() throws {
        let book = try Books.book("sample")
        var numbers = Seeded(7)
        let base = try Books.day("2003-01-01")
        let first = try Books.month("2024-11")
        var columns = ChildColumns(book: book)
        let requests = (0..<400).map { _ in child(&numbers, base) }
            .filter { $0.event == nil }
        for request in requests { columns.append(request) }
        let batch = BatchJudge(
            book: book, office: .weekdays, bornFrom: base, bornUntil: try Books.day("2030-01-01"))
        let bits = batch.months(columns, from: first, count: 4, .outpatient)
        for (row, request) in requests.enumerated() {
            for offset in 0..<4 {
                let month = first.adding(months: offset)
                var asked = request
                var found = false
                for day in 0..<month.firstDay.days(until: month.next.firstDay) where !found {
                    asked.on = month.firstDay.adding(days: day)
                    found = book.judge(asked, office: .weekdays).outpatient.eligible
                }
                #expect((bits[row] >> UInt64(offset) & 1 == 1) == found, "\(request)")
            }
        }
    }

    private func claim(_ numbers: inout Seeded, _ first: YearMonth, _ base: CivilDate)
        -> ClaimFacts
    {
        func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &numbers) == 0 }
        let month = first.adding(months: Int.random(in: 0..<160, using: &numbers))
        let points = Int.random(in: 0..<(chance(10) ? 300_000 : 9_000), using: &numbers)
        var facts = ClaimFacts(
            treatmentMonth: month, isInpatient: chance(4), born: day(&numbers, base, 9_000),
            cost: chance(8) ? .totalCost(Yen(points * 10 + 3)) : .points(points),
            burdenTenths: chance(3) ? Int.random(in: 0...10, using: &numbers) : nil)
        if chance(20) { facts.born = nil }
        if chance(2) { facts.institution = chance(2) ? "1110000000" : "1310000000" }
        if chance(2) { facts.municipality = chance(2) ? "119997" : "112224" }
        if chance(5) {
            facts.meals = .init(
                count: Int.random(in: 0..<120, using: &numbers),
                mealClass: MealClass.allCases[Int.random(in: 0..<6, using: &numbers)])
        }
        if chance(3) {
            let bands = ["ア", "イ", "ウ", "エ", "オ", "標報440000"]
            facts.highCost =
                chance(6)
                ? .decided(Yen(Int.random(in: 0..<90_000, using: &numbers)))
                : .band(bands[Int.random(in: 0..<6, using: &numbers)], multiple: chance(4))
        }
        if chance(6) { facts.additionalBenefit = Yen(Int.random(in: 0..<60_000, using: &numbers)) }
        while chance(4) {
            let laws = ["52", "54", "21", "12", "10", "15", "99", "x"]
            facts.otherFunds.append(
                .init(
                    funder: laws[Int.random(in: 0..<8, using: &numbers)] + "116019",
                    points: Int.random(in: 0...points, using: &numbers),
                    copayment: Yen(Int.random(in: 0..<12_000, using: &numbers))))
        }
        if chance(4) { facts.paidAtCounter = Yen(Int.random(in: 0..<90_000, using: &numbers)) }
        return facts
    }

    @Test("計算: 五万件ずつ、すべての欄", arguments: ["koshigaya", "sample"])
    func compute(_ id: String) throws {
        let book = try Books.book(id)
        var numbers = Seeded(20_260_801)
        let first = try Books.month("2015-06")
        let base = try Books.day("2000-01-01")
        var rows = ClaimRows(book: book)
        var facts: [ClaimFacts] = []
        for _ in 0..<50_000 {
            let one = claim(&numbers, first, base)
            facts.append(one)
            rows.append(one)
        }
        let batch = BatchCompute(rows, book: book)
        var (differing, unsound, held) = (0, 0, 0)
        for (row, one) in facts.enumerated() {
            let single = book.compute(one)
            if single.withoutSteps != batch.computation(row) { differing += 1 }
            if single.hold != nil { held += 1 }
            if !single.isSound(paid: one.paidAtCounter) { unsound += 1 }
        }
        #expect(differing == 0)
        #expect(unsound == 0)
        #expect(held < 50_000)
        #expect(batch.count == 50_000)
    }
}

extension Computation {
    /// The same answer without the steps, which only the single form writes.
    fileprivate var withoutSteps: Computation {
        Computation(
            steps: [], totalCost: totalCost, insurance: insurance, burden: burden,
            atCounter: atCounter, highCost: highCost, additionalBenefit: additionalBenefit,
            otherFunds: otherFunds, copayment: copayment, mealsBurden: mealsBurden, meals: meals,
            payable: payable, route: route, hold: hold, unconfirmed: unconfirmed, book: book)
    }

    /// Whether the parts add up: the doc comment of `Computation`.
    fileprivate func isSound(paid: Yen?) -> Bool {
        let rest = burden - highCost - otherFunds - additionalBenefit - copayment + meals
        return rest >= .zero && payable >= .zero && payable == min(rest, paid ?? rest)
            && totalCost == insurance + burden || hold?.contains("points") == true
    }
}
