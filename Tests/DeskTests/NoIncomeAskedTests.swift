// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Office
import Safeguards
import Testing
import Vocabulary

@testable import Desk

/// What a city that asks nothing of tax is shown, and what a decided application still asks for.
@Suite("所得を問わない市の一覧と、決定の後の「すること」")
struct NoIncomeAskedTests {
    @Test("所得の要件が終わった後も、一覧に残る児童は1150に並び、ホームの「職員が動くもの」は何が待つかを言う")
    func ruleHasEnded() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        try await bench.grant(child)
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/rejudgements")
            #expect(!page.text.contains("課税の情報が足りない児童"))
            #expect(!page.text.contains("今日の制度の本は所得を問いません"))
            #expect(!(try await browser.get("/").text.contains("課税の情報が足りない児童")))
        }
        // As the last judgement under the rule left it.
        _ = try bench.office.casework.perform(
            .rejudge, by: .machine("night"), for: .change
        ) { scope in
            try scope.db.execute(
                "INSERT INTO guardian_attention (child, sentence, noticed_at) VALUES (?, ?, ?)",
                [child, "所得：受給者の令和6年度の課税の情報がありません", scope.now])
        }
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/rejudgements")
            #expect(page.text.contains("課税の情報が足りない児童 1人"), "\(page.text)")
            #expect(page.text.contains("今日の制度の本は所得を問いません"))
            #expect(page.text.contains("受給者の令和6年度の課税の情報"))
            let home = try await browser.get("/")
            #expect(home.text.contains("課税の情報が足りない児童 1人"), "\(home.text)")
        }
    }

    @Test("所得を問わない市の業務暦には所得による再判定の行がなく、問う市にはその月にある")
    func calendar() async throws {
        let plain = try await DeskBench()
        try await plain.browse(as: "uketsuke") { browser in
            let july = try await browser.get("/jobs?month=2025-07")
            #expect(july.status == 200 && july.text.contains("高額療養費"), "\(july.text)")
            #expect(!july.text.contains("所得による再判定"))
            #expect(!(try await browser.get("/?month=2025-07").text.contains("所得による再判定")))
        }
        let asking = try await DeskBench(scheme: "sample-income")
        try await asking.browse(as: "uketsuke") { browser in
            let july = try await browser.get("/jobs?month=2025-07")
            #expect(july.text.contains("所得による再判定"), "\(july.text)")
        }
    }

    @Test("決定の済んだ申請の「すること」に「未」はなく、決定の前の「未」は残る")
    func decided() async throws {
        let bench = try await DeskBench()
        let child = Family.of(.ordinary).child
        let waiting = try await bench.propose(child)
        try await bench.browse(as: "kacho") { browser in
            let before = try await browser.get("/applications/\(waiting.application)")
            #expect(before.text.contains("<span class=\"flag warn\">未</span>"))
            let path = "/decisions/\(waiting.proposal)"
            let page = try await browser.get(path)
            let done = try await browser.post(path + "/approve", on: page, [:])
            try #require(done.status == 303, "\(done.text)")
            let after = try await browser.get("/applications/\(waiting.application)")
            #expect(after.text.contains("すること"))
            #expect(!after.text.contains("<span class=\"flag warn\">未</span>"), "\(after.text)")
        }
        // What is missing since then waits for no work on the application.
        try await bench.browse(as: "uketsuke") { browser in
            let path = "/persons/\(child)/insurance"
            let page = try await browser.get(path)
            let row = try #require(
                page.text.firstMatch(of: /insurance\?row=([0-9]+)/).map { String($0.1) })
            let chosen = try await browser.get("\(path)?row=\(row)")
            let done = try await browser.post(
                path, on: chosen,
                [
                    ("replaces", row), ("insurer", "06119903"),
                    ("insurer-name", "見本健康保険組合"), ("acquired", "R6.2.5"),
                    ("lost", "R7.6.1"), ("evidence", "confirmation"), ("reason", "資格喪失の届"),
                ])
            try #require(done.status == 303, "\(done.text)")
            let after = try await browser.get("/applications/\(waiting.application)")
            #expect(after.text.contains("決定が済んでいます"), "\(after.text)")
            #expect(!after.text.contains("<span class=\"flag warn\">未</span>"))
        }
    }
}
