// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Office
import Payments
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("緊急停止・口座の確認・決裁の区分の画面", .measure("R-05", "R-08"))
struct StopScreenTests {
    @Test("止めるとどの画面にも帯が出て支払と通知が断られ、別の決裁者が解除すると消える")
    func stopAndResume() async throws {
        let bench = try await DeskBench()
        try await bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/stop")
            #expect(page.text.contains("停止しているものはありません"))
            let nothing = try await browser.post("/stop", on: page, ["area": "", "reason": ""])
            #expect(nothing.status == 422)
            let done = try await browser.follow(
                try await browser.post(
                    "/stop", on: page, ["area": "all", "reason": "二重払いの疑い"]))
            #expect(done.text.contains("停止しました") && !done.text.contains("kyufu"))
            for path in ["/", "/stop", "/payments/runs"] {
                let sight = try await browser.get(path)
                #expect(sight.text.contains("緊急停止中"), "\(path)")
                #expect(sight.text.contains("二重払いの疑い"), "\(path)")
            }
            // The head's button is not his, and the address refuses him.
            let own = try await browser.get("/stop")
            #expect(!own.text.contains("解除する</button>"))
            let refused = try await browser.post("/stop/11/resume", on: own, ["reason": "x"])
            #expect(refused.status == 403)
        }
        try await bench.browse(as: "uketsuke") { browser in
            let sight = try await browser.get("/")
            #expect(sight.text.contains("緊急停止中"))
        }
        #expect(throws: PaymentRefusal.workStopped(.all)) {
            try bench.office.casework.perform(
                .printLetters, by: .machine("night"), for: .registration
            ) { _ in }
        }
        try await bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/stop")
            let resume = try #require(
                page.text.firstMatch(of: /action="(\/stop\/[0-9]+\/resume)"/).map { String($0.1) })
            let none = try await browser.post(resume, on: page, ["reason": ""])
            #expect(none.status == 422)
            let done = try await browser.follow(
                try await browser.post(resume, on: page, ["reason": "原因が分かった"]))
            #expect(done.text.contains("停止を解除しました"))
            #expect(!done.text.contains("緊急停止中"))
            #expect(done.text.contains("原因が分かった"))
        }
    }

    @Test("登録した口座は一覧で待ち、本人には選べず、別の職員が確認すると消える")
    func accounts() async throws {
        let money = try await MoneyBench()
        let office = money.bench.office
        let child = money.child
        let strand = try office.casework.perform(
            .viewHistory, by: MoneyBench.officer("kyufu", .payment), for: .benefit,
            about: [child], reason: "試験"
        ) { try HistoryBook.strands(children: [child], from: $0.db)[child]?.last }
        let parent = try #require(strand?.state.recipient)
        let kyufu = MoneyBench.officer("kyufu", .payment)
        try office.casework.perform(
            RecordAccount.operation, by: kyufu, for: .change, about: [parent], reason: "口座変更届"
        ) { scope in
            _ = try RecordAccount.perform(
                AccountInput(
                    bank: "9001", branch: "001", type: .ordinary, number: "9000099",
                    holderKana: "ケンショウ ハナコ"), of: parent, directory: office.directory, in: scope)
        }
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/accounts")
            #expect(page.text.contains("自分が登録") && !page.text.contains("type=\"checkbox\""))
            #expect(!page.text.contains("9000099"))
        }
        try await money.bench.browse(as: "kacho") { browser in
            #expect(try await browser.get("/").text.contains("口座の確認待ち"))
            let page = try await browser.get("/accounts")
            #expect(page.text.contains("＊＊＊＊＊99"))
            let none = try await browser.post("/accounts", on: page, [:])
            #expect(none.status == 422)
            let refuse = try await browser.post(
                "/accounts/refuse", on: page, ["row": try page.row(), "reason": ""])
            #expect(refuse.status == 422)
            let done = try await browser.follow(
                try await browser.post("/accounts", on: page, ["row": try page.row()]))
            #expect(done.text.contains("1件の口座を確認済みにしました"))
            #expect(done.text.contains("確認を待つ口座はありません"))
        }
        try await money.bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/accounts")
            let refused = try await browser.post("/accounts", on: page, ["row": "1"])
            #expect(refused.status == 403)
        }
    }
}
