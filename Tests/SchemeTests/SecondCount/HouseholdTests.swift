// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Vocabulary

@testable import Scheme

/// 世帯合算: random households of one insurance, each with random claims, against a count of its own.
@Suite("世帯合算も、もう一つの計算と一円も違わない")
struct HouseholdTests {
    private static let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"

    @Test("家族の無作為な請求を合わせても、人ごとの分け方まで同じ", .measure("R-06"))
    func households() throws {
        let both = try Towns.both.get()
        let book = try #require(both.library.book("sample"))
        let second = SecondHousehold(country: both.country)
        let town = try #require(both.towns.first { $0.id == "sample" }).plain
        let count = SecondCount(town: town, country: both.country)
        var random = RandomClaims(seed: 20_261_127)
        var (several, paid) = (0, 0)
        for _ in 0..<(HouseholdTests.isSoak ? 60_000 : 600) {
            let month = PlainDay(2024, 1, 1).months(random.below(43))
            let band = ["ア", "イ", "ウ", "エ", "オ"][random.below(5)]
            let isMultiple = random.below(4) == 0
            var ours: [CombinedUnit] = []
            var theirs: [SecondHousehold.Unit] = []
            for person in 0..<(1 + random.below(4)) {
                for _ in 0..<(1 + random.below(3)) {
                    var claim = random.next()
                    claim.month = month
                    claim.born = PlainDay(month.year - 8, 6, 1)
                    claim.tenths = nil
                    claim.funds = []
                    // Some were limited at the window by the band that was shown there.
                    claim.band = random.below(3) == 0 ? (band, false) : nil
                    claim.decided = nil
                    let sum = book.compute(try claim.facts())
                    let plain = count.answer(claim)
                    ours.append(
                        CombinedUnit(
                            person: person, totalCost: sum.totalCost, burden: sum.burden,
                            paid: sum.highCost))
                    theirs.append(
                        SecondHousehold.Unit(
                            person: person, cost: plain.totalCost, share: plain.burden,
                            paid: plain.highCost))
                }
            }
            let combined = try book.national.combineHighCost(
                ours, band: band, month: try Books.month(month.monthText), multiple: isMultiple)
            let answer = second.count(theirs, band: band, month: month, multiple: isMultiple)
            let parts = combined.parts.mapValues(\.amount).filter { $0.value > 0 }
            #expect(
                combined.outstanding.amount == answer.benefit, "\(month.text) \(band) \(theirs)")
            #expect(parts == answer.parts, "\(month.text) \(band) \(theirs)")
            #expect(combined.parts.values.reduce(Yen.zero, +) == combined.outstanding)
            if parts.count > 1 { several += 1 }
            if answer.benefit > 0 { paid += 1 }
        }
        // Enough households that get something together.
        #expect(several * 10 > paid && paid > 100)
    }

    @Test("きょうだい二人の2万1千円以上だけが合算され、端数の1円は残りの多い方に付く")
    func worked() throws {
        let national = try Books.library.get().national
        let month = try Books.month("2025-06")
        // 3割: 60,000 and 45,000, and 20,970 that does not count.
        let units = [
            CombinedUnit(person: 1, totalCost: Yen(200_000), burden: Yen(60_000)),
            CombinedUnit(person: 2, totalCost: Yen(150_000), burden: Yen(45_000)),
            CombinedUnit(person: 2, totalCost: Yen(69_900), burden: Yen(20_970)),
        ]
        let both = try national.combineHighCost(units, band: "エ", month: month, multiple: false)
        #expect(both.isCounted == [true, true, false])
        // 105,000 − 57,600 = 47,400, by 60 to 45: 27,085.71 and 20,314.28.
        #expect(both.outstanding == Yen(47_400))
        #expect(both.parts == [1: Yen(27_086), 2: Yen(20_314)])
        let alone = try national.combineHighCost(
            [units[1], units[2]], band: "エ", month: month, multiple: false)
        #expect(alone.outstanding == .zero)
    }

    @Test("窓口で限度額まで払った分は、分けるときにも引いてある")
    func limitedAtTheWindow() throws {
        let national = try Books.library.get().national
        let month = try Books.month("2025-06")
        // 総医療費 1,000,000: the window took 57,600 of 300,000.
        let units = [
            CombinedUnit(
                person: 1, totalCost: Yen(1_000_000), burden: Yen(300_000), paid: Yen(242_400)),
            CombinedUnit(person: 2, totalCost: Yen(140_000), burden: Yen(42_000)),
        ]
        let both = try national.combineHighCost(units, band: "エ", month: month, multiple: false)
        #expect(both.benefit == Yen(284_400))
        #expect(both.outstanding == Yen(42_000))
        // By 57,600 to 42,000.
        #expect(both.parts == [1: Yen(24_290), 2: Yen(17_710)])
    }

    @Test("年間上限は単位が世帯なら合計、個人なら一人ずつに上限を当て、本にないときは止まる")
    func yearCapUnits() throws {
        let month = try Books.month("2026-10")
        let shares = [
            [try Books.month("2026-08"): Yen(360_000)], [try Books.month("2027-07"): Yen(540_000)],
        ]
        func refund(_ unit: String) throws -> YearCapRefund {
            try Self.national("unit: household", unit)
                .yearCapRefund(shares, band: "エ", in: month)
        }
        let together = try refund("unit: household")
        #expect(
            together.refund == Yen(370_000) && together.unconfirmed == ["high-cost.cap-unit[0]"])
        #expect(together.steps.contains { $0.label == "年間上限(世帯の合計)" })
        let alone = try refund("unit: person")
        #expect(alone.refund == Yen(10_000) && alone.shares == Yen(900_000))
        #expect(throws: AmountRefusal.self) { try refund("unit: unset") }
    }

    @Test("承継した保険者を同じとみるのは、本がそう言うときだけ")
    func succession() throws {
        let month = try Books.month("2025-06")
        func isSame(_ value: String) throws -> Bool {
            try Self.national("is-same: true", value).isSameAfterSuccession(month)
        }
        #expect(try isSame("is-same: true"))
        #expect(try !isSame("is-same: false") && !isSame("is-same: unset"))
    }

    /// The national book with other words in the high-cost file.
    private static func national(
        _ old: String, _ new: String
    ) throws -> NationalBook {
        let files = try BookFiles.read(directory: Books.directory).map { file in
            guard file.name == "national/high-cost.yaml" else { return file }
            let text = String(decoding: file.bytes, as: UTF8.self)
            try #require(text.contains(old))
            return (name: file.name, bytes: Array(text.replacing(old, with: new).utf8))
        }
        let checked = SchemeLibrary.check(files: files, digest: Books.digest)
        return try #require(checked.library, "\(checked.problems)").national
    }

    @Test("分け方が本にないときは、一人なら計算し、二人なら止まる")
    func unset() throws {
        let files = try BookFiles.read(directory: Books.directory).map { file in
            guard file.name == "national/high-cost.yaml" else { return file }
            let text = String(decoding: file.bytes, as: UTF8.self)
                .replacing(
                    "unit: 1, way: cut, remainder: largest-share",
                    with: "unit: unset, way: cut, remainder: largest-share")
            return (name: file.name, bytes: Array(text.utf8))
        }
        let checked = SchemeLibrary.check(files: files, digest: Books.digest)
        let national = try #require(checked.library, "\(checked.problems)").national
        let month = try Books.month("2025-06")
        func units(_ persons: [Int]) -> [CombinedUnit] {
            persons.map { CombinedUnit(person: $0, totalCost: Yen(300_000), burden: Yen(90_000)) }
        }
        let alone = try national.combineHighCost(
            units([1, 1]), band: "エ", month: month, multiple: false)
        #expect(alone.parts == [1: Yen(122_400)])
        #expect(throws: AmountRefusal.self) {
            try national.combineHighCost(units([1, 2]), band: "エ", month: month, multiple: false)
        }
    }
}

/// Adding up a household, counted a second time from formats.md 5.2 and 5.3 and the book.
struct SecondHousehold {
    struct Unit {
        var person: Int
        var cost: Int
        var share: Int
        var paid: Int
    }

    let country: PlainBook

    func count(
        _ units: [Unit], band: String, month: PlainDay, multiple: Bool
    ) -> (benefit: Int, parts: [Int: Int]) {
        let least = country.at("high-cost.combine-from")?.items.first?["yen"]?.number ?? 0
        let table = country.at("high-cost.tables")?.items.last { table in
            table["from"]?.text.flatMap { PlainDay($0) }.map { $0 <= month } ?? false
        }
        guard let row = table?["bands"]?.items.first(where: { $0["band"]?.text == band }),
            let base = row["base"]?.number, let often = row["multiple"]?.number
        else { return (-1, [:]) }
        var (cost, share, paid) = (0, 0, 0)
        var left: [Int: Int] = [:]
        for unit in units {
            paid += unit.paid
            guard unit.share >= least else { continue }
            cost += unit.cost
            share += unit.share
            left[unit.person, default: 0] += unit.share - unit.paid
        }
        var limit = base * 100
        if let threshold = row["threshold"]?.number, cost > threshold { limit += cost - threshold }
        let whole = multiple ? often : limit / 100 + (limit % 100 >= 50 ? 1 : 0)
        let benefit = max(0, max(0, share - whole) - paid)
        guard benefit > 0 else { return (0, [:]) }
        var parts: [Int: Int] = [:]
        let all = left.values.reduce(0, +)
        for (person, rest) in left { parts[person] = benefit * rest / all }
        // What the cutting leaves over: a yen at a time to the one with most left, who has room.
        var over = benefit - parts.values.reduce(0, +)
        while over > 0 {
            var best: Int?
            for (person, rest) in left where (parts[person] ?? 0) < rest {
                guard let known = best, let most = left[known] else {
                    best = person
                    continue
                }
                if rest > most || (rest == most && person < known) { best = person }
            }
            guard let best else { break }
            parts[best, default: 0] += 1
            over -= 1
        }
        return (benefit, parts.filter { $0.value > 0 })
    }
}
