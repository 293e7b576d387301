// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Safeguards
import Testing

@testable import Desk

@Suite("二度押しの表")
struct TwiceTableTests {
    private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources")

    private static let walks: Set<String> = [
        "accounts", "stocktaking", "authenticators", "casework", "money",
    ]

    @Test("送る道は、どれも一行ずつ表にあり、何が二度目を止めるかが道の操作と合う")
    func everyFormIsInTheTable() throws {
        let rows = try TwiceTable.rows()
        let posts = Route.allCases.filter { $0.definition.method == .post }
        #expect(Set(rows.keys) == Set(posts.map(\.rawValue)), "Golden/twice.tsv に道を足してください")
        for route in posts {
            let definition = route.definition
            let kind = definition.operation?.definition.kind
            switch rows[route.rawValue] {
            case "door": #expect(definition.access == .open || route == .logout, "\(route)")
            case "asks": #expect(kind == nil || kind == .read, "\(route) は書く")
            case "key":
                // The import is stopped in the name of its officer, under the code of its job.
                #expect(kind == .write || kind == .output || route == .stopImport, "\(route)")
            case let walk?: #expect(Self.walks.contains(walk), "\(route) \(walk)")
            case nil: Issue.record("\(route)")
            }
        }
    }

    @Test("画面から門を通る書込みは、どれも用紙の鍵を渡す")
    func everyWriteHandsTheKey() throws {
        let files = try Self.files(below: "Desk/Screens")
        let keyed = try Self.keyed()
        #expect(keyed.count > 20 && files.count > 100)
        var calls = 0
        for (name, text) in files {
            // `Visit.perform` and `performInAddressee` hand the key by themselves.
            for call in text.matches(of: /(\w+)\.(?:perform|performAsync)\(/)
            where call.1 != "visit" && call.1.first?.isUppercase == false {
                // The key belongs to the start of the job; the list before it leaves no paper.
                guard name != "BatchJob.swift" else { continue }
                let arguments = Self.arguments(text, from: call.range.upperBound)
                #expect(arguments.contains("once:"), "\(name): \(call.0)")
            }
            for call in text.matches(of: /(?:accounts|\$0)\.(\w+)\(/)
            where keyed.contains(String(call.1)) {
                calls += 1
                let arguments = Self.arguments(text, from: call.range.upperBound)
                #expect(arguments.contains("once: "), "\(name): \(call.1)")
            }
        }
        #expect(calls >= keyed.count, "\(calls)")
    }

    @Test("何も書かずに先へ進む答え（onward）は、読む道と下書きの道だけが返す")
    func onwardWritesNothing() throws {
        let known: Set<String> = [
            "AddresseeSearchScreen.swift", "BatchJob.swift", "BookTrialSteps.swift",
            "ClaimListScreen.swift", "EntryScreen.swift", "ImportCheckScreen.swift",
            "IntakeScreens.swift", "LetterFinder.swift", "NumberingScreen.swift",
            "SearchScreens.swift", "SlipScreen.swift", "WaitingPapers.swift",
        ]
        let found = try Self.files(below: "Desk/Screens").filter { $0.text.contains(".onward(") }
        #expect(Set(found.map(\.name)) == known, "書いた後は seeOther か carriedOut で答えてください")
    }

    /// The functions of the accounts that take the key of a form.
    private static func keyed() throws -> Set<String> {
        var names: Set<String> = []
        for (_, text) in try files(below: "Safeguards/Accounts") {
            for function in text.matches(of: /public func (\w+)\(/)
            where arguments(text, from: function.range.upperBound).contains("once key:") {
                names.insert(String(function.1))
            }
        }
        return names
    }

    /// What stands between a bracket that was opened and its end.
    private static func arguments(_ text: String, from start: String.Index) -> Substring {
        var depth = 1
        for place in text[start...].indices {
            if text[place] == "(" { depth += 1 }
            if text[place] == ")" { depth -= 1 }
            if depth == 0 { return text[start..<place] }
        }
        return text[start...]
    }

    private static func files(
        below folder: String
    ) throws -> [(name: String, text: String)] {
        let start = sources.appendingPathComponent(folder)
        var found: [(name: String, text: String)] = []
        let all = FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil)
        while let file = all?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            found.append((file.lastPathComponent, try String(contentsOf: file, encoding: .utf8)))
        }
        return found
    }
}
