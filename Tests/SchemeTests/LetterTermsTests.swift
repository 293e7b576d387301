// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Scheme

@Suite("どの通知にも出る言葉")
struct LetterTermsTests {
    /// The books with other text in one place of 見本市's letters.
    private func check(_ more: String) throws -> (library: SchemeLibrary?, problems: [BookProblem])
    {
        var files = try BookFiles.read(directory: Books.directory)
        let place = try #require(files.firstIndex { $0.name == "sample/letters.yaml" })
        let text = try #require(String(validating: files[place].bytes, as: UTF8.self))
        try #require(text.contains("letters:\n"))
        files[place].bytes = Array(text.replacing("letters:\n", with: more + "\nletters:\n").utf8)
        return SchemeLibrary.check(files: files, digest: Books.digest)
    }

    private func wording(
        _ book: SchemeBook, _ kind: LetterKind = .granted
    ) throws -> LetterWording {
        try book.letters.wording(kind, on: Books.day("2025-06-20")).wording
    }

    private func said(_ value: LetterValue, by wording: LetterWording) -> LetterValue? {
        wording.said(LetterValues([.reason: value]))[.reason]
    }

    @Test("文例のコードの言葉は、これまで印字していた語のとおりで、抜けがない")
    func codes() throws {
        let wording = try wording(try Books.book("sample"))
        func compare<Code: OfficeCode>(_ list: LetterCodes, _ type: Code.Type) {
            for code in Code.allCases {
                #expect(
                    wording.terms.codes[list]?[code.rawValue] == code.wording, "\(list) \(code)")
            }
            #expect(wording.terms.codes[list]?.count == Code.allCases.count)
        }
        compare(.decisionResult, DecisionResult.self)
        compare(.decisionReason, DecisionReason.self)
        compare(.applicationKind, ApplicationKind.self)
        compare(.outcome, ReimbursementOutcome.self)
        compare(.paymentMethod, PaymentMethod.self)
        compare(.accountType, BankAccountType.self)
        compare(.sex, Sex.self)
        for setting in CareSetting.allCases {
            #expect(said(.code(setting), by: wording) == .text(setting.wording))
        }
        #expect(Set(wording.terms.codes.keys) == Set(LetterCodes.allCases))
        #expect(Set(wording.labels.keys) == Set(LetterLabel.allCases))
    }

    @Test("計算の内訳の行は、文例では計算のときの名のまま印字され、どの名も自分の行だけに当たる")
    func steps() throws {
        for book in try Books.library.get().books {
            let wording = try wording(book, .payment)
            for example in book.examples {
                guard case .compute(let facts, _) = example.question else { continue }
                for step in book.compute(facts).steps {
                    #expect(wording.label(of: step) == step.label)
                }
            }
        }
        // Each name is found by its own words, and by no other name before it.
        for name in StepName.allCases {
            let label = name.pattern.filled([1: "12", 2: "345"])
            #expect(StepName.allCases.first { $0.pattern.places(in: label) != nil } == name)
        }
        let wording = try wording(try Books.book("sample"), .payment)
        #expect(wording.label(of: Step("返還への充当（差引き）", -1, article: nil)) == "返還への充当（差引き）")
    }

    @Test("市が書いた言葉だけが変わり、書かない言葉は文例のまま。前の日の通知は前の言葉のまま")
    func own() throws {
        let (library, problems) = try check(
            """
            labels:
              - {from: 2025-04-01, source: 規則(架空), desk: 問合せ先, hidden: （非公開）}
            step-labels:
              - {from: 2025-04-01, source: 規則(架空), cost-of-points: "医療費の総額（{2}円×{1}点）", payable: 市が支給する額}
            codes:
              decision-reason:
                - {from: 2025-04-01, source: 規則(架空), words: {"R21": 市外への転出}}
            """)
        #expect(problems.isEmpty, "\(problems)")
        let book = try #require(library?.book("sample"))
        let now = try wording(book)
        #expect(now.text(.desk) == "問合せ先" && now.text(.notes) == "ご注意")
        #expect(said(.label(.hidden), by: now) == .text("（非公開）"))
        #expect(now.label(of: Step("総医療費 1234点×10円", 12_340, article: nil)) == "医療費の総額（10円×1234点）")
        #expect(now.label(of: Step("公費負担額(支給額)", 1, article: nil)) == "市が支給する額")
        #expect(now.label(of: Step("保険給付(7割)", 1, article: nil)) == "保険給付(7割)")
        #expect(
            said(
                .joined(
                    [.code(.decisionReason, DecisionReason.movedOut), .text(""), .text("条例")],
                    by: "。"), by: now) == .text("市外への転出。条例"))
        #expect(said(.code(.decisionReason, DecisionReason.died), by: now) == .text("死亡"))
        let before = try book.letters.wording(.granted, on: Books.day("2025-03-31")).wording
        #expect(before.text(.desk) == "お問い合わせ")
        #expect(said(.code(.decisionReason, DecisionReason.movedOut), by: before) == .text("転出"))
        #expect(try wording(try Books.book("sample-years")).text(.desk) == "お問い合わせ")
    }

    @Test(
        "知らない言葉・コード・値は、本を読み込ませない",
        arguments: [
            "labels:\n  - {from: 2025-04-01, source: 規則, dask: 問合せ先}",
            "labels:\n  - {from: 2025-04-01, desk: 問合せ先}",
            "step-labels:\n  - {from: 2025-04-01, source: 規則, payable: \"支給額{1}\"}",
            "step-labels:\n  - {from: 2025-04-01, source: 規則, cost-of-point: 総額}",
            "codes:\n  decision-reason:\n    - {from: 2025-04-01, source: 規則, words: {\"R99\": 転出}}",
            "codes:\n  decision-reasons:\n    - {from: 2025-04-01, source: 規則, words: {\"R21\": 転出}}",
        ])
    func refused(more: String) throws {
        let problems = try check(more).problems
        #expect(!problems.isEmpty && problems.allSatisfy { $0.file == "sample/letters.yaml" })
    }

    @Test("文例に見出し・行の名・コードの一覧が欠けていれば、本を読み込ませない")
    func incomplete() throws {
        for (old, new) in [
            ("    desk: お問い合わせ\n", ""), ("    payable: \"公費負担額(支給額)\"\n", ""),
            ("  run-kind:\n", "  run-kinds:\n"),
        ] {
            let problems = try Books.problems(
                in: "national/letters.yaml", replacing: old, with: new)
            #expect(problems.contains { $0.kind == .missing }, "\(problems)")
        }
    }
}
