// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Support
import Testing

@Suite("申請書の様式")
struct PaperFormTests {
    private func load(_ text: String) throws -> LayoutLibrary {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "codes"), withIntermediateDirectories: true)
        try text.write(to: folder.file("x.yaml"), atomically: true, encoding: .utf8)
        return try LayoutLibrary.load(directory: folder.url.path) { "\($0.count)" }
    }

    private static let good = """
        id: x
        title: 届
        edition: 文例1
        kind: paper-form
        source: 文例
        verified: false
        letter: form-change
        sections:
          - title: 児童
            rows:
              - height: 10
                cells:
                  - {label: 氏名, value: child}
                  - {label: 番号, digits: 7}
              - cells:
                  - {label: 区分, choices: [通院, 入院], weight: 2}
                  - {label: 日, hint: "令和　年　月　日"}
        """

    @Test("どの申請書の様式も読め、児童の欄があり、住所の欄がなく、確かめるまで未確認である")
    func all() throws {
        let papers = try Samples.library().papers
        #expect(
            papers.keys.sorted() == [
                "paper-account", "paper-change", "paper-consent", "paper-mandate",
                "paper-registration", "paper-reimbursement", "paper-reissue",
            ])
        for paper in papers.values {
            let labels = paper.sections.flatMap(\.rows).flatMap(\.cells).map(\.label)
            #expect(labels.contains("氏名") && !paper.isVerified, "\(paper.id)")
            #expect(!labels.contains { $0.contains("住所") }, "\(paper.id)")
            #expect(labels.contains { $0.contains("署名") }, "\(paper.id)")
        }
        #expect(Set(papers.values.map(\.letter)).count == papers.count)
    }

    @Test("欄は、印字する値・空欄・桁・選ぶ欄のどれか一つを言う")
    func cells() throws {
        let paper = try #require(try load(Self.good).papers["x"])
        let cells = paper.sections.flatMap(\.rows).flatMap(\.cells)
        #expect(
            cells.map(\.content) == [
                .value(.child), .digits(7), .choices(["通院", "入院"]), .hint("令和　年　月　日"),
            ])
        #expect(cells.map(\.weight) == [1, 1, 2, 1])
        #expect(paper.sections[0].rows.map(\.height) == [10, nil])
    }

    @Test(
        "誤った様式は、ファイルと行を示して断る",
        arguments: [
            ("value: child}", "value: adress}", 13), ("digits: 7}", "digits: 70}", 14),
            ("digits: 7}", "digits: 7, hint: a}", 14), ("digits: 7}", "weight: 1}", 14),
            ("height: 10", "height: 100", 11), ("value: child}", "value: born}", 1),
            ("digits: 7}", "value: child}", 1), ("letter: form-change\n", "", 1),
            ("weight: 2}", "weight: 0}", 16),
        ])
    func broken(old: String, new: String, line: Int) throws {
        let text = Self.good.replacingOccurrences(old, new)
        #expect(text != Self.good)
        do {
            _ = try load(text)
            Issue.record("was not refused")
        } catch FormatRefusal.layoutBroken(let file, let found, let reason) {
            #expect(file == "x.yaml" && found == line, "\(found) \(reason)")
        }
    }
}
