// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Scheme

/// 見本の本 sample-limits; its worked examples run with the book, here is what a book may not say.
@Suite("上限額が月の数・回数・入院の期間で変わる本")
struct LimitTests {
    private static let file = "sample-limits/book.yaml"

    @Test("書き方の誤りは、場所と直し方を言う")
    func refusals() throws {
        for (old, new, say) in [
            (
                "multiple: {yen: 12000}", "multiple: {yen: 18001}",
                "多数回の額は、ふだんの月の上限までで書いてください"
            ),
            (
                "multiple: {yen: 12000}", "multiple: {yen: 12000, months: 61, from-time: 4}",
                "months は 60 までで書いてください"
            ),
            (
                "month-cap: 3000, multiple: {yen: 1000, months: 6, from-time: 3}",
                "multiple: {yen: 1000, months: 6, from-time: 3}", "月の上限(month-cap か shared の yen)"
            ),
            ("{until: 5, yen: 300}", "{until: 1, yen: 300}", "until は 1 から順に大きく"),
            ("of: visits", "of: stay-days", "入院の期間"),
            ("stay-month-from: 4", "stay-month-from: 0", "stay-month-from は 1 以上"),
            ("left-a-day: 700, ", "left-a-day: 700, paid-a-day: 100, ", "どちらか一方だけ"),
            (
                "extent: none, left-a-day: 500", "extent: none, paid-a-day: 500",
                "extent: none に助成の上限"
            ),
            ("{setting: inpatient, number", "{number", "だれの公費負担者番号か"),
            ("{setting: inpatient,", "{setting: both,", "outpatient か inpatient"),
        ] {
            let problems = try Books.problems(in: Self.file, replacing: old, with: new)
                .map(\.description)
            #expect(problems.contains { $0.contains(say) }, "\(new): \(problems)")
        }
    }

    @Test("多数回を聞く月だけが前の月を見る。見る月の数は本の数え方による")
    func monthsBack() throws {
        let book = try Books.book("sample-limits")
        func back(_ month: String) throws -> Int {
            book.copaymentMonthsBack(in: try Books.month(month))
        }
        #expect(try back("2025-06") == 11)
        #expect(try back("2026-06") == 0)
        #expect(try back("2027-06") == 5)
        #expect(try Books.book("sample").copaymentMonthsBack(in: Books.month("2027-06")) == 0)
        #expect(book.copaymentCounts(in: try Books.month("2027-06")) == [.child])
    }

    @Test("公費負担者番号は年齢と入外で決まり、証の期間の中で変われば一つに決まらない")
    func funders() throws {
        let book = try Books.book("sample-limits")
        func terms(_ day: String) throws -> FunderTerms {
            guard case .found(let terms, _) = book.office.funder.on(try Books.day(day)) else {
                throw Missing()
            }
            return terms
        }
        let (day, born) = (try Books.day("2027-03-31"), try Books.day("2020-04-02"))
        let after = try terms("2026-04-01")
        // 6歳に達する日以後の最初の3月31日 is that of 2027 for who is born on the 2nd.
        #expect(after.number(born: born, .outpatient, on: day) == "82119991")
        #expect(after.number(born: born, .inpatient, on: day) == "82119991")
        #expect(after.number(born: born, .outpatient, on: day.next) == "81119992")
        #expect(after.number(born: born, .inpatient, on: day.next) == "83119990")
        #expect(try terms("2026-03-31").numbers == ["81119992"])
        let year = EffectivePeriod(from: try Books.day("2026-04-01"), until: day.next)
        let longer = EffectivePeriod(from: year.from, until: try Books.day("2028-04-01"))
        #expect(after.number(born: born, [(.outpatient, year), (.inpatient, year)]) == "82119991")
        #expect(after.number(born: born, [(.outpatient, longer)]) == nil)
        let school = try Books.day("2015-06-10")
        #expect(after.number(born: school, [(.outpatient, year)]) == "81119992")
        #expect(after.number(born: school, [(.outpatient, year), (.inpatient, year)]) == nil)
    }

    @Test("数えた月の内訳は、その月がいまも上限に達しているときだけ合う")
    func agrees() throws {
        let book = try Books.book("sample-limits")
        let month = try Books.month("2025-06")
        let reached = try ["2024-07", "2025-01", "2025-05"].map {
            MonthSoFar.Reached(month: try Books.month($0), isInpatient: false)
        }
        let soFar = MonthSoFar(childReached: reached)
        let sum = book.compute(
            ClaimFacts(
                treatmentMonth: month, isInpatient: false, born: try Books.day("2015-06-10"),
                cost: .points(20_000), soFar: soFar))
        #expect(sum.copayment == Yen(12_000) && MonthSoFar.monthsBack(sum.steps) == 11)
        #expect(soFar.agrees(with: sum.steps, isInpatient: false, in: month))
        let fewer = MonthSoFar(childReached: Array(reached.dropLast()))
        #expect(!fewer.agrees(with: sum.steps, isInpatient: false, in: month))
        // A month outside of the eleven changes nothing.
        let old = MonthSoFar.Reached(month: try Books.month("2024-06"), isInpatient: false)
        #expect(
            MonthSoFar(childReached: reached + [old])
                .agrees(with: sum.steps, isInpatient: false, in: month))
    }

    @Test("食事のある0日の請求は、1日の上限を0円と数えず、日数を問うて保留する。1日の上限のない食事は日数を問わない")
    func mealsOfNoDay() throws {
        let book = try Books.book("sample-limits")
        func hold(born: String, _ month: String, days: Int) throws -> String {
            var claim = ClaimFacts(
                treatmentMonth: try Books.month(month), isInpatient: true,
                born: try Books.day(born), cost: .points(0), soFar: MonthSoFar(childReached: []))
            claim.days = days
            claim.meals = .init(count: 9, mealClass: .general)
            return book.compute(claim).hold ?? ""
        }
        #expect(try hold(born: "2015-06-10", "2025-06", days: 0).contains("診療日数"))
        #expect(try hold(born: "2015-06-10", "2025-06", days: 3).isEmpty)
        #expect(try hold(born: "2020-06-10", "2025-06", days: 0).contains("診療日数"))
        // From October on the scheme pays a meal up to a sum, and a month.
        #expect(try hold(born: "2020-06-10", "2025-11", days: 0).isEmpty)
    }

    @Test("一行の問いでも、多数回の月と入院年月日を渡せる")
    func lines() throws {
        let library = try Books.library.get()
        func answer(_ rest: String) -> String {
            ComputeLine.answer(
                #"{"scheme":"sample-limits","born":"2015-06-10",\#(rest)}"#, number: 1,
                library: library
            ).json
        }
        let months = ["2024-07", "2025-01", "2025-05"]
            .map { #"{"month":"\#($0)","inpatient":false}"# }.joined(separator: ",")
        let multiple = answer(
            #""treatmentMonth":"2025-06","inpatient":false,"points":20000,"reached":[\#(months)]"#)
        #expect(multiple.contains(#""copayment":12000"#), "\(multiple)")
        let family = answer(
            #""treatmentMonth":"2025-06","inpatient":true,"points":60000,"reached":[\#(months)]"#)
        #expect(family.contains(#""copayment":57600"#), "\(family)")
        let slip = answer(
            #""treatmentMonth":"2025-06","inpatient":true,"points":1,"reached":[{"month":"2025-01","inpatient":false,"per":"family"}]"#
        )
        #expect(slip.contains("child か household"), "\(slip)")
        let stay = answer(
            #""treatmentMonth":"2026-09","inpatient":true,"points":5000,"days":30,"admitted":"2026-06-30""#
        )
        #expect(stay.contains(#""copayment":0"#), "\(stay)")
    }

    private struct Missing: Error {}
}
