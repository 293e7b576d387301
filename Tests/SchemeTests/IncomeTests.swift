// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Scheme

@Suite("所得の要件と居住の特例")
struct IncomeTests {
    /// Each change of the fictional book must be caught by one of its own worked examples.
    @Test(
        "本の例は、限度額・だれの所得か・年度の切替え・例外のどれを変えても合わなくなる",
        arguments: [
            ("limit: 5320000", "limit: 5320001", "限度額ちょうどは対象外"),
            ("limit: 5320000", "limit: 5319999", "限度額の一円下は対象"),
            ("per-dependant: 380000", "per-dependant: 380001", "限度額ちょうどは対象外"),
            ("deduct: 80000", "deduct: 79999", "限度額の一円下は対象"),
            ("compare: below", "compare: or-less", "限度額ちょうどは対象外"),
            ("whose: higher-parent", "whose: recipient", "高い方は受給者でない親でも数える"),
            ("year-begins: 7", "year-begins: 6", "6月までは前の年度の所得"),
            (
                "tax-exempt-counts-zero: true, no-limit-until-end-of: age-3, article",
                "no-limit-until-end-of: age-3, article", "非課税は0円"
            ),
            (
                "no-limit-until-end-of: age-3, article", "no-limit-until-end-of: age-4, article",
                "3歳の誕生日からは所得を問う"
            ),
            ("limit: 235000", "limit: 234999", "所得割の合計が限度額の一円下"),
            ("no-limit-from-dependants: 3", "no-limit-from-dependants: 4", "扶養3人以上は所得を問わない"),
        ])
    func examples(old: String, new: String, name: String) throws {
        let problems = try Self.problems(replacing: old, with: new)
        #expect(problems.contains { $0.kind == .exampleFails && $0.advice.contains(name) })
    }

    /// The problems of this book alone with a change in it: the others are not read again each time.
    private static func problems(
        replacing old: String, with new: String
    ) throws -> [BookProblem] {
        SchemeLibrary.check(files: try changed(from: old, to: new), digest: Books.digest).problems
    }

    private static func changed(from old: String, to new: String) throws -> [(
        name: String, bytes: [UInt8]
    )] {
        var files = try BookFiles.read(directory: Books.directory).filter {
            $0.name.hasPrefix("national/") || $0.name.hasPrefix("sample-income/")
        }
        let place = try #require(files.firstIndex { $0.name == "sample-income/book.yaml" })
        let text = try #require(String(validating: files[place].bytes, as: UTF8.self))
        let changed = text.replacing(old, with: new, maxReplacements: 1)
        try #require(changed != text, "\(old)")
        files[place].bytes = Array(changed.utf8)
        return files
    }

    @Test("所得の要件を書くなら、税の情報を求めることも書かなければならない")
    func taxInformation() throws {
        let problems = try Self.problems(
            replacing:
                "  tax-information:\n    - {from: 2000-04-01, asked: municipal-tax, article: 規則第3条第2項, source: 規則第3条第2項(架空)}\n",
            with: "")
        #expect(problems.map(\.path) == ["eligible-child.income"])
    }

    @Test(
        "所得の要件が終われば、その日から税の情報も求めない。求め続ける本は読まない",
        arguments: [
            ("", ["eligible-child.income"]),
            ("    - {from: 2027-08-01, asked: null, source: 廃止(架空)}\n", ["eligible-child.income"]),
            ("    - {from: 2027-07-01, asked: null, source: 廃止(架空)}\n", []),
        ])
    func taxEndsWithIncome(_ end: String, _ wanted: [String]) throws {
        let amended = "source: 令和8年条例第2号(架空)による改正}\n"
        var files = try Self.changed(
            from: amended,
            to: amended + "    - {from: 2027-07-01, limit: null, source: 廃止(架空)}\n")
        let place = try #require(files.firstIndex { $0.name == "sample-income/book.yaml" })
        let text = try #require(String(validating: files[place].bytes, as: UTF8.self))
        let tax = "asked: municipal-tax, article: 規則第3条第2項, source: 規則第3条第2項(架空)}\n"
        try #require(text.contains(tax))
        files[place].bytes = Array(text.replacing(tax, with: tax + end).utf8)
        let problems = SchemeLibrary.check(files: files, digest: Books.digest).problems
        #expect(problems.map(\.path) == wanted)
    }

    @Test("判定根拠に所得の額は出ない")
    func noAmount() throws {
        let book = try Books.book("sample-income")
        let answer = book.judge(
            JudgeRequest(
                on: try Books.day("2025-08-01"), applied: nil,
                child: JudgeRequest.Child(
                    born: try Books.day("2015-06-10"), residentFrom: try Books.day("2015-06-10"),
                    insuredFrom: try Books.day("2015-06-10"),
                    incomes: HouseholdIncome(
                        parents: [
                            .init(
                                isRecipient: true,
                                statements: [
                                    IncomeStatement(
                                        year: 2025, income: Yen(9_876_543), dependants: 0)
                                ])
                        ], isComplete: true))), office: .weekdays)
        let finding = try #require(answer.outpatient.findings.first { $0.rule == .income })
        #expect(!finding.met && finding.because == "令和7年度の所得が限度額を超えています")
        #expect(finding.article == "条例第3条第3項")
        #expect(!answer.json.contains("9876543") && !answer.json.contains("9,876,543"))
    }

    @Test("所得の要件のない本は所得を尋ねず、判定根拠にも出ない")
    func notAsked() throws {
        let answer = try Books.book("sample").judge(
            JudgeRequest(
                on: try Books.day("2025-08-01"), applied: nil,
                child: JudgeRequest.Child(
                    born: try Books.day("2015-06-10"), residentFrom: try Books.day("2015-06-10"),
                    insuredFrom: try Books.day("2015-06-10"))), office: .weekdays)
        #expect(answer.outpatient.eligible)
        #expect(!answer.outpatient.findings.contains { $0.rule == .income })
        #expect(answer.outpatient.missing.isEmpty)
    }

    @Test("限度額が制度の本に未設定なら、通さずに未設定の値を名前で答える。生まれる前の日を尋ねても止まらない")
    func unsetLimit() throws {
        var files = try Self.changed(
            from: "measure: income, whose: higher-parent, limit: 5320000",
            to: "measure: income, whose: higher-parent, limit: unset")
        // The worked examples are of the book with its limit.
        let place = try #require(files.firstIndex { $0.name == "sample-income/book.yaml" })
        let text = try #require(String(validating: files[place].bytes, as: UTF8.self))
        let examples = try #require(text.firstRange(of: "\nexamples:"))
        files[place].bytes = Array(
            (text[..<examples.upperBound]
                + "\n  - {name: 大人は対象外, born: 1990-01-01, day: 2025-08-01, outpatient: not-eligible}\n")
                .utf8)
        let library = try #require(
            SchemeLibrary.check(files: files, digest: Books.digest).library)
        let child =
            #""child":{"born":"2015-06-10","residentFrom":"2015-06-10","insuredFrom":"2015-06-10","incomes":[{"who":"recipient","year":2025,"income":100}],"otherParent":false}}"#
        func ask(_ day: String) -> String {
            JudgeLine.answer(
                #"{"scheme":"sample-income","on":"\#(day)","applied":"\#(day)","# + child,
                number: 1,
                library: library, office: .weekdays
            ).json
        }
        #expect(ask("2025-08-01").contains(#""eligible":false"#))
        #expect(ask("2025-08-01").contains(#""missing":["制度の本の値"#), "\(ask("2025-08-01"))")
        #expect(ask("2001-08-01").contains(#""eligible":false"#))
        let finding = try #require(
            library.book("sample-income")?.judge(
                JudgeRequest(
                    on: try Books.day("2025-08-01"), applied: nil,
                    child: JudgeRequest.Child(
                        born: try Books.day("2015-06-10"),
                        residentFrom: try Books.day("2015-06-10"),
                        insuredFrom: try Books.day("2015-06-10"), incomes: .unknown)),
                office: .weekdays
            ).outpatient.findings.first { $0.rule == .income })
        #expect(finding.article == "条例第3条第3項")
    }

    @Test("一行のJSONでも父母の所得を渡せて、足りないものを名前で答える")
    func line() throws {
        let library = try Books.library.get()
        func ask(_ more: String) -> String {
            JudgeLine.answer(
                #"{"scheme":"sample-income","on":"2025-08-01","applied":"2025-08-01","child":{"born":"2015-06-10","residentFrom":"2015-06-10","insuredFrom":"2015-06-10""#
                    + more + "}}", number: 1, library: library, office: .weekdays
            ).json
        }
        #expect(ask("").contains(#""missing":["父母のもう一方"#))
        let low = #","incomes":[{"who":"recipient","year":2025,"income":100}],"otherParent":false"#
        #expect(ask(low).contains(#""eligible":true"#) && !ask(low).contains("missing"))
        let high =
            #","incomes":[{"who":"recipient","year":2025,"income":9000000},"#
            + #"{"who":"other","year":2025,"income":0}]"#
        #expect(ask(high).contains(#""eligible":false"#) && !ask(high).contains("missing"))
    }

    @Test("居住の特例は市の本にあるものだけで、越谷市の本では未設定のまま答えない")
    func residence() throws {
        let day = try Books.day("2025-06-01")
        let sample = try Books.book("sample")
        guard case .found(let rule, let entry) = sample.residenceException(.studyAway, on: day)
        else {
            Issue.record("study-away")
            return
        }
        #expect(rule.counts == .resident && rule.papers == ["R11", "R12", "R13"])
        #expect(entry.article == "規則第2条")
        if case .none = sample.residenceException(.apartFromGuardian, on: day) {
        } else {
            Issue.record("apart-from-guardian")
        }
        let koshigaya = try Books.book("koshigaya")
        guard case .unset(let path) = koshigaya.residenceException(.studyAway, on: day) else {
            Issue.record("koshigaya")
            return
        }
        #expect(path == "eligible-child.residence-exceptions")
        let income = try Books.book("sample-income")
        if case .none = income.residenceException(
            .facilityInside, on: try Books.day("2025-03-31"))
        {
        } else {
            Issue.record("before the rule")
        }
    }

    @Test("審査請求の期間は、知った日の翌日から3か月と決定の翌日から1年の早い方である")
    func appeals() throws {
        let terms = try Books.library.get().national.appeals
        guard case .found(let rule, let entry) = terms.on(try Books.day("2025-06-01")) else {
            Issue.record("appeals")
            return
        }
        #expect(!entry.isConfirmed)
        func last(_ known: String, _ decided: String) throws -> String {
            rule.lastDay(known: try Books.day(known), decided: try Books.day(decided)).description
        }
        #expect(try last("2025-06-20", "2025-06-18") == "2025-09-20")
        #expect(try last("2025-11-30", "2025-11-29") == "2026-02-28")
        #expect(try last("2026-06-01", "2025-06-18") == "2026-06-18")
        // From the end of a month it begins with the next one and ends with its third (民法143条).
        #expect(try last("2025-04-30", "2025-04-29") == "2025-07-31")
        #expect(try last("2025-02-28", "2025-02-27") == "2025-05-31")
        #expect(try last("2025-01-31", "2025-01-30") == "2025-04-30")
    }
}
