// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Scheme

@Suite("支給額の計算")
struct ComputeTests {
    static func claim(_ points: Int, tenths: Int? = 3, month: String = "2025-06") throws
        -> ClaimFacts
    {
        ClaimFacts(
            treatmentMonth: try Books.month(month), isInpatient: false,
            born: try Books.day("2015-06-10"), cost: .points(points), burdenTenths: tenths)
    }

    @Test(
        "点数から一部負担金と窓口の額",
        arguments: [
            (1234, 3, 3702, 3700), (1231, 2, 2462, 2460), (288, 2, 576, 580), (15, 3, 45, 50),
            (1005, 3, 3015, 3020),
        ])
    func ratio(_ points: Int, _ tenths: Int, _ burden: Int, _ counter: Int) throws {
        let answer = try Books.book("sample").compute(
            try ComputeTests.claim(points, tenths: tenths))
        #expect(answer.burden == Yen(burden))
        #expect(answer.atCounter == Yen(counter))
        #expect(answer.totalCost == answer.insurance + answer.burden)
        #expect(answer.payable == Yen(burden))
        #expect(answer.hold == nil)
    }

    @Test("窓口の額の合計はレセプトの額と違う")
    func visits() throws {
        let paid = try Books.library.get().national.counterPayments(
            points: [277, 125, 74], tenths: 3, on: try Books.day("2025-06-01"))
        #expect(paid == [Yen(830), Yen(380), Yen(220)])
        #expect(try Books.book("sample").compute(try ComputeTests.claim(476)).burden == Yen(1428))
    }

    @Test("限度額の104例", arguments: HighCostVectors.rows)
    func limits(_ row: HighCostVectors.Row) throws {
        let national = try Books.library.get().national
        let month = try Books.month(row.table)
        for (multiple, expected) in [(false, row.limit), (true, row.multiple)] {
            let answer = try national.highCostLimit(
                band: row.band, month: month, totalCost: Yen(row.totalCost), multiple: multiple)
            #expect(answer.limit == Yen(expected))
            #expect(answer.table == row.table)
        }
    }

    @Test("限度額の例は104ある")
    func count() { #expect(HighCostVectors.rows.count == 104) }

    @Test("総医療費100万円の区分ウは2026年7月まで87430円、8月から92940円")
    func change() throws {
        let national = try Books.library.get().national
        for (month, limit) in [("2026-07", 87_430), ("2026-08", 92_940)] {
            let answer = try national.highCostLimit(
                band: "ウ", month: try Books.month(month), totalCost: Yen(1_000_000),
                multiple: false)
            #expect(answer.limit == Yen(limit))
        }
    }

    @Test("最後の表は一年を過ぎたら止まり、知らない区分は使える区分を示す")
    func trust() throws {
        let national = try Books.library.get().national
        #expect(throws: AmountRefusal.self) {
            try national.highCostLimit(
                band: "オ", month: try Books.month("2028-08"), totalCost: Yen(1), multiple: false)
        }
        do throws(AmountRefusal) {
            _ = try national.highCostLimit(
                band: "ウ", month: YearMonth(monthNumber: 2027 * 12 + 8), totalCost: Yen(1),
                multiple: false)
            Issue.record("2027-08の表に区分ウはない")
        } catch {
            #expect(error.message.contains("標報440000"))
        }
    }

    @Test("合算は21000円以上のものだけ")
    func combine() throws {
        let national = try Books.library.get().national
        func unit(_ cost: Int) -> CombinedUnit {
            CombinedUnit(totalCost: Yen(cost), burden: Yen(cost * 3 / 10))
        }
        let month = try Books.month("2025-06")
        let one = try national.combineHighCost(
            [unit(1_000_000), unit(50_000)], band: "ウ", month: month, multiple: false)
        #expect(one.limit.limit == Yen(87_430))
        #expect(one.benefit == Yen(212_570))
        #expect(one.remaining == Yen(102_430))
        let two = try national.combineHighCost(
            [unit(1_000_000), unit(1_000_000)], band: "ウ", month: month, multiple: false)
        #expect(two.limit.limit == Yen(97_430))
        let edge = try national.combineHighCost(
            [unit(70_000), unit(69_990)], band: "ウ", month: month, multiple: false)
        #expect(edge.counted == [unit(70_000)])
    }

    @Test(
        "附加給付",
        arguments: [
            (82430, 20000, 1000, 100, 62400), (82430, 25000, 0, 1000, 57000),
            (20900, 20000, 1000, 100, 0),
        ])
    func additional(_ share: Int, _ deduct: Int, _ minimum: Int, _ unit: Int, _ yen: Int) {
        let rule = AdditionalBenefitRule(deduct: deduct, minimum: minimum, unit: unit)
        #expect(rule.benefit(share: Yen(share)) == Yen(yen))
    }

    @Test(
        "附加給付が他公費の前か後かで、公費・附加給付・市の負担が変わり、計算の根拠に順が出る",
        arguments: [
            // 総医療費 1,000,000, 高額 to 87,430, fund 21 leaves 5,000; the addition is 3,000.
            ("2025-06", 82_430, 3_000, 2_000, "附加給付(他公費の後に充てる)"),
            ("2025-09", 79_430, 3_000, 5_000, "附加給付(他公費の前に充てる)"),
        ])
    func additionalOrder(
        _ month: String, _ fund: Int, _ addition: Int, _ payable: Int, _ label: String
    ) throws {
        let book = try #require(try OrderBooks.turned("2025-09-01").book("sample"))
        let sum = book.compute(
            ClaimFacts(
                treatmentMonth: try Books.month(month), isInpatient: true, born: nil,
                cost: .points(100_000), burdenTenths: 3, additionalBenefit: Yen(addition),
                otherFunds: [.init(funder: "21116019", points: 100_000, copayment: Yen(5_000))],
                paidAtCounter: Yen(5_000)))
        #expect(sum.hold == nil)
        #expect(sum.otherFunds == Yen(fund))
        #expect(sum.additionalBenefit == Yen(addition))
        #expect(sum.payable == Yen(payable))
        #expect(sum.steps.contains { $0.label == label })
        // Nobody has signed the order: the derivation says so.
        #expect(sum.unconfirmed.contains { $0.contains("additional-benefit") })
        let labels = sum.steps.map(\.label)
        let additional = try #require(labels.firstIndex(of: label))
        let funds = try #require(labels.firstIndex { $0.hasPrefix("公費(") })
        #expect((additional < funds) == label.contains("前"))
    }

    @Test("附加給付の順は、他公費と附加給付の両方がある請求にだけ関わり、未設定ならそこで止まる")
    func additionalOrderUnset() throws {
        let book = try #require(try OrderBooks.turned("2025-09-01", "unset").book("sample"))
        func sum(_ addition: Int, _ hasFund: Bool) throws -> Computation {
            book.compute(
                ClaimFacts(
                    treatmentMonth: try Books.month("2025-09"), isInpatient: true, born: nil,
                    cost: .points(100_000), burdenTenths: 3, highCost: .decided(Yen(212_570)),
                    additionalBenefit: Yen(addition),
                    otherFunds: hasFund
                        ? [.init(funder: "21116019", points: 100_000, copayment: Yen(5_000))] : [],
                    paidAtCounter: Yen(87_430)))
        }
        #expect(try sum(3_000, true).hold?.contains("additional-benefit") == true)
        #expect(try sum(0, true).hold == nil)
        #expect(try sum(3_000, false).hold == nil)
        #expect(try sum(3_000, false).steps.contains { $0.label == "附加給付" })
    }

    @Test("窓口の額は附加給付の順に左右されない: 切替えの判定は同じ")
    func additionalOrderAtTheWindow() throws {
        let book = try #require(try OrderBooks.turned("2025-09-01").book("sample"))
        // 3割 of 100,000: 30,000; the fund leaves 15,000, whatever the insurer adds later.
        for month in ["2025-06", "2025-09"] {
            let sum = book.compute(
                ClaimFacts(
                    treatmentMonth: try Books.month(month), isInpatient: false, born: nil,
                    cost: .points(10_000), burdenTenths: 3, additionalBenefit: Yen(20_000),
                    otherFunds: [
                        .init(funder: "21116019", points: 10_000, copayment: Yen(15_000))
                    ]))
            #expect(sum.route == .inKind, "\(month)")
        }
    }

    @Test(
        "公費の種類ごとの順",
        arguments: [
            ("52", "エ", 242_400, 52_600, 5_000), ("52", "ア", 45_820, 249_180, 5_000),
            ("54", "ア", 45_820, 249_180, 5_000), ("21", "ア", 212_570, 82_430, 5_000),
            ("15", "エ", 212_570, 82_430, 5_000), ("12", "ア", 264_600, 35_400, 0),
        ])
    func funds(
        _ law: String, _ band: String, _ highCost: Int, _ fund: Int, _ payable: Int
    ) throws {
        var claim = try ComputeTests.claim(100_000, month: "2026-07")
        claim.highCost = .band(band, multiple: false)
        claim.otherFunds = [
            .init(funder: law + "119999", points: 100_000, copayment: Yen(payable))
        ]
        let answer = try Books.book("sample").compute(claim)
        #expect(answer.highCost == Yen(highCost))
        #expect(answer.otherFunds == Yen(fund))
        #expect(answer.payable == Yen(payable))
        #expect(answer.hold == nil)
    }

    @Test("公費の対象外の部分も支給し、順にない公費は保留する")
    func partly() throws {
        var claim = try ComputeTests.claim(8_000)
        claim.otherFunds = [.init(funder: "52116019", points: 6_000, copayment: Yen(5_000))]
        #expect(try Books.book("sample").compute(claim).payable == Yen(11_000))
        claim.otherFunds = [.init(funder: "99119999", points: 6_000, copayment: Yen(5_000))]
        #expect(try Books.book("sample").compute(claim).hold?.contains("funds.order") == true)
    }

    @Test(
        "償還への切替えの額",
        arguments: [
            ("or-more", "receipt", 6_900, "inKind"), ("or-more", "receipt", 7_000, "reimbursement"),
            ("more-than", "receipt", 7_000, "inKind"),
            ("more-than", "receipt", 7_200, "reimbursement"),
        ])
    func switching(_ compare: String, _ amount: String, _ points: Int, _ route: String) throws {
        var files = try BookFiles.read(directory: Books.directory)
        let place = try #require(files.firstIndex { $0.name == "sample/book.yaml" })
        let text = try #require(String(validating: files[place].bytes, as: UTF8.self))
        // The book's own examples speak of 以上; without them the other wording can be tried.
        let head = text.prefix(upTo: try #require(text.firstRange(of: "examples:")).lowerBound)
        files[place].bytes = Array(
            (head.replacing("compare: or-more", with: "compare: \(compare)")
                + "examples:\n  - {name: 一例, born: 2015-06-10, day: 2025-06-10, outpatient: eligible}\n")
                .utf8)
        let checked = SchemeLibrary.check(files: files, digest: Books.digest)
        #expect(checked.problems.isEmpty)
        let book = try #require(checked.library?.book("sample"))
        #expect(book.compute(try ComputeTests.claim(points)).route?.rawValue == route)
    }

    @Test(
        "食事は診療月の額で、小慢は公費が半分",
        arguments: [
            ("2025-06", "一般", 18, 9_180), ("2025-06", "小慢", 18, 2_700),
            ("2025-06", "非課税", 18, 4_320), ("2025-03", "一般", 6, 2_940),
            ("2025-04", "一般", 6, 3_060),
        ])
    func meals(_ month: String, _ mealClass: String, _ count: Int, _ yen: Int) throws {
        var claim = try ComputeTests.claim(1_000, month: month)
        claim.isInpatient = true
        claim.meals = .init(count: count, mealClass: try #require(MealClass(mealClass)))
        let answer = try Books.book("sample").compute(claim)
        #expect(answer.meals == Yen(yen))
        #expect(answer.payable == Yen(3_000 + yen))
        #expect(answer.hold == nil)
    }

    @Test("未設定の値は名前を挙げて保留する")
    func holds() throws {
        var claim = try ComputeTests.claim(1_234)
        let koshigaya = try Books.book("koshigaya")
        let inKind = koshigaya.compute(claim)
        #expect(inKind.hold?.contains("in-kind.switch-to-reimbursement") == true)
        #expect(inKind.route == nil)
        #expect(inKind.burden == Yen(3_702))
        claim.isInpatient = true
        claim.meals = .init(count: 3, mealClass: .general)
        claim.paidAtCounter = Yen(6_000)
        #expect(koshigaya.compute(claim).hold?.contains("meals.covered") == true)
        claim.treatmentMonth = try Books.month("2026-06")
        #expect(try Books.book("sample").compute(claim).hold?.contains("meals.rates") == true)
    }

    @Test("支払った額を超えて支給せず、負にもならない")
    func paid() throws {
        var claim = try ComputeTests.claim(1_234)
        claim.paidAtCounter = Yen(3_700)
        #expect(try Books.book("sample").compute(claim).payable == Yen(3_700))
        claim.additionalBenefit = Yen(99_999)
        #expect(try Books.book("sample").compute(claim).payable == .zero)
    }

    @Test("年齢で決まる割合は就学の年の3月まで2割")
    func byAge() throws {
        for (born, month, yen) in [
            ("2019-04-01", "2025-03", 2_000), ("2019-04-01", "2025-04", 3_000),
            ("2019-04-02", "2026-03", 2_000), ("2019-04-02", "2026-04", 3_000),
        ] {
            var claim = try ComputeTests.claim(1_000, tenths: nil, month: month)
            claim.born = try Books.day(born)
            #expect(try Books.book("sample").compute(claim).burden == Yen(yen))
        }
    }
}
