// SPDX-License-Identifier: Apache-2.0
import Foundation
import Safeguards
import Support
import Testing

@testable import Desk

/// Whatever an officer may do has a place where it is done, a row in the list that the permissions
/// are compared with, and a page of the manual: what is added is added everywhere.
@Suite("操作には、画面・権限の試験・手引きがある")
struct OperationCoverageTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// Operations that no address of the desk names, each with where it is done instead.
    private static func withoutScreen() throws -> [String: String] {
        var found: [String: String] = [:]
        for line in try text("Tests/DeskTests/Golden/operations-without-screen.tsv")
            .split(separator: "\n") where !line.hasPrefix("#")
        {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            try #require(cells.count == 2 && !cells[1].isEmpty, "\(line)")
            found[String(cells[0])] = String(cells[1])
        }
        return found
    }

    @Test("どの操作も、画面の道の一つにあるか、ほかのどこで行うかが書いてある", .measure("R-45"))
    func everyOperationHasAPlace() throws {
        let onScreen = Set(
            Route.allCases.flatMap {
                [$0.definition.operation, $0.definition.upload?.operation].compactMap(\.self)
            })
        let elsewhere = try Self.withoutScreen()
        for operation in OperationCode.allCases {
            let isElsewhere = elsewhere[operation.rawValue] != nil
            #expect(
                onScreen.contains(operation) != isElsewhere,
                "\(operation.rawValue): 画面の道か operations-without-screen.tsv のどちらか一方に置いてください")
        }
        for name in elsewhere.keys {
            #expect(OperationCode(rawValue: name) != nil, "\(name) という操作はありません")
        }
    }

    @Test("どの操作も、権限の答え合わせの表にある", .measure("R-45", "R-41"))
    func everyOperationIsInTheOracle() throws {
        // Words of the reviewed list, which shares nothing with the table of operations.
        let words = Set(
            try Self.text("Tests/SafeguardsTests/Golden/allowed.txt")
                .split { !$0.isLetter && !$0.isNumber }.map(String.init))
        for operation in OperationCode.allCases
        where !(operation.definition.roles.isEmpty && operation.definition.purposes.isEmpty) {
            #expect(words.contains(operation.rawValue), "\(operation.rawValue)")
        }
    }

    @Test("どの画面の番号も、手引きにある")
    func everyScreenIsInTheManual() throws {
        let folder = Self.root.appendingPathComponent("docs/manual")
        let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".md") }
        let manual = try pages.map { try Self.text("docs/manual/\($0)") }.joined()
        for screen in Screen.allCases {
            #expect(manual.contains(screen.rawValue), "画面 \(screen.rawValue)（\(screen.title)）")
        }
        // Every page is reached from the table of contents.
        let contents = try Self.text("docs/manual/README.md")
        for page in pages where page != "README.md" {
            #expect(contents.contains(page), "\(page) が目次にありません")
        }
    }
}
