// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// A form as it stands on a page, with what a hand types into it.
struct PageForm {
    /// The page that shows it.
    let page: String
    let action: String
    let route: Route
    let hidden: [(String, String)]
    /// Fields to type into, each with a text of its own; dates and numbers are nonsense on purpose.
    let typed: [(String, String)]
    let isUpload: Bool
    /// The folds of its page that were open, by the forms in them.
    var openBefore: Set<String> = []

    /// What tells it from all other forms of a page.
    var identity: String {
        let told = hidden.filter { !["csrf", "once"].contains($0.0) }.map { "\($0.0)=\($0.1)" }
        return "\(action) \(told) \(typed.map(\.0))"
    }

    /// The forms of a page that stand in a fold, and whether it is open.
    static func folds(_ text: String) -> [String: Bool] {
        var folds: [String: Bool] = [:]
        for fold in text.matches(of: /<details([^>]*)>((?s:.*?))<\/details>/) {
            let isOpen = fold.1.contains(/\bopen\b/)
            for form in all(on: "", String(fold.2)) {
                folds[form.identity] = isOpen || folds[form.identity] ?? false
            }
        }
        return folds
    }

    var key: String { "\(route) \(typed.map(\.0))" }

    /// What the browser sends.
    func body(_ fields: [(String, String)]) -> String {
        (hidden + fields).map { "\($0.0)=\(Typed.escaped($0.1))" }.joined(separator: "&")
    }

    /// The forms of a page that are sent with POST.
    static func all(on page: String, _ text: String) -> [PageForm] {
        let tags = HTMLTag.all(in: text)
        return tags.indices.filter { tags[$0].name == "form" && tags[$0]["method"] == "post" }
            .compactMap { form(tags, at: $0, on: page) }
    }

    private static func form(_ tags: [HTMLTag], at place: Int, on page: String) -> PageForm? {
        let path = String((tags[place]["action"] ?? "").prefix { $0 != "?" })
        guard
            let route = Route.allCases.first(where: {
                $0.definition.method == .post && RouteBook.match(path, $0.definition.path) != nil
            })
        else { return nil }
        let end = tags[place...].firstIndex { $0.name == "/form" } ?? tags.endIndex
        let id = tags[place]["id"]
        let own = tags.indices.filter {
            (place < $0 && $0 < end) || (id != nil && tags[$0]["form"] == id)
        }.map { tags[$0] }
        let inputs = own.filter { $0["name"] != nil }
        var count = 0
        let typed = inputs.filter { $0.isText || $0.name == "textarea" }.map { tag in
            count += 1
            return (tag["name"] ?? "", "打った文字\(count)<&\"")
        }
        return PageForm(
            page: page, action: path, route: route,
            hidden: inputs.filter { $0["type"] == "hidden" }.map {
                ($0["name"] ?? "", $0["value"] ?? "")
            }, typed: typed,
            isUpload: route.definition.upload != nil)
    }
}

/// Every form of the desk, as the officers of five roles meet it by links: none loses what was typed.
@Suite("どの用紙も、打ったものを失わない", .serialized)
struct EveryFormTests {
    static let town = Task { try await HiddenTown(families: 1) }

    /// The doors and the box of the header: nothing is typed there that could be lost, or it must not
    /// be kept.
    private static let exempt: Set<Route> = [
        .enter, .logout, .ask, .answerPasskey, .checkTicket, .registerPasskey, .answerProof,
        .changePassword,
    ]

    /// The gate sends the forms of a part of the roles; the large run those of all.
    private static let officers =
        ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
        ? DeskBench.roles.map(\.officer) : ["kyufu"]

    /// Forms whose refusal is not yet said in their own page, each with what stands in the way.
    private static let known: [Route: String] = [
        .exportLog: "番地の一部を打ち替えたときだけ",
        .confirmAccess: "番地の一部を打ち替えたときだけ",
    ]

    /// One of each form that an officer can reach, page by page.
    private func forms(
        _ browser: Browser, _ officer: String, _ people: [AddresseeNumber]
    ) async throws -> [PageForm] {
        var waiting = ["/"] + people.map { "/persons/\($0)" }
        waiting += Route.allCases.filter {
            $0.definition.method == .get && !$0.definition.path.contains(":")
                && $0.definition.access != .open
        }.map { $0.definition.path }
        var seen: [String: Int] = [:]
        var found: [String: PageForm] = [:]
        while let address = waiting.popLast() {
            let page = String(address.prefix { $0 != "?" })
            guard
                let route = Route.allCases.first(where: {
                    $0.definition.method == .get && RouteBook.match(page, $0.definition.path) != nil
                }), route.definition.access != .open, seen[route.rawValue, default: 0] < 1
            else { continue }
            seen[route.rawValue, default: 0] += 1
            let sight = try await browser.follow(try await browser.get(address))
            guard sight.status == 200 else { continue }
            PageCheck(officer).check(sight.text, at: address)
            let open = Set(PageForm.folds(sight.text).filter(\.value).keys)
            for var form in PageForm.all(on: address, sight.text)
            where !Self.exempt.contains(form.route) && !form.isUpload {
                form.openBefore = open
                found[form.key] = found[form.key] ?? form
            }
            waiting += sight.text.matches(of: /href="(\/[^"#]*)"/).map {
                String($0.1).replacing("&amp;", with: "&")
            }
        }
        return found.values.sorted { $0.key < $1.key }
    }

    private func send(
        _ form: PageForm, _ fields: [(String, String)], _ browser: Browser
    ) async throws -> Sight {
        try await browser.send(
            form.action, .post, form.body(fields),
            headers: ["referer": "https://localhost\(form.page)"])
    }

    @Test("ログインが切れた後に送った用紙は、どれも、ログインし直すと打ったまま戻る", .measure("R-51"))
    func expiredLogInKeepsEverything() async throws {
        let town = try await Self.town.value
        let people = [town.households[0].child, town.households[0].mother]
        var count = 0
        for officer in Self.officers {
            count += try await town.bench.browse(as: officer) { browser in
                let forms = try await forms(browser, officer, people).filter {
                    !$0.typed.isEmpty
                }
                town.bench.clock.go(seconds: 700)
                var kept: [(PageForm, String)] = []
                for form in forms {
                    let sight = try await send(form, form.typed, browser)
                    let address = sight.location ?? ""
                    guard sight.status == 303, address.hasPrefix("/login?to=%2Fagain%2F") else {
                        Issue.record("\(officer) \(form.key): \(sight.status) \(address)")
                        continue
                    }
                    kept.append((form, address.dropFirst(10).removingPercentEncoding ?? ""))
                }
                try await browser.logIn(officer)
                for (form, address) in kept {
                    let page = try await browser.get(address)
                    let back = PageForm.all(on: address, page.text).filter {
                        $0.route == form.route
                    }
                    let typed = form.typed.filter { name, _ in
                        !["password", "individual-number"].contains(name)
                    }
                    for (name, words) in typed
                    where !page.text.contains(HTMLTag.escaped(words)) {
                        Issue.record(
                            "\(officer) \(form.page) \(form.key): \(name) が残らない \(page.status)")
                    }
                    #expect(!back.isEmpty, "\(officer) \(form.page) \(form.key): 用紙がない")
                    #expect(page.text.contains("まだ送られていません"), "\(officer) \(form.key)")
                    #expect(page.title.hasPrefix("エラー："), "\(officer) \(form.key)")
                }
                return kept.count
            }
        }
        #expect(count > 20, "\(count)")
    }

    @Test("断られた用紙は、どれも、誤りの一覧と打ったものを示す。誤りの行は欄へ導く")
    func refusedFormsSayWhereAndKeep() async throws {
        let town = try await Self.town.value
        let people = [town.households[0].child, town.households[0].mother]
        var refused = 0
        for officer in Self.officers {
            refused += try await town.bench.browse(as: officer) { browser in
                var (refused, folded) = (0, 0)
                for form in try await forms(browser, officer, people)
                where !form.typed.isEmpty && Self.known[form.route] == nil {
                    let sent = try await send(form, form.typed, browser)
                    let place = "\(officer) \(form.page) \(form.key)"
                    // To the authenticator first, or to the page that shows what came of it.
                    guard sent.location?.hasPrefix("/again/") ?? true else { continue }
                    let page = try await browser.look(sent)
                    guard page.status != 200 else { continue }
                    guard page.status == 422 else {
                        Issue.record("\(place): \(page.status) \(page.title)")
                        continue
                    }
                    refused += 1
                    for (other, isOpen) in PageForm.folds(page.text)
                    where other == form.identity
                        ? !isOpen : isOpen && !form.openBefore.contains(other)
                    {
                        Issue.record("\(place): \(other) の折畳みが\(isOpen ? "開いた" : "閉じた")")
                    }
                    if PageForm.folds(page.text)[form.identity] != nil { folded += 1 }
                    #expect(page.title.hasPrefix("エラー："), "\(place)")
                    let ids = Set(HTMLTag.all(in: page.text).compactMap { $0["id"] })
                    let banner = page.text.components(separatedBy: "class=\"banner error\"")
                    let list = banner.dropFirst().first?.components(separatedBy: "</ul>")[0] ?? ""
                    let leads = list.matches(of: /href="#([^"]*)"/).map { String($0.1) }
                    #expect(!leads.isEmpty, "\(place): 誤りの一覧がない")
                    for lead in leads where !ids.contains(lead) {
                        Issue.record("\(place): 誤りの行の行き先 #\(lead) がない")
                    }
                    for (name, words) in form.typed
                    where !page.text.contains(HTMLTag.escaped(words))
                        && name != "individual-number"
                    {
                        Issue.record("\(place): \(name) が残らない")
                    }
                }
                #expect(folded > 0, "\(officer)")
                return refused
            }
        }
        #expect(refused > 15, "\(refused)")
    }
}

@Suite("打ったものを頁へ戻す")
struct RefillTests {
    private func typed(_ pairs: [(String, [String])]) -> Typed {
        var form = Typed()
        for (name, values) in pairs { form.set(name, all: values) }
        return form
    }

    @Test("欄の種類ごとに、打ったものが戻り、ほかの用紙は変わらない")
    func kinds() throws {
        let page = """
            <form method="post" action="/a"><input name="text" value="他"></form>
            <form method="post" action="/b" id="f"><input type="hidden" name="row" value="2">
            <input name="text" value="前"><textarea name="long">前</textarea>
            <input type="checkbox" name="tick" value="yes" checked><input type="radio" name="one" value="x">
            <select name="pick"><option value="1" selected>一</option><option value="2">二</option></select>
            <input type="password" name="secret"></form><input name="outside" form="f">
            """
        let form = typed([
            ("row", ["2"]), ("text", ["\"後\" & <後>"]), ("long", ["二行\n目"]), ("one", ["x"]),
            ("pick", ["2"]), ("outside", ["外"]), ("secret", ["秘密"]),
        ])
        let filled = try #require(Refill(path: "/b", form: form, otherwise: nil).fill(page))
        #expect(
            filled.contains("<form method=\"post\" action=\"/a\"><input name=\"text\" value=\"他\">")
        )
        #expect(filled.contains("value=\"&quot;後&quot; &amp; &lt;後&gt;\""))
        #expect(filled.contains("<textarea name=\"long\">二行\n目</textarea>"))
        #expect(filled.contains("<input type=\"checkbox\" name=\"tick\" value=\"yes\">"))
        #expect(filled.contains("<input type=\"radio\" name=\"one\" value=\"x\" checked>"))
        #expect(filled.contains("<option value=\"1\">一</option><option value=\"2\" selected>二"))
        #expect(filled.contains("value=\"外\""))
        #expect(!filled.contains("秘密"))
    }

    @Test("同じ番地の用紙がいくつもあれば、隠した値の合うものに戻す。なければ戻さない")
    func rows() throws {
        let page = """
            <form method="post" action="/b"><input type="hidden" name="row" value="1"><input name="t"></form>
            <form method="post" action="/b"><input type="hidden" name="row" value="2"><input name="t"></form>
            """
        let filled = try #require(
            Refill(path: "/b", form: typed([("row", ["2"]), ("t", ["字"])]), otherwise: nil)
                .fill(page))
        #expect(
            filled.contains("value=\"1\"><input name=\"t\"></form>")
                && filled.contains("<input name=\"t\" value=\"字\">"))
        #expect(
            Refill(path: "/b", form: typed([("row", ["3"]), ("t", ["字"])]), otherwise: nil)
                .fill(page) == nil)
        #expect(Refill(path: "/c", form: typed([("t", ["字"])]), otherwise: nil).fill(page) == nil)
    }

    @Test("同じ番地の一覧を尋ねる用紙ではなく、送った用紙に戻し、その折畳みを開く")
    func asking() throws {
        let page = """
            <details><form method="get" action="/b"><input name="t"></form></details>
            <details><form method="post" action="/b"><input name="t"></form></details>
            """
        let filled = try #require(
            Refill(path: "/b", form: typed([("t", ["字"])]), otherwise: nil).fill(page))
        #expect(filled.hasPrefix("<details><form method=\"get\" action=\"/b\"><input name=\"t\">"))
        #expect(
            filled.contains(
                "<details open><form method=\"post\" action=\"/b\"><input name=\"t\" value=\"字\">"))
    }

    @Test("断られた用紙の折畳みだけが開く。欄のない用紙も、開いていたものも同じ")
    func folds() throws {
        let page = """
            <details><summary>一</summary><form method="post" action="/a"><input name="t"></form></details>
            <details class="panel"><summary>外</summary><details open><summary>内</summary>
            <form method="post" action="/b"><input type="hidden" name="row" value="1"></form></details>
            <details><summary>隣</summary><form method="post" action="/c"><input name="t"></form></details></details>
            """
        func filled(_ path: String) throws -> [String] {
            try #require(Refill(path: path, form: typed([]), otherwise: nil).fill(page))
                .matches(of: /<details[^>]*>/).map { String($0.0) }
        }
        let plain = ["<details>", "<details class=\"panel\">", "<details open>", "<details>"]
        #expect(try filled("/a") == ["<details open>"] + plain[1...])
        let outer = "<details class=\"panel\" open>"
        #expect(try filled("/b") == ["<details>", outer, "<details open>", "<details>"])
        #expect(try filled("/c") == ["<details>", outer, "<details open>", "<details open>"])
    }
}
