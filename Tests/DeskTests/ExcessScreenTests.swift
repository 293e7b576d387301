// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

@Suite("過誤納の画面")
struct ExcessScreenTests {
    @Test("納付書の番号を入れると過誤納になり、1360 とホームに出て、還付の起案→決裁→窓口の交付が画面でできる")
    func refund() async throws {
        let money = try await MoneyBench()
        let id = try money.claim()
        let path = Route.recovery.path(id)
        try await money.bench.browse(as: "kyufu") { browser in
            let before = try await browser.get("/payments/returns")
            #expect(before.text.contains("還付・充当を待つ過誤納はありません"))
            let page = try await browser.get(path)
            let paid = [("amount", "800"), ("on", "R7.6.10")]
            let refused = try await browser.post(path + "/receipts", on: page, paid)
            #expect(refused.status == 422 && refused.text.contains("E-PAY-116"))
            let done = try await browser.follow(
                try await browser.post(
                    path + "/receipts", on: page, paid + [("slip", "領収済 12")]))
            #expect(done.text.contains("返還を記録しました") && done.text.contains("領収済 12"))
            #expect(done.text.contains("過誤納の還付を起案する"), "\(done.text)")
            let list = try await browser.get("/payments/returns")
            #expect(list.text.contains("過誤納 1件") && list.text.contains("200円"))
            #expect(try await browser.get("/").text.contains("過誤納"))
            let excess = try #require(
                done.text.firstMatch(of: /<option value="(\d+)"[^>]*>[^<]*領収済 12/)
            ).1
            let asked = [
                ("act", "refund"), ("excess-of", String(excess)), ("excess-way", "counter"),
                ("excess-why", "二度の納付"),
            ]
            let more = try await browser.post(
                path + "/acts", on: done, asked + [("excess-amount", "201")])
            #expect(more.status == 422 && more.text.contains("E-PAY-121"), "\(more.text)")
            let proposed = try await browser.follow(
                try await browser.post(
                    path + "/acts", on: done, asked + [("excess-amount", "200")]))
            #expect(proposed.text.contains("起案しました") && proposed.text.contains("過誤納の還付"))
            // The receipt keeps its slip, and both lists show the row.
            let register = try await browser.get("/payments/recoveries?all=1")
            #expect(register.text.contains("過誤納の還付") && register.text.contains("完納"))
            let again = try await browser.post(
                path + "/receipts", on: proposed, paid + [("slip", "領収済１２")])
            #expect(again.status == 422 && again.text.contains("E-PAY-136"), "\(again.text)")
        }
        try await money.bench.browse(as: "kacho") { browser in
            #expect(try await browser.get("/").text.contains("返還の決裁待ち"))
            let page = try await browser.get(path)
            let done = try await browser.follow(
                try await browser.post(
                    try page.address("/payments/recovery-acts/"), on: page, [("act", "approve")]))
            #expect(done.text.contains("決裁しました") && done.text.contains("支払待ち"))
        }
        let step = try await money.bench.browse(as: "kyufu") { browser -> String in
            let list = try await browser.get("/payments/returns")
            #expect(list.text.contains("決裁した還付 1件"))
            #expect(!list.text.contains("還付の振込データを作成する"), "窓口の還付は振込に出ない")
            let page = try await browser.get(path)
            let action = try #require(
                page.text.firstMatch(of: /action="(\/payments\/refunds\/(\d+))\/identify"/))
            let (step, request) = (String(action.1), String(action.2))
            let known = try await browser.follow(
                try await browser.post(
                    step + "/identify", on: page,
                    [
                        ("receiver-\(request)", "recipient"),
                        ("document-\(request)", "運転免許証"), ("receipt-\(request)", "受-1"),
                    ]))
            #expect(known.text.contains("別の職員が渡します"), "\(known.text)")
            let own = try await browser.post(step + "/hand-over", on: known, [])
            #expect(own.status != 303)
            return step
        }
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get(path)
            let paid = try await browser.follow(
                try await browser.post(step + "/hand-over", on: page, []))
            #expect(paid.text.contains("還付済"), "\(paid.text)")
            #expect(paid.text.contains("歳入の戻出・令和7年度"))
            let accounts = try await browser.get("/accounting?year=2025")
            #expect(accounts.text.contains("戻出"))
            #expect(!accounts.text.contains("不一致"))
        }
        try await money.bench.browse(as: "uketsuke") { browser in
            let claim = try await browser.get(path)
            let list = try await browser.get("/payments/returns")
            #expect(claim.status == 403 && list.status == 403)
        }
    }

    /// A refund of 200 yen by transfer, decided: the claim that it belongs to.
    private func refund(to debtor: AddresseeNumber, _ money: MoneyBench) throws -> Int64 {
        let office = money.bench.office
        let law = office.recoveryLaw
        let id = try money.claim(of: debtor)
        let clerk = MoneyBench.officer("p9", .payment)
        try office.casework.perform(RecordRecovery.operation, by: clerk, for: .benefit) {
            try RecordRecovery.receive(
                Yen(800), for: id, on: $0.today, slip: "領収済 1", key: "N1", in: $0)
        }
        let request = try office.casework.perform(
            ProposeRecoveryAct.operation, by: clerk, for: .benefit
        ) {
            let excess = try #require(
                try OverpaymentBook.overpayments(of: id, from: $0.db).first)
            return try ProposeRecoveryAct.perform(
                .refund(of: excess.id, Yen(200), .transfer), about: id, explanation: "二度の納付",
                key: "F1", law: law, in: $0)
        }
        try office.casework.perform(
            ApproveRecoveryAct.operation, by: MoneyBench.officer("h9", .head), for: .benefit
        ) { try ApproveRecoveryAct.perform(request, law: law, in: $0) }
        return id
    }

    @Test("閉じた年度の還付は、償還金の予算を登録すると 1380 で支出命令を起案し、受領されるまで振込データに入らない理由が出る")
    func order() async throws {
        let money = try await MoneyBench(day: "2026-03-20")
        _ = try refund(to: Family.of(.ordinary).father, money)
        let later = try #require(CivilDate(iso: "2026-06-01"))
        money.bench.clock.go(
            seconds: Int64(later.dayNumber - money.bench.reception.desk.today.dayNumber) * 86_400)
        // Rights end with the fiscal year.
        let bench = money.bench
        try bench.office.accounts.setRoles([.payment], of: "kyufu", by: bench.administrator)
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/accounting")
            #expect(page.text.contains("支払うもの"), "\(page.text)")
            #expect(!page.text.contains("過誤納の還付 返還"), "予算のない間は待たない")
            _ = try await browser.post(
                "/accounting/budget", on: page,
                [
                    ("year", "2026"), ("charge", "refund"), ("kind", "initial"),
                    ("amount", "5000"), ("document", "予算書 第1号"),
                ])
            let waits = try await browser.get("/accounting")
            #expect(waits.text.contains("過誤納の還付 返還"))
            let list = try await browser.get("/payments/returns")
            #expect(list.text.contains("支払待ち：支出命令が受領されていない"), "\(list.text)")
            let request = try #require(waits.hidden("refund"))
            let day = "order-day-\(request)"
            let empty = try await browser.post(
                "/accounting/orders", on: waits, [("refund", request)])
            #expect(empty.status == 422 && empty.text.contains("支払の予定日"), "\(empty.text)")
            let done = try await browser.follow(
                try await browser.post(
                    "/accounting/orders", on: try await browser.get("/accounting"),
                    [("refund", request), (day, "R8.6.19")]))
            #expect(done.text.contains("2026-00001") && done.text.contains("過年度支出"))
            #expect(!done.text.contains("name=\"refund\""), "二つ目は起案できない")
            let order = try await browser.get(try done.address("/accounting/orders/"))
            #expect(order.text.contains("償還金") && order.text.contains("還付"))
        }
    }

    @Test("確認済みの口座がない還付は、振込データに入らない理由を言って断る")
    func noAccount() async throws {
        let money = try await MoneyBench()
        _ = try refund(to: Family.of(.ordinary).mother, money)
        let path = "/payments/refunds/file"
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/payments/returns")
            #expect(page.text.contains("支払待ち：確認済みの口座がない"), "\(page.text)")
            #expect(page.text.contains("ほかに1件は今は入りません"))
            let none = try await browser.post(path, on: page, [("refund-day", "R7.6.20")])
            #expect(none.status == 422 && none.text.contains("E-PAY-125"), "\(none.text)")
        }
    }

    @Test("決裁した振込の還付は 1360 から振込データになり、もう一度取り出せ、結果は振込の日の後に記録する")
    func transfer() async throws {
        let money = try await MoneyBench()
        let id = try refund(to: Family.of(.ordinary).father, money)
        let path = "/payments/refunds/file"
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/payments/returns")
            #expect(page.text.contains("還付の振込データ（1件）"), "\(page.text)")
            let closed = try await browser.post(path, on: page, [("refund-day", "R7.6.21")])
            #expect(closed.status == 422 && closed.text.contains("E-PAY-005"), "\(closed.text)")
            let sent = try await browser.post(
                path, on: try await browser.get("/payments/returns"), [("refund-day", "R7.6.20")])
            #expect(sent.status == 200 && !sent.bytes.isEmpty, "\(sent.text)")
            let claim = try await browser.get(Route.recovery.path(id))
            #expect(claim.text.contains("振込中"), "\(claim.text)")
            // A download that was lost comes again, with the same bytes.
            let list = try await browser.get("/payments/returns")
            #expect(list.text.contains("作成した還付の振込データ 1件"))
            let file = try #require(list.hidden("refund-file"))
            let again = try await browser.post(path, on: list, [("refund-file", file)])
            #expect(again.status == 200 && again.bytes == sent.bytes)
            let early = try await browser.post(
                try #require(
                    claim.text.firstMatch(of: /action="(\/payments\/refunds\/\d+\/result)"/).map {
                        String($0.1)
                    }), on: claim,
                [("act", "paid"), ("payout", try #require(claim.hidden("payout")))])
            #expect(early.status == 422 && early.text.contains("E-PAY-129"), "\(early.text)")
        }
    }
}
