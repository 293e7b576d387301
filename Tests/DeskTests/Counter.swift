// SPDX-License-Identifier: Apache-2.0
import Entitlement
import HTTPTypes
import Office
import Safeguards
import Scheme
import Testing
import Vocabulary

// SPDX-License-Identifier: Apache-2.0
@testable import Desk

/// Takes applications in, as an officer at the counter does it: page by page.
struct Counter {
    let browser: Browser

    init(_ browser: Browser) { self.browser = browser }

    /// The address that the form of a page is sent to.
    func action(of page: Sight) -> String? {
        page.text.firstMatch(of: /<form method="post" action="([^"]*)" id="intake-form"/)
            .map { String($0.1) }
    }

    /// The last page before the applications are received.
    func check(
        _ children: [AddresseeNumber], evidence: String = "confirmation",
        account: String = "9000017",
        other: String = "", insured: String = "", how: [(String, String)]? = nil,
        place: String? = nil
    ) async throws -> Sight {
        let first = try #require(children.first)
        let household = try await browser.get("/persons/\(first)/household")
        var body = "csrf=\(household.hidden("csrf") ?? "")&person=\(first)"
        for child in children { body += "&child=\(child)" }
        var page = try await browser.follow(try await browser.send("/intake", .post, body))
        page = try await answer(
            page,
            [
                ("applicant", parent(of: first)), ("reason", "01"), ("cause", "R6.2.5"),
                ("applied", "R7.6.10"), ("other-applicant", other),
            ] + (place.map { [("place", $0)] } ?? [])
                + (how ?? [
                    ("channel", "counter"), ("seen", "N01"), ("documents", ""),
                    ("interviewed", "yes"), ("explained", "yes"),
                ]))
        page = try await answer(page, children.map { ("child", $0.description) })
        var fields: [(String, String)] = []
        for child in children {
            fields += [
                ("evidence-\(child)", evidence), ("insurer-\(child)", "06119903"),
                ("insurer-name-\(child)", "見本健康保険組合"), ("symbol-\(child)", "12"),
                ("number-\(child)", "3456"), ("sub-\(child)", "01"),
                ("acquired-\(child)", "R6.2.5"), ("insured-\(child)", insured),
            ]
        }
        page = try await answer(page, fields)
        page = try await answer(
            page,
            [
                ("account", "bank"), ("bank", "0017"), ("branch", "999"), ("account-type", "1"),
                ("account-number", account), ("holder", "ケンショウ　タロウ"),
            ])
        let documents = page.text.matches(of: /name="document" value="([^"]*)"/)
            .map { ("document", String($0.1)) }
        return try await answer(page, documents)
    }

    /// Receives applications; answers the page with the numbers.
    func receive(
        _ children: [AddresseeNumber], evidence: String = "confirmation", other: String = "",
        insured: String = "", place: String? = nil
    ) async throws -> Sight {
        let check = try await check(
            children, evidence: evidence, other: other, insured: insured, place: place)
        let path = try #require(action(of: check), "\(check.text)")
        return try await browser.follow(
            try await browser.post(path, on: check, ["confirmed": "yes"]))
    }

    private func answer(
        _ page: Sight, _ fields: KeyValuePairs<String, String>
    ) async throws -> Sight {
        try await answer(page, fields.map { ($0.key, $0.value) })
    }

    private func answer(_ page: Sight, _ fields: [(String, String)]) async throws -> Sight {
        let path = try #require(action(of: page), "\(page.text)")
        var pairs = ["csrf", "once", "fields"].map { ($0, page.hidden($0) ?? "") }
        pairs += fields
        let body = pairs.map { "\($0.0)=\(Typed.escaped($0.1))" }.joined(separator: "&")
        let next = try await browser.send(path, .post, body)
        try #require(next.status == 303, "\(path): \(next.text)")
        return try await browser.follow(next)
    }

    private func parent(of child: AddresseeNumber) -> String {
        for kind in Family.Kind.allCases {
            let family = Family.of(kind)
            if [family.child, family.sibling].contains(child) { return family.father.description }
        }
        return ""
    }
}

extension DeskBench {
    /// An application that waits for the head.
    /// - Returns: the ids of the application and of the proposal.
    func propose(
        _ child: AddresseeNumber, as officer: String = "uketsuke", insured: String = "",
        place: String? = nil
    ) async throws -> (application: String, proposal: String) {
        try await browse(as: officer) { browser in
            let received = try await Counter(browser).receive(
                [child], insured: insured, place: place)
            let id = try #require(received.ids(after: "/applications/").first)
            let examine = try await browser.get("/applications/\(id)/examine")
            _ = try await browser.post("/applications/\(id)/propose", on: examine, [:])
            let list = try await browser.get("/decisions")
            return (id, try #require(list.ids(after: "/decisions/").last))
        }
    }

    /// An application that was refused: 生活保護 was told of the child.
    /// - Returns: the id of the application.
    func refuse(_ child: AddresseeNumber) async throws -> String {
        let id = try await browse(as: "uketsuke") { browser -> String in
            let received = try await Counter(browser).receive([child])
            return try #require(received.ids(after: "/applications/").first)
        }
        try office.casework.perform(
            RecordExclusions.operation, by: .machine("welfare"), for: .registration
        ) { scope in
            _ = try RecordExclusions.perform(
                [
                    ExclusionInput(
                        child: child, kind: .publicAssistance,
                        beganOn: scope.today.adding(days: -30), source: "検証")
                ], in: scope)
        }
        try await browse(as: "uketsuke") { browser in
            let examine = try await browser.get("/applications/\(id)/examine")
            _ = try await browser.post("/applications/\(id)/propose", on: examine, [:])
        }
        try await browse(as: "kacho") { browser in
            let list = try await browser.get("/decisions")
            let id = try #require(list.ids(after: "/decisions/").last)
            let path = "/decisions/\(id)"
            let page = try await browser.get(path)
            let done = try await browser.post(path + "/approve", on: page, [:])
            try #require(done.status == 303, "\(done.text)")
        }
        return id
    }

    /// 「いま作り直す」 and its job to the end.
    /// - Returns: the list.
    func listUnregistered(_ browser: Browser, on page: Sight) async throws -> Sight {
        let made = try await browser.post("/unregistered/list", on: page, [:])
        try #require(made.location?.contains("done=jobstarted") == true, "\(made.text)")
        await reception.desk.runner.settle()
        return try await browser.get("/unregistered")
    }

    /// A child that is entitled, through the screens.
    func grant(
        _ child: AddresseeNumber, insured: String = "", place: String? = nil
    ) async throws {
        let waiting = try await propose(child, insured: insured, place: place)
        try await browse(as: "kacho") { browser in
            let path = "/decisions/\(waiting.proposal)"
            let page = try await browser.get(path)
            let done = try await browser.post(path + "/approve", on: page, [:])
            try #require(done.status == 303, "\(done.text)")
        }
    }
}
