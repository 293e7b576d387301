// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// 1220, 1221 and the papers of the counter, as a browser without scripts sees them.
@Suite("決裁の机")
struct DecisionDeskTests {
    @Test("決裁を保留すると、まとめても一件でも決裁できず、解くと決裁でき、経過に残る", .measure("R-04"))
    func holdAndResume() async throws {
        let bench = try await DeskBench()
        let waiting = try await bench.propose(Family.of(.decision).child)
        let path = "/decisions/\(waiting.proposal)"
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get(path)
            #expect(page.title.hasPrefix("認定の決定案（R7.6.10起案）"), "\(page.title)")
            #expect(!page.text.contains(path + "/hold"))
            let forced = try await browser.post(
                path + "/hold", on: page, ["hold-reason": "x", "look-again": "R7.7.1"])
            #expect(forced.status == 403)
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            let bare = try await browser.post(
                path + "/hold", on: page, ["hold-reason": "", "look-again": "R7.5.1"])
            #expect(bare.status == 422 && bare.text.contains("保留の理由を入力してください"))
            let past = try await browser.post(
                path + "/hold", on: page, ["hold-reason": "保険の確認", "look-again": "R7.5.1"])
            #expect(past.status == 422 && past.text.contains("E-ENT-016"))
            let held = try await browser.follow(
                try await browser.post(
                    path + "/hold", on: page, ["hold-reason": "保険の確認", "look-again": "R7.7.1"]))
            #expect(held.text.contains("決裁の保留中") && held.text.contains("令和7年7月1日"))
            #expect(!held.text.contains("approve-form"))
            let list = try await browser.get("/decisions")
            #expect(list.text.contains("決裁の保留") && !list.text.contains("name=\"proposal\""))
            let forced = try await browser.post(path + "/approve", on: held, [:])
            #expect(forced.status == 422 && forced.text.contains("E-ENT-034"))
            let resumed = try await browser.follow(
                try await browser.post(
                    path + "/resume", on: held, ["resume-reason": "確認が取れた"]))
            #expect(resumed.text.contains("保留を解きました"))
            let done = try await browser.post(path + "/approve", on: resumed, [:])
            #expect(done.location == "/decisions?done=approved&n=1")
            let after = try await browser.get(path)
            #expect(after.text.contains("<td>決裁</td><td>検証 課長</td>"), "\(after.text)")
        }
    }

    /// Where a key of the bar leads.
    private func href(_ key: String, _ page: Sight) -> String? {
        HTMLTag.all(in: page.text).first { $0["data-key"] == key }?["href"]
    }

    @Test("待っている案は前後へめくれ、差戻しのキーは決裁する職員だけに出る")
    func turning() async throws {
        let bench = try await DeskBench()
        let first = try await bench.propose(Family.of(.decision).child).proposal
        let second = try await bench.propose(Family.of(.ordinary).child).proposal
        try await bench.browse(as: "kacho") { browser in
            let one = try await browser.get("/decisions/\(first)")
            #expect(href("F7", one) == nil && href("F8", one) == "/decisions/\(second)")
            #expect(one.text.contains("form=\"back-form\" data-key=\"F2\""))
            let two = try await browser.get("/decisions/\(second)")
            #expect(href("F7", two) == "/decisions/\(first)" && href("F8", two) == nil)
            _ = try await browser.post("/decisions/\(first)/approve", on: one, [:])
            let settled = try await browser.get("/decisions/\(first)")
            #expect(href("F8", settled) == "/decisions/\(second)")
            #expect(!settled.text.contains("data-key=\"F2\""))
            let last = try await browser.get("/decisions/\(second)")
            #expect(href("F7", last) == nil && href("F8", last) == nil)
        }
        try await bench.browse(as: "uketsuke") { browser in
            let one = try await browser.get("/decisions/\(second)")
            #expect(!one.text.contains("data-key=\"F2\""))
        }
    }

    /// The keys of the bar that turn to another record or page.
    private func turns(_ page: Sight) -> [String] {
        HTMLTag.all(in: page.text).filter { $0["data-key"] != nil }.compactMap { $0["rel"] }
    }

    @Test("端の PgUp・PgDn がめくるのは、前後の案や頁のキーだけで、別の画面へのキーではない")
    func turnsOnlyByItsKeys() async throws {
        let bench = try await DeskBench()
        let first = try await bench.propose(Family.of(.decision).child).proposal
        let second = try await bench.propose(Family.of(.ordinary).child).proposal
        try await bench.browse(as: "kacho") { browser in
            #expect(turns(try await browser.get("/decisions/\(first)")) == ["next"])
            #expect(turns(try await browser.get("/decisions/\(second)")) == ["prev"])
            let postings = try await browser.get("/postings")
            #expect(href("F7", postings) != nil && href("F8", postings) != nil)
            #expect(turns(postings).isEmpty)
        }
    }

    @Test("画面の上の「待ち」は、ホームのカードの名と件数で内訳を言う")
    func waitingAddsUp() async throws {
        let bench = try await DeskBench()
        _ = try await bench.propose(Family.of(.decision).child)
        try await bench.browse(as: "kacho") { browser in
            let home = try await browser.get("/")
            #expect(home.text.contains(">待ち 1件</a>"))
            #expect(home.text.contains("上の「待ち 1件」の内訳：決裁待ち 1件。"), "\(home.text)")
            #expect(home.text.contains("<span class=\"label\">決裁待ち</span>"))
        }
        try await bench.browse(as: "kyufu") { browser in
            let home = try await browser.get("/")
            #expect(!home.text.contains("の内訳："), "待ちがなければ言わない")
        }
        // The parts bear the names of the cards.
        let (parts, cards) = try bench.office.casework.perform(
            .previewExtraction, by: bench.administrator, for: .statistics
        ) { scope in
            let (money, links) = (
                try MoneyTasks(in: scope, law: bench.office.recoveryLaw, unsettled: 0),
                try LinkTasks(in: scope)
            )
            let roles = Set(Role.allCases)
            return (
                (money.waiting(for: roles) + links.waiting(for: roles)).map(\.label),
                Set((money.lines + links.lines(matches: 0)).map { $0.1 })
            )
        }
        #expect(parts.count == 10 && parts.allSatisfy(cards.contains))
    }

    @Test("判定が認定でも、審査の画面から理由と事実を書いて却下を起案でき、決裁の画面に注意が出る", .measure("R-04"))
    func officersRefusal() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            let received = try await Counter(browser).receive([Family.of(.ordinary).child])
            let id = try #require(received.ids(after: "/applications/").first)
            let path = "/applications/\(id)/examine"
            let page = try await browser.get(path)
            #expect(page.text.contains("判定と違う却下を起案する"), "\(page.text)")
            let form = path.replacingOccurrences(of: "/examine", with: "/propose")
            let bare = try await browser.post(
                form, on: page, ["refusal": "10", "words": ""])
            #expect(bare.text.contains("認めた事実と根拠"), "\(bare.text)")
            let books = try await browser.post(
                form, on: page, ["refusal": "02", "words": "年齢"])
            #expect(books.text.contains("E-ENT-045"), "\(books.text)")
            let done = try await browser.follow(
                try await browser.post(
                    form, on: page, ["refusal": "10", "words": "父が監護（条例第2条）"]))
            #expect(done.text.contains("起案"), "\(done.text)")
        }
        try await bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/decisions")
            let id = try #require(list.ids(after: "/decisions/").first, "\(list.text)")
            let page = try await browser.get("/decisions/\(id)")
            #expect(page.text.contains("判定と違う却下") && page.text.contains("父が監護（条例第2条）"))
        }
    }

    @Test("決裁書は一枚の紙になり、印刷の記録に残る", .measure("R-62"))
    func sheet() async throws {
        let bench = try await DeskBench()
        let waiting = try await bench.propose(Family.of(.decision).child)
        let path = "/decisions/\(waiting.proposal)"
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            let printed = try await browser.follow(
                try await browser.post(path + "/sheet", on: page, [:]))
            #expect(printed.text.contains("決裁書") && printed.text.contains("1件のうち1件"))
            let address = try #require(
                printed.text.firstMatch(of: /\/papers\/print\/[0-9a-f]{36}/)
            ).output
            let pdf = try await browser.get(String(address))
            #expect(pdf.bytes.starts(with: Array("%PDF".utf8)))
        }
        try await bench.browse(as: "kansa") { browser in
            let log = try await browser.get("/print-log")
            // The document with its pages, not the kind of output above it or in the choice.
            #expect(
                log.text.contains(
                    /<td>決裁書<\/td><td class="number">[1-9]\d*<\/td><td class="number">1\/1<\/td>/))
        }
    }

    @Test("不在時代理: 課長が頼み、管理者が承認すると、代理の職員が決裁でき、代決と残る", .measure("R-45"))
    func delegation() async throws {
        let bench = try await DeskBench()
        let waiting = try await bench.propose(Family.of(.decision).child)
        try bench.office.accounts.disable(
            "uketsuke", reason: "退職", by: bench.administrator)
        let id = try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/delegations")
            #expect(page.text.contains("不在時代理はまだありません"))
            // Nobody who has left, and no head.
            #expect(
                page.text.matches(of: /<option value="([a-z]+)"/).map { String($0.1) }
                    == ["kanri", "kansa", "kyufu"])
            let bare = try await browser.post("/delegations", on: page, ["deputy": ""])
            #expect(bare.status == 422 && bare.text.contains("最初の日"))
            let past = try await browser.post(
                "/delegations", on: page,
                ["deputy": "kyufu", "from": "R7.6.1", "last": "R7.6.13", "reason": "出張"])
            #expect(past.status == 422 && past.text.contains("E-SAF-037"))
            let asked = try await browser.follow(
                try await browser.post(
                    "/delegations", on: page,
                    ["deputy": "kyufu", "from": "R7.6.10", "last": "R7.6.13", "reason": "出張"]))
            #expect(asked.text.contains("承認待ち") && asked.text.contains("別の職員の承認を待っています"))
            // Its own page shows no button: the number is what the next officer's page names.
            let id = try #require(try await firstDelegation(bench))
            let own = try await browser.post("/delegations/\(id)/confirm", on: asked, [:])
            #expect(own.status == 422 && own.text.contains("E-SAF-009"))
            return id
        }
        try await bench.browse(as: "kyufu") { browser in
            let home = try await browser.get("/")
            let path = "/decisions/\(waiting.proposal)"
            #expect(
                try await browser.post(path + "/approve", on: home, [:]).status == 403)
        }
        try await bench.browse(as: "kanri") { browser in
            let home = try await browser.get("/")
            #expect(home.text.contains("不在時代理の承認待ち"))
            // It stands here only today, so it takes no digit from the others.
            #expect(home.text.contains("<a href=\"/delegations\"><span class=\"figure\">"))
            let page = try await browser.get("/delegations")
            let done = try await browser.follow(
                try await browser.post("/delegations/\(id)/confirm", on: page, [:]))
            #expect(done.text.contains("代理中"))
        }
        try await bench.browse(as: "kyufu") { browser in
            let list = try await browser.get("/decisions")
            #expect(list.text.contains("検証 課長さんの不在時代理として"))
            let path = "/decisions/\(waiting.proposal)"
            let page = try await browser.get(path)
            let done = try await browser.post(path + "/approve", on: page, [:])
            #expect(done.location == "/decisions?done=approved&n=1", "\(done.text)")
            #expect(try await browser.get(path).text.contains("代決：検証 課長不在"))
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/delegations")
            let done = try await browser.follow(
                try await browser.post(
                    "/delegations/\(id)/end", on: page, ["end-reason": "帰庁"]))
            #expect(done.text.contains("決裁の役割は消えました"))
        }
    }

    /// The number of the delegation that waits, as the page of the officer who may confirm it says.
    private func firstDelegation(_ bench: DeskBench) async throws -> String? {
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/delegations").text
            return page.firstMatch(of: /action="\/delegations\/(\d+)\/confirm/).map { String($0.1) }
        }
    }

    @Test("窓口確認に印がなければ受け付けない。署名の紙を先に印字でき、受けた後に引継票が出る", .measure("R-40"))
    func counterConfirms() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            let counter = Counter(browser)
            let check = try await counter.check([Family.of(.intake).child])
            let path = try #require(counter.action(of: check))
            #expect(check.text.contains("窓口確認"))
            let sheet = String(
                try #require(
                    check.text.firstMatch(of: /action="(\/intake\/[0-9a-f]+\/sheet)"/)
                ).1)
            let printed = try await browser.follow(
                try await browser.post(sheet, on: check, [:]))
            #expect(printed.text.contains("署名の紙"))
            #expect(try await browser.get("/applications").text.contains("<strong>0件</strong>"))
            let again = try await browser.get(
                sheet.replacingOccurrences(of: "/sheet", with: "/check"))
            let bare = try await browser.post(path, on: again, [:])
            #expect(bare.status == 422 && bare.text.contains("窓口確認"))
            let received = try await browser.follow(
                try await browser.post(path, on: again, ["confirmed": "yes"]))
            let id = try #require(received.ids(after: "/applications/").first)
            let slip = try await browser.follow(
                try await browser.post("/applications/\(id)/sheet", on: received, [:]))
            #expect(slip.text.contains("引継票") && slip.text.contains("1件のうち1件"))
        }
    }

    @Test("説明の文は、版とともに申請者の段に出る", .measure("R-40"))
    func explanation() async throws {
        let bench = try await SharedBench.get()
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.follow(
                try await browser.get("/intake?person=\(Family.of(.intake).child)"))
            #expect(page.text.contains("説明の文（第1版・文案は未確認）"))
            #expect(page.text.contains("ほかの目的には使いません"))
        }
    }

    @Test("業務の状況は役割ごとに変わり、図と同じ数の表があり、人の名前は出ない", .measure("R-62"))
    func dashboards() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.decision)
        _ = try await bench.propose(child.child)
        for (officer, words) in [
            ("uketsuke", "受付と決定"), ("kacho", "決裁を待つ日数"), ("kyufu", "レセプトのエラー"),
            ("kanri", "連携"), ("kansa", "ログの警報"),
        ] {
            try await bench.browse(as: officer) { browser in
                let page = try await browser.get("/dashboard")
                #expect(page.status == 200 && page.text.contains(words), "\(officer)")
                #expect(!page.text.contains(child.child.description), "\(officer)")
            }
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/dashboard")
            #expect(page.text.contains("<svg class=\"chart\""))
            #expect(page.text.contains("決裁を待つ日数") && page.text.contains("数の表"))
            #expect(page.text.contains("href=\"/decisions\""))
        }
    }

    @Test("図の棒は、その日数の申請だけの一覧を開き、ほかの日数の一覧にはない")
    func barsLeadToTheirList() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "uketsuke") { browser in
            _ = try await Counter(browser).receive([Family.of(.ordinary).child])
            let page = try await browser.get("/dashboard")
            #expect(page.text.contains("age=fresh") && page.text.contains("age=older"))
            let fresh = try await browser.get("/applications?state=checked&age=fresh")
            #expect(fresh.text.contains("検証0　翔") && fresh.text.contains("申請から3日まで"))
            let older = try await browser.get("/applications?state=checked&age=older")
            #expect(!older.text.contains("検証0　翔") && older.text.contains("申請から31日から"))
        }
        bench.clock.go(seconds: 40 * 86_400)
        try await bench.browse(as: "uketsuke") { browser in
            let later = try await browser.get("/applications?state=checked&age=older")
            #expect(later.text.contains("検証0　翔"))
        }
    }

    @Test("人の画面のタブは一列に収まる数で、世帯が台帳の横に出る")
    func tabs() async throws {
        let bench = try await SharedBench.get()
        let family = Family.of(.ordinary)
        for (officer, _, role) in DeskBench.roles where [.counter, .payment, .head].contains(role) {
            try await bench.browse(as: officer) { browser in
                let page = try await browser.get("/persons/\(family.child)")
                let tabs = page.text.matches(of: /<ul class="tabs">(?s:.*?)<\/ul>/).map {
                    $0.output.matches(of: /<li>/).count
                }
                #expect(tabs.count == 1 && (1...9).contains(tabs.first ?? 0), "\(officer)")
                #expect(page.text.contains("id=\"family\""))
                #expect(page.text.contains("/persons/\(family.father)"))
            }
        }
    }
}
