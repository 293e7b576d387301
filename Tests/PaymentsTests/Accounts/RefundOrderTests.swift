// SPDX-License-Identifier: Apache-2.0
import Formats
import Safeguards
import Scheme
import Testing
import Vocabulary

@testable import Payments

@Suite("歳出還付の支出命令")
struct RefundOrderTests {
    private static let account = "03-02-02-22-01"
    private static let payday = "2026-06-19"

    /// 200 yen of a year that is closed, decided to be given back.
    private func decided(
        _ way: RefundWay = .transfer, budget: Int? = 1_000
    ) throws -> (office: PaymentOffice, request: Int64, excess: Overpayment) {
        let office = try PaymentOffice()
        try office.account(1)
        let id = try office.claim(600)
        try office.overpay(800, for: id, key: "N1")
        let excess = try #require(try office.excesses(id).first)
        office.clock.stand(on: date("2026-06-01"))
        if let budget { try office.budget(budget, year: 2026, for: .refund) }
        return (office, try office.refunded(excess, 200, way), excess)
    }

    private func subject(_ request: Int64, on day: String = payday) -> ExpenditureSubject {
        .refund(request, payOn: date(day))
    }

    private func waiting(_ office: PaymentOffice) throws -> [Int64] {
        try office.gate.perform(.viewBudget, by: PaymentOffice.clerk, for: .benefit) {
            try RefundOrder.waiting(law: PaymentOffice.fiscalLaw, in: $0)
        }.map(\.request)
    }

    @Test("償還金の予算のある年度は、会計管理者が支出命令を受領するまで振込データに入らず、受領で入る")
    func orderFirst() throws {
        let (office, request, _) = try decided()
        #expect(try waiting(office) == [request])
        #expect(throws: RefundRefusal.nothingToRefund(leftOut: 1)) {
            try office.refundFile(Self.payday)
        }
        let order = try #require(try office.order(subject(request)).first)
        #expect(order.amount == Yen(200) && order.account == Self.account && order.payees == 1)
        #expect(order.place == FiscalPlace(origin: FiscalYear(2025), budget: FiscalYear(2026)))
        #expect(order.method == "還付")
        #expect(try office.standing(2026).left == Yen(800))
        #expect(try waiting(office).isEmpty)
        try office.approve(order: order.id)
        try office.handOver(order: order.id)
        #expect(throws: RefundRefusal.nothingToRefund(leftOut: 1)) {
            try office.refundFile(Self.payday)
        }
        try office.answer(order: order.id)
        let file = try office.refundFile(Self.payday)
        #expect(RawTransfers(file.bytes).payments.map(\.amount) == [200])
        let charge = try #require(try office.refund(request).payout?.charge)
        #expect(charge.side == .expenditure && charge.account.hasPrefix(Self.account))
        try office.prove()
    }

    @Test("二度押しても支出命令は一つで、別の鍵の二つ目は断る。財務会計への連携データに一度だけ載り、人は載らない")
    func once() throws {
        let (office, request, _) = try decided()
        let order = try #require(try office.order(subject(request)).first)
        #expect(try office.order(subject(request)).map(\.id) == [order.id])
        #expect(throws: PaymentRefusal.keyUsed) {
            try office.order(subject(request, on: "2026-06-22"))
        }
        #expect(throws: AccountingRefusal.wrongState(.proposed)) {
            try office.order(subject(request), key: "E2")
        }
        try office.approve(order: order.id)
        let file = try office.accountingFile()
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(file.record.orders == 1 && file.record.total == Yen(200))
        #expect(text.contains(order.number) && text.contains(Self.account) && text.contains("還付"))
        #expect(!text.contains(PaymentOffice.parent(1).description))
        #expect(!text.contains(PaymentOffice.child(1).description))
        #expect(try office.accountingFile().bytes == file.bytes)
        #expect(throws: AccountingRefusal.nothingToHandOver) {
            try office.accountingFile(key: "F2")
        }
    }

    @Test("支出負担行為書・支出命令書に、科目・年度・支払方法が出る")
    func papers() throws {
        let (office, request, _) = try decided()
        let order = try #require(try office.order(subject(request)).first)
        try office.approve(order: order.id)
        let papers = try office.gate.perform(
            .viewBudget, by: PaymentOffice.clerk, for: .benefit
        ) {
            try ExpenditurePapers(order.id, in: $0).papers(
                PaymentOffice.letters, on: $0.today, names: { $0 })
        }
        let values = papers.flatMap { $0.words.blocks.flatMap { $0.rows.map(\.value) } }
        #expect(papers.count == 2 && values.contains("還付"))
        #expect(values.contains { $0.contains(Self.account) }, "\(values)")
    }

    @Test("窓口でも、受領の前は渡せない。起案は給付の職員だけができる")
    func counter() throws {
        let (office, request, _) = try decided(.counter)
        try office.identify(refund: request)
        #expect(throws: RefundRefusal.orderMissing) { try office.handOver(refund: request) }
        for who in [PaymentOffice.counter, PaymentOffice.head, PaymentOffice.machine] {
            #expect(throws: SafeguardRefusal.notPermitted) {
                try office.order(subject(request), by: who)
            }
        }
        try office.settle(subject(request))
        #expect(try office.handOver(refund: request))
        #expect(throws: RefundRefusal.wrongState(.paid)) {
            try office.order(subject(request), key: "E2")
        }
        try office.prove()
    }

    @Test("開いている年度の戻出には支出命令がなく、予算があっても待たない")
    func notOfOpenYear() throws {
        let office = try PaymentOffice()
        let id = try office.claim(600)
        try office.overpay(800, for: id, key: "N1")
        let excess = try #require(try office.excesses(id).first)
        for year in [2025, 2026] {
            try office.budget(1_000, year: year, for: .refund, key: "B\(year)")
        }
        office.clock.stand(on: date("2026-05-29"))
        let request = try office.refunded(excess, 200, .counter)
        #expect(try waiting(office).isEmpty)
        #expect(throws: RefundRefusal.noOrderNeeded) {
            try office.order(subject(request, on: "2026-05-29"))
        }
        #expect(throws: PaymentRefusal.paymentDayPassed(date("2026-05-28"))) {
            try office.order(subject(request, on: "2026-05-28"))
        }
        try office.identify(refund: request)
        #expect(try office.handOver(refund: request))
        try office.prove()
    }

    @Test("償還金の予算を登録していない市は、今までどおり支出命令なしで還付でき、起案は科目の名で断る")
    func noBudget() throws {
        let (office, request, _) = try decided(budget: nil)
        // The budget of the benefits asks for no order of a refund.
        try office.budget(1_000, year: 2026)
        #expect(try waiting(office).isEmpty)
        #expect(
            throws: AccountingRefusal.noBudget(
                FiscalYear(2026), "民生費・児童福祉費・こども医療費・償還金利子及び割引料")
        ) { try office.order(subject(request)) }
        #expect(try office.refundFile(Self.payday).record.records == 1)
    }

    @Test("還付の決定を取り消すと支出命令も取消しになり、予算が戻り、次の決定は起案し直せる。閉じた年度の命令は変わらない")
    func cancelled() throws {
        let (office, request, excess) = try decided()
        let order = try #require(try office.settle(subject(request)).first)
        #expect(try office.standing(2026).left == Yen(800))
        try office.cancel(refund: request)
        let after = try office.read { try ExpenditureBook.expenditure(order.id, from: $0) }
        #expect(after?.status == .cancelled)
        #expect(try office.standing(2026).left == Yen(1_000))
        let next = try office.refunded(excess, 200, key: "F2")
        let other = try #require(try office.settle(subject(next), key: "E2").first)
        office.clock.stand(on: date("2027-06-01"))
        try office.cancel(refund: next)
        let closed = try office.read { try ExpenditureBook.expenditure(other.id, from: $0) }
        #expect(closed?.status == .accepted)
    }

    @Test("振込不能の後は、同じ年度なら同じ支出命令で払い直し、年度が替わればもう一度起案する")
    func returned() throws {
        let (office, request, _) = try decided()
        try office.settle(subject(request))
        try office.refundFile(Self.payday)
        office.clock.stand(on: date("2026-06-22"))
        try office.result(request, returned: .closed)
        #expect(try waiting(office).isEmpty)
        office.clock.stand(on: date("2027-04-01"))
        try office.budget(1_000, year: 2027, for: .refund, key: "B2")
        #expect(try waiting(office) == [request])
        try office.identify(refund: request)
        #expect(throws: RefundRefusal.orderMissing) { try office.handOver(refund: request) }
        try office.settle(subject(request, on: "2027-04-02"), key: "E2")
        #expect(try office.handOver(refund: request))
        try office.prove()
    }
}
