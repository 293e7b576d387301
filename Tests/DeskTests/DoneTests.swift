// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Desk

/// What was done is said on the next page by a word of a closed list: a misspelt word would say
/// nothing, and nobody would notice.
@Suite("済んだことの知らせ")
struct DoneTests {
    private func sources() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appendingPathComponent("Sources/Desk")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return try (files?.allObjects ?? []).compactMap { $0 as? URL }
            .filter {
                $0.pathExtension == "swift"
                    && !["Done.swift", "KeyboardScreen.swift"].contains($0.lastPathComponent)
            }
            .map { try String(contentsOf: $0, encoding: .utf8) }.joined(separator: "\n")
    }

    @Test("番地に付く語は、どれも一覧にあり、一覧の語は、どれも使われる")
    func words() throws {
        let text = try sources()
        let written = Set(text.matches(of: /[?&]done=([a-z]+)/).map { String($0.1) })
        #expect(written.count > 50)
        for word in written { #expect(Done(rawValue: word) != nil, "\(word)") }
        let all = written.union(
            text.matches(of: /["\.]([a-z]+)\b/).map { String($0.1) })
        for done in Done.allCases {
            #expect(all.contains(done.rawValue), "\(done.rawValue) を知らせる所がない")
        }
    }
}
