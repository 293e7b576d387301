// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Safeguards
import Testing
import Vocabulary

@testable import Desk

/// What must hold for every page that an officer opens: its forms may be sent, its ways lead somewhere.
struct PageCheck {
    private let officer: String
    private let principal: Principal?

    /// - Parameter officer: one of the officers of the bench.
    init(_ officer: String) {
        self.officer = officer
        principal = DeskBench.roles.first { $0.officer == officer }.map {
            Principal(
                officer: officer, name: $0.name, roles: [$0.role], session: "t", terminal: "t")
        }
    }

    /// Records an issue for each that does not.
    func check(_ text: String, at address: String) {
        // A paper has no tags, whatever its bytes look like.
        guard !text.hasPrefix("%PDF") else { return }
        let found = problems(of: text)
        #expect(found.isEmpty, "\(officer) \(address): \(found.joined(separator: "、"))")
    }

    /// What is wrong with a page.
    func problems(of text: String) -> [String] {
        let tags = HTMLTag.all(in: text)
        let ids = Set(tags.compactMap { $0["id"] })
        let forms = Set(tags.filter { $0.name == "form" }.compactMap { $0["id"] })
        var found: [String] = []
        var isInForm = false
        for tag in tags {
            if ["form", "/form"].contains(tag.name) { isInForm = tag.name == "form" }
            if tag.name == "th", tag["scope"] == nil { found.append("scope のない見出しのます") }
            if tag.isSent, !isInForm, tag["form"] == nil {
                found.append("用紙のない欄 \(tag["name"] ?? tag.name)")
            }
            if let target = tag["href"], target.hasPrefix("#"),
                !ids.contains(String(target.dropFirst()))
            {
                found.append("行き先 \(target) がない")
            }
            if tag.name != "form", let form = tag["form"], !forms.contains(form) {
                found.append("用紙 \(form) がない")
            }
            let method: HTTPRequest.Method = tag["method"] == "post" ? .post : .get
            let sent: (String, HTTPRequest.Method)? =
                tag.name == "form"
                ? tag["action"].map { ($0, method) } : tag["formaction"].map { ($0, .post) }
            if let (action, method) = sent, let refused = refused(action, method) {
                found.append("送れない用紙 \(refused)")
            }
        }
        return found
    }

    /// The route of a form that this officer may not send; `nil` for all others.
    private func refused(_ action: String, _ method: HTTPRequest.Method) -> String? {
        let path = String(action.prefix { $0 != "?" && $0 != "#" })
        guard
            let route = Route.allCases.first(where: {
                $0.definition.method == method
                    && RouteBook.match(path, $0.definition.path) != nil
            })
        else { return "\(action)（道がない）" }
        let asked = [route.definition.needed, route.definition.upload?.operation]
        return asked.compactMap { $0 }.allSatisfy(may) ? nil : route.rawValue
    }

    private func may(_ operation: OperationCode) -> Bool {
        guard let principal else { return false }
        return operation.definition.purposes.contains {
            Permission(operation, by: principal, for: $0).refusal() == nil
        }
    }
}

extension HTMLTag {
    /// Whether it is of use in a form only.
    fileprivate var isSent: Bool {
        switch name {
        case "input": self["type"] != "button"
        case "select", "textarea": true
        case "button": self["type"] == "submit"
        default: false
        }
    }
}

extension EveryFormTests {
    /// The gate walks as the roles that no other crawl of it walks as; the large run as all.
    private static let walkers =
        ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        ? DeskBench.roles.map(\.officer) : ["uketsuke", "kanri", "kansa"]

    @Test("どの役割にも、送れる用紙だけが出て、どの頁の行き先もある")
    func formsFitRoles() async throws {
        let town = try await Self.town.value
        let people = [town.households[0].child, town.households[0].mother]
        for officer in Self.walkers {
            let pages = try await town.bench.browse(as: officer) { browser in
                var pages = 0
                var waiting = people.map { "/persons/\($0)" }
                waiting += Route.allCases.filter {
                    $0.definition.method == .get && $0.definition.access != .open
                }.map { $0.definition.path.replacing(":person", with: people[0].description) }
                    .filter { !$0.contains(":") }
                var seen: Set<Route> = []
                // Ways to a place on another page, one of each kind.
                var places: [String: String] = [:]
                while let address = waiting.popLast() {
                    guard let route = Self.page(of: address), seen.insert(route).inserted else {
                        continue
                    }
                    let sight = try await browser.follow(try await browser.get(address))
                    guard sight.status == 200 else { continue }
                    pages += 1
                    PageCheck(officer).check(sight.text, at: address)
                    for match in sight.text.matches(of: /href="(\/[^"#]*)(#[^"]+)?"/) {
                        let target = String(match.1).replacing("&amp;", with: "&")
                        waiting.append(target)
                        if let place = match.2, let route = Self.page(of: target) {
                            places["\(route)\(place)"] = target + place
                        }
                    }
                }
                for (_, way) in places.sorted(by: { $0.key < $1.key }) {
                    let parts = way.split(separator: "#", maxSplits: 1)
                    let sight = try await browser.follow(try await browser.get(String(parts[0])))
                    guard sight.status == 200 else { continue }
                    let ids = Set(HTMLTag.all(in: sight.text).compactMap { $0["id"] })
                    #expect(ids.contains(String(parts[1])), "\(officer): \(way) の行き先がない")
                }
                return pages
            }
            #expect(pages > 15, "\(officer) \(pages)")
        }
    }

    private static func page(of address: String) -> Route? {
        let path = String(address.prefix { $0 != "?" })
        return Route.allCases.first {
            $0.definition.method == .get && $0.definition.access != .open
                && RouteBook.match(path, $0.definition.path) != nil
        }
    }

    @Test("出せない用紙、ない行き先、ない用紙の印、scope のない見出しは、頁の検めが見つける")
    func checkFindsWhatIsWrong() {
        let page = """
            <a href="#main">本文</a><main id="main"></main><a href="#gone">誤り</a>
            <form method="post" action="/claims/new" id="key-form"><button formaction="/payments/runs"></button></form>
            <button form="key-form"></button><button form="lost"></button>
            <input type="checkbox" name="row" value="1"><select form="key-form" name="kind"></select>
            <button type="button">開く</button>
            <table><tr><th scope="row">行</th><th class="number">数</th></tr></table>
            """
        #expect(
            PageCheck("kacho").problems(of: page) == [
                "行き先 #gone がない", "送れない用紙 enterClaim", "送れない用紙 proposeRun", "用紙 lost がない",
                "用紙のない欄 row", "scope のない見出しのます",
            ])
        #expect(
            PageCheck("kyufu").problems(of: page) == [
                "行き先 #gone がない", "用紙 lost がない", "用紙のない欄 row",
                "scope のない見出しのます",
            ])
    }
}
