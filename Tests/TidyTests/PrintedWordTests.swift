// SPDX-License-Identifier: Apache-2.0
import Testing

/// What a letter says stands in the scheme's folder: Swift makes values, the books make words.
@Suite("通知の言葉は制度の本にある")
struct PrintedWordTests {
    private let repository = Repository.here

    /// Lines with Japanese that no letter prints; everything else is to be moved into `letters.yaml`.
    private static let allowed: [(file: String, words: String, because: String)] = [
        ("", "LeftOut(reason: ", "職員に言う、発行から外れた理由"),
        ("", "let title = \"", "画面1410での発行の名"),
        ("StatementLetters.swift", "title = \"医療費のお知らせ（", "画面1410での発行の名"),
        ("Addressing.swift", "reason: \"支援措置", "職員に言う、発行から外れた理由と、発送の台帳に残る言葉"),
        ("AskedGuardian.swift", "return \"", "職員に言う、案内を送れない理由"),
        ("PersonalLetters.swift", "else { return \"", "職員に言う、申請書を刷れない理由"),
        ("OfficeLetter.swift", "honorific: String = \"御中\"", "敬称は宛先の種類で、職員が選ぶ"),
    ]

    /// Lists and reports of the office, drawn as tables and no letters of the scheme.
    private static let papersOfTheOffice = [
        "Sources/Oversight/Notices/AccessReport.swift": "利用記録の報告（安全管理の台帳の様式）",
        "Sources/Registers/Notices/PersonalFileSheets.swift": "開示の写し（個人情報保護の様式）",
        "Sources/Reports/Notices/StatisticsPaper.swift": "統計の表（公表の様式）",
    ]

    /// The files of the press that draw letters and certificates.
    private static let drawing = [
        "Sources/Press/Forms/CertificateForm.swift",
        "Sources/Press/Forms/CertificatePageForm.swift",
        "Sources/Press/Forms/LetterForm.swift", "Sources/Press/Forms/LetterBlocks.swift",
        "Sources/Press/Forms/SenderBlock.swift", "Sources/Press/Forms/SlipBlock.swift",
        "Sources/Press/Forms/FormGridBlock.swift", "Sources/Press/Sheets/Certificate.swift",
        "Sources/Press/Sheets/CertificatePages.swift", "Sources/Press/Sheets/Letter.swift",
        "Sources/Press/Sheets/LetterParts.swift", "Sources/Press/Sheets/LetterLabels.swift",
    ]

    /// The rooms whose sentences and phrases letters print (却下の理由、計算の内訳、証の一部負担金の行): their words
    /// stand in `FindingName`, `PhraseName` and `StepName`, and the books say them.
    private static let judging = [
        "AgeEnd", "AgeFinding", "Exclusion", "ExclusionFindings", "FactFindings", "IncomeCheck",
        "IncomeMeasuring", "InsuranceFinding", "Judge", "RecipientTest", "RecipientTests",
        "ResidenceFinding", "StartFindings", "StayAnswer",
    ].map { "Sources/Scheme/Eligibility/\($0).swift" }
    private static let computing = [
        "CareWord", "CopaymentLaw", "CopaymentRule", "CopaymentTerms", "CopaymentTiers",
        "FixedCopayment", "MealCover", "MealLimit", "MultipleLimit", "MultipleRule", "Rounding",
        "SettleAdditional", "SettleCopayment", "SettleFunds", "SettleMeals", "SettleRoute",
        "Settlement", "SharedLimit", "StayFacts",
    ].map { "Sources/Scheme/Amounts/\($0).swift" }

    /// What of these rooms no letter prints.
    private static let unprinted: [(words: String, because: String)] = [
        ("say(true, ", "満たす事実。画面だけ"), ("しています\"", "満たす要件。画面だけ"),
        ("住んでいます\"", "満たす要件。画面だけ"), ("除外事由はありません", "満たす要件。画面だけ"),
        ("除外事由の例外です", "満たす要件。画面だけ"), ("婚姻していません", "満たす要件。画面だけ"),
        ("除外事由ではありません", "満たす要件。画面だけ"), ("事情はありません", "満たす要件。画面だけ"),
        ("所得の要件がありません", "満たす要件。画面だけ"), ("所得を問いません", "満たす要件。画面だけ"),
        ("限度額の範囲です", "満たす要件。画面だけ"), ("受給者になる人は", "満たす要件。画面だけ"),
        ("職員が確かめます", "職員への注意。画面だけ"), ("確かめてください", "職員への注意。画面だけ"),
        ("で終わらせてください", "職員への注意。画面だけ"), ("staysResident: ", "職員が見る要件。却下しない"),
        ("insuredPerson: ", "職員が見る要件。却下しない"), ("mainEarner: ", "職員が見る要件。却下しない"),
        ("違えば", "制度の本の一覧の言葉"), ("未成年は", "制度の本の一覧の言葉"),
        ("区域外のため償還払い", "現物給付の行。償還の通知には出ない"),
    ]

    /// Lines whose literals hold Japanese, without comments.
    private func lines(_ file: String) throws -> [(number: Int, text: String)] {
        // Letters only: 、 。 and ・ join words that come from elsewhere.
        let japanese = /"[^"]*[ぁ-ゖァ-ヺ一-鿿][^"]*"/
        return try repository.text(file).split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated().compactMap { index, line in
                let code = line.firstRange(of: /^\s*\/\//) == nil ? String(line) : ""
                return code.firstMatch(of: japanese) == nil ? nil : (index + 1, code)
            }
    }

    @Test("Notices のファイルに、印字される日本語の文字列はない。あるものは、名前のついた例外だけ")
    func notices() throws {
        let files = repository.files(below: "Sources", ending: ".swift").filter {
            $0.contains("/Notices/")
        }
        #expect(files.count > 25)
        for file in files where Self.papersOfTheOffice[file] == nil {
            for line in try lines(file) {
                #expect(
                    Self.allowed.contains {
                        file.hasSuffix($0.file) && line.text.contains($0.words)
                    },
                    "\(file):\(line.number) の言葉を Schemes/national/letters.yaml に移してください: \(line.text)"
                )
            }
        }
        for file in Self.papersOfTheOffice.keys { #expect(files.contains(file), "\(file)") }
    }

    @Test("通知と証を描くファイルの日本語は、誤りの報告に出る欄の名だけ")
    func press() throws {
        for file in Self.drawing {
            for line in try lines(file) {
                #expect(
                    line.text.contains("field: \""),
                    "\(file):\(line.number) の言葉を Schemes/national/letters.yaml に移してください: \(line.text)"
                )
            }
        }
    }

    @Test("判定と計算のファイルにも、印字される日本語の文字列はない: 言葉は名で呼び、名の言葉は文例にある")
    func rooms() throws {
        for file in Self.judging + Self.computing {
            let text = try repository.text(file)
            let lines = try lines(file)
            let all = text.split(separator: "\n", omittingEmptySubsequences: false)
            for line in lines {
                // The advice of the reader of books may stand under its call.
                let call = all[max(0, line.number - 3)..<line.number].joined()
                #expect(
                    call.contains("report(")
                        || Self.unprinted.contains { line.text.contains($0.words) },
                    "\(file):\(line.number) の言葉に名をつけ、Schemes/national/letters.yaml に書いてください: \(line.text)"
                )
            }
        }
        for one in Self.unprinted {
            #expect(
                try (Self.judging + Self.computing).contains {
                    try lines($0).contains { $0.text.contains(one.words) }
                }, "もうない言葉です: \(one.words)")
        }
    }
}
