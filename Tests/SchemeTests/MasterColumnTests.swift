// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Scheme

/// `docs/master-columns.md` against the books: what it calls 対応 stands in a book that loads and whose
/// worked examples come out.
@Suite("地単公費マスターの94項目の表")
struct MasterColumnTests {
    private struct Row {
        let number: Int
        let value: String
        let state: String
        let note: String
    }

    private func rows() throws -> [Row] {
        let file = URL(filePath: Books.directory).deletingLastPathComponent()
            .appending(path: "docs/master-columns.md")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap {
            let cells = $0.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 8, let number = Int(cells[1]) else { return nil }
            return Row(number: number, value: cells[4], state: cells[5], note: cells[6])
        }
    }

    @Test("94の項目が一度ずつあり、書けない・保持の項目はわけを言う")
    func complete() throws {
        let rows = try rows()
        #expect(rows.map(\.number) == Array(1...94))
        for row in rows {
            #expect(["対応", "保持", "書けない"].contains(row.state), "\(row.number)")
            #expect(row.state == "対応" ? !row.value.isEmpty : !row.note.isEmpty, "\(row.number)")
        }
    }

    @Test("対応の項目が名指す語は、どれも例の通る本にある")
    func words() throws {
        let library = try Books.library.get()
        #expect(library.books.allSatisfy { $0.exampleCount > 0 })
        var known: Set<String> = []
        for file in try BookFiles.read(directory: Books.directory)
        where file.name.hasSuffix(".yaml") {
            let text = String(decoding: file.bytes, as: UTF8.self)
            known.formUnion(text.matches(of: /[a-z][a-z0-9-]*/).map { String($0.output) })
        }
        for row in try rows() where row.state == "対応" {
            for quoted in row.value.matches(of: /`([^`]*)`/) {
                for word in quoted.output.1.matches(of: /[a-z][a-z0-9-]*/) {
                    #expect(known.contains(String(word.output)), "\(row.number): \(word.output)")
                }
            }
        }
    }
}
