// SPDX-License-Identifier: Apache-2.0
import Benefits
import Payments
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Desk

/// The buttons of 1310 and 1340: first the trial with what it would do, then the work itself.
@Suite("審査・起案と支給予定の試行")
struct TrialScreenTests {
    @Test("1310は、起案する件数・額・前月との差・保留になるものを先に示し、確かめてから起案する", .measure("R-04"))
    func examine() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await money.enter(browser)
            #expect(
                list.text.contains("href=\"/reimbursements?try=1\"")
                    && !list.text.contains("examine-form"))
            let trial = try await browser.get("/reimbursements?try=1")
            #expect(trial.text.contains("まだ何も変えていません") && trial.text.contains("起案するもの"))
            #expect(trial.text.contains("前月の起案") && trial.text.contains("今月の起案（今回を含む）"))
            // Nothing was proposed by looking.
            let before = try await browser.get("/reimbursements?state=proposed")
            #expect(
                !before.text.contains("name=\"row\"") && before.text.contains("この状態の償還申請はありません"))
            let action = try #require(trial.action("trial-form"))
            let seen = try #require(trial.hidden("seen"))
            #expect(seen.hasPrefix("1."))
            let first = try await browser.post(action, on: trial, [("seen", seen)])
            let second = try await browser.post(action, on: trial, [("seen", seen)])
            #expect(first.status == 303 && first.location == second.location)
            #expect(try await browser.follow(first).text.contains("1件の決定案を起案しました"))
            let empty = try await browser.get("/reimbursements?try=1")
            #expect(empty.action("trial-form") == nil && empty.text.contains("いま行うことはありません"))
            // Nothing to do is nothing to be stopped.
            #expect(!empty.text.contains("停止の基準を超えています"))
        }
    }

    @Test("試行の後に申請が増えれば、確かめた数と違うので何も起案せず、試行し直した数を示す(E-DSK-027)")
    func overtaken() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            _ = try await money.enter(browser)
            let trial = try await browser.get("/reimbursements?try=1")
            let seen = try #require(trial.hidden("seen"))
            _ = try await money.enter(browser, points: "2000", paid: "4000")
            let refused = try await browser.post(
                "/reimbursements/examine", on: trial, [("seen", seen)])
            #expect(refused.status == 422 && refused.text.contains("E-DSK-027"), "\(refused.text)")
            let again = try #require(refused.hidden("seen"))
            #expect(again != seen)
            let none = try await browser.get("/reimbursements?state=proposed")
            #expect(!none.text.contains("name=\"row\"") && none.text.contains("この状態の償還申請はありません"))
            let done = try await browser.post(
                "/reimbursements/examine", on: refused, [("seen", again)])
            #expect(done.status == 303)
        }
    }

    @Test("古い画面のように試行を見ずに送られた審査・起案と支給予定の作成は、何も行わずに試行を示し、そこから実行できる")
    func withoutTheMark() async throws {
        let money = try await MoneyBench()
        try await money.bench.browse(as: "kyufu") { browser in
            let list = try await money.enter(browser)
            let shown = try await browser.post("/reimbursements/examine", on: list, [])
            #expect(shown.status == 200 && shown.text.contains("まだ何も変えていません"))
            let none = try await browser.get("/reimbursements?state=proposed")
            #expect(none.text.contains("この状態の償還申請はありません"))
            let seen = try #require(shown.hidden("seen"))
            let done = try await browser.post(
                "/reimbursements/examine", on: shown, [("seen", seen)])
            #expect(done.status == 303)
        }
        let scheduled = try await MoneyBench()
        try await scheduled.decided()
        try await scheduled.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/payments/schedule")
            let shown = try await browser.post(
                "/payments/schedule", on: page, [("month", "2025-07")])
            #expect(shown.status == 200 && shown.text.contains("まだ何も変えていません"))
            // What was chosen goes along.
            #expect(shown.hidden("month") == "2025-07")
            #expect(try await browser.get("/payments/schedule").text.contains("支給予定はまだありません"))
            let seen = try #require(shown.hidden("seen"))
            let done = try await browser.post(
                "/payments/schedule", on: shown, [("month", "2025-07"), ("seen", seen)])
            #expect(done.status == 303)
            // A month that cannot be scheduled is refused at its field, as before.
            let past = try await browser.post(
                "/payments/schedule", on: page, [("month", "2025-01")])
            #expect(past.status == 422 && past.text.contains("href=\"#month\""))
        }
    }

    @Test("1340は、新しく入る件数・額・前月との差・保留と締切で外れるものを先に示し、確かめてから作る", .measure("R-04"))
    func schedule() async throws {
        let money = try await MoneyBench()
        try await money.decided()
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/payments/schedule")
            #expect(
                page.text.contains(
                    "<form method=\"get\" action=\"/payments/schedule\" id=\"schedule-form\""))
            let trial = try await browser.get("/payments/schedule?month=2025-07")
            #expect(trial.text.contains("まだ何も変えていません") && trial.text.contains("前月の支払"))
            #expect(trial.text.contains("新しく入るもの") && trial.hidden("month") == "2025-07")
            // Papers that were complete in June are not for June.
            let june = try await browser.get("/payments/schedule?month=2025-06")
            #expect(june.text.contains("今回は入らず、後の月に入ります"))
            #expect(june.action("trial-form") == nil)
            let before = try await browser.get("/payments/schedule")
            #expect(before.text.contains("支給予定はまだありません"))
            let seen = try #require(trial.hidden("seen"))
            #expect(seen.hasPrefix("1."))
            let fields = [("month", "2025-07"), ("seen", seen)]
            let wrong = try await browser.post(
                "/payments/schedule", on: trial, [("month", "2025-07"), ("seen", "9.9.9.9.9")])
            #expect(wrong.status == 422 && wrong.text.contains("E-DSK-027"))
            #expect(try await browser.get("/payments/schedule").text.contains("支給予定はまだありません"))
            let fresh = try await browser.get("/payments/schedule?month=2025-07")
            let first = try await browser.post("/payments/schedule", on: fresh, fields)
            let second = try await browser.post("/payments/schedule", on: fresh, fields)
            #expect(first.status == 303 && first.location == second.location)
            // What is in the schedule already does not come again.
            let known = try await browser.get("/payments/schedule?month=2025-07")
            #expect(known.action("trial-form") == nil && known.text.contains("すでに予定にあるもの"))
            #expect(known.text.contains("いま行うことはありません"))
            // Against July the empty August is all gone; but nothing would be done, nothing is to be
            // stopped.
            let august = try await browser.get("/payments/schedule?month=2025-08")
            #expect(august.action("trial-form") == nil && august.text.contains("いま行うことはありません"))
            #expect(!august.text.contains("停止の基準を超えています"))
            // A month that cannot be scheduled is refused at its field.
            let past = try await browser.get("/payments/schedule?month=2025-01")
            #expect(past.status == 422 && past.text.contains("href=\"#month\""))
        }
        // Who may not make a schedule sees the list alone; the same asks the gate of the work.
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/payments/schedule?month=2025-07")
            #expect(page.status == 200 && !page.text.contains("まだ何も変えていません"))
            let list = try await browser.get("/reimbursements?try=1")
            #expect(!list.text.contains("まだ何も変えていません"))
        }
        try await money.bench.browse(as: "uketsuke") { browser in
            let page = try await browser.get("/payments/schedule?month=2025-07")
            #expect(page.status == 403)
        }
    }

    @Test("随時払は、新しく入る件数・額・その日の予定との差・外れるものを先に示し、直すことも、確かめて作ることもできる")
    func occasional() async throws {
        let money = try await MoneyBench()
        try await money.decided()
        let typed = [("act", "day"), ("pay-on", "2025-06-12"), ("pay-reason", "急ぐ事情がある")]
        try await money.bench.browse(as: "kyufu") { browser in
            let page = try await browser.get("/payments/schedule")
            let trial = try await browser.post("/payments/schedule", on: page, typed)
            #expect(trial.status == 200 && trial.text.contains("まだ何も変えていません"))
            #expect(trial.text.contains("新しく入る額") && trial.text.contains("急ぐ事情がある"))
            #expect(trial.text.contains("この支払日（今回を含む）") && trial.text.contains("+1件"))
            #expect(try await browser.get("/payments/schedule").text.contains("支給予定はまだありません"))
            #expect(trial.hidden("pay-on") == "2025-06-12" && trial.hidden("act") == "day")
            let seen = try #require(trial.hidden("seen"))
            // The way back keeps what was typed and does nothing.
            let edit = try await browser.post(
                "/payments/schedule", on: trial, typed + [("seen", seen), ("edit", "1")])
            #expect(edit.status == 200 && edit.text.contains("value=\"急ぐ事情がある\""))
            #expect(edit.text.contains("支給予定はまだありません"))
            // Other figures than those that were seen: nothing is done, the new ones are shown.
            let wrong = try await browser.post(
                "/payments/schedule", on: trial, typed + [("seen", "9.9.9")])
            #expect(wrong.status == 422 && wrong.text.contains("E-DSK-027"))
            #expect(wrong.hidden("pay-reason") == "急ぐ事情がある" && wrong.hidden("seen") == seen)
            let first = try await browser.post(
                "/payments/schedule", on: wrong, typed + [("seen", seen)])
            let second = try await browser.post(
                "/payments/schedule", on: wrong, typed + [("seen", seen)])
            #expect(first.status == 303 && first.location == second.location)
            #expect(first.location?.hasPrefix("/payments/schedule/2025-06-12") == true)
            // Nothing is left: refused at its field, with what was typed.
            let fresh = try await browser.get("/payments/schedule")
            let none = try await browser.post("/payments/schedule", on: fresh, typed)
            #expect(none.status == 422 && none.hidden("seen") == nil)
            #expect(none.text.contains("href=\"#pay-on\"") && none.text.contains("急ぐ事情がある"))
        }
        // Who may not make a schedule is not shown what it would be.
        try await money.bench.browse(as: "kacho") { browser in
            let page = try await browser.get("/payments/schedule")
            let refused = try await browser.post("/payments/schedule", on: page, typed)
            #expect(refused.status == 403 && !refused.text.contains("まだ何も変えていません"))
        }
    }
}
