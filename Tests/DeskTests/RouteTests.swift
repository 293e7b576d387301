// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Safeguards
import Support
import Testing
import Vocabulary

// SPDX-License-Identifier: Apache-2.0
@testable import Desk

@Suite("画面の道")
struct RouteTests {
    @Test("どの道にも一つの処理があり、同じ番地は二つない")
    func everyRouteIsBound() throws {
        let book = try RouteBook.complete()
        #expect(Set(book.handlers.keys) == Set(Route.allCases))
        let all = Route.allCases.map { "\($0.definition.method.rawValue) \($0.definition.path)" }
        #expect(Set(all).count == all.count)
    }

    @Test("書く操作は POST の道からだけ、読む操作の道は書かない")
    func methodsFitOperations() {
        for route in Route.allCases {
            guard let operation = route.definition.operation else { continue }
            if operation.definition.kind != .read {
                #expect(route.definition.method == .post, "\(route)")
            }
        }
    }

    @Test("ログインなしで開けるのは、ログインの画面と飾りだけ", .measure("R-50", "R-85e"))
    func strangersSeeNothing() async throws {
        try await SharedBench.get().browse { browser in
            for route in Route.allCases {
                let path = route.sample
                let sight =
                    route.definition.method == .post
                    ? try await browser.send(path, .post, "csrf=x")
                    : try await browser.get(path)
                if route.definition.access == .open {
                    // The steps of the door lead back to its beginning, or say what is missing.
                    #expect([200, 303, 403, 409].contains(sight.status), "\(route)")
                    #expect(sight.location?.hasPrefix("/login") ?? true, "\(route)")
                    #expect(!sight.text.contains("class=\"subject\""), "\(route)")
                } else {
                    #expect(sight.status == 303, "\(route)")
                    #expect(sight.location?.hasPrefix("/login") ?? false, "\(route)")
                }
            }
        }
    }

    @Test("どの答えにも、守りのヘッダーが付く")
    func headersEverywhere() async throws {
        try await SharedBench.get().browse(as: "uketsuke") { browser in
            for path in Route.allCases.filter({ $0.definition.method == .get }).map(\.sample)
                + ["/nowhere"]
            {
                let sight = try await browser.get(path)
                let policy = sight.headers.value("content-security-policy") ?? ""
                #expect(policy.hasPrefix("default-src 'self'"), "\(path)")
                #expect(!policy.contains("unsafe"), "\(path)")
                for (name, value) in SecurityHeaders.all {
                    #expect(sight.headers.value(name) == value, "\(path) \(name)")
                }
                #expect(sight.headers.value("cache-control") != nil, "\(path)")
            }
        }
    }

    @Test("役割ごとに、許された画面だけが開く", .measure("R-45", "R-21"))
    func rolesAreKept() async throws {
        let bench = try await SharedBench.get()
        for (officer, _, role) in DeskBench.roles {
            try await bench.browse(as: officer) { browser in
                for route in Route.allCases where route.definition.method == .get {
                    guard let operation = route.definition.operation else { continue }
                    let sight = try await browser.get(route.sample)
                    let may = operation.definition.roles.contains(role)
                    if may {
                        #expect(sight.status != 403, "\(role) \(route)")
                    } else {
                        // What is looked for may be missing before the gate is asked; nothing is shown.
                        #expect([303, 403, 404, 409].contains(sight.status), "\(role) \(route)")
                        #expect(!sight.text.contains("class=\"subject\""), "\(role) \(route)")
                    }
                }
            }
        }
    }

    @Test("テンプレートは、値をそのまま(エスケープせずに)出さない")
    func templatesEscape() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Sources/Desk/Templates")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        var count = 0
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "mustache" else { continue }
            count += 1
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(!text.contains("{{{") && !text.contains("{{&"), "\(file.lastPathComponent)")
            #expect(
                !text.contains("style=") && !text.contains("onclick"), "\(file.lastPathComponent)")
        }
        #expect(count > 20)
    }
}

extension Route {
    /// An address of the route with parameters that name nobody in particular.
    var sample: String {
        definition.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            switch part {
            case ":person": Family.of(.ordinary).child.description
            case ":screen": "1010"
            case ":step": "applicant"
            case ":system": "casework"
            case _ where part.first == ":": "1"
            default: String(part)
            }
        }.joined(separator: "/")
    }
}

@Suite("道の一覧の控え")
struct RouteListTests {
    @Test("ブラウザーの一巡りが読む道の一覧は、道の表と同じ")
    func list() throws {
        let lines = Route.allCases.map { route in
            let definition = route.definition
            return [
                route.rawValue, definition.method.rawValue, definition.path,
                definition.screen.rawValue,
            ].joined(separator: "\t")
        }
        let text = (["route\tmethod\tpath\tscreen"] + lines).joined(separator: "\n") + "\n"
        let outcome = try Golden.compare(text, with: "routes.tsv")
        #expect(outcome == .same || outcome == .recorded, "RECORD=1 で書き直します: \(outcome)")
    }
}
