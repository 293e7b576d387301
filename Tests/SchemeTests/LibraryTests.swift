// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Scheme

@Suite("制度の本")
struct LibraryTests {
    @Test("どの本も例とともに読める")
    func loads() throws {
        let checked = SchemeLibrary.check(directory: Books.directory, digest: Books.digest)
        #expect(checked.problems.map(\.description) == [])
        #expect(
            checked.library?.books.map(\.id).sorted()
                == [
                    "koshigaya", "saitama", "sample", "sample-classes", "sample-income",
                    "sample-limits", "sample-prefecture", "sample-renewal",
                    "sample-requirements", "sample-years",
                ])
        let library = try Books.library.get()
        #expect(library.national.exampleCount >= 25)
        for book in library.books {
            // Books of 県補助, and 見本市 over several years, prove only what is their own.
            #expect(book.exampleCount >= (["koshigaya", "sample"].contains(book.id) ? 20 : 3))
        }
    }

    @Test("見本市の本に未設定はなく、越谷市の本には残っている")
    func unset() throws {
        #expect(try Books.book("sample").lines.allSatisfy { $0.certainty == .confirmed })
        let unset = try Books.book("koshigaya").lines.filter { $0.certainty == .unset }
        let paths = Set(unset.map(\.path))
        for path in ["funder", "payment", "meals.covered", "reimbursement.deadline"] {
            #expect(paths.contains(path), "\(path)")
        }
        #expect(paths.contains("in-kind.switch-to-reimbursement"))
    }

    @Test("すべての値に出典がある")
    func sources() throws {
        let library = try Books.library.get()
        for line in library.national.lines + library.books.flatMap(\.lines)
        where line.from != nil {
            #expect(!line.source.isEmpty, "\(line.file):\(line.line)")
        }
    }

    @Test("一文字変われば本の要約値が変わる")
    func digest() throws {
        var files = try BookFiles.read(directory: Books.directory)
        let before = try Books.book("sample").digest
        let place = try #require(files.firstIndex { $0.name == "national/funds.yaml" })
        files[place].bytes += Array("# 注\n".utf8)
        let after = SchemeLibrary.check(files: files, digest: Books.digest).library
        #expect(after?.book("sample")?.digest != before)
    }

    @Test("scheme show は値・出典・未確認・未設定を並べる")
    func show() throws {
        let text = ShowBook.text(try Books.book("koshigaya"))
        #expect(text.contains("2024-04-01から  18歳に達する日以後の最初の3月31日まで 【未確認】"))
        #expect(text.contains("出典: 令和6年4月1日 対象拡大(市公表)"))
        #expect(text.contains("未設定: meals.covered(koshigaya/book.yaml:"))
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let name: String
        let file: String
        let old: String
        let new: String
        let kind: BookProblem.Kind
        let path: String
        var testDescription: String { name }
    }

    static let faults: [Fault] = [
        Fault(
            name: "知らないキー", file: "sample/book.yaml", old: "extent: full", new: "extend: full",
            kind: .unknownKey, path: "meals.covered[0].extend"),
        Fault(
            name: "出典がない", file: "sample/book.yaml", old: ", source: 条例第2条(架空)}", new: "}",
            kind: .missing, path: "eligible-child.age-limit.outpatient[0]"),
        Fault(
            name: "ない日付", file: "koshigaya/book.yaml", old: "from: 2024-04-01, until",
            new: "from: 2024-02-30, until", kind: .wrongForm,
            path: "eligible-child.age-limit.outpatient[0].from"),
        Fault(
            name: "例が合わない", file: "national/high-cost.yaml", old: "limit: 87430",
            new: "limit: 87431",
            kind: .exampleFails, path: "examples[2]"),
        Fault(
            name: "判定の例が合わない", file: "koshigaya/book.yaml",
            old: "born: 2006-04-01, day: 2024-04-01, outpatient: not-eligible",
            new: "born: 2006-04-01, day: 2024-04-01, outpatient: eligible", kind: .exampleFails,
            path: "examples[0]"),
        Fault(
            name: "語彙にない語", file: "sample/book.yaml", old: "when: foster-placement",
            new: "when: foster", kind: .wrongForm, path: "eligible-child.excluded[1].when"),
        Fault(
            name: "引用符のない番号", file: "sample/book.yaml", old: "\"81119992\"", new: "81119992",
            kind: .wrongForm, path: "funder[0].number"),
        Fault(
            name: "同じ日が二つ", file: "national/meals.yaml", old: "from: 2018-04,",
            new: "from: 2016-04,", kind: .doubled, path: "meals.rates[1]"),
        Fault(
            name: "フォルダーと違う名前", file: "sample/book.yaml", old: "scheme: sample",
            new: "scheme: other", kind: .wrongForm, path: "scheme"),
    ]

    @Test("本の誤りはファイル・行・場所で示し、その本は読み込まない", arguments: faults)
    func report(_ fault: Fault) throws {
        let problems = try Books.problems(in: fault.file, replacing: fault.old, with: fault.new)
        let problem = try #require(problems.first { $0.kind == fault.kind })
        #expect(problem.path == fault.path)
        #expect(problem.file == fault.file)
        #expect(problem.line > 1 || fault.path == "scheme")
        #expect(problem.description.hasPrefix("\(fault.file):\(problem.line): \(fault.path) — "))
    }

    @Test("行番号は誤りのある行")
    func line() throws {
        let problems = try Books.problems(
            in: "sample/book.yaml", replacing: "extent: full", with: "extend: full")
        let files = try BookFiles.read(directory: Books.directory)
        let file = try #require(files.first { $0.name == "sample/book.yaml" })
        let text = try #require(String(validating: file.bytes, as: UTF8.self))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let expected = try #require(lines.firstIndex { $0.contains("extent: full") }) + 1
        #expect(problems.first { $0.kind == .unknownKey }?.line == expected)
    }

    @Test("YAML として読めない本は行を示す")
    func broken() throws {
        let problems = try Books.problems(
            in: "sample/book.yaml", replacing: "copayment:\n", with: "copayment: [\n")
        #expect(problems.first?.kind == .unreadable)
    }

    @Test(
        "別名の別名で大きくなる本も、別名をキーにした本も、開かずに断る",
        arguments: [
            "copayment:\n", "z:\n-   ? *a4\n", "z:\n-   ? *a4 # c\n    : 1\n",
            "z: [ ? *a4 ]\n", "z: [? *a4, 1]\n", "z: [ ? *a4 # c\n : 1 ]\n",
            "? [*a4]\n: y\n", "z: {[*a4]: y}\n", "z: [[*a4]: y]\n", "*a4 : y\n",
            "z: {{b: *a4} : y}\n", "? &k\n  b: *a4\n: y\n",
        ])
    func bombs(_ end: String) throws {
        let isKey = end != "copayment:\n"
        let text =
            "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + (1...(isKey ? 4 : 9)).map { n in
                let inside = Array(repeating: "*a\(n - 1)", count: 10).joined(separator: ", ")
                return "a\(n): &a\(n) [\(inside)]\n"
            }.joined() + end + (isKey ? "copayment:\n" : "")
        let problems = try Books.problems(
            in: "sample/book.yaml", replacing: "copayment:\n", with: text)
        #expect(problems.contains { $0.kind == .unreadable && $0.advice.contains("別名") })
    }

    @Test("別名のない本では、文の中の ]: も ? も読める")
    func plainText() throws {
        let problems = try Books.problems(
            in: "sample/book.yaml", replacing: "title: 見本市こども医療費(架空)",
            with: "title: \"[一部]: 何? 見本市こども医療費(架空)\"")
        #expect(problems.isEmpty, "\(problems)")
    }

    @Test("児童の順で決まる一部負担金は、その日々に数え方の定めがいる")
    func countedByDay() throws {
        let problems = try Books.problems(
            in: "sample-classes/book.yaml",
            replacing: "  children:\n    - {from: 2000-04-01,",
            with: "  children:\n    - {from: 2010-04-01,")
        #expect(problems.contains { $0.advice.hasPrefix("2000-04-01に児童の数え方") }, "\(problems)")
    }
}
