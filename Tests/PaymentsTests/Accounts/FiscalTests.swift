// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Formats
import Foundation
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("市の会計")
struct FiscalTests {
    private func place(_ decided: String, _ paid: String) throws -> FiscalPlace {
        try PaymentOffice.fiscalLaw.place(decidedOn: date(decided), paidOn: date(paid))
    }

    @Test("支払の年度は支出負担行為の日で決まり、5月31日までは前の年度、6月1日からは過年度支出")
    func years() throws {
        func check(_ decided: String, _ paid: String, _ origin: Int, _ budget: Int) throws {
            let place = try place(decided, paid)
            #expect(place.origin.year == origin && place.budget.year == budget, "\(paid)")
        }
        try check("2025-06-02", "2025-06-20", 2025, 2025)
        try check("2026-03-31", "2026-04-20", 2025, 2025)
        try check("2026-03-31", "2026-05-31", 2025, 2025)
        try check("2026-03-31", "2026-06-01", 2025, 2026)
        try check("2026-04-01", "2026-04-20", 2026, 2026)
        #expect(try place("2026-03-31", "2026-06-01").isPastYear)
        #expect(try !place("2026-03-31", "2026-05-31").isPastYear)
    }

    @Test("返ってきたお金は、出納整理期間のうちは戻入、過ぎたら過年度収入")
    func income() throws {
        func kind(_ received: String) throws -> IncomeKind {
            try PaymentOffice.fiscalLaw.income(
                decidedOn: date("2026-03-10"), receivedOn: date(received))
        }
        #expect(try kind("2026-05-31") == .restored)
        #expect(try kind("2026-06-01") == .pastYear)
    }

    @Test("制度の本が科目を決めていなければ、支出命令は理由をつけて止まる")
    func unset() throws {
        let book = try #require(PaymentOffice.library.book("koshigaya"))
        #expect(throws: AccountingRefusal.self) {
            try FiscalLaw(book: book).account(of: FiscalYear(2025))
        }
        #expect(throws: RecoveryRefusal.self) {
            try RecoveryLaw(book: book).terms(on: date("2025-06-02"))
        }
    }

    /// An approved run of 300 yen.
    private func approved(_ office: PaymentOffice) throws -> PaymentRun {
        for n in 1...2 { try office.account(n) }
        try office.schedule([office.due(1, yen: 100), office.due(2, yen: 200)])
        let run = try office.propose().run
        return try office.approve(run.id)
    }

    @Test("予算のある年度は、会計管理者が受領するまで振込データを作れない")
    func orderFirst() throws {
        let office = try PaymentOffice()
        try office.budget(1_000)
        let run = try approved(office)
        #expect(throws: AccountingRefusal.orderMissing) { try office.write(run.id) }
        let order = try #require(try office.order(.run(run.id)).first)
        #expect(order.amount == Yen(300) && order.payees == 2)
        #expect(order.number == "2025-00001" && order.account == "03-02-02-20-01")
        #expect(throws: AccountingRefusal.wrongState(.proposed)) {
            try office.handOver(order: order.id)
        }
        try office.approve(order: order.id)
        try office.handOver(order: order.id)
        #expect(throws: AccountingRefusal.orderMissing) { try office.write(run.id) }
        try office.answer(order: order.id)
        try office.write(run.id)
        let standing = try office.standing()
        #expect(standing.left == Yen(700) && standing.percent == 30)
        #expect(!standing.isWarning)
        try office.prove()
    }

    @Test("予算を登録していない市は、今までどおり支出命令なしで支払える")
    func noBudget() throws {
        let office = try PaymentOffice()
        let run = try approved(office)
        try office.write(run.id)
        #expect(throws: AccountingRefusal.runNotApproved) { try office.order(.run(run.id)) }
    }

    @Test("残りを超える支出負担行為は一円でも断り、補正すれば通る")
    func budgetLimit() throws {
        let office = try PaymentOffice()
        try office.budget(299)
        let run = try approved(office)
        #expect(throws: AccountingRefusal.exceedsBudget(left: Yen(299))) {
            try office.order(.run(run.id))
        }
        try office.budget(1, kind: .supplement, key: "B2")
        let order = try #require(try office.order(.run(run.id)).first)
        #expect(try office.standing().left == .zero)
        #expect(try office.standing().isWarning)
        try office.budget(-1, kind: .transfer, key: "B3")
        #expect(throws: AccountingRefusal.exceedsBudget(left: Yen(299))) {
            try office.approve(order: order.id)
        }
    }

    @Test("起案した本人は支出命令を決裁できず、窓口と機械は会計に入れない")
    func fourEyes() throws {
        let office = try PaymentOffice()
        try office.budget(1_000)
        let run = try approved(office)
        let order = try #require(
            try office.order(.run(run.id), by: PaymentOffice.both).first)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.approve(order: order.id, by: PaymentOffice.both)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.approve(order: order.id, by: PaymentOffice.clerk)
        }
        for who in [PaymentOffice.counter, PaymentOffice.machine, PaymentOffice.administrator] {
            #expect(throws: SafeguardRefusal.notPermitted) {
                try office.budget(1, key: "B9", by: who)
            }
        }
    }

    @Test("同じ支払処理の支出命令は一つだけ。同じ鍵は同じもの、別の鍵は断る")
    func once() throws {
        let office = try PaymentOffice()
        try office.budget(1_000)
        try office.budget(1_000)
        #expect(try office.standing().budget == Yen(1_000))
        let run = try approved(office)
        let first = try office.order(.run(run.id))
        #expect(try office.order(.run(run.id)).map(\.id) == first.map(\.id))
        #expect(throws: AccountingRefusal.wrongState(.proposed)) {
            try office.order(.run(run.id), key: "E2")
        }
    }

    @Test("返付された支出命令は予算を離し、起案し直せる")
    func treasurerReturns() throws {
        let office = try PaymentOffice()
        try office.budget(1_000)
        let run = try approved(office)
        let order = try #require(try office.order(.run(run.id)).first)
        try office.approve(order: order.id)
        try office.handOver(order: order.id)
        #expect(throws: AccountingRefusal.withTreasurer) { try office.sendBack(run.id) }
        #expect(throws: PaymentRefusal.missingReason) {
            try office.answer(order: order.id, returned: "")
        }
        try office.answer(order: order.id, returned: "債権者の誤り")
        #expect(try office.standing().left == Yen(1_000))
        try office.settleOrders(of: run.id, key: "E2")
        try office.write(run.id)
    }

    @Test("支払処理の差戻しは、決裁前後の支出命令も取り消す")
    func sentBack() throws {
        let office = try PaymentOffice()
        try office.budget(1_000)
        let run = try approved(office)
        let order = try #require(try office.order(.run(run.id)).first)
        try office.sendBack(run.id)
        let found = try office.read { try ExpenditureBook.expenditure(order.id, from: $0) }
        #expect(found?.status == .cancelled)
        #expect(try office.standing().left == Yen(1_000))
    }

    @Test("3月の決定と4月の決定を一度に支払うと、年度ごとに二つの支出命令になる")
    func twoYears() throws {
        let office = try PaymentOffice("2026-04-02")
        try office.budget(1_000, year: 2025, key: "B1")
        try office.budget(1_000, year: 2026, key: "B2")
        for n in 1...2 { try office.account(n) }
        try office.schedule(
            [
                office.due(1, yen: 100, completed: "2026-03-10", decided: "2026-03-20"),
                office.due(2, yen: 200, completed: "2026-03-10", decided: "2026-04-01"),
            ], month: "2026-04")
        let run = try office.propose("2026-04-20").run
        try office.approve(run.id)
        let orders = try office.settleOrders(of: run.id)
        #expect(orders.map(\.place.budget.year) == [2025, 2026])
        #expect(orders.map(\.amount) == [Yen(100), Yen(200)])
        try office.write(run.id, day: "2026-04-20")
        #expect(try office.standing(2025).left == Yen(900))
        #expect(try office.standing(2026).left == Yen(800))
    }

    @Test("審査支払機関から返された額は、年度が開いている間に入金されれば戻入として予算に戻り、出納の証明は変わらない")
    func repaidByAgency() throws {
        let office = try PaymentOffice()
        try office.budget(1_000)
        try office.store.write { db in
            let at = try db.first("SELECT MAX(id) FROM operation", []) { $0.int64(0) } ?? 0
            _ = try db.execute(
                """
                INSERT INTO agency_invoice (id, operation_id, recorded_at, agency, number, kind,
                billing_month, invoiced_on, due_on, total, name, digest, officer)
                VALUES (1, ?, 0, '1', 'F-1', 'regular', '2025-05', '2025-05-10', '2025-05-25', -300,
                'f.csv', ?, 'P001')
                """, [at, String(repeating: "a", count: 64)])
            _ = try db.execute(
                """
                INSERT INTO agency_invoice_outcome (operation_id, recorded_at, invoice_id, outcome,
                decided_on, differences, difference_yen, officer)
                VALUES (?, 0, 1, 'accepted', '2025-05-12', 0, 0, 'H001')
                """, [at])
        }
        func credit(_ body: (Scope) throws -> Void) throws {
            try office.gate.perform(
                SettleCredit.operation, by: PaymentOffice.head, for: .benefit
            ) { try body($0) }
        }
        try credit { try SettleCredit.decide(1, .repaid, on: date("2025-06-02"), in: $0) }
        #expect(try office.standing().left == Yen(1_000))
        try credit { try SettleCredit.receive(1, on: date("2025-06-02"), in: $0) }
        let standing = try office.standing()
        #expect(standing.restored == Yen(300) && standing.left == Yen(1_300))
        try office.prove()
    }

    @Test("戻入した返還は、出納整理期間のうちなら予算の残りに戻る")
    func restored() throws {
        let office = try PaymentOffice()
        try office.budget(1_000)
        let run = try approved(office)
        try office.settleOrders(of: run.id)
        try office.write(run.id)
        office.clock.stand(on: date("2025-06-24"))
        try office.nothingReturned(run.id)
        let item = try #require(try office.items(1).first)
        let recovery = try office.gate.perform(
            RecordRecovery.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try RecordRecovery.claim(
                RecoveryClaim(
                    child: PaymentOffice.child(1), recipient: PaymentOffice.parent(1),
                    item: item, amount: Yen(100), reason: .wrong, explanation: "誤り"),
                key: "R1", in: $0)
        }
        // A receipt that is taken back while the year is open was never there.
        office.clock.stand(on: date("2026-05-31"))
        try office.receive(60, for: recovery, on: "2026-05-31", key: "N0")
        #expect(try office.standing().restored == Yen(60))
        try office.takeBack(of: recovery)
        #expect(try office.standing().restored == .zero)
        #expect(try office.standing().left == Yen(700))
        try office.receive(60, for: recovery, on: "2026-05-31", key: "N1")
        office.clock.stand(on: date("2026-06-30"))
        try office.receive(40, for: recovery, on: "2026-06-01", key: "N2")
        let standing = try office.standing()
        #expect(standing.restored == Yen(60) && standing.left == Yen(760))
        let receipts = Array(try office.file(recovery).receipts.suffix(2))
        #expect(receipts.map(\.income) == [.restored, .pastYear])
        // A year that is closed stays as it was.
        try office.gate.perform(
            ReverseReceipt.operation, by: PaymentOffice.second, for: .benefit
        ) { try ReverseReceipt.perform(receipts[0].id, of: recovery, reason: "別の返還の分", in: $0) }
        #expect(try office.standing().restored == Yen(60))
        #expect(try office.standing().left == Yen(760))
    }

    @Test("審査支払機関の請求書も、同じ予算から支出命令になる")
    func invoice() throws {
        let office = try PaymentOffice()
        try office.budget(1_000)
        let subject = ExpenditureSubject.invoice(
            reference: "SSK-2025-05", title: "審査支払機関 5月審査分", amount: Yen(400),
            decidedOn: date("2025-06-02"), payOn: date("2025-06-20"))
        let order = try #require(try office.order(subject).first)
        #expect(order.run == nil && order.payees == 1)
        #expect(try office.standing().left == Yen(600))
        #expect(throws: AccountingRefusal.wrongState(.proposed)) {
            try office.order(subject, key: "E2")
        }
    }

    @Test("連携データは決裁済みの支出命令を一度だけ運び、もう一度押すと同じ内容になる")
    func accountingFile() throws {
        let office = try PaymentOffice()
        try office.budget(1_000)
        #expect(throws: AccountingRefusal.nothingToHandOver) { _ = try office.accountingFile() }
        let run = try approved(office)
        let order = try #require(try office.order(.run(run.id)).first)
        #expect(throws: AccountingRefusal.nothingToHandOver) { _ = try office.accountingFile() }
        try office.approve(order: order.id)
        let file = try office.accountingFile()
        #expect(file.record.orders == 1 && file.record.total == Yen(300) && !file.wasWritten)
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.contains("検証用") && text.contains("2025-00001") && text.contains("300"))
        #expect(!text.contains("ケンショウ") && !text.contains("9200"))
        let again = try office.accountingFile()
        #expect(again.wasWritten && again.bytes == file.bytes)
        #expect(throws: AccountingRefusal.nothingToHandOver) {
            _ = try office.accountingFile(key: "F2")
        }
    }

    @Test("未確認の様式は、本番の財務会計には書き出さない")
    func unverified() throws {
        let office = try PaymentOffice()
        try office.budget(1_000)
        let run = try approved(office)
        let order = try #require(try office.order(.run(run.id)).first)
        try office.approve(order: order.id)
        #expect(throws: FormatRefusal.layoutUnverified(id: "accounting-orders")) {
            _ = try office.accountingFile(audience: .realPeer)
        }
    }
}
