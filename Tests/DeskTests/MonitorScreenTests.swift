// SPDX-License-Identifier: Apache-2.0
import Office
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("連携モニターの画面")
struct MonitorScreenTests {
    @Test("連携ごとの古さ・欠番・待ちが並び、人の名も番号も出ない")
    func monitor() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/monitor")
            for word in ["住民異動", "中間サーバー", "PMH", "申請サービス", "欠番"] {
                #expect(page.text.contains(word), "\(word)")
            }
            #expect(!page.text.contains("髙橋") && !page.text.contains("検証　"))
            #expect(try Golden.holds(page.golden, "monitor.html"))
            let file = try await browser.get(try page.address("/monitor/residents/"))
            #expect(file.text.contains("このファイルに誤りはありません"))
            let bare = try await browser.post(
                "/monitor/gaps", on: page, ["layout": "kokuho", "gap-from": ""])
            #expect(bare.status == 422 && bare.text.contains("欠番を数字で入力してください"))
            let accepted = try await browser.follow(
                try await browser.post(
                    "/monitor/gaps", on: page,
                    ["layout": "kokuho", "gap-from": "3", "gap-reason": "送り元に確認"]))
            #expect(accepted.text.contains("欠番を認めました"))
        }
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/monitor")
            #expect(page.status == 200 && !page.text.contains("ファイルの欠番を認める"))
            let tried = try await browser.post(
                "/monitor/gaps", on: page,
                ["layout": "kokuho", "gap-from": "3", "gap-reason": "見たい"])
            #expect(tried.status == 403)
        }
    }

    @Test("古すぎる連携は画面の上で言い、管理者だけが日を決めて発行を許可できる")
    func stale() async throws {
        let bench = try await DeskBench()
        bench.clock.go(seconds: 80 * 86_400)
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/monitor")
            #expect(page.text.contains("期限切れ") && page.text.contains("発行できません"))
            let far = try await browser.post(
                "/monitor/stale", on: page,
                ["stale": "resident", "until": "R9.1.1", "stale-reason": "送り元の障害"])
            #expect(far.status == 422)
            let done = try await browser.follow(
                try await browser.post(
                    "/monitor/stale", on: page,
                    ["stale": "resident", "until": "R7.9.10", "stale-reason": "送り元の障害"]))
            #expect(done.text.contains("発行を許可しました"), "\(done.text)")
            #expect(done.text.contains("まで発行を許可"))
        }
    }

    @Test("PMHは止まっており、二人の管理者と評価書の版がなければ始まらない")
    func hub() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kanri") { browser in
            let page = try await browser.get("/monitor/hub")
            #expect(page.text.contains("停止中（個人番号は外に出ません）"))
            #expect(try Golden.holds(page.golden, "hub.html"))
            let bare = try await browser.post(
                "/monitor/hub/switch", on: page, ["step": "propose", "version": ""])
            #expect(bare.status == 422 && bare.text.contains("評価書の版を入力してください"))
            let proposed = try await browser.follow(
                try await browser.post(
                    "/monitor/hub/switch", on: page,
                    [
                        "step": "propose", "version": "第2版", "published": "R7.5.1",
                        "propose-reason": "評価書の改訂",
                    ]))
            #expect(proposed.text.contains("起案しました"), "\(proposed.text)")
            #expect(proposed.text.contains("別の管理者が確認すると始まります"))
            let own = try await browser.post(
                "/monitor/hub/switch", on: proposed,
                ["step": "confirm", "confirm-reason": "確認"])
            #expect(own.status == 422, "\(own.text)")
            let nothing = try await browser.post("/monitor/hub/resend", on: proposed, [:])
            #expect(nothing.status == 422 && nothing.text.contains("再送する行を選んでください"))
        }
        try await bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/monitor/hub")
            #expect(page.status == 200)
            let tried = try await browser.post(
                "/monitor/hub/switch", on: page, ["step": "stop", "stop-reason": "見たい"])
            #expect(tried.status == 403)
        }
    }
}
