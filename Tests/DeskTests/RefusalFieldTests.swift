// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing
import Vocabulary

@testable import Desk

/// Every message of a form leads to the field that it is about.
@Suite("断りの言葉は、その欄へ導く")
struct RefusalFieldTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func files(_ folder: String, _ ending: String) throws -> [String: String] {
        let base = root.appending(path: folder)
        let names = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String }
        var found: [String: String] = [:]
        for name in names ?? [] where name.hasSuffix(ending) {
            found[name] = try String(contentsOf: base.appending(path: name), encoding: .utf8)
        }
        return found
    }

    /// Messages that are about no field: the log-in that ended, two hands, a server that is away.
    private static let allowed = [
        "Screens/Accounts/AccountScreen.swift": 1, "Screens/Monitor/HubSteps.swift": 1,
        "Screens/Retention/LogEndSteps.swift": 1, "Screens/Retention/RetentionSteps.swift": 1,
        "Screens/Session/PasskeyPrompt.swift": 1, "Screens/Stop/StopScreen.swift": 1,
        "Server/Troubles.swift": 1, "Visits/Kept.swift": 1,
    ]

    @Test("欄のない断りは、許した所のほかにない")
    func noneWithoutField() throws {
        var found: [String: Int] = [:]
        for (name, text) in try Self.files("Sources/Desk", ".swift") {
            let count = text.matches(of: /(?:FormProblem|wrong)\(\s*nil,/).count
            if count > 0 { found[name] = count }
        }
        #expect(found == Self.allowed)
    }

    @Test("表の番号はどれも断りの一覧にあり、欄の名はどれも画面にある")
    func tableIsTrue() throws {
        let errors = try String(
            contentsOf: Self.root.appending(path: "docs/errors.md"), encoding: .utf8)
        var names: Set<String> = []
        for text in try Self.files("Sources/Desk/Screens", ".swift").values {
            names.formUnion(text.matches(of: /"([a-z][a-z0-9-]*)"/).map { String($0.1) })
        }
        for text in try Self.files("Sources/Desk/Templates", ".mustache").values {
            names.formUnion(text.matches(of: /name="([a-z0-9-]+)"/).map { String($0.1) })
        }
        for (code, fields) in RefusalFields.table {
            #expect(errors.contains("| \(code) |"), "\(code)")
            for field in fields {
                #expect(names.contains(field), "\(code): \(field)")
            }
        }
        #expect(RefusalFields.table.count > 100)
    }

    @Test("用紙にない欄は指さず、頁にない欄への行き先は頁の初めになる")
    func onlyWhatIsThere() {
        var form = Typed()
        form.set("look-again", "R7.5.1")
        #expect(RefusalFields.field(of: "E-ENT-016", in: form) == "look-again")
        #expect(RefusalFields.field(of: "E-ENT-016", in: Typed()) == nil)
        #expect(RefusalFields.field(of: "E-ENT-010", in: form) == nil)
        let page = Page(
            "home/home", "試験",
            problems: [FormProblem("due", "甲"), FormProblem("gone", "乙"), FormProblem(nil, "丙")])
        let text =
            "<li><a href=\"#due\">甲</a></li><li><a href=\"#gone\">乙</a></li><input id=\"due\">"
        #expect(
            page.leading(text)
                == "<li><a href=\"#due\">甲</a></li><li><a href=\"#main\">乙</a></li><input id=\"due\">"
        )
    }

    @Test("手続が断ったときも、言葉はその欄へ導き、打った内容は残る")
    func leadsToTheField() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            let received = try await Counter(browser).receive(
                [Family.of(.hold).child], evidence: "later")
            let path =
                "/applications/" + (try #require(received.ids(after: "/applications/").first))
            // What is still to be done is said in words, with the way there.
            let held = try await browser.get(path).text
            #expect(held.contains(">未</span></td><td>書類を待っています"))
            #expect(held.contains(">不要</span>") && held.contains("起案の前です"))
            #expect(held.contains("/papers\">書類</a>") && held.contains("/accounts\">口座</a>"))
            let released = try await browser.follow(
                try await browser.post(
                    path + "/release", on: try await browser.get(path), [:]))
            let past = try await browser.post(
                path + "/hold", on: released, ["reason": "委任状待ち", "due": "R7.5.1"])
            #expect(past.status == 422 && past.text.contains("E-ENT-016"), "\(past.text)")
            #expect(past.text.contains("<li><a href=\"#due\">") && past.text.contains("id=\"due\""))
            #expect(past.text.contains("value=\"委任状待ち\""))
        }
    }
}
