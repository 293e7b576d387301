// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Safeguards
import Support
import Testing
import Vocabulary

// SPDX-License-Identifier: Apache-2.0
@testable import Desk

/// X13: what one officer was given — tickets, form keys, drafts, links — in another one's hands.
@Suite("ほかの職員の番号・鍵・続きの使い回し", .serialized)
struct ReplayTests {
    private static let canaries = ["ケンショウ　ショウ", "見本市中央一丁目", Family.secretAddress, "000-900-0042"]

    /// Walks as the counter and gathers every secret of an address.
    private func crawl(
        _ browser: Browser
    ) async throws -> (paths: Set<String>, csrf: String, once: String) {
        var paths: Set<String> = []
        func note(_ sight: Sight) {
            if let location = sight.location { paths.insert(location) }
            for match in sight.text.matches(of: /(?:href|action)="(\/[^"]*[0-9a-f]{36}[^"]*)"/) {
                paths.insert(String(match.1))
            }
        }
        let search = try await browser.get("/search")
        let found = try await browser.post("/search", on: search, ["q": "ケンショウ"])
        note(found)
        note(try await browser.follow(found))
        let child = Family.of(.ordinary).child
        let household = try await browser.get("/persons/\(child)/household")
        let body = "csrf=\(household.hidden("csrf") ?? "")&person=\(child)&child=\(child)"
        let draft = try await browser.send("/intake", .post, body)
        note(draft)
        let step = try await browser.follow(draft)
        note(step)
        // A form that was refused waits under an address of its own.
        let action = try #require(Counter(browser).action(of: step))
        let refused = try await browser.send(
            action, .post, "csrf=\(step.hidden("csrf") ?? "")&applicant=")
        note(refused)
        return (
            // Where a list comes from is no secret: the person behind it is asked for again.
            paths.filter { $0.prefix { $0 != "?" }.contains(/[0-9a-f]{36}/) },
            household.hidden("csrf") ?? "",
            household.hidden("once") ?? ""
        )
    }

    @Test("ほかの職員の続きの番地は開かず、一文字も見えない", .measure("R-45", "R-41"))
    func foreignPaths() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            let (paths, csrf, once) = try await crawl(browser)
            #expect(paths.count >= 3, "\(paths)")
            for (officer, _, _) in DeskBench.roles where officer != "uketsuke" {
                try await bench.browse(as: officer) { other in
                    for path in paths {
                        let sight = try await other.look(try await other.get(path))
                        #expect(sight.status != 200, "\(officer) \(path)")
                        for canary in Self.canaries {
                            #expect(!sight.text.contains(canary), "\(officer) \(path)")
                        }
                        let sent = try await other.send(path, .post, "csrf=\(csrf)&once=\(once)")
                        #expect([403, 404].contains(sent.status), "\(officer) \(path)")
                    }
                }
            }
            // They are still the counter's own.
            for path in paths where path.hasPrefix("/search/") {
                #expect(try await browser.get(path).status == 200)
            }
        }
    }

    @Test("ほかのログインの鍵を付けた送信は、どの道でも断る", .measure("R-45"))
    func foreignKeys() async throws {
        let bench = try await DeskBench()
        let csrf = try await bench.browse(as: "uketsuke") { browser in
            try await browser.get("/search").hidden("csrf") ?? ""
        }
        try await bench.browse(as: "uketsuke") { again in
            for route in Route.allCases
            where route.definition.method == .post && route.definition.access != .open
                && route.definition.upload == nil
            {
                let sight = try await again.look(
                    try await again.send(route.sample, .post, "csrf=\(csrf)"))
                #expect(sight.status == 403, "\(route)")
            }
        }
    }
}
