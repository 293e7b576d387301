// SPDX-License-Identifier: Apache-2.0
import Benefits
import Foundation
import Ledger
import Scheme
import Support
import Testing
import Vocabulary

/// What went wrong in real offices, as tests under their names (`docs/incidents.md`).
@Suite("実際に起きた事故: 給付")
struct IncidentTests {
    @Test("延岡市の件: 高額療養費の決定を待つ償還は、支給の起案に乗らず、決定額を引いた残りだけを支給する")
    func highCostFirst() throws {
        let office = try Office()
        func stay(_ branch: Int, _ highCost: Int?) -> ReimbursementInput {
            office.input(branch: branch, points: 100_000, highCost: highCost) {
                $0.setting = .inpatient
            }
        }
        try office.enter([stay(1, nil)])
        // Whoever proposes everything that lies there still does not pay the whole share.
        #expect(try office.propose().proposals.isEmpty)
        #expect(try office.file().status == .held)
        _ = try office.enter([stay(2, 212_570)])[0].get()
        try office.propose()
        try office.approve()
        let due = try office.read {
            try DueBook.due(decidedThrough: date("2025-08-12"), from: $0)
        }
        #expect(due.map(\.amount) == [Yen(300_000 - 212_570)])
    }

    @Test("仙台市の件: 医療機関で負担のなかった診療を、償還で二度支給しない")
    func inKindThenBack() throws {
        let office = try Office()
        #expect(try office.take(Uke()).accepted == 1)
        let again = office.input(points: 1_234) { $0.institution = "1119900010" }
        try office.enter([
            again, office.input("S7-000002", points: 1_234) { $0.institution = "1119900010" },
        ])
        let report = try office.propose()
        #expect(report.proposed == [.notPaid: 2])
        try office.approve()
        let due = try office.read {
            try DueBook.due(decidedThrough: date("2025-08-12"), from: $0)
        }
        #expect(due.isEmpty)
    }

    @Test("仙台市の件: 償還で支給した診療の請求が医療機関から来ても、二度支払わない")
    func backThenInKind() throws {
        let office = try Office()
        try office.enter([office.input(points: 1_234) { $0.institution = "1119900010" }])
        try office.propose()
        try office.approve()
        let report = try office.take(Uke())
        #expect(report.accepted == 0 && report.rejected == 1)
        #expect(try office.errors().first?.reason == .duplicate)
    }

    @Test("富谷市の件: 資格が消えた後の診療は支払わず、理由とともにエラー一覧に残る")
    func afterTheLapse() throws {
        let office = try Office()
        try office.lapse(Office.taro, on: "2025-06-01")
        #expect(try office.take(Uke()).rejected == 1)
        let error = try #require(try office.errors().first)
        #expect(error.reason == .outsidePeriod && error.child == Office.taro)
        // The day before the month of treatment begins is the boundary: May is still covered.
        let may = Uke(billing: "202506", claims: [Uke.Claim(month: "202505")])
        #expect(try office.take(may, name: "1_B.UKE").accepted == 1)
    }

    /// A share of 30 % of the whole cost, at one yen below the limit, at it, and one above.
    struct Edge: Sendable, CustomTestStringConvertible {
        let band: String
        let month: String
        let total: Int
        let burden: Int
        let payable: Int
        var testDescription: String { "区分\(band) \(month) 自己負担\(burden)円" }
    }

    static let edges = [
        Edge(band: "エ", month: "2026-07", total: 191_996, burden: 57_599, payable: 57_599),
        Edge(band: "エ", month: "2026-07", total: 192_000, burden: 57_600, payable: 57_600),
        Edge(band: "エ", month: "2026-07", total: 192_003, burden: 57_601, payable: 57_600),
        Edge(band: "エ", month: "2026-08", total: 204_996, burden: 61_499, payable: 61_499),
        Edge(band: "エ", month: "2026-08", total: 205_000, burden: 61_500, payable: 61_500),
        Edge(band: "エ", month: "2026-08", total: 205_003, burden: 61_501, payable: 61_500),
        Edge(band: "オ", month: "2026-07", total: 117_996, burden: 35_399, payable: 35_399),
        Edge(band: "オ", month: "2026-07", total: 118_000, burden: 35_400, payable: 35_400),
        Edge(band: "オ", month: "2026-07", total: 118_003, burden: 35_401, payable: 35_400),
        Edge(band: "オ", month: "2026-08", total: 122_996, burden: 36_899, payable: 36_899),
        Edge(band: "オ", month: "2026-08", total: 123_000, burden: 36_900, payable: 36_900),
        Edge(band: "オ", month: "2026-08", total: 123_003, burden: 36_901, payable: 36_900),
        Edge(band: "ウ", month: "2026-07", total: 266_996, burden: 80_099, payable: 80_099),
        Edge(band: "ウ", month: "2026-07", total: 267_000, burden: 80_100, payable: 80_100),
        Edge(band: "ウ", month: "2026-07", total: 267_003, burden: 80_101, payable: 80_100),
        Edge(band: "ウ", month: "2026-08", total: 285_996, burden: 85_799, payable: 85_799),
        Edge(band: "ウ", month: "2026-08", total: 286_000, burden: 85_800, payable: 85_800),
        Edge(band: "ウ", month: "2026-08", total: 286_003, burden: 85_801, payable: 85_800),
    ]

    @Test("宮崎県の件: 月の限度額の一円下、ちょうど、一円上で、支給額が一円も違わない", arguments: edges)
    func atTheLimit(edge: Edge) throws {
        let facts = ClaimFacts(
            treatmentMonth: yearMonth(edge.month), isInpatient: true, born: date("2015-06-10"),
            cost: .totalCost(Yen(edge.total)), burdenTenths: 3,
            highCost: .band(edge.band, multiple: false))
        let sum = Office.book.compute(facts)
        #expect(sum.burden == Yen(edge.burden))
        #expect(sum.payable == Yen(edge.payable))
        #expect(sum.hold == nil)
    }

    /// Who is given how much for eighteen meals, where only the young are covered.
    struct Meal: Sendable, CustomTestStringConvertible {
        let born: String
        let meals: Int
        var testDescription: String { "\(born)生まれ" }
    }

    static let meals = [
        Meal(born: "2019-04-02", meals: 9_180),
        Meal(born: "2019-04-01", meals: 0),
        Meal(born: "2015-06-10", meals: 0),
    ]

    /// The law of a city that pays for meals in hospital until the school begins.
    private static func mealsOfTheYoung() throws -> SchemeBook {
        let folder = try TemporaryFolder("meals")
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        try ChangedBook.write(
            "sample", from: root.appending(path: "Schemes"), to: folder.file("Schemes"),
            ["extent: full, article": "extent: full, until-end-of: fiscal-year-age-6, article"],
            example:
                "name: 就学後は食事を助成しない, treatment-month: 2025-06, born: 2015-06-10, points: 1000, payable: 3000"
        )
        let library = try SchemeLibrary.load(
            directory: folder.file("Schemes").path, digest: { Digest.of($0).description })
        return try #require(library.book("sample"))
    }

    @Test("大阪市鶴見区・港区の件: 食事療養の助成は、制度の年齢の内の子の入院だけに出て、年齢の外の子には一円も出ない", arguments: meals)
    func mealsOfWhomItCovers(meal: Meal) throws {
        let facts = ClaimFacts(
            treatmentMonth: yearMonth("2025-06"), isInpatient: true, born: date(meal.born),
            cost: .points(1_000), burdenTenths: 3,
            meals: ClaimFacts.Meals(count: 18, mealClass: .general))
        let sum = try Self.mealsOfTheYoung().compute(facts)
        #expect(sum.mealsBurden == Yen(9_180))
        #expect(sum.meals == Yen(meal.meals))
        #expect(sum.payable == Yen(3_000 + meal.meals))
        #expect(sum.hold == nil)
    }

    @Test("大阪市鶴見区・港区の件: 通院の請求に食事療養があれば、支払わずに理由を言って止まる")
    func noMealsAtHome() throws {
        let facts = ClaimFacts(
            treatmentMonth: yearMonth("2025-06"), isInpatient: false, born: date("2022-06-15"),
            cost: .points(1_000), burdenTenths: 2,
            meals: ClaimFacts.Meals(count: 18, mealClass: .general))
        let sum = Office.book.compute(facts)
        #expect(sum.meals == .zero)
        #expect(sum.hold?.contains("外来の食事") == true)
    }
}
