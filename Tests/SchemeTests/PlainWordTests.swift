// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Scheme

@Suite("満たさない理由と一部負担金の決まりの言葉")
struct PlainWordTests {
    private func wording(
        _ book: SchemeBook, _ kind: LetterKind = .refused, on day: String = "2025-06-20"
    ) throws -> LetterWording {
        try book.letters.wording(kind, on: Books.day(day)).wording
    }

    /// 見本市 with words of its own.
    private func city(_ more: String) throws -> SchemeBook {
        var files = try BookFiles.read(directory: Books.directory)
        let place = try #require(files.firstIndex { $0.name == "sample/letters.yaml" })
        let text = try #require(String(validating: files[place].bytes, as: UTF8.self))
        files[place].bytes = Array(text.replacing("letters:\n", with: more + "\nletters:\n").utf8)
        let (library, problems) = SchemeLibrary.check(files: files, digest: Books.digest)
        #expect(problems.isEmpty, "\(problems)")
        return try #require(library?.book("sample"))
    }

    /// What an example is asked, about requirements or about a claim.
    private func examples() throws -> [(book: SchemeBook, example: WorkedExample)] {
        try Books.library.get().books.flatMap { book in
            book.examples.map { (book: book, example: $0) }
        }
    }

    @Test("文例の文と句は、判定と計算のときの言葉のとおりで、抜けがない")
    func same() throws {
        let terms = try wording(try Books.book("sample")).terms
        for name in FindingName.allCases { #expect(terms.findings[name] == name.plain) }
        for name in PhraseName.allCases { #expect(terms.phrases[name] == name.plain) }
        for name in StepName.allCases { #expect(terms.steps[name] == name.plain) }
    }

    @Test("どの文も句も、自分の言葉だけで見つかる")
    func found() throws {
        for name in FindingName.allCases {
            let text = name.said("甲", "乙", "丙", "丁", "戊", "己")
            #expect(
                FindingName.allCases.first { $0.pattern.places(in: text) != nil } == name, "\(text)"
            )
        }
        for name in PhraseName.allCases {
            let places = (1...3).map { name.wordPlaces.contains($0) ? "甲" : "12" }
            let text = name.pattern.filled(places)
            var words = PhraseName.allCases.reduce(into: [:]) { $0[$1] = $1.plain }
            words[name] = "《\(name.rawValue)》"
            let say = SayPhrases(words)
            #expect(
                (name.isWhole ? say.whole(text) : say.read(text)) == "《\(name.rawValue)》", "\(text)"
            )
        }
    }

    @Test("見本のどの判定でも、満たさない理由は名の知られた文か、制度の本の読みで、文例では判定のときの言葉のまま載る")
    func refusals() throws {
        var seen: Set<String> = []
        for (book, example) in try examples() {
            guard case .judge(let request, _) = example.question else { continue }
            let answer = book.judge(request, office: .weekdays)
            let wording = try wording(book)
            for finding in answer.outpatient.refusals + answer.inpatient.refusals {
                let isReading = book.exclusions.exclusions.contains {
                    $0.reading == finding.because
                }
                let isKnown = FindingName.allCases.contains {
                    $0.pattern.places(in: finding.because) != nil
                }
                #expect(isKnown || isReading, "\(finding.because)")
                #expect(wording.sentence(of: finding.because) == finding.because)
                seen.insert(finding.rule.rawValue)
            }
        }
        #expect(seen.isSuperset(of: ["age", "insurance", "income", "stay", "recipient"]))
    }

    @Test("見本のどの計算でも、内訳の行は名の知られた句でできている: 句をすべて除くと、ひらがなが残らない")
    func steps() throws {
        let plain = SayPhrases(PhraseName.allCases.reduce(into: [:]) { $0[$1] = $1.plain })
        let places = SayPhrases(
            PhraseName.allCases.reduce(into: [:]) { words, name in
                words[name] = name.pattern.numbers.map { "{\($0)}" }.joined(separator: " ")
            })
        var count = 0
        for (book, example) in try examples() {
            guard case .compute(let facts, _) = example.question else { continue }
            for step in book.compute(facts).steps {
                let name = StepName.allCases.first { $0.pattern.places(in: step.label) != nil }
                for text in name?.pattern.places(in: step.label)?.values.map(\.self) ?? [] {
                    #expect(plain.read(text) == text)
                    #expect(places.read(text).firstMatch(of: /[ぁ-ゖ]/) == nil, "\(text)")
                    count += 1
                }
            }
        }
        #expect(count > 100)
    }

    @Test("証に刷る一部負担金の決まりも、句でできている")
    func card() throws {
        let places = SayPhrases(
            PhraseName.allCases.reduce(into: [:]) { words, name in
                words[name] = name.pattern.numbers.map { "{\($0)}" }.joined(separator: " ")
            })
        for book in try Books.library.get().books {
            for values in book.copayment.rules.values {
                for entry in values.entries {
                    guard case .set(let terms) = entry.setting else { continue }
                    let said = places.read(terms.wording)
                    #expect(said.firstMatch(of: /[ぁ-ゖ]/) == nil, "\(terms.wording) → \(said)")
                }
            }
        }
    }

    @Test("市が書いた文と句だけが変わる。前の日の通知と、書かない言葉は文例のまま")
    func own() throws {
        let book = try city(
            """
            findings:
              - {from: 2025-04-01, source: 規則(架空), insured-no-more: "{1}に健康保険の資格を失っています", too-old: "対象は{2}です(お子さんは{1}生まれ)", not-recipient: "受給者は{1}に限ります", start-late: "{4}までに申請がなかったため、{5}（{6}）からになります", income-unknown: "{1}が届いていません"}
            phrases:
              - {from: 2025-04-01, source: 規則(架空), per-visit: "1回につき{1}", most-visits: "（月{1}回を限度）", age: "{1}歳の誕生日の前日まで", parent: 父または母, application-day: 申請のあった日, tax-of: "{1}の{2}の課税証明", recipient: 保護者, class-of-year: "{3}（{1}、{2}）", parents-sum: "両親の{1}"}
            """)
        let now = try wording(book)
        #expect(now.sentence(of: "令和7年4月1日から健康保険に加入していません") == "令和7年4月1日に健康保険の資格を失っています")
        #expect(
            now.sentence(of: "平成10年4月2日生まれは 15歳に達する日まで(平成25年4月1日)のため、令和7年6月1日は対象外です")
                == "対象は15歳の誕生日の前日までです(お子さんは平成10年4月2日生まれ)")
        #expect(now.sentence(of: "受給者になる人が父母ではありません") == "受給者は父または母に限ります")
        #expect(
            now.sentence(
                of: "転入 令和7年4月1日、申請 令和7年6月1日(期限 令和7年4月16日 を過ぎた)なので申請日から、資格は令和7年6月1日から"
                    + "(それより前は制度の本に規定がないため不明)")
                == "令和7年4月16日までに申請がなかったため、申請のあった日（令和7年6月1日）からになります"
                + "(それより前は制度の本に規定がないため不明)")
        #expect(
            now.sentence(of: "受給者の令和7年度の課税の情報がないため、所得の要件を判定できません")
                == "保護者の令和7年度の課税証明が届いていません")
        #expect(
            now.sentence(of: "令和7年4月1日から市内に住んでいません(就学のため市外に住む子の特例、条例第3条)")
                == "令和7年4月1日から市内に住んでいません(就学のため市外に住む子の特例、条例第3条)")
        #expect(
            now.label(
                of: Step(
                    "一部負担金(制度): 1回 500円、月2回まで(令和7年度の父母の所得割額の合計による所得区分は区分A)", 1, article: nil))
                == "一部負担金(制度): 1回につき500円、（月2回を限度）(区分A（令和7年度、両親の所得割額）)")
        #expect(now.phrases(of: "1回 1,000円、月 3,000円 まで") == "1回につき1,000円、月 3,000円 まで")
        // A name of the city's own is no phrase.
        #expect(now.phrases(of: "所得区分「1回 2」") == "所得区分「1回 2」")
        let before = try wording(book, on: "2025-03-31")
        #expect(before.sentence(of: "受給者になる人が父母ではありません") == "受給者になる人が父母ではありません")
        #expect(before.phrases(of: "1回 500円") == "1回 500円")
        // A reading of the law's book is that book's.
        #expect(now.sentence(of: "生活保護法による保護を受けている") == "生活保護法による保護を受けている")
    }

    @Test("却下通知書の理由は、市の言葉で、条文とともに載る")
    func letter() throws {
        let book = try city(
            """
            findings:
              - {from: 2025-04-01, source: 規則(架空), uninsured: 健康保険の資格が確かめられません}
            """)
        let reason = LetterValue.joined(
            [
                .text("健康保険未加入"),
                .joined([.finding("健康保険に加入していません"), .text("（条例第3条）")], by: ""),
            ], by: "。")
        #expect(
            try wording(book).said(LetterValues([.reason: reason]))[.reason]
                == .text("健康保険未加入。健康保険の資格が確かめられません（条例第3条）"))
    }

    @Test(
        "知らない言葉と、その行にない値は、行を言って本を読み込ませない",
        arguments: [
            "findings:\n  - {from: 2025-04-01, source: 規則, uninsurd: 未加入}",
            "findings:\n  - {from: 2025-04-01, source: 規則, uninsured: \"未加入{1}\"}",
            "findings:\n  - {from: 2025-04-01, source: 規則, too-old: \"{born}生まれは対象外\"}",
            "phrases:\n  - {from: 2025-04-01, source: 規則, per-visits: \"1回{1}\"}",
            "phrases:\n  - {from: 2025-04-01, source: 規則, per-visit: \"1回{2}\"}",
            "phrases:\n  - {from: 2025-04-01, per-visit: \"1回{1}\"}",
        ])
    func refused(more: String) throws {
        let problems = try Books.problems(
            in: "sample/letters.yaml", replacing: "letters:\n", with: more + "\nletters:\n")
        #expect(!problems.isEmpty)
        #expect(problems.allSatisfy { $0.file == "sample/letters.yaml" && $0.line > 1 })
    }

    @Test("文例に文か句が欠けていれば、行を言って本を読み込ませない")
    func incomplete() throws {
        for (old, new) in [
            ("    uninsured: \"健康保険に加入していません\"\n", ""),
            ("    per-visit: \"1回 {1}\"\n", ""), ("\nphrases:\n", "\nphrase:\n"),
        ] {
            let problems = try Books.problems(
                in: "national/letters.yaml", replacing: old, with: new)
            #expect(problems.contains { $0.kind == .missing && $0.line > 0 }, "\(problems)")
        }
    }
}
