// SPDX-License-Identifier: Apache-2.0
import Support
import Testing
import Vocabulary

@testable import Scheme

@Suite("通知の中の言葉")
struct LetterWordTests {
    /// The books with a letter of 見本市's own.
    private func check(
        _ kind: LetterKind, _ words: [String: String]?
    ) throws -> (library: SchemeLibrary?, problems: [BookProblem]) {
        var files = try BookFiles.read(directory: Books.directory)
        func text(_ name: String) throws -> String {
            let place = try #require(files.firstIndex { $0.name == name })
            return try #require(String(validating: files[place].bytes, as: UTF8.self))
        }
        let own = try OwnLetter.text(
            of: kind.rawValue, words: words, shared: text("national/letters.yaml"),
            own: text("sample/letters.yaml"))
        let place = try #require(files.firstIndex { $0.name == "sample/letters.yaml" })
        files[place].bytes = Array(own.utf8)
        return SchemeLibrary.check(files: files, digest: Books.digest)
    }

    private func wording(
        _ kind: LetterKind, _ words: [String: String]?
    ) throws -> LetterWording {
        let (library, problems) = try check(kind, words)
        #expect(problems.isEmpty, "\(problems)")
        return try #require(library?.book("sample")).letters
            .wording(kind, on: Books.day("2025-06-20")).wording
    }

    @Test("文例は、種類ごとの言葉をすべて持ち、言葉のない種類には何もない", arguments: LetterKind.allCases)
    func shared(kind: LetterKind) throws {
        let found = try Books.book("koshigaya").letters.wording(kind, on: Books.day("2025-06-20"))
        #expect(Set(found.wording.words.keys) == Set(kind.words))
    }

    @Test("文例の言葉は、これまで印字していたとおりである")
    func asBefore() throws {
        let letters = try Books.book("sample").letters
        let day = try Books.day("2025-06-20")
        func say(
            _ kind: LetterKind, _ word: LetterWord, _ values: [LetterField: LetterValue] = [:]
        ) throws -> String? {
            try letters.wording(kind, on: day).wording.text(word, LetterValues(values))
        }
        #expect(
            try say(.awaiting, .setOff) == "支給額の全額をこども医療費の返還金に充てたため、お支払いする額はありません。")
        #expect(try say(.awaiting, .accountMissing) == "振込先の口座の届出がないため、お支払いは届出を待っています。")
        #expect(
            try say(.awaiting, .accountUnconfirmed) == "振込先の口座を市が確認しているため、お支払いは確認を待っています。")
        #expect(
            try say(.awaiting, .accountUnusable)
                == "届け出られた口座に振り込めないため、お支払いは口座の変更の届出を待っています。")
        #expect(
            try say(.payment, .told, [.toldOn: .date(day), .toldNumber: .text("見子福第7号")])
                == "令和7年6月20日付け見子福第7号の支給決定通知書で知らせた決定")
        #expect(
            try say(.payment, .told, [.toldOn: .date(day), .toldNumber: .text("")])
                == "令和7年6月20日付けの支給決定通知書で知らせた決定")
        #expect(try say(.payment, .netted) == "返還への充当（差引き）")
        let month = try Books.month("2025-05")
        #expect(
            try say(
                .recovery, .prior, [.treatmentMonth: .month(month), .explanation: .text("転出")])
                == "前のシステムの給付（令和7年5月診療分）：転出")
        for kind in [LetterKind.insurerClaim, .insurerReminder] {
            #expect(try say(kind, .mandates) == "委任状")
            #expect(
                try say(
                    kind, .yearPeriod,
                    [
                        .firstMonth: .month(try Books.month("2026-08")),
                        .lastMonth: .month(try Books.month("2027-07")),
                    ]) == "令和8年8月から令和9年7月まで（年間上限）")
            #expect(try say(kind, .multiple, [.band: .text("ウ")]) == "ウ（多数回）")
            #expect(
                try say(kind, .monthRow, [.month: .text("令和8年8月診療分")]) == "うち令和8年8月診療分")
        }
        for kind in [LetterKind.commitment, .paymentOrder] {
            #expect(try say(kind, .byInvoice) == "請求書払")
            #expect(
                try say(
                    kind, .pastYear, [.year: .text("令和7年度"), .originYear: .text("令和6年度")])
                    == "令和7年度（過年度支出。本来は令和6年度）")
        }
    }

    @Test("市の言葉が文例に先立ち、市が書かない言葉は文例のとおりになる")
    func own() throws {
        let some = try wording(.awaiting, ["account-missing": "口座の届出を待っております。"])
        #expect(some.text(.accountMissing) == "口座の届出を待っております。")
        #expect(some.text(.setOff)?.hasPrefix("支給額の全額を") ?? false)
        let none = try wording(.awaiting, nil)
        #expect(Set(none.words.keys) == Set(LetterKind.awaiting.words))
        let told = try wording(.payment, ["told": "{told-number}でお知らせ済み"])
        var values = LetterValues()
        values[.total] = .yen(Yen(1))
        values[.payDay] = .date(try Books.day("2025-08-20"))
        var part = LetterValues()
        part[.receipt] = .text("S-1")
        part[.explanation] = .word(.told, LetterValues([.toldNumber: .text("第3号")]))
        let words = try told.filled(values, parts: [part], names: { _ in nil })
        #expect(words.lines.contains("決定の通知 第3号でお知らせ済み"), "\(words.lines)")
    }

    @Test(
        "知らない言葉、使えない値、足りない値、言葉のない種類の words は、本を読み込ませない",
        arguments: [
            (LetterKind.awaiting, ["account-mising": "口座がありません。"], BookProblem.Kind.unknownKey),
            (.awaiting, ["told": "前に知らせた決定"], .unknownKey),
            (.awaiting, ["set-off": "{amount}を充てました。"], .unknownKey),
            (.awaiting, ["set-off": "{amuont}を充てました。"], .unknownKey),
            (.awaiting, ["set-off": ""], .wrongForm),
            (.recovery, ["prior": "前のシステムの給付"], .missing),
            (.commitment, ["past-year": "（過年度支出。本来は{origin-year}）"], .missing),
            (.notPaid, ["set-off": "充てました。"], .unknownKey),
        ])
    func refused(kind: LetterKind, words: [String: String], problem: BookProblem.Kind) throws {
        let problems = try check(kind, words).problems
        #expect(problems.contains { $0.kind == problem }, "\(problems)")
        #expect(problems.allSatisfy { $0.file == "sample/letters.yaml" })
    }

    @Test("文例に言葉が欠けていれば、本を読み込ませない")
    func incomplete() throws {
        for (old, new) in [
            ("        netted: 返還への充当（差引き）\n", ""), ("      words: *order-words\n", ""),
        ] {
            let problems = try Books.problems(
                in: "national/letters.yaml", replacing: old, with: new)
            #expect(problems.contains { $0.kind == .missing }, "\(problems)")
        }
    }
}
