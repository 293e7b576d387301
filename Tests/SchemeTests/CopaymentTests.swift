// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Scheme

@Suite("一部負担金の場合分け")
struct CopaymentTests {
    private static let file = "sample-classes/book.yaml"

    @Test(
        "書き誤りは場所と直し方を言って読まない",
        arguments: [
            (
                "income-class: [区分A], children-from: 4", "income-class: [区分Ｘ], children-from: 4",
                "区分Ｘ"
            ),
            ("{nth-child-from: 3, kind: none}", "{kind: none}", "だれの一部負担金か"),
            ("{nth-child-from: 3, kind: none}", "{nth-child-from: 0, kind: none}", "1 以上"),
            ("{name: 区分B}]", "{name: 区分B, below: 300000}]", "それ以外"),
            ("{name: 非課税世帯, tax-exempt: true}, {name: 区分A,", "{name: 区分A},{name: 区分A,", "二つ"),
            ("tenths: 1, unit", "tenths: 11, unit", "1 から 10"),
            ("numerator: 1, denominator: 4", "numerator: 5, denominator: 4", "denominator"),
            ("care: [pharmacy,", "care: [pharmacies,", "使えるのは次の語"),
            ("counted-until: fiscal-year-age-18,", "counted-until: anyage,", "age-N、any-age"),
            ("counted-until: fiscal-year-age-18,", "counted-until: age-31,", "1 から 30"),
            (
                "{from: 2000-04-01, counted-until: fiscal-year-age-18,",
                "{counted-until: fiscal-year-age-18,", "キー「from」"
            ),
            (
                "article: 規則第7条第3項, source: 規則第7条第3項(架空)}", "article: 規則第7条第3項}",
                "キー「source」"
            ),
            (
                "shared: {per: household, settings: together, yen: 1000}, cases: [{until",
                "shared: {per: household, settings: together}, cases: [{until", "月の額"
            ),
            (
                "shared: {per: child, settings: apart, times: 2}",
                "shared: {per: town, settings: apart, times: 2}", "使えるのは次の語"
            ),
            (
                "{care: [pharmacy], kind: none}",
                "{care: [pharmacy], kind: none, shared: {per: child, settings: apart, yen: 1}}",
                "額のある"
            ),
            (
                "denominator: 1, unit: 1, way: cut}",
                "denominator: 1, unit: 1, way: cut, shared: {per: child, settings: apart, times: 1}}",
                "per-visit か per-day"
            ),
            (
                "kind: per-first-visit, yen: 510, shared: {per: child, settings: apart, yen: 1000}",
                "kind: per-first-visit, yen: 510, shared: {per: child, settings: apart, times: 1}",
                "per-visit か per-day"
            ),
            (
                "kind: per-first-visit, yen: 270", "kind: per-first-visits, yen: 270", "使えるのは次の語"
            ),
            ("kind: per-first-visit, yen: 270", "kind: per-first-visit", "キー「yen」"),
            ("extent: per-meal, yen: 300", "extent: per-meal", "キー「yen」"),
            ("extent: per-meal, yen: 300", "extent: half, yen: 300", "per-meal にだけ"),
            ("{income-class: [区分A], extent", "{extent", "だれの食事か"),
            ("{income-class: [区分A], extent", "{income-class: [区分Ｘ], extent", "区分Ｘ"),
        ])
    func mistakes(_ old: String, _ new: String, _ words: String) throws {
        let problems = try Books.problems(in: Self.file, replacing: old, with: new)
        #expect(problems.contains { $0.advice.contains(words) }, "\(problems)")
    }

    @Test("区分や数え方の定めがない本、税の情報を求めない本は読まない")
    func missing() throws {
        let classes = try Books.problems(
            in: Self.file, replacing: "  income-classes:", with: "  income-classes-x:")
        #expect(classes.contains { $0.advice.contains("income-classes も") }, "\(classes)")
        let children = try Books.problems(
            in: Self.file, replacing: "  children:", with: "  children-x:")
        #expect(children.contains { $0.advice.contains("copayment.children") }, "\(children)")
        let tax = try Books.problems(
            in: Self.file, replacing: "  tax-information:", with: "  tax-informations:")
        #expect(tax.contains { $0.advice.contains("tax-information も") }, "\(tax)")
    }

    @Test("児童は診療月の日で数える: 月の末日に生まれた児童まで、年齢の終わりは月の初日で")
    func countedByDay() throws {
        let book = try Books.book("sample-classes")
        func order(
            born: String = "2015-06-10", _ siblings: [String], _ month: String = "2025-06"
        ) throws -> String {
            let child = try Books.day(born)
            let statements = [2024, 2025].map { IncomeStatement(year: $0, levy: Yen(900_000)) }
            let sum = book.compute(
                ClaimFacts(
                    treatmentMonth: try Books.month(month), isInpatient: true, born: child,
                    cost: .points(1_000), days: 2,
                    household: HouseholdFacts(
                        incomes: HouseholdIncome(
                            parents: [.init(isRecipient: true, statements: statements)],
                            isComplete: true),
                        births: try siblings.map { try Books.day($0) }, of: child)))
            let words = sum.steps.map(\.label).joined()
            return words.firstMatch(of: /数える児童([0-9]+人のうち第[0-9]+子)/)
                .map { String($0.1) } ?? words
        }
        #expect(try order([]) == "1人のうち第1子")
        // Born on the last day of the month, and on the day after.
        #expect(try order(["2025-06-30"]) == "2人のうち第1子")
        #expect(try order(["2025-07-01"]) == "1人のうち第1子")
        #expect(try order(born: "2025-06-30", ["2015-06-10"]) == "2人のうち第2子")
        // Eighteen on 1 April 2025, and the day before: the fiscal year of the age is over.
        #expect(try order(["2007-04-02"]) == "2人のうち第2子")
        #expect(try order(["2007-04-01"]) == "1人のうち第1子")
        // From April 2026 on any age counts.
        #expect(try order(["2007-04-01"], "2026-03") == "1人のうち第1子")
        #expect(try order(["2007-04-01"], "2026-04") == "2人のうち第2子")
    }

    /// sample-classes in which one text says something else; one worked example stands for the others.
    private func book(
        replacing old: String, with new: String,
        example: String = "{name: 例, born: 2015-06-10, day: 2025-06-10, outpatient: eligible}"
    ) throws -> SchemeBook {
        let files = try BookFiles.read(directory: Books.directory).map { file in
            guard file.name == Self.file else { return file }
            let text = String(decoding: file.bytes, as: UTF8.self)
            let head = text.prefix(upTo: try #require(text.firstRange(of: "examples:")).lowerBound)
            #expect(head.contains(old))
            return (
                name: file.name,
                bytes: Array(
                    (head.replacing(old, with: new) + "examples:\n  - \(example)\n").utf8)
            )
        }
        let checked = SchemeLibrary.check(files: files, digest: Books.digest)
        return try #require(checked.library?.book("sample-classes"), "\(checked.problems)")
    }

    @Test("数え方が未設定の日々は、名前つきで保留になる")
    func uncounted() throws {
        let book = try book(
            replacing: "counted-until: fiscal-year-age-18", with: "counted-until: unset")
        let sum = book.compute(
            ClaimFacts(
                treatmentMonth: try Books.month("2025-06"), isInpatient: false,
                born: try Books.day("2015-06-10"), cost: .points(1_000), visits: 1,
                household: HouseholdFacts(siblings: [])))
        #expect(
            sum.hold?.contains("copayment.children[0].counted-until") == true, "\(sum.hold ?? "")")
    }

    @Test("入院と外来を合わせた回数は、入院の分を入院の決まりの回数まで数え、合計が上限を超えて求めない", arguments: [4, 3, 1])
    func timesOfBothSettings(before: Int) throws {
        // Four in all; the outpatient rule pays for two of a claim, the inpatient rule for every day.
        let left = min(2, max(0, 4 - before)) * 400
        _ = try book(
            replacing:
                "kind: per-visit, yen: 400, shared: {per: child, settings: apart, times: 2}",
            with:
                "kind: per-visit, yen: 400, times: 2, shared: {per: child, settings: together, times: 4}",
            example:
                "{name: 入院の後の外来, treatment-month: 2027-05, born: 2015-06-10, points: 1000, visits: 2, care: medical, incomes: [{who: recipient, year: 2026, exempt: true}, {who: none}], so-far: [{inpatient: true, copayment: \(500 * before), times: \(before), name: 医科}], copayment: \(left), payable: \(3_000 - left)}"
        )
    }

    @Test("場合の中の unset は、その診療月の一部負担金を名前つきで保留にする")
    func unset() throws {
        let book = try book(
            replacing: "{nth-child-from: 3, kind: none}", with: "{nth-child-from: 3, kind: unset}")
        let sum = book.compute(
            ClaimFacts(
                treatmentMonth: try Books.month("2025-06"), isInpatient: false,
                born: try Books.day("2020-06-10"), cost: .points(1_000), visits: 1))
        #expect(
            sum.hold?.contains("copayment.outpatient[0].cases[1].kind") == true,
            "\(sum.hold ?? "")")
    }

    @Test("本が聞く月だけ、所得と児童を聞く")
    func asks() throws {
        let month = try Books.month("2025-06")
        let classes = try Books.book("sample-classes").copaymentAsks(in: month)
        #expect(classes.incomes && classes.siblings)
        for id in ["sample", "sample-income", "koshigaya"] {
            #expect(try Books.book(id).copaymentAsks(in: month).isEmpty)
        }
    }

    @Test("初診の回数を聞くのは、そう書いた月だけ。聞かない月の計算は、初診が分かっても変わらない")
    func asksFirstVisits() throws {
        let book = try Books.book("sample-classes")
        #expect(try !book.copaymentAsksFirstVisits(in: Books.month("2028-03")))
        #expect(try book.copaymentAsksFirstVisits(in: Books.month("2028-04")))
        #expect(try !Books.book("sample").copaymentAsksFirstVisits(in: Books.month("2028-04")))
        #expect(
            book.lines.contains { $0.text.contains("ほかは初診 1回 580円、月2回まで、月 1,000円 まで") },
            "\(book.lines.map(\.text))")
        let library = try Books.library.get()
        func answer(_ id: String, _ first: String) -> String {
            ComputeLine.answer(
                #"{"scheme":"\#(id)","treatmentMonth":"2028-05","inpatient":false,"#
                    + #""born":"2015-06-10","points":1000,"visits":3,"care":"care-expense""#
                    + first + "}",
                number: 1, library: library
            ).json
        }
        #expect(answer("sample-classes", "").contains("初診の回数"))
        #expect(answer("sample-classes", #","firstVisits":2"#).contains(#""copayment":540"#))
        #expect(answer("sample-classes", #","firstVisits":0"#).contains(#""copayment":0"#))
        #expect(answer("sample-classes", #","firstVisits":-1"#).contains("E-SCH-012"))
        #expect(answer("sample", #","firstVisits":2"#) == answer("sample", ""))
    }

    @Test("通算の上限に達した請求は、初診が分からなくても0円と決まる")
    func nothingLeftToTake() throws {
        _ = try book(
            replacing: "{care: [dental], kind: per-first-visit, yen: 510,",
            with: "{care: [dental], kind: per-first-visit, yen: 520,",
            example:
                "{name: 上限に達した歯科, treatment-month: 2028-05, born: 2015-06-10, points: 1000, visits: 2, care: dental, so-far: [{inpatient: false, copayment: 1000, times: 2, name: 歯科}], copayment: 0, payable: 3000}"
        )
    }

    @Test("全医療機関の通算を聞くのは、そう書いた月だけ")
    func counts() throws {
        let book = try Books.book("sample-classes")
        #expect(book.copaymentCounts(in: try Books.month("2027-03")).isEmpty)
        #expect(book.copaymentCounts(in: try Books.month("2027-04")) == [.child, .household])
        #expect(try Books.book("sample").copaymentCounts(in: Books.month("2027-04")).isEmpty)
        #expect(
            book.lines.contains { $0.text.contains("全医療機関の通算(世帯・入院・外来を合算)で月 1,000円 まで") },
            "\(book.lines.map(\.text))")
    }

    @Test("先に受け入れた請求の額と回数だけ、通算の残りが減る")
    func soFar() throws {
        let library = try Books.library.get()
        func answer(_ soFar: String) -> String {
            ComputeLine.answer(
                #"{"scheme":"sample-classes","treatmentMonth":"2027-05","inpatient":false,"#
                    + #""born":"2015-06-10","points":1000,"visits":1,"care":"medical","otherParent":false,"#
                    + #""incomes":[{"who":"recipient","year":2026,"income":0}]"# + soFar + "}",
                number: 1, library: library
            ).json
        }
        #expect(answer("").contains("月の通算に、同じ月のほかの請求"))
        func one(_ yen: Int, _ more: String = "") -> String {
            #"{"inpatient":false,"copayment":\#(yen),"times":1,"name":"医科"\#(more)}"#
        }
        #expect(answer(#","soFar":[]"#).contains(#""copayment":400"#))
        #expect(answer(#","soFar":[\#(one(300))]"#).contains(#""copayment":200"#))
        #expect(answer(#","soFar":[\#(one(300)),\#(one(200))]"#).contains(#""copayment":0"#))
        let sibling = one(500, #","sibling":true"#)
        #expect(answer(#","soFar":[\#(sibling)]"#).contains(#""copayment":400"#))
        #expect(answer(#","soFar":[\#(one(-1))]"#).contains("E-SCH-012"))
    }

    @Test("計算の一行でも、世帯の事実を渡せる")
    func line() throws {
        let library = try Books.library.get()
        func answer(_ household: String) -> String {
            ComputeLine.answer(
                #"{"scheme":"sample-classes","treatmentMonth":"2025-06","inpatient":false,"#
                    + #""born":"2015-06-10","points":1000,"visits":1"# + household + "}", number: 1,
                library: library
            ).json
        }
        #expect(answer("").contains("福祉世帯の登録"))
        let known = answer(
            #","siblings":["2018-01-01"],"otherParent":false,"incomes":[{"who":"recipient","year":2024,"levy":0}]"#
        )
        #expect(known.contains(#""copayment":300"#) && known.contains("所得区分は区分A"), "\(known)")
        #expect(answer(#","care":"shop""#).contains("E-SCH-012"))
    }

    @Test("規定の一覧は、場合も区分も言葉で言う")
    func list() throws {
        let lines = try Books.book("sample-classes").lines.map(\.text)
        #expect(lines.contains { $0.contains("第3子以降はなし") && $0.contains("ほかは1回") }, "\(lines)")
        #expect(lines.contains { $0.contains("区分A=") && $0.contains("区分B=それ以外") })
        #expect(lines.contains { $0.contains("年齢を問わない") })
    }
}
