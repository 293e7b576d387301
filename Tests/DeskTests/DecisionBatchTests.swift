// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk
@testable import Entitlement

/// 1220 with more than a page of proposals, the act that decides many, and 事前承認.
@Suite("決裁の一覧と一括")
struct DecisionBatchTests {
    /// Changes of an entitled child that wait, as many as are asked for.
    private func queue(
        _ count: Int, on bench: DeskBench, by proposer: String = "uketsuke",
        flags: Set<ProposalFlag> = []
    ) throws {
        let child = Family.of(.ordinary).child
        let clerk = Principal(
            officer: "uketsuke", name: "検証 受付", roles: [.counter], session: "bench",
            terminal: "窓口1")
        try bench.office.casework.perform(.proposeDecision, by: clerk, for: .registration) {
            scope in
            let strands = try HistoryBook.strands(children: [child], from: scope.db)
            let state = try #require(strands[child]?.last?.state)
            let granted = try #require(
                try scope.db.first("SELECT MIN(id) FROM proposal WHERE child = ?", [child]) {
                    $0.int64(0)
                })
            var draft = try #require(
                try ProposalBook.proposals([granted], from: scope.db)[granted]
            ).draft
            draft.applicationID = nil
            draft.judgementID = nil
            draft.baseHistoryID = state.id
            draft.result = .changed
            draft.reason = .changedName
            draft.cause = .rejudgement
            draft.flags = flags
            scope.saw([draft.child, draft.recipient])
            try scope.append(
                Array(repeating: ProposalRow(draft: draft, proposer: proposer), count: count))
        }
    }

    private func bench() async throws -> DeskBench {
        let bench = try await DeskBench()
        try await bench.grant(Family.of(.ordinary).child)
        _ = try await bench.propose(Family.of(.decision).child)
        return bench
    }

    /// An address as the page says it.
    private func plain(_ sight: Sight) -> String { sight.text.replacing("&amp;", with: "&") }

    @Test("決裁待ちは百件ずつの頁になり、種類の絞りは頁をめくっても決裁しても残る", .measure("R-04"))
    func pages() async throws {
        let bench = try await bench()
        try queue(130, on: bench)
        try await bench.browse(as: "kacho") { browser in
            let all = try await browser.get("/decisions")
            #expect(all.text.contains("1〜100件目／全131件"))
            #expect(plain(all).contains("href=\"/decisions?page=2\""))
            #expect(all.text.contains("変更 130件") && all.text.contains("認定 1件"))
            let grants = try await browser.get("/decisions?kind=1")
            #expect(grants.ids(after: "/decisions/").count == 1)
            #expect(grants.text.contains("資格の決定 1件") && !grants.text.contains("次の頁"))
            let first = try await browser.get("/decisions?kind=3")
            #expect(plain(first).contains("href=\"/decisions?kind=3&page=2\""))
            let second = try await browser.get("/decisions?kind=3&page=2")
            #expect(second.text.contains("101〜130件目／全130件"))
            #expect(plain(second).contains("href=\"/decisions?kind=3&page=1\""))
            let ids = second.ids(after: "/decisions/")
            #expect(ids.count == 30)
            #expect(Set(ids).isDisjoint(with: first.ids(after: "/decisions/")))
            #expect(second.hidden("kind") == "3" && second.hidden("page") == "2")
            let bare = try await browser.post(
                "/decisions", on: second, ["kind": "3", "page": "2"])
            #expect(bare.status == 422 && bare.text.contains("101〜130件目／全130件"))
            let done = try await browser.post(
                "/decisions", on: second, ["kind": "3", "page": "2", "proposal": ids[0]])
            #expect(done.location == "/decisions?done=approved&n=1&kind=3&page=2", "\(done.text)")
            let after = try await browser.follow(done)
            #expect(after.text.contains("101〜129件目／全129件"))
        }
    }

    @Test("再判定の一覧も百件ずつの頁になり、キーでめくれ、確認の後も同じ頁に戻る")
    func rejudgements() async throws {
        let bench = try await bench()
        try queue(130, on: bench)
        try await bench.browse(as: "kacho") { browser in
            let first = try await browser.get("/rejudgements")
            #expect(first.text.contains("1〜100件目／全130件") && first.text.contains("案 130件"))
            #expect(plain(first).contains("href=\"/rejudgements?page=2\" data-key=\"F8\""))
            let second = try await browser.get("/rejudgements?page=2")
            #expect(second.text.contains("101〜130件目／全130件"))
            #expect(plain(second).contains("href=\"/rejudgements?page=1\" data-key=\"F7\""))
            let ids = second.ids(after: "/decisions/")
            #expect(ids.count == 30)
            #expect(second.text.contains("の案を確認\">確認</button>"))
            #expect(Set(ids).isDisjoint(with: first.ids(after: "/decisions/")))
            let done = try await browser.post(
                "/rejudgements/\(ids[0])", on: second,
                ["page": try #require(second.hidden("page"))])
            #expect(done.location == "/rejudgements?done=confirmed&page=2", "\(done.text)")
        }
    }

    @Test("百件を超えて待つ再判定は、ジョブの試行から始めて本番で待ちが消え、百件まではその場で行う")
    func longQueue() async throws {
        let bench = try await bench()
        try letWait(101, as: "long", on: bench)
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/rejudgements")
            #expect(page.text.contains("再判定を試行する") && page.text.contains("101件"))
            let trial = try await browser.follow(
                try await browser.post("/rejudgements", on: page, [:]))
            await bench.reception.desk.runner.settle()
            let tried = try await browser.get(try trial.address("/jobs/runs/"))
            #expect(tried.text.contains("試行") && tried.text.contains("101／101"))
            #expect(try await browser.get("/rejudgements").text.contains("101件"))
            let real = try await browser.follow(
                try await browser.post(
                    "/jobs", on: tried,
                    [
                        "kind": "real", "job": "rejudge", "trial": tried.hidden("trial") ?? "",
                        "occasion": tried.hidden("occasion") ?? "",
                    ]))
            await bench.reception.desk.runner.settle()
            #expect(
                try await browser.get(try real.address("/jobs/runs/")).text.contains("完了"))
            let empty = try await browser.get("/rejudgements")
            #expect(empty.text.contains("再判定を待つ異動 <strong>0件"))
            try letWait(100, as: "short", on: bench)
            let short = try await browser.get("/rejudgements")
            #expect(short.text.contains("再判定する") && !short.text.contains("再判定を試行する"))
            let done = try await browser.post("/rejudgements", on: short, [:])
            #expect(done.location == "/rejudgements?done=rejudged")
            let help = try await browser.get("/help/1150")
            #expect(!help.text.contains("F12 で確認") && help.text.contains("行の「確認」"))
        }
    }

    @Test("再判定を待つ異動を選ぶと、選んだものだけが判定され、選ばなければ断られ、残りは待ち続ける")
    func pickedOfQueue() async throws {
        let bench = try await bench()
        try letWait(3, as: "picked", on: bench)
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/rejudgements")
            let rows = page.text.matches(of: /name="row" value="(\d+)"/).map { String($0.1) }
            #expect(rows.count == 3 && page.text.contains("<td>住民異動</td>"))
            #expect(page.text.contains("form=\"pick-form\" data-key=\"F12\""))
            let none = try await browser.post("/rejudgements", on: page, [("act", "pick")])
            #expect(none.status == 422 && none.text.contains("再判定する異動を選んでください"))
            #expect(none.text.contains("再判定を待つ異動 <strong>3件"))
            let done = try await browser.post(
                "/rejudgements", on: page, [("act", "pick"), ("row", rows[0]), ("row", rows[2])])
            #expect(done.location == "/rejudgements?done=rejudged")
            let after = try await browser.get("/rejudgements")
            #expect(after.text.contains("再判定を待つ異動 <strong>1件"))
            #expect(after.text.contains("name=\"row\" value=\"\(rows[1])\""))
        }
        try await bench.browse(as: "kyufu") { browser in
            let home = try await browser.get("/")
            let forced = try await browser.post("/rejudgements", on: home, [("act", "pick")])
            #expect(forced.status == 403)
        }
    }

    /// Notices about one child that wait to be judged again.
    private func letWait(_ count: Int, as name: String, on bench: DeskBench) throws {
        let child = Family.of(.ordinary).child
        let today = bench.clock.now().dayInJapan
        try bench.office.casework.perform(
            EnqueueRejudgement.operation, by: .machine("bench"), for: .change
        ) { scope in
            let added = try EnqueueRejudgement.perform(
                (0..<count).map {
                    RejudgementNotice(
                        key: "\(name)-\($0)", subject: child, cause: .resident, on: today)
                }, in: scope)
            #expect(added == count)
        }
    }

    @Test("業務の状況の決裁の棒は、その日数の一覧を開き、絞りは案を開いても、めくっても、決裁しても残る", .measure("R-04"))
    func filtered() async throws {
        let bench = try await bench()
        try queue(2, on: bench)
        bench.clock.go(seconds: 5 * 86_400)
        try queue(1, on: bench)
        try await bench.browse(as: "kacho") { browser in
            let figures = plain(try await browser.get("/dashboard?of=head"))
            for group in WaitingGroup.allCases {
                #expect(figures.contains("href=\"/decisions?age=\(group.rawValue)\""))
            }
            let all = try await browser.get("/decisions?age=week")
            #expect(all.text.contains("資格の決定 3件") && all.text.contains("起案から4〜7日"))
            #expect(plain(all).contains("href=\"/decisions?kind=3&age=week\""))
            let fresh = try await browser.get("/decisions?age=fresh")
            #expect(fresh.text.contains("資格の決定 1件"))
            let list = try await browser.get("/decisions?kind=3&age=week")
            let ids = list.ids(after: "/decisions/")
            #expect(ids.count == 2 && list.text.contains("資格の決定 2件"))
            #expect(!list.text.contains("/decision-batch"), "一括は絞った日数では行わない")
            let place = "?kind=3&age=week"
            #expect(plain(list).contains("href=\"/decisions/\(ids[0])\(place)\""))
            let one = try await browser.get("/decisions/\(ids[0])\(place)")
            #expect(
                plain(one).contains("href=\"/decisions/\(ids[1])\(place)\" data-key=\"F8\""))
            #expect(plain(one).contains("href=\"/decisions\(place)\""))
            let last = try await browser.get("/decisions/\(ids[1])\(place)")
            #expect(!last.text.contains("data-key=\"F8\""), "ほかの日数の案へはめくらない")
            let held = try await browser.post(
                "/decisions/\(ids[1])/hold", on: last,
                [
                    "hold-reason": "確認", "look-again": "R7.7.1", "kind": "3", "age": "week",
                ])
            #expect(
                held.location
                    == "/decisions/\(ids[1])?done=decisionheld&kind=3&age=week", "\(held.text)")
            #expect(one.hidden("kind") == "3" && one.hidden("age") == "week")
            let done = try await browser.post(
                "/decisions/\(ids[0])/approve", on: one, ["kind": "3", "age": "week"])
            #expect(
                done.location == "/decisions?done=approved&n=1&kind=3&age=week", "\(done.text)")
        }
    }

    @Test(
        "注意のない案は確かめてから一度に決裁でき、途中で変われば一件も決まらず、自分の案と注意の案は入らない",
        .measure("R-04"))
    func together() async throws {
        let bench = try await bench()
        try queue(12, on: bench)
        try queue(2, on: bench, by: "kacho")
        try queue(3, on: bench, flags: [.past])
        try await bench.browse(as: "kacho") { browser in
            let list = try await browser.get("/decisions?kind=3")
            #expect(list.text.contains("href=\"/decision-batch?kind=3\" data-key=\"F9\""))
            let ids = list.ids(after: "/decisions/")
            let page = try await browser.get("/decision-batch?kind=3")
            #expect(page.text.contains("12件を決裁する") && page.text.contains("氏名"))
            #expect(
                page.text.contains("注意のある案</th><td class=\"number\">3件")
                    && page.text.contains("関わった案</th><td class=\"number\">2件"))
            let seen = try #require(page.hidden("seen"))
            let one = try await browser.get("/decisions/\(ids[0])")
            _ = try await browser.post("/decisions/\(ids[0])/approve", on: one, [:])
            let changed = try await browser.post(
                "/decision-batch", on: page, ["kind": "3", "seen": seen])
            #expect(changed.status == 422 && changed.text.contains("E-ENT-039"))
            #expect(changed.text.contains("11件を決裁する"))
            #expect(try await browser.get("/decisions?kind=3").text.contains("資格の決定 16件"))
            let fresh: KeyValuePairs = [
                "kind": "3", "seen": try #require(changed.hidden("seen")),
                "last": try #require(changed.hidden("last")),
            ]
            // What is proposed in the meantime neither hinders nor is decided.
            try queue(1, on: bench)
            let done = try await browser.post("/decision-batch", on: changed, fresh)
            #expect(done.location == "/decisions?done=approved&n=11&kind=3", "\(done.text)")
            let again = try await browser.post("/decision-batch", on: changed, fresh)
            #expect(again.location == done.location, "二度押しは一度になる")
            let after = try await browser.get("/decisions?kind=3")
            #expect(after.text.contains("資格の決定 6件"))
            let late = try await browser.get("/decision-batch?kind=3")
            let lateDone = try await browser.post(
                "/decision-batch", on: late,
                [
                    "kind": "3", "seen": try #require(late.hidden("seen")),
                    "last": try #require(late.hidden("last")),
                ])
            #expect(lateDone.location == "/decisions?done=approved&n=1&kind=3")
            let rest = try await browser.get("/decisions?kind=3")
            #expect(rest.text.contains("資格の決定 5件"))
            #expect(!rest.text.contains("/decision-batch"), "残りは一括にできない")
            let none = try await browser.get("/decision-batch?kind=3")
            #expect(none.text.contains("一括で決裁できる案はありません"))
            #expect(!none.text.contains("decide-form"))
        }
    }

    @Test("決裁の役割がない職員には、一括決裁も事前承認の署名も出ず、送っても断られる", .measure("R-45"))
    func permissions() async throws {
        let bench = try await bench()
        try queue(2, on: bench)
        for officer in ["uketsuke", "kyufu"] {
            try await bench.browse(as: officer) { browser in
                let list = try await browser.get("/decisions")
                #expect(!list.text.contains("/decision-batch"))
                let page = try await browser.get("/decision-batch")
                #expect(page.location == "/decisions")
                let rules = try await browser.get("/head-rules")
                #expect(rules.status == 200 && !rules.text.contains("rule-form"))
                for path in ["/decision-batch", "/head-rules", "/head-rules/1/end"] {
                    let sent = try await browser.post(
                        path, on: list, ["seen": "x", "reason": "検証"])
                    #expect(sent.status == 403, "\(officer) \(path)")
                }
            }
        }
    }

    @Test("事前承認は画面で署名し、だれがいつ署名したかが並び、理由を書いて終わらせる")
    func headRules() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/head-rules")
            #expect(page.text.contains("事前承認はありません"))
            let bare = try await browser.post(
                "/head-rules", on: page, ["what": "", "from": "R7.6.10", "last": ""])
            #expect(bare.status == 422 && bare.text.contains("種類を選んでください。"))
            #expect(bare.text.contains("value=\"R7.6.10\""))
            let past = try await browser.post(
                "/head-rules", on: bare,
                ["what": "moved-out", "from": "R7.5.1", "last": "R7.5.31"])
            #expect(past.status == 422 && past.text.contains("E-CAS-011"))
            let signed = try await browser.post(
                "/head-rules", on: past, ["what": "moved-out", "from": "R7.6.10", "last": ""])
            #expect(signed.location == "/head-rules?done=headsigned", "\(signed.text)")
            let list = try await browser.follow(signed)
            #expect(list.text.contains("転出による消滅</th>"))
            #expect(
                list.text.contains("<td>検証 課長</td><td class=\"mono\">R7.6.10 12:00</td>"))
            let twice = try await browser.post(
                "/head-rules", on: list, ["what": "moved-out", "from": "R7.7.1", "last": ""])
            #expect(twice.status == 422 && twice.text.contains("E-ENT-030"))
            let path = String(
                try #require(list.text.firstMatch(of: /\/head-rules\/\d+\/end/)).output)
            let silent = try await browser.post(path, on: twice, ["reason": ""])
            #expect(silent.status == 422 && silent.text.contains("終了の理由を入力してください"))
            let ended = try await browser.post(path, on: silent, ["reason": "運用を改める"])
            #expect(ended.location == "/head-rules?done=headended", "\(ended.text)")
            let after = try await browser.follow(ended)
            #expect(after.text.contains("<td>検証 課長 R7.6.10 12:00</td>"))
            #expect(!after.text.contains("終わらせる</button>"))
        }
    }

    @Test("署名した決裁者の役割が終わると、事前承認は「署名者の役割が終わった」と出て、決裁の画面も知らせ、署名し直せる", .measure("R-45"))
    func orphanedRule() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/head-rules")
            let signed = try await browser.post(
                "/head-rules", on: page, ["what": "moved-out", "from": "R7.6.10", "last": ""])
            #expect(signed.location == "/head-rules?done=headsigned", "\(signed.text)")
            let list = try await browser.get("/decisions")
            #expect(!list.text.contains("署名した決裁者の役割が終わったため"))
        }
        try bench.office.accounts.create(
            try NewOfficer(
                officer: "bucho", name: "検証 部長", department: "子ども福祉課", roles: [.head]),
            password: DeskBench.password, mustChange: false, by: .machine("bench"))
        try bench.office.accounts.setRoles([.payment], of: "kacho", by: bench.administrator)
        try await bench.browse(as: "uketsuke") { browser in
            let rules = try await browser.get("/head-rules")
            #expect(rules.text.contains("<span class=\"flag stop\">署名者の役割が終わった</span>"))
            let list = try await browser.get("/decisions")
            #expect(list.text.contains("事前承認（転出による消滅）は、署名した決裁者の役割が終わったため"))
        }
        try await bench.browse(as: "bucho") { browser in
            let page = try await browser.get("/head-rules")
            let signed = try await browser.post(
                "/head-rules", on: page, ["what": "moved-out", "from": "R7.6.10", "last": ""])
            #expect(signed.location == "/head-rules?done=headsigned", "\(signed.text)")
            let after = try await browser.follow(signed)
            #expect(!after.text.contains("署名者の役割が終わった</span>"))
            #expect(after.text.contains("検証 部長"))
        }
    }
}
