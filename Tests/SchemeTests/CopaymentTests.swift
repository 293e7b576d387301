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

    @Test("場合の中の unset は、その診療月の一部負担金を名前つきで保留にする")
    func unset() throws {
        let files = try BookFiles.read(directory: Books.directory).map { file in
            guard file.name == Self.file else { return file }
            let text = String(decoding: file.bytes, as: UTF8.self)
            let head = text.prefix(upTo: try #require(text.firstRange(of: "examples:")).lowerBound)
                .replacing(
                    "{nth-child-from: 3, kind: none}", with: "{nth-child-from: 3, kind: unset}")
            return (
                name: file.name,
                bytes: Array(
                    (head
                        + "examples:\n  - {name: 例, born: 2015-06-10, day: 2025-06-10, outpatient: eligible}\n")
                        .utf8)
            )
        }
        let checked = SchemeLibrary.check(files: files, digest: Books.digest)
        let book = try #require(checked.library?.book("sample-classes"), "\(checked.problems)")
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
