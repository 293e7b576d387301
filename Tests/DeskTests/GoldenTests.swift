// SPDX-License-Identifier: Apache-2.0
import Support
import Testing

@testable import Desk

/// The main screens as they are sent, word for word; `RECORD=1` records them again.
@Suite("画面の控え")
struct GoldenTests {
    @Test("主な画面は、控えと一語も違わない")
    func screens() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.searched).child
        try await bench.browse { browser in
            try expect(try await browser.get("/login"), "login.html")
            try await browser.logIn("uketsuke")
            try expect(try await browser.get("/"), "home.html")
            let search = try await browser.get("/search")
            let found = try await browser.follow(
                try await browser.post("/search", on: search, ["q": "タカハシ"]))
            try expect(found, "search.html")
            let counter = Counter(browser)
            let check = try await counter.check([child])
            try expect(check, "intake-check.html")
            let path = try #require(counter.action(of: check))
            let received = try await browser.follow(
                try await browser.post(path, on: check, ["confirmed": "yes"]))
            try expect(received, "received.html")
            let id = try #require(received.ids(after: "/applications/").first)
            let examine = try await browser.get("/applications/\(id)/examine")
            try expect(examine, "examine.html")
            _ = try await browser.post("/applications/\(id)/propose", on: examine, [:])
            try expect(try await browser.get("/applications/\(id)"), "application.html")
            try expect(try await browser.get("/help/1110"), "help.html")
        }
        try await bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/decisions")
            try expect(list, "decisions.html")
            let path = "/decisions/" + (try #require(list.ids(after: "/decisions/").first))
            let page = try await browser.get(path)
            try expect(page, "decision.html")
            _ = try await browser.post(path + "/approve", on: page, [:])
            try expect(try await browser.get("/persons/\(child)"), "person.html")
            try expect(try await browser.get("/persons/\(child)/household"), "household.html")
        }
    }

    private func expect(_ sight: Sight, _ name: String) throws {
        let outcome = try Golden.compare(sight.golden, with: name)
        #expect(outcome == .same || outcome == .recorded, "\(name): \(outcome)")
    }
}
