// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Office
import Retention
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("保存期間・消去の画面", .measure("R-88", "R-18"))
struct RetentionScreenTests {
    private let person = Family.of(.ordinary).child

    @Test("停止を両方の庫に置き、別の決裁者が解除し、期間の後に起案・決裁・実行・証明書まで画面で進む")
    func fromHoldToCertificate() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/retention")
            #expect(page.text.contains("受付・決定の記録") && page.text.contains("年数は未確認"))
            #expect(page.text.contains("消去の停止は置かれていません"))
            let empty = try await browser.post(
                "/retention/holds", on: page,
                ["subject": "x", "cause": "訴訟", "reference": "", "reason": ""])
            let said = try await browser.follow(empty)
            #expect(said.text.contains("宛名番号は15桁までの数字です"))
            let done = try await browser.follow(
                try await browser.post(
                    "/retention/holds", on: page,
                    [
                        "subject": person.description, "cause": "訴訟",
                        "reference": "令7(ワ)9", "reason": "訴訟のため",
                    ]))
            #expect(done.text.contains("消去の停止を置きました"))
            #expect(done.text.contains(person.description))
            #expect(!done.text.contains("解除する</button>"), "置いた管理者には解除できない")
        }
        for system in RetentionSystem.allCases {
            let open = try bench.office.gate(of: system).perform(
                .viewRetention, by: bench.administrator, for: .maintenance
            ) { try ViewRetention.holds(in: $0).filter { $0.endedAt == nil } }
            #expect(open.map(\.subject) == [person], "\(system)")
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/retention")
            let address = try #require(
                page.text.firstMatch(of: #/\/retention\/holds\/[0-9]+\/release/#)?.output)
            let done = try await browser.follow(
                try await browser.post(
                    String(address), on: page, ["reason": "判決が確定した"]))
            #expect(done.text.contains("消去の停止を解除しました"))
        }
        try await later(bench)
    }

    /// Seven years on: what was noted of the hold is due itself.
    private func later(_ bench: DeskBench) async throws {
        bench.clock.go(seconds: 7 * 366 * 86_400)
        for (officer, role) in [("kanri2", Role.administrator), ("kacho2", .head)] {
            try bench.office.accounts.create(
                try NewOfficer(
                    officer: officer, name: "検証 後任", department: "子ども福祉課", roles: [role]),
                password: DeskBench.password, mustChange: false, by: .machine("bench"))
        }
        let list = try await bench.browse(as: "kanri2") { browser -> String in
            let candidates = try await browser.get("/retention/candidates/casework")
            #expect(candidates.text.contains(person.description))
            #expect(candidates.text.contains("消去の停止と除外の記録"))
            #expect(try Golden.holds(candidates.golden, "retention-candidates.html"))
            let page = try await browser.get("/retention")
            let answer = try await browser.post("/retention/propose/casework", on: page, [:])
            let done = try await browser.follow(answer)
            #expect(done.text.contains("消去を起案しました") && done.text.contains("あなたの起案です"))
            #expect(!done.text.contains("data-key=\"F12\""))
            #expect(!done.text.contains("消去を決裁する"))
            return try #require(answer.location?.split(separator: "?").first.map(String.init))
        }
        try await bench.browse(as: "kacho2") { browser in
            let page = try await browser.get(list)
            #expect(page.text.contains("form=\"decide-form\" data-key=\"F12\""))
            let none = try await browser.follow(
                try await browser.post(
                    list + "/decide", on: page, ["decision": "release", "reason": ""]))
            #expect(none.text.contains("理由を入力してください"))
            let done = try await browser.follow(
                try await browser.post(
                    list + "/decide", on: page, ["decision": "release", "reason": "期間満了"]))
            #expect(done.text.contains("消去を決裁しました"))
            #expect(!done.text.contains("消去を実行する"))
            let refused = try await browser.post(list + "/erase", on: done, ["reason": "x"])
            #expect(refused.status == 403)
        }
        try await bench.browse(as: "kanri2") { browser in
            let page = try await browser.get(list)
            #expect(page.text.contains("form=\"erase-form\" data-key=\"F12\""))
            let done = try await browser.follow(
                try await browser.post(list + "/erase", on: page, ["reason": "期間満了"]))
            #expect(done.text.contains("消去を始めました"))
            await bench.reception.desk.runner.settle()
            let after = try await browser.get(list)
            #expect(after.text.contains("消去の証明書を見る"))
            let paper = try await browser.get(list + "/certificate")
            #expect(paper.text.contains("legal_hold") && paper.text.contains("指紋の根"))
            #expect(!paper.text.contains(person.description), "証明書に宛名番号は出ない")
            let overview = try await browser.get("/retention")
            #expect(overview.text.contains("消去済み"))
            #expect(try Golden.holds(overview.golden, "retention.html"))
        }
    }

    @Test("期間の過ぎた操作記録の月は、管理者が起案し、決裁者が決裁すると読めなくなる", .measure("R-54"))
    func logMonths() async throws {
        let bench = try await DeskBench()
        bench.clock.go(seconds: 8 * 366 * 86_400)
        for (officer, role) in [("kanri2", Role.administrator), ("kacho2", .head)] {
            try bench.office.accounts.create(
                try NewOfficer(
                    officer: officer, name: "検証 後任", department: "子ども福祉課", roles: [role]),
                password: DeskBench.password, mustChange: false, by: .machine("bench"))
        }
        try await bench.browse(as: "kanri2") { browser in
            let page = try await browser.get("/retention")
            #expect(page.text.contains("令和7年6月分を終える起案をする"))
            let done = try await browser.follow(
                try await browser.post("/retention/log/casework/propose", on: page, [:]))
            #expect(done.text.contains("令和7年6月分は決裁待ち"))
            #expect(!done.text.contains("令和7年6月分を終える決裁をする"), "起案した管理者には決裁できない")
        }
        try await bench.browse(as: "kacho2") { browser in
            let page = try await browser.get("/retention")
            let address = try #require(
                page.text.firstMatch(of: #/\/retention\/log\/casework\/[0-9]+\/decide/#)?.output)
            let none = try await browser.follow(
                try await browser.post(
                    String(address), on: page, ["decision": "release", "reason": ""]))
            #expect(none.text.contains("理由を入力してください"))
            let done = try await browser.follow(
                try await browser.post(
                    String(address), on: page, ["decision": "release", "reason": "期間満了"]))
            #expect(done.text.contains("操作記録の月を終えました"))
            await bench.reception.desk.jobs.drain()
            let ended = try bench.office.casework.perform(
                .viewRetention, by: bench.administrator, for: .maintenance
            ) { try ViewRetention.log(.standard(), in: $0).ended }
            #expect(ended.map(\.description) == ["2025-06"])
            // Nothing is left to settle: the keys and the index are gone.
            #expect(try bench.office.settleLogs() == 0)
            let fresh = try await browser.get("/retention")
            let again = try await browser.post(
                String(address), on: fresh, ["decision": "release", "reason": "期間満了"])
            #expect(again.status == 404)
            let log = try await browser.get("/log?from=2025-06-01&until=2025-06-30")
            #expect(log.status < 500)
        }
        for log in try bench.office.verify() {
            #expect(log.report.ok, "\(log.system) \(log.report.problems)")
        }
    }

    @Test("データの目録は、どの表にも区分と守り方を示し、合わないところがない")
    func inventory() async throws {
        let bench = try await SharedBench.get()
        try await bench.browse(as: "kacho") { browser in
            for system in RetentionSystem.allCases {
                let page = try await browser.get("/retention/inventory/\(system.rawValue)")
                #expect(page.status == 200)
                #expect(!page.text.contains("保存期間の表と合わない"), "\(system)")
                #expect(page.text.contains("operation_subject"))
            }
            #expect(try await browser.get("/retention/inventory/third").status == 404)
            #expect(try await browser.get("/retention/lists/casework/999").status == 404)
        }
        try await bench.browse(as: "uketsuke") { browser in
            let sight = try await browser.get("/retention")
            #expect(sight.status == 403)
        }
    }
}
