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
}
