// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("対象者の帯")
struct StripTests {
    private static let words = "父からの電話に答えない"

    /// An important memo about a child, as the counter writes it.
    private func write(_ bench: DeskBench, about child: AddresseeNumber) async throws {
        try await bench.browse(as: "uketsuke") { browser in
            let path = "/persons/\(child)/memos"
            let page = try await browser.get(path)
            let done = try await browser.post(
                path, on: page,
                ["text": Self.words, "importance": "warning", "reach": "person"])
            try #require(done.status == 303, "\(done.text)")
        }
    }

    /// Every page about one person, by the table of routes.
    private func pages(of child: AddresseeNumber) -> [String] {
        Route.allCases.map(\.definition)
            .filter { $0.method == .get && $0.path.hasPrefix("/persons/:person") }
            .map { $0.path.replacing(":person", with: child.description) }
    }

    @Test("重要のメモと決裁待ちは、その人のどの画面の帯にも出る")
    func everyPage() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.decision).child
        let waiting = try await bench.propose(child)
        try await write(bench, about: child)
        let cases = [
            "/applications/\(waiting.application)", "/decisions/\(waiting.proposal)",
        ]
        for officer in ["uketsuke", "kyufu", "kacho"] {
            try await bench.browse(as: officer) { browser in
                var shown = 0
                for path in pages(of: child) + cases {
                    let page = try await browser.get(path)
                    guard page.status == 200 else { continue }
                    shown += 1
                    #expect(page.text.contains("class=\"subject\""), "\(officer) \(path)")
                    #expect(page.text.contains(Self.words), "\(officer) \(path)")
                    // Looking back, where an application stands today is no word about that day.
                    if !path.hasSuffix("/as-of") {
                        #expect(page.text.contains(">決裁待ち</span>"), "\(officer) \(path)")
                    }
                }
                #expect(shown > 8, "\(officer)")
            }
        }
    }

    @Test("申請受付のどの段にも、選んだ子の重要のメモが出る")
    func intake() async throws {
        let bench = try await DeskBench()
        let family = Family.of(.intake)
        // An application that was withdrawn: the office knows the child, and may receive it again.
        try await bench.browse(as: "uketsuke") { browser in
            let received = try await Counter(browser).receive([family.child])
            let id = try #require(received.ids(after: "/applications/").first)
            let page = try await browser.get("/applications/\(id)")
            let done = try await browser.post(
                "/applications/\(id)/withdraw", on: page, ["why": "申請者の申出"])
            #expect(done.status == 303, "\(done.text)")
        }
        try await write(bench, about: family.child)
        try await bench.browse(as: "uketsuke") { browser in
            let first = try await browser.follow(
                try await browser.get("/intake?person=\(family.child)"))
            #expect(first.text.contains(Self.words))
            // Begun with the father, the child is shown as soon as it is chosen.
            let check = try await Counter(browser).check([family.child])
            #expect(check.text.contains(Self.words))
        }
    }

    @Test("保留の期限は、申請のほかの画面の帯にも出る")
    func held() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.hold).child
        try await bench.browse(as: "uketsuke") { browser in
            let received = try await Counter(browser).receive([child])
            let id = try #require(received.ids(after: "/applications/").first)
            let page = try await browser.get("/applications/\(id)")
            _ = try await browser.post(
                "/applications/\(id)/hold", on: page, ["reason": "委任状待ち", "due": "R7.7.1"])
            for path in ["/persons/\(child)/papers", "/persons/\(child)/insurance"] {
                let sight = try await browser.get(path)
                #expect(sight.text.contains("保留（期限 R7.7.1）"), "\(path)")
            }
        }
    }

    @Test("償還申請にも、児童の重要のメモが出る")
    func reimbursement() async throws {
        let money = try await MoneyBench()
        try await write(money.bench, about: money.child)
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await money.enter(browser)
            let file = try await browser.get(try list.address("/reimbursements/case/"))
            #expect(file.text.contains("class=\"subject\"") && file.text.contains(Self.words))
            #expect(file.text.contains("<a href=\"/persons/\(money.child)\">対象者台帳</a>"))
        }
    }

    @Test("支援措置のいる家族では、どの画面にもメモの内容を出さず、あることだけを言う")
    func protected() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.protected).child
        try await bench.grant(child)
        try await write(bench, about: child)
        try await bench.browse(as: "uketsuke") { browser in
            var told = 0
            for path in pages(of: child) {
                let page = try await browser.get(path)
                guard page.status == 200 else { continue }
                #expect(!page.text.contains(Self.words), "\(path)")
                if page.text.contains("メモ 重要") { told += 1 }
            }
            #expect(told > 8)
        }
    }
}
