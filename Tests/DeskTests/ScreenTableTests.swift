// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Testing

@testable import Desk

/// `docs/desk-checks.md` is the one list of the codes that officers type: it and the program say
/// the same.
@Suite("画面コードの表")
struct ScreenTableTests {
    private struct Line {
        let code: String
        let title: String
        let addresses: [String]
    }

    private func table() throws -> [Line] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appendingPathComponent("docs/desk-checks.md"), encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 6, cells[1].count == 4, Int(cells[1]) != nil else { return nil }
            return Line(
                code: cells[1], title: cells[2],
                addresses: cells[3].matches(of: /`([^`]*)`/).map { String($0.1) })
        }
    }

    @Test("どの画面も一行で、コードと名前は画面のとおり")
    func codes() throws {
        let lines = try table()
        #expect(lines.map(\.code) == Screen.allCases.map(\.rawValue).sorted())
        for line in lines {
            #expect(line.title == Screen(rawValue: line.code)?.title, "\(line.code)")
        }
    }

    @Test("表の番地は、その画面の番地")
    func addresses() throws {
        for line in try table() {
            let screen = try #require(Screen(rawValue: line.code))
            let own = Set(
                Route.allCases.map(\.definition).filter {
                    $0.method == .get && $0.screen == screen
                }.map(\.path))
            #expect(!line.addresses.isEmpty, "\(line.code)")
            // Where the typed code leads; a page of one person begins at the search.
            if let entry = screen.entry?.definition, entry.screen == screen {
                #expect(line.addresses.contains(entry.path), "\(line.code) \(entry.path)")
            }
            for address in line.addresses {
                #expect(own.contains(address), "\(line.code) \(address)")
            }
        }
    }
}
