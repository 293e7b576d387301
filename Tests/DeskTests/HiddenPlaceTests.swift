// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import HTTPTypes
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// Where a place of a protected person may be seen: everything else is a leak (X17, G-08).
private struct Allowance {
    let route: Route
    let roles: Set<Role>
    let why: String

    static let all: [Allowance] = [
        Allowance(
            route: .revealAddress, roles: [.head], why: "理由を書き、本人を確かめ直した決裁者への表示。記録に残る"),
        Allowance(
            route: .revealAccount, roles: [.counter, .payment, .head],
            why: "理由を書いた口座の全桁表示。振込先を通帳と照らす手続に要る。記録に残る"),
    ]

    static func holds(_ route: Route, _ role: Role) -> Bool {
        all.contains { $0.route == route && $0.roles.contains(role) }
    }
}

@Suite("支援措置の対象者の居場所は、許した所のほかのどこにも出ない", .serialized)
struct HiddenPlaceTests {
    private static let families =
        ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1" ? 100 : 3
    private static let town = Task {
        let town = try await HiddenTown(families: families)
        return town
    }

    @Test(
        "どの役割のどの画面、検索、統計、一覧にも、住所・電話・郵便番号・医療機関・保険者・支店が出ない（X17）",
        .measure("R-10", "R-103"))
    func screensTellNoPlace() async throws {
        let town = try await Self.town.value
        // Before the measures the screens do show them: the crawl looks at the right places.
        let before = try await crawl(town, as: "kyufu", .payment, only: [.person, .childPayments])
        #expect(before.told.count > town.households.count, "\(before.told.keys.sorted())")
        try town.protect()
        var pages = 0
        var found: [String] = []
        for (officer, _, role) in DeskBench.roles {
            let sight = try await crawl(town, as: officer, role)
            pages += sight.pages
            found += sight.told.filter { entry in
                !Allowance.holds(entry.value.route, role)
                    && !town.isOwnAccount(entry.key, entry.value.route)
            }.map { "\(role) \($0.value.route) \($0.key)：\($0.value.text)" }
        }
        #expect(found.isEmpty, "\(found.prefix(40).joined(separator: "\n"))")
        #expect(pages > 100)
        print(
            "soak: X17 対象者 \(town.households.count * 3)人、画面 \(pages)、許した所のほかに出た居場所 \(found.count)")
    }

    /// What an officer sees, following every link from the first page and from every person.
    private func crawl(
        _ town: HiddenTown, as officer: String, _ role: Role, only routes: Set<Route>? = nil
    ) async throws -> (pages: Int, told: [String: (route: Route, text: String)]) {
        try await town.bench.browse(as: officer) { browser in
            var told: [String: (route: Route, text: String)] = [:]
            var seen: Set<String> = []
            var waiting = Array(Self.beginnings(town, role).reversed())
            var visits: [Route: Int] = [:]
            // The same page of the same person with other questions: a day back leads to one more.
            var questions: [Substring: Int] = [:]
            while let address = waiting.popLast() {
                let page = address.prefix { $0 != "?" }
                guard let route = Self.route(of: address), routes?.contains(route) ?? true,
                    visits[route, default: 0] < Self.most(of: route),
                    page == "/claims" || questions[page, default: 0] < Self.mostQuestions,
                    seen.insert(address).inserted
                else { continue }
                visits[route, default: 0] += 1
                questions[page, default: 0] += 1
                Self.tell(seen.count, role)
                let sight = try await browser.follow(try await browser.get(address))
                // A box says back the code that was asked for.
                let asked = address.firstMatch(of: /institution=(\d+)/).map { String($0.1) }
                let shown = asked.map { sight.text.replacing("value=\"\($0)\"", with: "") }
                if let text = Self.place(in: shown ?? sight.text) { told[address] = (route, text) }
                if routes == nil, sight.status == 200 { waiting += Self.links(of: sight) }
            }
            for one in town.households where routes == nil {
                try await reveal(one, browser, role, &told)
            }
            return (seen.count, told)
        }
    }

    private func reveal(
        _ one: HiddenTown.Household, _ browser: Browser, _ role: Role,
        _ told: inout [String: (route: Route, text: String)]
    ) async throws {
        for person in [one.mother, one.child] {
            let page = try await browser.get("/persons/\(person)")
            for (path, route) in [("address", Route.revealAddress), ("account", .revealAccount)] {
                let sight = try await browser.post(
                    "/persons/\(person)/\(path)", on: page, ["reason": "検証のため"])
                if let text = Self.place(in: sight.text) {
                    told["POST \(person)/\(path)"] = (route, text)
                }
            }
        }
        let search = try await browser.get("/search")
        for text in [HiddenTown.word, HiddenTown.digits, "検証隠\(one.number)"] {
            let sight = try await browser.follow(
                try await browser.post("/search", on: search, ["q": text]))
            // The box says back what was typed into it.
            let shown = sight.text.replacing(text, with: "")
            if let place = Self.place(in: shown) { told["search \(text)"] = (.found, place) }
        }
    }

    /// Every route without a parameter, and every page of every person.
    private static func beginnings(_ town: HiddenTown, _ role: Role) -> [String] {
        // The head may look at everything of a person; the others at a part of the same pages.
        let people = town.households.flatMap {
            role == .head ? [$0.child, $0.mother] : [$0.child]
        }
        return Route.allCases.filter {
            $0.definition.method == .get && !["style", "script", "icon"].contains($0.rawValue)
        }.flatMap { route -> [String] in
            let path = route.definition.path
            if path.contains("/:person") {
                return people.map { path.replacing(":person", with: $0.description) }
            }
            return path.contains(":") ? [] : [path]
        } + people.map { "/claims?child=\($0)" }
            + town.households.map { "/claims?institution=\($0.clinic)&month=2025-06" }
    }

    /// How many addresses of a route one officer opens; all of them where many families are tried.
    private static func most(of route: Route) -> Int {
        guard families <= 3 else { return .max }
        if route.definition.path.contains("/:person") { return 6 }
        // Pages that show no persons are left to the large run, but for the log.
        guard let operation = route.definition.operation else { return 1 }
        return operation.definition.auditsSubjects || route == .log ? 1 : 0
    }

    private static let mostQuestions = 12

    private static func tell(_ pages: Int, _ role: Role) {
        guard families > 3, pages.isMultiple(of: 2_000) else { return }
        FileHandle.standardError.write(Data("X17 \(role): \(pages) pages\n".utf8))
    }

    /// Links of the desk, without what ends the visit and without the clinic that was asked for.
    private static func links(of sight: Sight) -> [String] {
        sight.text.matches(of: /href="(\/[^"#]*)"/).map { String($0.1) }
            .map { $0.replacing("&amp;", with: "&") }
            .filter { !$0.hasPrefix("/assets") && !$0.hasPrefix("/logout") }
    }

    private static let readingRoutes = Route.allCases.filter { $0.definition.method == .get }
        .map { ($0, $0.definition.path.split(separator: "/", omittingEmptySubsequences: false)) }

    private static func route(of address: String) -> Route? {
        let path = address.prefix { $0 != "?" }.split(
            separator: "/", omittingEmptySubsequences: false)
        return readingRoutes.first { _, parts in
            parts.count == path.count
                && zip(parts, path).allSatisfy { $0.first == ":" || $0 == $1 }
        }?.0
    }

    /// The first secret place of a text.
    static func place(in text: String) -> String? {
        for mark in [HiddenTown.word, HiddenTown.digits, HiddenTown.split] {
            if let range = text.firstRange(of: mark) {
                return String(text[range.lowerBound...].prefix(14))
            }
        }
        return nil
    }
}
