// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Papers that must stay true: decisions, change log, links, error catalogue, glossary.
@Suite("書類")
struct PapersTests {
    let repository = Repository.here

    @Test("設計の決定(ADR)は、番号に抜けがなく目次にある")
    func decisionsAreIndexed() throws {
        let index = try repository.text("docs/adr/README.md")
        let files = repository.files(below: "docs/adr", ending: ".md")
            .compactMap { $0.split(separator: "/").last.map(String.init) }
            .filter { $0 != "README.md" }
        for (position, file) in files.enumerated() {
            #expect(Int(file.prefix(4)) == position + 1, "\(file)")
            #expect(index.contains(file), "目次に \(file) がありません")
            let text = try repository.text("docs/adr/\(file)")
            for heading in ["## 状況", "## 決定", "## 結果", "## 何が起きたら誤りか"] {
                #expect(text.contains(heading), "\(file): \(heading)")
            }
        }
    }

    @Test("変更履歴は、影響する期間と事務を書く")
    func changesNameWhatTheyTouch() throws {
        let text = try repository.text("CHANGELOG.md")
        #expect(text.contains("## 未リリース"))
        for entry in text.components(separatedBy: "\n- ").dropFirst() {
            #expect(entry.contains("影響する期間"), "\(entry.prefix(60))")
            #expect(entry.contains("影響する事務"), "\(entry.prefix(60))")
        }
    }

    @Test("文書の中の行き先は、すべて実在する")
    func linksResolve() throws {
        let link = /\]\((?!https?:|#|mailto:)([^)#\s]+)/
        let papers =
            ["README.md", "README.ja.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
            + repository.files(below: "docs", ending: ".md")
            + repository.files(below: "Schemes", ending: ".md")
            + repository.files(below: "Layouts", ending: ".md")
        for paper in papers {
            let base = repository.root.appendingPathComponent(paper).deletingLastPathComponent()
            for match in try repository.text(paper).matches(of: link) {
                let target = base.appendingPathComponent(String(match.1))
                #expect(
                    FileManager.default.fileExists(atPath: target.path), "\(paper) → \(match.1)")
            }
        }
    }

    @Test("断り(エラー)の番号は、重ならず、一覧にある")
    func refusalsAreCatalogued() throws {
        let catalogue = try repository.text("docs/errors.md")
        let code = /["［（]([EWQ]-[A-Z]{3}-\d{3})["］）]/
        for file in repository.files(below: "Sources", ending: ".swift")
            + repository.files(below: "Sources", ending: ".mustache")
        {
            for match in try repository.text(file).matches(of: code) {
                #expect(
                    catalogue.contains("| \(match.1) |"),
                    "\(match.1) (\(file)) が docs/errors.md にありません")
            }
        }
    }

    @Test("用語の型は、用語集にある")
    func nounsAreInTheGlossary() throws {
        let glossary = try repository.text("docs/glossary.md")
        let type = /^public (?:final )?(?:struct|enum|class|protocol) (\w+)/
            .anchorsMatchLineEndings()
        for file in repository.files(below: "Sources/Vocabulary", ending: ".swift") {
            for match in try repository.text(file).matches(of: type) {
                #expect(glossary.contains("`\(match.1)`"), "\(match.1) が docs/glossary.md にありません")
            }
        }
    }
}
