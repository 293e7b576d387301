// SPDX-License-Identifier: Apache-2.0
import Ledger
import Office
import Oversight
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("利用の理由と、ログの点検の画面")
struct OversightScreenTests {
    private func bench() async throws -> DeskBench { try await DeskBench() }

    @Test("窓口で検索した人を開くと、一度だけ理由を選び、受け付けると説明される", .measure("R-55"))
    func counter() async throws {
        let bench = try await bench()
        let family = Family.of(.ordinary)
        let path = "/persons/\(family.child)"
        try await bench.browse(givesReasons: false) { browser in
            try await browser.logIn("uketsuke")
            let asked = try await browser.get(path)
            #expect(asked.status == 303)
            let page = try await browser.get(try #require(asked.location))
            #expect(page.text.contains("利用の理由"))
            #expect(!page.text.contains("検証0"), "理由の前に氏名は出ない")
            #expect(!page.text.contains("翔"))
            let empty = try await browser.post(
                "/access-reason", on: page, ["person": family.child.description])
            #expect(empty.status == 422 && empty.text.contains("理由"))
            let other = try await browser.post(
                "/access-reason", on: page,
                ["person": family.child.description, "reason": "other", "words": " "])
            #expect(other.status == 422)
            let given = try await browser.post(
                "/access-reason", on: page,
                ["person": family.child.description, "reason": "counter"])
            #expect(given.status == 303 && given.location == path)
            let record = try await browser.get(path)
            #expect(record.status == 200 && record.text.contains("翔"))
            let seen = try await browser.get(path + "/household")
            #expect(seen.status == 200, "家族も尋ねない")
            // Another address than one of this desk is not led to.
            let foreign = try await browser.post(
                "/access-reason", on: page,
                [
                    "to": "https://example.com/", "person": family.child.description,
                    "reason": "counter",
                ])
            #expect(foreign.location?.hasPrefix("/persons/") ?? false)
        }
        func waiting() throws -> Int {
            try bench.office.casework.perform(
                .viewOversight, by: .rehearsal(.head), for: .audit
            ) { scope in
                try AccessBook.countWaiting(
                    since: AccessBook.startOfDay(scope.today), in: scope.db)
            }
        }
        #expect(try waiting() > 0)
        try await bench.browse(as: "kacho") { browser in
            let home = try await browser.get("/")
            #expect(home.text.contains("説明のない利用"))
            let page = try await browser.get("/oversight")
            #expect(page.text.contains("窓口での相談") && page.text.contains("uketsuke"))
            let action = try #require(
                page.text.firstMatch(of: /action="(\/oversight\/accesses\/\d+)"/)?.1)
            // A bar of the dashboard leads to the accesses of its day alone.
            let day = try await browser.get("/oversight?day=2025-06-10")
            #expect(day.text.contains("説明のない利用（R7.6.10）") && day.text.contains(String(action)))
            #expect(day.hidden("day") == "2025-06-10")
            let other = try await browser.get("/oversight?day=2025-06-09")
            #expect(!other.text.contains("/oversight/accesses/"))
            let answer = try await browser.post(
                String(action), on: page, ["note": "本人に確認した", "verdict": "in-duty"])
            #expect(answer.status == 303)
        }
        let before = try waiting()
        try await bench.browse(as: "uketsuke") { browser in
            _ = try await Counter(browser).receive([Family.of(.intake).child])
        }
        #expect(try waiting() == before, "受け付けた人は、その仕事で説明された")
        // The head opens the family whose application waits: its case explains it.
        try await bench.browse(givesReasons: false) { browser in
            try await browser.logIn("kacho")
            let sight = try await browser.get("/persons/\(Family.of(.intake).child)")
            #expect(sight.status == 200)
        }
        let lines = try bench.office.casework.perform(
            .searchLog, by: .rehearsal(.auditor), for: .audit
        ) { try LogBook.search(LogQuery(officer: "kacho", operation: .viewPerson), from: $0.db) }
        #expect(lines.first?.result?.contains("explained application-") ?? false)
        try await bench.browse(as: "kansa") { browser in
            let log = try await browser.get("/log?officer=kacho&operation=viewPerson")
            #expect(log.text.contains("検証 課長（kacho）") && log.text.contains("事案：受付中の申請"))
            #expect(!log.text.contains("application-"), "内部の番号は出ない")
        }
    }

    @Test("利用の説明は、番号でなく言葉で示し、ログの行にだけ番号で導く")
    func explanations() {
        #expect(LogWords.explanation("proposal-3995") == "事案：決裁待ちの決定案")
        #expect(LogWords.explanation("rule-use-7") == "事案：専決の事後確認")
        #expect(LogWords.explanation("claim-error-7") == "事案：エラーの明細書")
        #expect(LogWords.explanation("operation-52") == "記録52の処理の続き")
        #expect(LogWords.explanation("reason-53") == "記録53で述べた理由")
        #expect(LogWords.explanation("something") == "事案 something")
    }

    @Test("分析の画面は、監査と所属長だけに開き、氏名を出さず、点検・関係者・警報を記録できる", .measure("R-55", "R-90"))
    func oversight() async throws {
        let bench = try await bench()
        for officer in ["uketsuke", "kyufu", "kanri"] {
            try await bench.browse(as: officer) { browser in
                for path in ["/oversight", "/oversight/report"] {
                    let sight = try await browser.get(path)
                    #expect(sight.status == 403, "\(officer)")
                }
            }
        }
        let family = Family.of(.decision)
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/oversight")
            #expect(page.status == 200)
            let wrong = try await browser.post(
                "/oversight/relations", on: page,
                [
                    "relation-officer": "nobody", "relation-subject": family.mother.description,
                    "relation-kind": "self",
                ])
            #expect(wrong.status == 422 && wrong.text.contains("E-OVS-008"))
            let right = try await browser.post(
                "/oversight/relations", on: page,
                [
                    "relation-officer": "uketsuke",
                    "relation-subject": family.mother.description, "relation-kind": "self",
                ])
            #expect(right.status == 303)
        }
        try await bench.browse(as: "uketsuke") { browser in
            let seen = try await browser.get("/persons/\(family.child)")
            #expect(seen.status == 200)
        }
        try await bench.browse(as: "kansa") { browser in
            let page = try await browser.get("/oversight")
            let ran = try await browser.post("/oversight/run", on: page, [:])
            #expect(ran.status == 303)
            let after = try await browser.get("/oversight")
            #expect(after.text.contains("親族・同一世帯の利用"))
            #expect(after.text.contains(family.child.description))
            #expect(!after.text.contains("花子") && !after.text.contains("検証3"))
            let action = try #require(
                after.text.firstMatch(of: /action="(\/oversight\/alarms\/\d+)"/)?.1)
            let settled = try await browser.post(
                String(action), on: after, ["note": "事情を聞いた", "verdict": "to-investigate"])
            #expect(settled.status == 303)
            let review = try await browser.post(
                "/oversight/reviews", on: after,
                [
                    "from": "R7.5.1", "through": "R7.5.31", "preset": "outsideHours",
                    "sampled": "10", "findings": "異常なし", "measures": "", "next": "R7.7.10",
                ])
            #expect(review.status == 303)
            let written = try await browser.get("/oversight")
            #expect(written.text.contains("異常なし"))
            // The end of what was looked through, not the day of the look.
            #expect(written.text.contains(">どこまで点検したか</th>"))
            #expect(written.text.contains("R7.5.31") && !written.text.contains("点検した日"))
            let short = try await browser.post(
                "/oversight/reviews", on: written, ["from": "R7.5.1", "sampled": "x"])
            #expect(short.status == 422)
        }
    }

    @Test("本人への報告は、理由を書いて一覧と紙で出せ、ログの検索には事案が示される", .measure("R-54"))
    func report() async throws {
        let bench = try await bench()
        let child = Family.of(.lapse).child
        try await bench.browse(as: "uketsuke") { browser in
            let seen = try await browser.get("/persons/\(child)")
            #expect(seen.status == 200)
        }
        try await bench.browse(as: "kansa") { browser in
            let page = try await browser.get("/oversight/report")
            let missing = try await browser.post(
                "/oversight/report", on: page,
                ["subject": child.description, "from": "R7.6.1", "through": "R7.6.30"])
            #expect(missing.status == 422)
            let list = try await browser.post(
                "/oversight/report", on: page,
                [
                    "subject": child.description, "from": "R7.6.1", "through": "R7.6.30",
                    "reason": "開示請求 R7-1", "act": "list",
                ])
            #expect(list.status == 200 && list.text.contains("対象者台帳の照会"))
            #expect(list.text.contains("申請・届出の受付"))
            let again = try await browser.get("/oversight/report")
            let paper = try await browser.post(
                "/oversight/report", on: again,
                [
                    "subject": child.description, "from": "R7.6.1", "through": "R7.6.30",
                    "reason": "開示請求 R7-1", "act": "print",
                ])
            #expect(paper.status == 200)
            #expect(paper.bytes.starts(with: Array("%PDF".utf8)))
            let log = try await browser.get("/log?preset=unexplained")
            #expect(log.status == 200 && log.text.contains("説明のない利用"))
            let export = try await browser.post(
                "/log/export", on: log, ["after": "0", "form": "json"])
            #expect(export.status == 200 && export.text.hasPrefix("{"))
            #expect(!export.text.contains(child.description))
            let ledger = try await browser.get("/log/ledger?check=yes")
            #expect(ledger.text.contains("問題はありません"))
            #expect(ledger.text.contains("副署者が設定されていません"))
        }
    }

    @Test("大きな台帳は、画面では検証せず、夜間の命令へ案内する")
    func largeLedger() {
        let most = LedgerStateScreen.mostEntries
        #expect(LedgerStateScreen.tooLarge([most - 1, 1]) == nil)
        #expect(LedgerStateScreen.tooLarge([most, 1])?.contains("hagukumi verify") == true)
    }
}

extension Principal {
    fileprivate static func rehearsal(_ role: Role) -> Principal {
        Principal(
            officer: "probe", name: "", roles: [role], session: "probe", terminal: "t")
    }
}
