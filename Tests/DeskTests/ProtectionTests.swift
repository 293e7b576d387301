// SPDX-License-Identifier: Apache-2.0
import Foundation
import Hummingbird
import Safeguards
import Testing
import Vocabulary

@testable import Desk

@Suite("支援措置と障害")
struct ProtectionTests {
    @Test("支援措置が始まると、前に控えた住所も口座の店名も、どの画面にも出ない")
    func oldAddressesAreHidden() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.decision)
        try await bench.grant(family.child)
        let pages = [
            "/persons/\(family.child)", "/persons/\(family.child)/as-of?on=R7.6.10&known=R7.6.10",
            "/persons/\(family.child)/household", "/persons/\(family.father)",
            "/persons/\(family.father)/as-of",
        ]
        try await bench.browse(as: "uketsuke") { browser in
            let before = try await browser.get(pages[0])
            #expect(before.text.contains(family.address) && before.text.contains("(0017)"))
            let list = try await browser.get("/papers")
            let id = try #require(list.ids(after: "/papers/").first)
            // From one second to the next: nothing of what was stored is shown any more.
            try family.protect(in: bench.office)
            for page in pages + ["/applications", "/papers/\(id)"] {
                let sight = try await browser.get(page)
                #expect(sight.status == 200, "\(page)")
                #expect(!sight.text.contains(family.address), "\(page)")
                #expect(!sight.text.contains("(0017)"), "\(page)")
                if page.hasPrefix("/persons") { #expect(sight.text.contains("支援措置"), "\(page)") }
            }
            let preview = try await browser.get("/papers/\(id)/preview")
            #expect(preview.status == 404)
            let printed = try await browser.follow(
                try await browser.post("/papers/waiting", on: list, [:]))
            #expect(printed.text.contains("1件のうち0件") && printed.text.contains("支援措置の対象です"))
        }
    }

    @Test("障害は参照番号だけを見せ、結果の分からない書込みの後は何も答えない")
    func faultsHideTheirDetails() async throws {
        let bench = try await DeskBench()
        let visit = Visit(
            desk: bench.reception.desk, route: .search, parameters: [:], query: Typed(),
            form: Typed(), session: nil, terminal: "T", token: nil, door: nil, path: "/search")
        let response = bench.reception.trouble(
            Fault(.disk, detail: "/secret/path is full"), visit)
        #expect(response.status == .serviceUnavailable)
        let page = TroublePage.reference(
            in: try bench.reception.text(of: Fault(.disk, detail: "x"), visit))
        #expect(page?.hasPrefix("D-") ?? false)
        _ = bench.reception.trouble(Fault(.unknownOutcome, detail: "commit"), visit)
        try await bench.browse { browser in
            let sight = try await browser.get("/login")
            #expect(sight.status == 503 && sight.text.contains("結果が分かりません"))
        }
    }
}

extension TroublePage {
    fileprivate static func reference(in text: String) -> String? {
        text.firstMatch(of: /参照番号 <strong>(D-[0-9A-F]{8})<\/strong>/).map { String($0.1) }
    }
}

extension Reception {
    /// The page that a fault leads to.
    fileprivate func text(of fault: Fault, _ visit: Visit) throws -> String {
        let reference = Journal.note(fault, visit)
        let body = TroublePage(
            title: "障害", message: "", code: nil, article: nil, reference: reference,
            isLoggedIn: false)
        return try desk.templates.render(
            Frame(Page("session/trouble", "障害", body: body), of: visit, once: ""),
            with: "session/trouble")
    }
}
