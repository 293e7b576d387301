// SPDX-License-Identifier: Apache-2.0
import Benefits
import Foundation
import Ledger
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("支給予定")
struct ScheduleTests {
    @Test("決定は一度だけ支給予定になる。二度作成しても何も変わらない")
    func onceForEachDecision() throws {
        let office = try PaymentOffice()
        for n in 1...3 { try office.account(n) }
        let due = [office.due(1), office.due(2, yen: 2_340)]
        let first = try office.schedule(due)
        #expect(first.scheduled.count == 2)
        #expect(first.total == Yen(3_340))
        #expect(first.paymentDay == date("2025-06-20"))
        let again = try office.schedule(due + [office.due(3)] + due)
        #expect(again.scheduled.count == 1)
        #expect(again.known == 4)
        #expect(try office.balance()[.scheduled] == Yen(4_340))
        #expect(try office.balance().sum == .zero)
    }

    @Test("支払日が銀行の休みなら、制度のとおり次の営業日になる")
    func paymentDayMoves() throws {
        let days = PaymentOffice.days
        #expect(try days.day(of: "2025-07".month) == date("2025-07-22"))
        #expect(try days.day(of: "2025-12".month) == date("2025-12-22"))
        #expect(try days.closingDay(of: "2025-07".month) == date("2025-06-30"))
    }

    @Test(
        "休みにかかる支払日は、月や年をまたいでも制度のとおりの営業日になる",
        arguments: [
            ("28", "next-bank-day", "2025-06", "2025-06-30"),
            ("28", "next-bank-day", "2026-02", "2026-03-02"),
            ("1", "next-bank-day", "2026-01", "2026-01-05"),
            ("3", "previous-bank-day", "2026-01", "2025-12-30"),
            ("28", "previous-bank-day", "2025-12", "2025-12-26"),
            ("5", "previous-bank-day", "2026-05", "2026-05-01"),
            ("5", "next-bank-day", "2026-05", "2026-05-07"),
        ])
    func holidays(day: String, rule: String, month: String, expected: String) throws {
        let folder = try TemporaryFolder()
        let schemes = folder.url.appending(path: "Schemes")
        try FileManager.default.copyItem(
            at: PaymentOffice.root.appending(path: "Schemes"), to: schemes)
        let book = schemes.appending(path: "sample/book.yaml")
        try String(contentsOf: book, encoding: .utf8)
            .replacing(
                "day: 20, closed-day: next-bank-day", with: "day: \(day), closed-day: \(rule)"
            )
            .write(to: book, atomically: true, encoding: .utf8)
        let library = try SchemeLibrary.load(
            directory: schemes.path, digest: { Digest.of($0).description })
        let days = PaymentOffice.days(try #require(library.book("sample")))
        #expect(try days.day(of: month.month) == date(expected))
    }

    @Test("制度の支払日が未設定の市では、支給予定を作らない")
    func unsetPaymentDay() throws {
        let office = try PaymentOffice()
        #expect(throws: PaymentRefusal.self) {
            try office.schedule([office.due(1)], days: PaymentOffice.days("koshigaya"))
        }
    }

    @Test("口座のない人と口座振込でない人の分は、理由を付けて保留する")
    func heldWithReason() throws {
        let office = try PaymentOffice()
        try office.account(2)
        let report = try office.schedule([office.due(1), office.due(2, method: .counter)])
        #expect(report.held == [.noAccount: 1, .otherMethod: 1])
        #expect(try office.status(1) == [.held])
        let item = try office.read { try ItemBook.items(in: .held, from: $0) }.first
        #expect(item?.reason == "口座の登録なし")
    }

    @Test("口座が登録されると、口座なしの保留はひとりでに解ける")
    func holdEndsWithAccount() throws {
        let office = try PaymentOffice()
        try office.schedule([office.due(1), office.due(2, method: .counter)])
        try office.account(1)
        try office.account(2)
        let report = try office.schedule([])
        #expect(report.released.count == 1)
        #expect(try office.status(1) == [.scheduled])
        #expect(try office.status(2) == [.held])
    }

    @Test("口座名義への疑いは、保留せずに注意を付ける")
    func doubtsWarn() throws {
        let office = try PaymentOffice()
        try office.account(1, doubts: ["口座名義人が受給者と異なります"])
        let report = try office.schedule([office.due(1)])
        #expect(report.warned == 1)
        #expect(try office.status(1) == [.scheduled])
        #expect(try office.propose().run.warnings == 1)
    }

    @Test("保留と解除は理由と共に履歴に残り、抽出中のものには使えない")
    func holdAndRelease() throws {
        let office = try PaymentOffice()
        try office.account(1)
        let id = try #require(try office.schedule([office.due(1)]).scheduled.first)
        func hold(_ reason: String?) throws {
            try office.gate.perform(
                HoldPayment.operation, by: PaymentOffice.clerk, for: .benefit, reason: reason
            ) { try HoldPayment.perform([id], because: .insurerDecision, in: $0) }
        }
        #expect(throws: SafeguardRefusal.reasonMissing) { try hold(nil) }
        try hold("高額療養費の決定を待つ")
        #expect(throws: PaymentRefusal.nothingToPay(date("2025-06-20"))) { try office.propose() }
        #expect(throws: PaymentRefusal.itemNotReady(.held)) { try hold("もう一度") }
        try office.gate.perform(
            ReleasePayment.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try ReleasePayment.perform([id], in: $0) }
        let events = try office.read { try PaymentSchedule.history(of: id, from: $0) }
        #expect(events.map(\.event) == [.scheduled, .held, .released])
        #expect(events[1].reason == "高額療養費の決定を待つ")
        try office.propose()
        #expect(throws: PaymentRefusal.itemNotReady(.held)) { try hold("抽出の後") }
    }

    @Test("取り消した支給予定は払われず、出納から消える")
    func cancelled() throws {
        let office = try PaymentOffice()
        try office.account(1)
        let ids = try office.schedule([office.due(1)]).scheduled
        try office.gate.perform(
            CancelPayment.operation, by: PaymentOffice.clerk, for: .benefit, reason: "決定の取消し"
        ) { try CancelPayment.perform(ids, because: .other, in: $0) }
        #expect(try office.status(1) == [.cancelled])
        #expect(try office.balance()[.scheduled] == .zero)
        #expect(try office.imbalances().isEmpty)
    }

    @Test("過ぎた支払日の支給予定は作らない")
    func pastMonth() throws {
        let office = try PaymentOffice("2025-06-23")
        #expect(throws: PaymentRefusal.paymentDayPassed(date("2025-06-20"))) {
            try office.schedule([office.due(1)])
        }
    }

    @discardableResult
    private func onDay(
        _ office: PaymentOffice, _ due: [DueReimbursement], _ day: String,
        receipts: [String] = [], reason: String? = "急ぐ事情", by who: Principal = PaymentOffice.clerk
    ) throws -> ScheduleReport {
        try office.gate.perform(
            ScheduleOnDay.operation, by: who, for: .benefit, reason: reason
        ) {
            try ScheduleOnDay.perform(
                date(day), receipts: receipts, days: PaymentOffice.days, due: due, in: $0)
        }
    }

    @Test("随時払は選んだ銀行営業日に、選んだ申請だけを、締切を見ずに一度だけ入れる")
    func chosenDay() throws {
        let office = try PaymentOffice()
        for n in 1...2 { try office.account(n) }
        let due = [office.due(1, completed: "2025-06-01"), office.due(2), office.due(3)]
        let one = try onDay(office, due, "2025-06-11", receipts: ["R-000001"])
        #expect(one.scheduled.count == 1 && one.paymentDay == date("2025-06-11"))
        #expect(one.total == Yen(1_000) && one.unchosen == 2)
        #expect(throws: PaymentRefusal.notDue(["R-000001", "R-999999"])) {
            try onDay(office, due, "2025-06-12", receipts: ["R-000001", "R-999999", "R-000002"])
        }
        let rest = try onDay(office, due, "2025-06-12")
        #expect(rest.scheduled.count == 2 && rest.known == 1 && rest.held == [.noAccount: 1])
        #expect(rest.unchosen == 0)
        #expect(throws: PaymentRefusal.nothingToPay(date("2025-06-12"))) {
            try onDay(office, due, "2025-06-12")
        }
        #expect(try office.schedule(due).known == 3, "毎月の予定にも二度は入らない")
        let run = try office.propose("2025-06-11").run
        #expect(run.transfers == 1)
        #expect(try office.imbalances().isEmpty)
    }

    @Test("随時払は、銀行の休業日・過ぎた日・理由のないもの・権限のない職員を断る")
    func wrongDay() throws {
        let office = try PaymentOffice()
        try office.account(1)
        let due = [office.due(1)]
        #expect(throws: PaymentRefusal.notBankDay(date("2025-06-14"))) {
            try onDay(office, due, "2025-06-14")
        }
        #expect(throws: PaymentRefusal.paymentDayPassed(date("2025-05-01"))) {
            try onDay(office, due, "2025-05-01")
        }
        #expect(throws: PaymentRefusal.missingReason) {
            try onDay(office, due, "2025-06-11", reason: nil)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try onDay(office, due, "2025-06-11", by: PaymentOffice.officer("A001", [.auditor]))
        }
        #expect(try office.status(1).isEmpty)
    }

    @Test("支給予定一覧は、支払日ごとの件数と金額と保留を示す")
    func scheduleByDay() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1, yen: 700), office.due(2, yen: 300)])
        let days = try office.read { try PaymentSchedule.days(in: $0) }
        #expect(days.map(\.paymentDay) == [date("2025-06-20")])
        #expect(days.first?[.scheduled] == ScheduleDay.Sum(count: 1, amount: Yen(700)))
        #expect(days.first?[.held] == ScheduleDay.Sum(count: 1, amount: Yen(300)))
    }

    @Test("締切は支払月の前の月の末日で、その日までのものを取り上げる")
    func closing() throws {
        let office = try PaymentOffice()
        for n in 1...2 { try office.account(n) }
        let due = [office.due(1, completed: "2025-05-31"), office.due(2, completed: "2025-06-01")]
        let june = try office.schedule(due)
        #expect(june.scheduled.count == 1)
        #expect(june.later == 1)
        #expect(june.closingDay == date("2025-05-31"))
        #expect(june.article == "規則第9条")
        let july = try office.schedule(due, month: "2025-07")
        #expect(july.scheduled.count == 1)
        #expect(july.later == 0)
        #expect(july.known == 1)
        let item = try office.read { try ItemBook.attempts(of: 9_002, from: $0) }.first
        #expect(item?.completedOn == date("2025-06-01"))
        #expect(item?.plannedOn == date("2025-07-22"))
    }
}
