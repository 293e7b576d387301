// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Scheme

@Suite("通知の文面")
struct LetterWordingTests {
    @Test("すべての種類の通知に、例の合う文面がある", arguments: LetterKind.allCases)
    func all(kind: LetterKind) throws {
        let letters = try Books.book("sample").letters
        let found = try letters.wording(kind, on: Books.day("2025-06-20"))
        #expect(!found.wording.title.isEmpty)
        #expect(kind.needed.isSubset(of: found.wording.fields))
        if found.wording.isAppealable {
            let instruction = try letters.instruction(for: kind, on: Books.day("2025-06-20"))
            #expect(instruction.isSample, "教示の文言は市の法規担当がまだ確かめていない")
        }
    }

    @Test(
        "知らない値・足りない値・使えない値・合わない例は、本を読み込ませない",
        arguments: [
            ("{recipient-number}", "{recipient-nunber}", BookProblem.Kind.unknownKey),
            ("        - {label: 対象児童, value: \"{child}\"}\n", "", .missing),
            ("value: \"{decision}\", main: true}", "value: \"{due-on}\", main: true}", .unknownKey),
            ("決定年月日 令和7年6月20日", "決定年月日 2025-06-20", .exampleFails),
            ("decided-on: 2025-06-20, reason: 出生", "reason: 出生", .exampleFails),
            ("{label: 理由, value: \"{reason}\"}", "{label: 理由, value: \"{reason\"}", .unknownKey),
            ("  granted:\n", "  granteed:\n", .unknownKey),
            ("form: \"第{serial}号\"", "form: \"第号\"", .missing),
            ("encloses: form-registration", "encloses: cover", .wrongForm),
            ("      appeal: true\n", "      encloses: form-change\n", .unknownKey),
        ])
    func refused(old: String, new: String, kind: BookProblem.Kind) throws {
        let problems = try Books.problems(
            in: "national/letters.yaml", replacing: old, with: new)
        #expect(problems.contains { $0.kind == kind }, "\(problems)")
        #expect(problems.allSatisfy { $0.file == "national/letters.yaml" })
    }

    @Test("市の文面が国の文例に先立ち、文書番号は市の形になる")
    func own() throws {
        let sample = try Books.book("sample").letters
        let other = try Books.book("koshigaya").letters
        let day = try Books.day("2025-06-20")
        #expect(try !sample.wording(.certificate, on: day).isSample)
        #expect(try other.wording(.certificate, on: day).isSample)
        #expect(sample.documentNumber(7, in: FiscalYear(of: day), on: day) == "見子福第7号")
        #expect(other.documentNumber(7, in: FiscalYear(of: day), on: day) == "第7号")
    }

    @Test(
        "市の「申請のご案内」の文面が同封を言わなければ文例のとおり申請書が入り、none と書けば入らない",
        arguments: [("", LetterKind.formRegistration), ("      encloses: none\n", nil)])
    func enclosed(said: String, form: LetterKind?) throws {
        var files = try BookFiles.read(directory: Books.directory)
        let place = try #require(files.firstIndex { $0.name == "sample/letters.yaml" })
        let text = try #require(String(validating: files[place].bytes, as: UTF8.self))
        let own = """
            letters:
              invitation:
                - from: 2025-04-01
                  source: 規則(架空)
                  title: 見本市からのご案内
                  body: ["まだ申請がありません。"]
                  rows:
                    - {label: お子さん, value: "{child}"}
                    - {label: 生年月日, value: "{born}"}
                    - {label: 必要なもの, value: "{missing}"}
                    - {label: 期限, value: "{due-on}", main: true}
            \(said)      example: {child: 見本　花子, born: 2024-02-05, missing: 保険の分かるもの, due-on: 2025-04-30}
                  says: ["お子さん 見本　花子"]

            """
        files[place].bytes = Array(text.replacing("letters:\n", with: own).utf8)
        let (library, problems) = SchemeLibrary.check(files: files, digest: Books.digest)
        let letters = try #require(library?.book("sample"), "\(problems)").letters
        let day = try Books.day("2025-06-20")
        #expect(try letters.wording(.invitation, on: day).wording.title == "見本市からのご案内")
        #expect(letters.enclosed(with: .invitation, on: day) == form)
        // Before the city had words of its own, and of a letter that encloses nothing.
        let before = try Books.day("2025-03-31")
        #expect(letters.enclosed(with: .invitation, on: before) == .formRegistration)
        #expect(letters.enclosed(with: .granted, on: day) == nil)
    }

    @Test("値のない行と文は出ず、なければ意味のない値が欠けると通知にならない")
    func optional() throws {
        let wording = try Books.book("sample").letters
            .wording(.papers, on: Books.day("2025-06-20")).wording
        var values = LetterValues()
        values[.child] = .text("見本　花子")
        values[.dueOn] = .date(try Books.day("2025-07-10"))
        #expect(throws: LetterRefusal.valueMissing(.papers, [.missing])) {
            try wording.filled(values, names: { _ in nil })
        }
        values[.missing] = .text("保険の資格が分かるもの")
        let words = try wording.filled(values, names: { _ in nil })
        #expect(!words.lines.contains { $0.hasPrefix("受付番号") })
        #expect(words.lines.contains("提出の期限 令和7年7月10日"))
    }

    @Test("文面を直しても、決定が記録する制度の本の要約値は変わらない")
    func digest() throws {
        var files = try BookFiles.read(directory: Books.directory)
        let before = try Books.book("sample")
        let place = try #require(files.firstIndex { $0.name == "national/letters.yaml" })
        files[place].bytes += Array("\n# 注\n".utf8)
        let library = try #require(
            SchemeLibrary.check(files: files, digest: Books.digest).library)
        let after = try #require(library.book("sample"))
        #expect(after.digest == before.digest)
        #expect(after.letters.digest != before.letters.digest)
    }

    @Test("理由の文の日付は和暦で書かれる")
    func dates() throws {
        let book = try Books.book("sample")
        let born = try Books.day("2007-04-01")
        let request = JudgeRequest(
            on: try Books.day("2025-04-01"), applied: nil, event: nil,
            child: JudgeRequest.Child(
                born: born, residentFrom: born, residentUntil: nil, insuredFrom: born,
                insuredUntil: nil, married: false, exclusions: []))
        let sentences = book.judge(request, office: .weekdays).outpatient.findings.map(\.because)
        #expect(sentences.contains { $0.contains("平成19年4月1日") })
        #expect(!sentences.contains { $0.contains("2007-04-01") || $0.contains("2025-04-01") })
    }
}
