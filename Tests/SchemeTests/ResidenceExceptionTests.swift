// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Scheme

@Suite("居住の特例と制度の本")
struct ResidenceExceptionTests {
    private func check(
        adding lines: String
    ) throws -> (library: SchemeLibrary?, problems: [BookProblem]) {
        var files = try BookFiles.read(directory: Books.directory).filter {
            $0.name.hasPrefix("national/") || $0.name.hasPrefix("sample/")
        }
        let place = try #require(files.firstIndex { $0.name == "sample/book.yaml" })
        let text = String(decoding: files[place].bytes, as: UTF8.self)
        let changed = text.replacing(
            "\n\nstart-of-entitlement:", with: "\n\(lines)\n\nstart-of-entitlement:",
            maxReplacements: 1)
        try #require(changed != text)
        files[place].bytes = Array(changed.utf8)
        let checked = SchemeLibrary.check(files: files, digest: Books.digest)
        return (checked.library, checked.problems)
    }

    private func answer(
        _ book: SchemeBook, _ kind: ResidenceExceptionKind, _ day: String
    ) throws -> String {
        switch book.residenceException(kind, on: try Books.day(day)) {
        case .found(let rule, _): rule.counts.rawValue
        case .unset(let path): "unset \(path)"
        case .none: "none"
        }
    }

    @Test("廃止の行は自分の種類だけを終わらせ、再び定めればまた始まる。本の一覧は何が廃止かを言う")
    func abolished() throws {
        let (library, problems) = try check(
            adding: """
                    - {from: 2027-04-01, kind: study-away, counts: null, source: 改正(架空)}
                    - {from: 2029-04-01, kind: study-away, counts: resident, papers: [R11], source: 再改正(架空)}
                """)
        let book = try #require(library?.book("sample"), "\(problems)")
        #expect(try answer(book, .studyAway, "2027-03-31") == "resident")
        #expect(try answer(book, .studyAway, "2027-04-01") == "none")
        #expect(try answer(book, .studyAway, "2029-03-31") == "none")
        #expect(try answer(book, .studyAway, "2029-04-01") == "resident")
        #expect(try answer(book, .facilityOutside, "2027-04-01") == "resident")
        let period = EffectivePeriod(
            from: try Books.day("2026-09-01"), until: try Books.day("2029-09-01"))
        let counting = book.residenceExceptions(.studyAway, in: period)
        #expect(
            counting.map(\.period) == [
                EffectivePeriod(
                    from: try Books.day("2026-09-01"), until: try Books.day("2027-04-01")),
                EffectivePeriod(
                    from: try Books.day("2029-04-01"), until: try Books.day("2029-09-01")),
            ])
        #expect(
            book.residenceExceptionEdges(.studyAway, in: period) == [
                try Books.day("2027-04-01"), try Books.day("2029-04-01"),
            ])
        let line = book.lines.first { $0.text.contains("廃止") && $0.path.contains("residence") }
        #expect(line?.text == "就学のため市外に住む子の特例: 廃止")
        #expect(book.residenceExceptionKinds.contains(.studyAway))
    }

    @Test("未設定の行は「ない」ではなく未設定と答え、ほかの種類を変えない")
    func unset() throws {
        let (library, problems) = try check(
            adding:
                "    - {from: 2027-04-01, kind: facility-inside, counts: unset, source: 未確認}")
        let book = try #require(library?.book("sample"), "\(problems)")
        #expect(try answer(book, .facilityInside, "2027-03-31") == "non-resident")
        #expect(try answer(book, .facilityInside, "2027-04-01").hasPrefix("unset "))
        #expect(try answer(book, .facilityOutside, "2027-04-01") == "resident")
        let period = EffectivePeriod(from: try Books.day("2027-01-01"))
        #expect(book.residenceExceptions(.facilityInside, in: period).count == 1)
        #expect(
            book.openResidenceExceptions(.facilityInside, in: period).map(\.period)
                == [EffectivePeriod(from: try Books.day("2027-04-01"))])
    }

    @Test("どの特例か書いていない廃止の行は、黙って捨てずに本の誤りとして言う")
    func nameless() throws {
        for kind in ["", "kind: moon, ", "kind: unset, "] {
            let (library, problems) = try check(
                adding: "    - {from: 2027-04-01, \(kind)counts: null, source: 改正(架空)}")
            #expect(library?.book("sample") == nil, "\(kind)")
            #expect(problems.contains { $0.kind == .wrongForm }, "\(kind) \(problems)")
        }
    }
}
