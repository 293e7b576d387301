// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Payments

/// 審査支払手数料 in a city that charges them to an account of their own (役務費).
@Suite("審査支払手数料の予算科目")
struct FeeAccountTests {
    private static let benefit = "03-02-02-20-01"
    private static let fee = "03-02-02-12-01"
    private let office: PaymentOffice
    private let law: FiscalLaw
    private let folder: TemporaryFolder

    /// The sample book with another account for the fees.
    init() throws {
        folder = try TemporaryFolder()
        let schemes = folder.url.appending(path: "Schemes")
        try FileManager.default.copyItem(
            at: PaymentOffice.root.appending(path: "Schemes"), to: schemes)
        let book = schemes.appending(path: "sample/book.yaml")
        let line =
            "  fee-account:\n    - {from: 2000-04-01, code: \"\(Self.fee)\", title: 役務費・手数料, warn-percent: 90, article: 予算書, source: 見本市の予算書(架空)}\n"
        try String(contentsOf: book, encoding: .utf8)
            .replacing("  review-fees:\n", with: line + "  review-fees:\n")
            .write(to: book, atomically: true, encoding: .utf8)
        let library = try SchemeLibrary.load(
            directory: schemes.path, digest: { Digest.of($0).description })
        law = FiscalLaw(book: try #require(library.book("sample")))
        office = try PaymentOffice()
    }

    private func budget(_ yen: Int, for charge: BudgetCharge, key: String) throws {
        let law = law
        try office.gate.perform(
            RegisterBudget.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try RegisterBudget.perform(
                .initial, Yen(yen), of: FiscalYear(2025), for: charge, document: "予算書 第1号",
                key: key, law: law, in: $0)
        }
    }

    private func propose(
        _ subject: ExpenditureSubject, key: String = "E1", law given: FiscalLaw? = nil
    ) throws -> [Expenditure] {
        let law = given ?? law
        return try office.gate.perform(
            ProposeExpenditure.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try ProposeExpenditure.perform(subject, key: key, law: law, in: $0) }
    }

    private func left(_ account: String) throws -> Yen? {
        try office.read {
            try BudgetBook.standings(of: FiscalYear(2025), law: law, from: $0)
        }.first { $0.account == account }?.left
    }

    private func invoice(_ total: Int, fee: Int) -> ExpenditureSubject {
        .invoice(
            reference: "SSK-7", title: "審査支払機関 5月審査分", amount: Yen(total), fee: Yen(fee),
            decidedOn: date("2025-06-02"), payOn: date("2025-06-20"))
    }

    @Test("手数料は手数料の科目から、医療費は扶助費から、二つの支出命令になり、二度押しても増えない")
    func apart() throws {
        try budget(1_000, for: .benefit, key: "B1")
        #expect(throws: AccountingRefusal.noBudget(FiscalYear(2025), "役務費・手数料")) {
            _ = try propose(invoice(480, fee: 80))
        }
        try budget(100, for: .fee, key: "B2")
        let orders = try propose(invoice(480, fee: 80))
        #expect(orders.map(\.account) == [Self.benefit, Self.fee])
        #expect(orders.map(\.amount) == [Yen(400), Yen(80)])
        #expect(try left(Self.benefit) == Yen(600) && left(Self.fee) == Yen(20))
        #expect(try propose(invoice(480, fee: 80)).map(\.id) == orders.map(\.id))
        #expect(throws: AccountingRefusal.wrongState(.proposed)) {
            _ = try propose(invoice(480, fee: 80), key: "E2")
        }
        #expect(throws: AccountingRefusal.exceedsBudget(left: Yen(20))) {
            _ = try propose(
                .invoice(
                    reference: "SSK-8", title: "6月審査分", amount: Yen(130), fee: Yen(30),
                    decidedOn: date("2025-06-02"), payOn: date("2025-06-20")), key: "E3")
        }
    }

    @Test("手数料の支出命令だけが差し戻されたら、それだけを起案し直せる")
    func oneCameBack() throws {
        try budget(1_000, for: .benefit, key: "B1")
        try budget(100, for: .fee, key: "B2")
        let first = try propose(invoice(480, fee: 80))
        try office.gate.perform(
            SendBackExpenditure.operation, by: PaymentOffice.chief, for: .benefit
        ) { try SendBackExpenditure.perform(first[1].id, reason: "摘要", in: $0) }
        let again = try propose(invoice(480, fee: 80), key: "E2")
        #expect(again.map(\.account) == [Self.fee] && again.map(\.amount) == [Yen(80)])
        #expect(try left(Self.benefit) == Yen(600) && left(Self.fee) == Yen(20))
    }

    @Test("手数料の科目を分ける前に一つで起案した請求書は、分けた後に手数料をもう一度払わない")
    func orderedBefore() throws {
        try budget(1_000, for: .benefit, key: "B1")
        try budget(100, for: .fee, key: "B2")
        let subject = invoice(480, fee: 80)
        let live = { try office.read { try ExpenditureBook.liveInvoices(from: $0) } }
        #expect(try ProposeExpenditure.isWaiting(subject, live: live(), law: law))
        _ = try propose(subject, law: PaymentOffice.fiscalLaw)
        #expect(try !ProposeExpenditure.isWaiting(subject, live: live(), law: law))
        #expect(throws: AccountingRefusal.wrongState(.proposed)) {
            _ = try propose(subject, key: "E2")
        }
    }

    @Test("手数料の科目をやめた後に医療費だけを起案し直しても、手数料をもう一度払わない")
    func droppedLater() throws {
        try budget(1_000, for: .benefit, key: "B1")
        try budget(100, for: .fee, key: "B2")
        let subject = invoice(480, fee: 80)
        let plain = PaymentOffice.fiscalLaw
        let orders = try propose(subject)
        let live = { try office.read { try ExpenditureBook.liveInvoices(from: $0) } }
        #expect(try !ProposeExpenditure.isWaiting(subject, live: live(), law: plain))
        try office.gate.perform(
            SendBackExpenditure.operation, by: PaymentOffice.chief, for: .benefit
        ) { try SendBackExpenditure.perform(orders[0].id, reason: "摘要", in: $0) }
        #expect(try ProposeExpenditure.isWaiting(subject, live: live(), law: plain))
        #expect(try propose(subject, key: "E2", law: plain).map(\.amount) == [Yen(400)])
        #expect(try live().values.reduce(.zero, +) == Yen(480))
        #expect(try !ProposeExpenditure.isWaiting(subject, live: live(), law: plain))
    }

    @Test("同じ鍵の予算の登録は一度だけで、科目や区分の違う二つ目は断る")
    func budgetKey() throws {
        try budget(100, for: .benefit, key: "B1")
        try budget(100, for: .benefit, key: "B1")
        #expect(try left(Self.benefit) == Yen(100))
        #expect(throws: PaymentRefusal.keyUsed) { try budget(100, for: .fee, key: "B1") }
        let law = law
        #expect(throws: PaymentRefusal.keyUsed) {
            try office.gate.perform(
                RegisterBudget.operation, by: PaymentOffice.clerk, for: .benefit
            ) {
                try RegisterBudget.perform(
                    .supplement, Yen(100), of: FiscalYear(2025), document: "予算書 第1号",
                    key: "B1", law: law, in: $0)
            }
        }
    }

    @Test("手数料の科目を書かない市では、今までどおり一つの支出命令になる")
    func together() throws {
        let plain = PaymentOffice.fiscalLaw
        try budget(1_000, for: .benefit, key: "B1")
        let orders = try propose(invoice(480, fee: 80), law: plain)
        #expect(orders.map(\.amount) == [Yen(480)] && orders.map(\.account) == [Self.benefit])
        #expect(throws: AccountingRefusal.termsUnset("public-money.fee-account")) {
            try office.gate.perform(
                RegisterBudget.operation, by: PaymentOffice.clerk, for: .benefit
            ) {
                try RegisterBudget.perform(
                    .initial, Yen(1), of: FiscalYear(2025), for: .fee, document: "予算書",
                    key: "B9", law: plain, in: $0)
            }
        }
    }
}
