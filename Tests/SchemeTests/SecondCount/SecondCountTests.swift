// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Vocabulary

@testable import Scheme

/// The amounts equal a second count that was written from the documents and shares nothing with
/// `Scheme`: 0 differences. `HAGUKUMI_SOAK=1` asks 1,000,000 claims.
@Suite("もう一つの計算と一円も違わない")
struct SecondCountTests {
    private static let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
    static let towns = [
        "koshigaya", "saitama", "sample", "sample-prefecture", "sample-years", "riverside",
        "hillside", "seaside",
    ]
    /// Claims a town; together a million and more.
    private static let count = isSoak ? 130_000 : 2_500

    @Test("いくつもの制度の無作為な請求", .measure("R-06"), arguments: towns)
    func claims(_ id: String) throws {
        try compare(try Towns.both.get(), id, seed: 20_261_125, count: SecondCountTests.count)
    }

    @Test("附加給付が他公費の前でも後でも、順序が決まっていなくても", .measure("R-06"))
    func turnedOrder() throws {
        for id in ["sample", "seaside"] {
            try compare(
                try Towns.turned.get(), id, seed: 20_261_126, count: SecondCountTests.count
            ) { claim, random in
                // Both, so that the order can be told.
                claim.additional = 1 + random.below(90_000)
                if claim.funds.isEmpty { claim.funds = [random.fund(claim.points ?? 9_000)] }
            }
        }
    }

    @Test("所得区分と第何子で一部負担金が変わっても", .measure("R-06"))
    func households() throws {
        // A municipality's book, and a prefecture's for 県補助.
        for id in ["sample-classes", "upland"] {
            try compare(
                try Towns.both.get(), id, seed: 20_261_127, count: SecondCountTests.count * 2
            ) { claim, random in
                // Where the rules of the book are in force, and their years.
                claim.month = PlainDay(2024, 1, 1).months(random.below(43))
                random.household(&claim)
                if claim.born.map({ $0 > claim.month }) ?? false { claim.born = nil }
                claim.points = (claim.points ?? 3_000) % 9_000 + 600
                claim.cost = nil
            }
        }
    }

    @Test("全医療機関の通算があっても", .measure("R-06"))
    func shared() throws {
        var bound = 0
        try compare(
            try Towns.both.get(), "sample-classes", seed: 20_261_129, count: SecondCountTests.count
        ) { claim, random in
            claim.month = PlainDay(2027, 4, 1).months(random.below(12))
            random.household(&claim)
            random.before(&claim)
            if claim.born.map({ $0 > claim.month }) ?? false { claim.born = nil }
            claim.points = (claim.points ?? 3_000) % 9_000 + 600
            (claim.cost, claim.band) = (nil, nil)
            if let before = claim.before, before.contains(where: { $0.left > 0 }) { bound += 1 }
        }
        #expect(bound * 2 > SecondCountTests.count)
    }

    @Test("初診のときだけの一部負担金でも", .measure("R-06"))
    func firstVisits() throws {
        var charged = 0
        try compare(
            try Towns.both.get(), "sample-classes", seed: 20_261_130, count: SecondCountTests.count
        ) { claim, random in
            claim.month = PlainDay(2028, 4, 1).months(random.below(12))
            random.household(&claim)
            random.before(&claim)
            random.firstVisits(&claim)
            if claim.born.map({ $0 > claim.month }) ?? false { claim.born = nil }
            claim.points = (claim.points ?? 3_000) % 9_000 + 600
            (claim.cost, claim.band) = (nil, nil)
            if !claim.isInpatient, let first = claim.firstVisits, first > 0 { charged += 1 }
        }
        #expect(charged * 5 > SecondCountTests.count)
    }

    @Test("食事の助成が所得区分と年齢で変わっても", .measure("R-06"))
    func mealsByClass() throws {
        var eaten = 0
        try compare(
            try Towns.both.get(), "sample-classes", seed: 20_261_131, count: SecondCountTests.count
        ) { claim, random in
            // From the first day of the rule until the rates of the country end.
            claim.month = PlainDay(2025, 10, 1).months(random.below(9))
            claim.isInpatient = true
            random.household(&claim)
            let kinds = ["一般", "小慢", "難病", "非課税"]
            claim.meals = (1 + random.below(80), kinds[random.below(kinds.count)])
            if claim.born.map({ $0 > claim.month }) ?? false { claim.born = nil }
            claim.points = (claim.points ?? 3_000) % 9_000 + 600
            claim.cost = nil
            if claim.born != nil, claim.parents != nil { eaten += 1 }
        }
        #expect(eaten * 2 > SecondCountTests.count)
    }

    @Test("制度の多数回、回数・入院の期間で変わる額、食事の1日・1月の上限でも", .measure("R-06"))
    func limits() throws {
        var (lower, stays, eaten) = (0, 0, 0)
        try compare(
            try Towns.both.get(), "sample-limits", seed: 20_261_133,
            count: SecondCountTests.count * 2
        ) { claim, random in
            // All three texts of the book; meals while the country has rates for them.
            claim.month = PlainDay(2025, 4, 1).months(random.below(36))
            random.before(&claim)
            random.full(&claim)
            random.admitted(&claim)
            if claim.born.map({ $0 > claim.month }) ?? false { claim.born = nil }
            claim.points =
                random.below(2) == 0 ? 10_000 + random.below(60_000) : random.below(9_000)
            (claim.cost, claim.band, claim.decided) = (nil, nil, nil)
            if claim.month > PlainDay(2026, 5, 1) { claim.meals = nil }
            if claim.isInpatient, claim.month < PlainDay(2026, 6, 1) {
                claim.meals = (1 + random.below(80), ["一般", "小慢", "非課税"][random.below(3)])
                eaten += 1
            }
            if Set(claim.full.map(\.month.text)).count > 2 { lower += 1 }
            if claim.admitted != nil { stays += 1 }
        }
        #expect(lower * 4 > SecondCountTests.count)
        #expect(stays * 4 > SecondCountTests.count && eaten * 6 > SecondCountTests.count)
    }

    @Test("助成の始まりの年齢を月齢や入学で分けても", .measure("R-06"))
    func lowerAges() throws {
        var young = 0
        try compare(
            try Towns.both.get(), "sample-classes", seed: 20_261_132, count: SecondCountTests.count
        ) { claim, random in
            claim.month = PlainDay(2029, 4, 1).months(random.below(24))
            // Around the seventh month of life and the first day of school.
            let month = claim.month.months(-random.below(random.below(2) == 0 ? 9 : 90))
            let last = PlainDay.length(month.year, month.month)
            claim.born = PlainDay(month.year, month.month, [1, 2, last][random.below(3)])
            random.household(&claim)
            claim.points = (claim.points ?? 3_000) % 9_000 + 600
            (claim.cost, claim.band, claim.meals) = (nil, nil, nil)
            if claim.month < claim.born?.months(8) ?? claim.month { young += 1 }
        }
        #expect(young * 4 > SecondCountTests.count)
    }

    @Test("まとめた計算も一件ずつと同じで、内訳を共有する請求の内訳は同じ")
    func householdsInBatches() throws {
        let book = try #require(try Towns.both.get().library.book("sample-classes"))
        var random = RandomClaims(seed: 20_261_128)
        var rows = ClaimRows(book: book)
        var singles: [Computation] = []
        for number in 0..<3_600 {
            var claim = random.next()
            // Few different claims, so that many share their steps.
            claim.month = PlainDay(2025, 1, 1).months(random.below(32))
            random.household(&claim)
            random.before(&claim)
            if number >= 3_000 {
                // Where the amount is for first consultations.
                claim.month = PlainDay(2028, 5, 1)
                random.firstVisits(&claim)
            }
            (claim.points, claim.cost, claim.meals, claim.band) = (1_000, nil, nil, nil)
            (claim.funds, claim.additional, claim.decided, claim.paid) = ([], 0, nil, nil)
            (claim.visits, claim.days, claim.tenths) = (random.below(3), random.below(3), 3)
            (claim.institution, claim.municipality) = (nil, nil)
            let facts = try claim.facts()
            rows.append(facts)
            singles.append(book.compute(facts))
        }
        let batch = BatchCompute(rows, book: book)
        var known: [StepKey: Computation] = [:]
        var shared = 0
        for (row, single) in singles.enumerated() {
            #expect(batch.explained(row) == single)
            #expect(
                batch.payable(row) == single.payable && batch.isHeld(row) == (single.hold != nil))
            if let first = known[batch.key(row)] {
                shared += 1
                #expect(first.steps == single.steps && first.unconfirmed == single.unconfirmed)
            }
            known[batch.key(row)] = single
        }
        #expect(shared > 100 && known.count > 100)
    }

    private func compare(
        _ both: Towns.Both, _ id: String, seed: UInt64, count: Int,
        change: (inout PlainClaim, inout RandomClaims) -> Void = { _, _ in }
    ) throws {
        let book = try #require(both.library.book(id))
        let second = SecondCount(
            town: try #require(both.towns.first { $0.id == id }).plain, country: both.country)
        var random = RandomClaims(seed: seed + UInt64(id.utf8.count))
        var (different, complete) = (0, 0)
        for _ in 0..<count {
            var claim = random.next()
            change(&claim, &random)
            let ours = PlainAnswer(book.compute(try claim.facts()))
            let theirs = second.answer(claim)
            if theirs.missing.isEmpty { complete += 1 }
            guard ours != theirs else { continue }
            different += 1
            if different <= 3 { Issue.record("\(id): \(claim)\n本体 \(ours)\n別の計算 \(theirs)") }
        }
        #expect(different == 0)
        // Enough of them reach a payable amount: a comparison of refusals would prove little.
        let isWhole = !["koshigaya", "saitama", "sample-prefecture"].contains(id)
        #expect(complete * 100 >= count * (isWhole ? 20 : 0))
    }

    @Test("本の読み方も別: 本体の読み手と同じ日付の値を見ている")
    func reading() throws {
        let both = try Towns.both.get()
        #expect(Set(both.towns.map(\.id)).isSuperset(of: SecondCountTests.towns))
        let tables = both.country.at("high-cost.tables")?.items ?? []
        #expect(tables.compactMap { $0["from"]?.text } == ["2015-01", "2026-08", "2027-08"])
        #expect(tables.map { $0["bands"]?.items.count } == [5, 5, 13])
        #expect(both.country.at("funds")?.items.first?["order"]?.items.count == 27)
        let sample = try #require(both.towns.first { $0.id == "sample" }).plain
        #expect(
            sample.at("in-kind.switch-to-reimbursement")?.items.first?["at"]?.number == 21_000)
    }

    @Test("合算・多数回・年間上限・附加給付・災害共済・期限も")
    func aroundTheClaim() throws {
        let both = try Towns.both.get()
        let national = both.library.national
        let second = SecondRules(country: both.country)
        var numbers = Seeded(91)
        func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &numbers) }
        let bands = ["ア", "イ", "ウ", "エ", "オ"]
        for _ in 0..<(SecondCountTests.isSoak ? 100_000 : 1_000) {
            let month = PlainDay(2024, 1, 1).months(below(43))
            let ours = try Books.month(month.monthText)
            let band = bands[below(5)]
            let units = (0..<(1 + below(4))).map { _ -> (cost: Int, share: Int) in
                let cost = (5_000 + below(40_000)) * 10
                return (cost, cost * 3 / 10)
            }
            let combined = try national.combineHighCost(
                units.map { .init(totalCost: Yen($0.cost), burden: Yen($0.share)) }, band: band,
                month: ours, multiple: false)
            let theirs = second.combined(units, band: band, month: month)
            #expect(combined.benefit.amount == theirs, "\(month.text) \(band) \(units)")

            let earlier = (0..<below(8)).map { _ in month.months(-1 - below(18)) }
            #expect(
                national.isMultiple(
                    ours, earlier: try earlier.map { try Books.month($0.monthText) })
                    == second.isMultiple(month, earlier: earlier))

            let cost = 4_990 + below(4_000)
            let paid = below(3_000)
            guard case .found(let council, _) = national.sportsCouncil.on(ours.firstDay) else {
                Issue.record("sports-council")
                continue
            }
            #expect(
                council.giveBack(totalCost: Yen(cost), paid: Yen(paid)).amount
                    == second.giveBack(cost: cost, paid: paid, month: month))
        }
        try yearCaps(national, second)
        try deadlines(both)
    }

    private func yearCaps(_ national: NationalBook, _ second: SecondRules) throws {
        var numbers = Seeded(92)
        for _ in 0..<300 {
            let month = PlainDay(2026, 8, 1).months(Int.random(in: 0..<12, using: &numbers))
            var shares: [(PlainDay, Int)] = []
            for offset in -3..<14 where Bool.random(using: &numbers) {
                shares.append(
                    (
                        PlainDay(2026, 8, 1).months(offset),
                        Int.random(in: 20_000..<120_000, using: &numbers)
                    ))
            }
            let isLow = Bool.random(using: &numbers)
            // A household of up to three: whose month it is does not change the sum.
            var persons = Array(repeating: [YearMonth: Yen](), count: 3)
            for share in shares {
                persons[Int.random(in: 0..<3, using: &numbers)][
                    try Books.month(share.0.monthText)] = Yen(share.1)
            }
            let ours = try national.yearCapRefund(
                persons, band: "エ", in: try Books.month(month.monthText), isLowPay: isLow)
            #expect(
                ours.refund.amount
                    == second.yearRefund(shares, band: "エ", month: month, isLow: isLow))
        }
        #expect(throws: AmountRefusal.self) {
            try national.yearCapRefund([], band: "ウ", in: try Books.month("2026-07"))
        }
    }

    private func deadlines(_ both: Towns.Both) throws {
        for town in both.towns where ["sample", "hillside", "seaside"].contains(town.id) {
            let book = try #require(both.library.book(town.id))
            let rule = try #require(town.plain.at("reimbursement.deadline")?.items.first)
            for offset in 0..<60 {
                let month = PlainDay(2022, 1, 1).months(offset)
                guard
                    case .found(let deadline, _) = book.office.reimbursementDeadline.on(
                        try Books.day(month.text))
                else {
                    Issue.record("\(town.id)")
                    return
                }
                // Counted from the first day of the month after treatment; the day before ends it.
                let length = (rule["years"]?.number ?? 0) * 12 + (rule["months"]?.number ?? 0)
                let last = month.months(1 + length).before
                #expect(
                    deadline.lastDay(treatmentMonth: try Books.month(month.monthText))
                        .description == last.text)
            }
        }
    }
}

/// The rules around a claim, counted a second time from formats.md 5.2, 5.3 and 5.7.
struct SecondRules {
    let country: PlainBook

    private func table(_ month: PlainDay) -> PlainBook? {
        country.at("high-cost.tables")?.items.last { table in
            table["from"]?.text.flatMap { PlainDay($0) }.map { $0 <= month } ?? false
        }
    }

    private func row(_ band: String, _ month: PlainDay) -> PlainBook? {
        table(month)?["bands"]?.items.first { $0["band"]?.text == band }
    }

    func combined(
        _ units: [(cost: Int, share: Int)], band: String, month: PlainDay
    ) -> Int {
        let least = country.at("high-cost.combine-from")?.items.first?["yen"]?.number ?? 0
        var (cost, share) = (0, 0)
        for unit in units where unit.share >= least {
            cost += unit.cost
            share += unit.share
        }
        guard let row = row(band, month), let base = row["base"]?.number else { return -1 }
        var limit = base * 100
        if let threshold = row["threshold"]?.number, cost > threshold { limit += cost - threshold }
        // In hundredths of a yen: from 50 on a whole yen more.
        let whole = limit / 100 + (limit % 100 >= 50 ? 1 : 0)
        return max(0, share - whole)
    }

    func isMultiple(_ month: PlainDay, earlier: [PlainDay]) -> Bool? {
        guard let rule = country.at("high-cost.multiple-rule")?.items.first,
            let months = rule["months"]?.number, let time = rule["from-time"]?.number
        else { return nil }
        var found = 0
        for back in 1..<months where earlier.contains(month.months(-back)) { found += 1 }
        return found >= time - 1
    }

    func yearRefund(
        _ shares: [(PlainDay, Int)], band: String, month: PlainDay, isLow: Bool
    ) -> Int {
        guard let row = row(band, month),
            let cap = row[isLow ? "low-pay-year-cap" : "year-cap"]?.number
        else { return -1 }
        let start = month.month >= 8 ? PlainDay(month.year, 8, 1) : PlainDay(month.year - 1, 8, 1)
        var sum = 0
        for (paid, share) in shares where paid >= start && paid < start.months(12) { sum += share }
        return sum > cap ? sum - cap : 0
    }

    func giveBack(cost: Int, paid: Int, month: PlainDay) -> Int {
        guard let rule = country.at("sports-council")?.items.first,
            let least = rule["least-cost"]?.number, let pays = rule["pays-tenths"]?.number,
            let extra = rule["extra-tenths"]?.number, cost >= least
        else { return 0 }
        let share = (cost - cost % 10) / 10 * (pays - extra) + cost % 10 * (pays - extra) / 10
        return share < paid ? share : paid
    }
}
