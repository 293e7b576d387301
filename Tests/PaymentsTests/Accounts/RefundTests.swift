// SPDX-License-Identifier: Apache-2.0
import Database
import Formats
import Foundation
import Ledger
import PowerCuts
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Entitlement
@testable import Payments

@Suite("過誤納の還付と充当")
struct RefundTests {
    /// A family that paid 800 for 600.
    private func overpaid(
        account: Bool = true, store: (any Store)? = nil
    ) throws -> (office: PaymentOffice, recovery: Int64, excess: Overpayment) {
        let office = try PaymentOffice(store: store)
        if account { try office.account(1) }
        let id = try office.claim(600)
        try office.overpay(800, for: id, key: "N1")
        return (office, id, try #require(try office.excesses(id).first))
    }

    @Test("起案した職員とは別の決裁者が決裁し、振込データに載り、結果で還付済になる。支給の額には数えない")
    func transfer() throws {
        let (office, id, excess) = try overpaid()
        let request = try office.ask(
            .refund(of: excess.id, Yen(200), .transfer), about: id, key: "F1")
        #expect(try office.refund(request).state == .proposed)
        #expect(throws: RefundRefusal.nothingToRefund(leftOut: 0)) { try office.refundFile() }
        try office.grant(request)
        let file = try office.refundFile()
        #expect(RawTransfers(file.bytes).payments.map(\.amount) == [200])
        #expect(!file.wasWritten && file.record.total == Yen(200))
        let sent = try office.refund(request)
        #expect(sent.state == .sent && sent.payout?.charge.side == .income)
        #expect(sent.payout?.charge.account == "一般会計 諸収入・雑入・返還金")
        #expect(throws: RefundRefusal.resultTooEarly(date("2025-06-20"))) {
            try office.result(request)
        }
        try office.prove("振込中")
        office.clock.stand(on: date("2025-06-23"))
        for _ in 0..<2 { try office.result(request) }
        #expect(try office.refund(request).state == .paid)
        let balance = try office.balance()
        #expect(balance[.refunded] == Yen(200) && balance[.excess] == .zero)
        #expect(balance[.paid] == .zero && balance[.transit] == .zero)
        let figures = try office.returned()
        #expect(figures.refunded == Yen(200) && figures.excess == .zero)
        #expect(figures.received == Yen(800) && figures.expended == .zero)
        try office.prove("還付済")
    }

    @Test("同じ鍵の振込データは同じバイトで、二度は送らない。別の鍵では送るものがない")
    func once() throws {
        let (office, _, excess) = try overpaid()
        try office.refunded(excess, 200)
        let first = try office.refundFile()
        let again = try office.refundFile()
        #expect(again.bytes == first.bytes && again.wasWritten)
        #expect(throws: RefundRefusal.nothingToRefund(leftOut: 0)) {
            try office.refundFile(key: "FF2")
        }
        #expect(throws: PaymentRefusal.keyUsed) { try office.refundFile("2025-06-23") }
        #expect(try office.balance()[.refunding] == Yen(200))
        try office.prove()
    }

    @Test("振込不能になった還付は、前と違う口座が確認されるまで振り込まず、窓口でも渡せる")
    func returned() throws {
        let (office, _, excess) = try overpaid()
        let request = try office.refunded(excess, 200)
        try office.refundFile()
        office.clock.stand(on: date("2025-06-23"))
        for _ in 0..<2 { try office.result(request, returned: .closed) }
        #expect(try office.refund(request).state == .returned)
        #expect(try office.balance()[.excess] == Yen(200))
        #expect(try office.returned().excess == Yen(200))
        try office.prove("振込不能")
        #expect(throws: RefundRefusal.nothingToRefund(leftOut: 1)) {
            try office.refundFile("2025-06-25", key: "FF2")
        }
        try office.account(1, digit: 77)
        let file = try office.refundFile("2025-06-25", key: "FF2")
        #expect(RawTransfers(file.bytes).payments.map(\.amount) == [200])
        office.clock.stand(on: date("2025-06-26"))
        try office.result(request)
        #expect(try office.refund(request).state == .paid)
        // What was taken for paid comes back after all (組戻), and is fetched at the counter.
        try office.result(request, returned: .other)
        #expect(try office.refund(request).state == .returned)
        try office.prove("組戻")
        try office.identify(refund: request)
        #expect(try office.handOver(refund: request))
        #expect(try office.refund(request).state == .paid)
        #expect(try office.balance()[.refunded] == Yen(200))
        #expect(try office.returned().refunded == Yen(200))
        try office.prove("窓口")
    }

    @Test("前の振込についての結果は、振り込み直した後の振込の結果にならず、二度目の振込は出ない")
    func otherAttempt() throws {
        let (office, _, excess) = try overpaid()
        let request = try office.refunded(excess, 200)
        try office.refundFile()
        office.clock.stand(on: date("2025-06-23"))
        let first = try #require(try office.refund(request).payout?.id)
        try office.result(request, of: first, returned: .closed)
        try office.account(1, digit: 77)
        try office.refundFile("2025-06-25", key: "FF2")
        office.clock.stand(on: date("2025-06-26"))
        // A second window still speaks of the first transfer.
        for reason in [ReturnReason.closed, nil] {
            #expect(throws: RefundRefusal.attemptPassed) {
                try office.result(request, of: first, returned: reason)
            }
        }
        #expect(try office.refund(request).state == .sent)
        #expect(try office.balance()[.refunding] == Yen(200))
        try office.prove()
    }

    @Test("作成した振込データは、鍵がなくても一覧から同じバイトで取り出せ、お金は二度動かない")
    func fetchedAgain() throws {
        let (office, _, excess) = try overpaid()
        try office.refunded(excess, 200)
        let first = try office.refundFile()
        let listed = try office.read { try RefundFileBook.newest(10, from: $0) }
        #expect(listed == [first.record])
        let again = try office.again(first.record.id)
        #expect(again.bytes == first.bytes && again.wasWritten)
        #expect(try office.balance()[.refunding] == Yen(200))
        #expect(throws: RefundRefusal.unknownFile) { try office.again(first.record.id + 1) }
        #expect(throws: SafeguardRefusal.self) {
            try office.again(first.record.id, by: PaymentOffice.counter)
        }
        try office.prove()
    }

    @Test("同じ還付が二度出れば、証明は一致と言わない")
    func paidTwice() throws {
        let (office, _, excess) = try overpaid(account: false)
        let request = try office.refunded(excess, 120, .counter)
        try office.identify(refund: request)
        try office.handOver(refund: request)
        try office.prove()
        try office.gate.perform(HandOverRefund.operation, by: PaymentOffice.second, for: .benefit) {
            scope in
            let paid = try scope.refund(request)
            let charge = try scope.charge(
                paid, paidOn: scope.today, law: PaymentOffice.recoveryLaw)
            _ = try scope.append([
                PayoutRow(
                    refund: paid, way: .credit, paidOn: scope.today, charge: charge,
                    officer: "P002")
            ])
        }
        let lines = try office.read { try MoneyProof.load(from: $0) }.lines
        let found = try #require(lines.first { $0.title.contains("より多く出ている額") })
        // 120 of the refund, and of the excess what is above its 200.
        #expect(found.left == Yen(160) && !found.isTrue)
    }

    @Test("窓口で受取人を確かめた振込の還付は、振込データに入らない。戻された振込の前の確認では渡せない")
    func oneWay() throws {
        let (office, _, excess) = try overpaid()
        let request = try office.refunded(excess, 200)
        try office.identify(refund: request)
        #expect(throws: RefundRefusal.nothingToRefund(leftOut: 1)) { try office.refundFile() }
        #expect(try office.handOver(refund: request))
        #expect(throws: RefundRefusal.nothingToRefund(leftOut: 0)) { try office.refundFile() }
        #expect(try office.balance()[.refunded] == Yen(200))
        try office.prove()
    }

    @Test("科目が未設定の還付だけが振込データに入らず、ほかの還付は止まらない")
    func othersGoOn() throws {
        let (office, id, excess) = try overpaid()
        let old = try office.refunded(excess, 200)
        office.clock.stand(on: date("2026-06-01"))
        try office.overpay(70, for: id, on: "2026-06-01", key: "N2")
        let fresh = try #require(try office.excesses(id).last)
        let request = try office.refunded(fresh, 70, key: "F2")
        let poor = RecoveryLaw(book: try without("refund-account"))
        let day = try PaymentOffice.days.day(of: date("2026-06-01").yearMonth)
        let file = try office.refundFile(day.description, law: poor)
        #expect(RawTransfers(file.bytes).payments.map(\.amount) == [70] && file.leftOut == 1)
        #expect(try office.refund(old).state == .approved)
        #expect(try office.refund(request).state == .sent)
        try office.prove()
    }

    @Test("支払われていない還付の決定は、決裁者とは別の職員が取り消せ、過誤納はもう一度起案できる。通知は出ない")
    func cancelled() throws {
        let (office, _, excess) = try overpaid()
        let request = try office.refunded(excess, 200)
        for who in [PaymentOffice.head, .machine("payments"), PaymentOffice.counter] {
            #expect(throws: SafeguardRefusal.self) {
                try office.cancel(refund: request, by: who)
            }
        }
        for _ in 0..<2 { try office.cancel(refund: request) }
        #expect(try office.refund(request).state == .cancelled)
        #expect(try office.letters(RefundLetters()) == 0)
        #expect(throws: RefundRefusal.nothingToRefund(leftOut: 0)) { try office.refundFile() }
        #expect(throws: RefundRefusal.wrongState(.cancelled)) {
            try office.identify(refund: request)
        }
        let other = try office.refunded(excess, 200, key: "F2")
        try office.refundFile()
        #expect(throws: RefundRefusal.wrongState(.sent)) { try office.cancel(refund: other) }
        office.clock.stand(on: date("2025-06-23"))
        try office.result(other, returned: .closed)
        try office.cancel(refund: other)
        #expect(try office.excesses(excess.recovery).first?.free == Yen(200))
        #expect(try office.balance()[.excess] == Yen(200))
        try office.prove()
    }

    @Test("窓口の還付は、確かめた職員とは別の職員が一度だけ渡す")
    func counter() throws {
        let (office, _, excess) = try overpaid(account: false)
        let request = try office.refunded(excess, 150, .counter)
        #expect(throws: RefundRefusal.nothingToRefund(leftOut: 0)) { try office.refundFile() }
        #expect(throws: CounterRefusal.notIdentified) { try office.handOver(refund: request) }
        try office.identify(refund: request)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.handOver(refund: request, by: PaymentOffice.clerk)
        }
        #expect(try office.handOver(refund: request))
        #expect(try !office.handOver(refund: request))
        #expect(try office.balance()[.refunded] == Yen(150))
        #expect(throws: RefundRefusal.wrongState(.paid)) { try office.identify(refund: request) }
        #expect(try office.excesses(excess.recovery).first?.free == Yen(50))
        try office.prove()
    }

    @Test("過誤納の残りより多くは、起案を待つ分も合わせて還付できない。起案した本人と機械は決裁できない")
    func notMore() throws {
        let (office, id, excess) = try overpaid()
        #expect(throws: RefundRefusal.refundTooLarge(left: Yen(200))) {
            try office.ask(.refund(of: excess.id, Yen(201), .transfer), about: id, key: "F1")
        }
        let request = try office.ask(
            .refund(of: excess.id, Yen(150), .transfer), about: id, key: "F1",
            by: PaymentOffice.both)
        let again = try office.ask(
            .refund(of: excess.id, Yen(150), .transfer), about: id, key: "F1",
            by: PaymentOffice.both)
        #expect(again == request)
        #expect(throws: RefundRefusal.refundTooLarge(left: Yen(50))) {
            try office.ask(.refund(of: excess.id, Yen(51), .transfer), about: id, key: "F2")
        }
        for who in [PaymentOffice.both, .machine("payments"), PaymentOffice.clerk] {
            #expect(throws: SafeguardRefusal.self) { try office.grant(request, by: who) }
        }
        for _ in 0..<2 { try office.grant(request) }
        #expect(throws: RefundRefusal.unknownOverpayment) {
            try office.ask(.refund(of: 999, Yen(1), .transfer), about: id, key: "F3")
        }
        for who in [PaymentOffice.counter, PaymentOffice.administrator, PaymentOffice.head] {
            #expect(throws: SafeguardRefusal.self) { try office.refundFile(by: who) }
        }
        #expect(throws: SafeguardRefusal.self) {
            try office.ask(
                .refund(of: excess.id, Yen(1), .transfer), about: id, key: "F4",
                by: PaymentOffice.counter)
        }
        try office.prove()
    }

    @Test("口座がない・支援措置の相手方・死亡した方には振り込まず、決裁は残る")
    func leftOut() throws {
        let (office, _, excess) = try overpaid(account: false)
        let request = try office.refunded(excess, 200)
        #expect(throws: RefundRefusal.nothingToRefund(leftOut: 1)) { try office.refundFile() }
        #expect(try office.refund(request).state == .approved)
        #expect(throws: PaymentRefusal.notBankDay(date("2025-06-22"))) {
            try office.refundFile("2025-06-22")
        }
        #expect(throws: PaymentRefusal.paymentDayPassed(date("2025-05-30"))) {
            try office.refundFile("2025-05-30")
        }
    }

    @Test("緊急停止の間は、還付の振込データも窓口の交付もできない")
    func stopped() throws {
        let (office, _, excess) = try overpaid()
        let request = try office.refunded(excess, 200)
        try office.identify(refund: request)
        try office.gate.perform(
            StopWork.operation, by: PaymentOffice.clerk, for: .maintenance, reason: "確認"
        ) { _ = try StopWork.perform(.payments, in: $0) }
        #expect(throws: PaymentRefusal.workStopped(.payments)) { try office.refundFile() }
        #expect(throws: PaymentRefusal.workStopped(.payments)) {
            try office.handOver(refund: request)
        }
    }

    @Test("出納閉鎖の日までは歳入の戻出、次の日からは歳出の過年度還付。閉じた年度の数字は変わらない")
    func closing() throws {
        let (office, _, excess) = try overpaid(account: false)
        office.clock.stand(on: date("2026-05-29"))
        let first = try office.refunded(excess, 120, .counter, key: "F1")
        try office.identify(refund: first)
        try office.handOver(refund: first)
        #expect(try office.refund(first).payout?.charge.side == .income)
        #expect(try office.refund(first).payout?.charge.year == FiscalYear(2025))
        #expect(try office.returned(2025).refunded == Yen(120))
        office.clock.stand(on: date("2026-06-01"))
        let closed = try office.returned(2025)
        #expect(closed.excess == Yen(80))
        let second = try office.refunded(excess, 80, .counter, key: "F2")
        try office.identify(refund: second)
        try office.handOver(refund: second)
        let charge = try #require(try office.refund(second).payout?.charge)
        #expect(charge.side == .expenditure && charge.year == FiscalYear(2026))
        #expect(charge.account.hasPrefix("03-02-02-22-01"))
        #expect(try office.returned(2025) == closed)
        let now = try office.returned(2026)
        #expect(now.carried == Yen(-80) && now.expended == Yen(80) && now.excess == .zero)
        try office.prove()
    }

    @Test("歳出の過年度還付は、4月・5月に払っても、払った年度の歳出になり、開いている前の年度には入らない")
    func spring() throws {
        let (office, _, excess) = try overpaid(account: false)
        office.clock.stand(on: date("2027-04-12"))
        let request = try office.refunded(excess, 200, .counter)
        try office.identify(refund: request)
        try office.handOver(refund: request)
        #expect(try office.refund(request).payout?.charge.year == FiscalYear(2027))
        #expect(try office.returned(2026).expended == .zero)
        let now = try office.returned(2027)
        #expect(now.expended == Yen(200) && now.open == .zero && now.excess == .zero)
        try office.prove()
    }

    @Test("科目のない市では、その支払だけを、設定する値の名で断る")
    func unset() throws {
        let (office, id, excess) = try overpaid(account: false)
        let request = try office.refunded(excess, 120, .counter)
        try office.identify(refund: request)
        office.clock.stand(on: date("2026-05-29"))
        let poorer = RecoveryLaw(book: try without("collection"))
        #expect(throws: AccountingRefusal.termsUnset("public-money.collection")) {
            try office.handOver(refund: request, law: poorer)
        }
        office.clock.stand(on: date("2026-06-01"))
        let poor = RecoveryLaw(book: try without("refund-account"))
        #expect(throws: AccountingRefusal.termsUnset("public-money.refund-account")) {
            try office.handOver(refund: request, law: poor)
        }
        #expect(try office.handOver(refund: request, law: poorer))
        // Recording goes on in such a city.
        try office.overpay(10, for: id, key: "N9")
        try office.prove()
    }

    @Test("出納整理期間の戻出は、次の年度に科目の名が変わっても、その年度の科目から出る")
    func accountOfYear() throws {
        let (office, _, excess) = try overpaid(account: false)
        let request = try office.refunded(excess, 120, .counter)
        office.clock.stand(on: date("2026-05-29"))
        try office.identify(refund: request)
        let renamed = RecoveryLaw(
            book: try changed("collection") { lines, at in
                let next = lines[at + 1].replacing("2000-04-01", with: "2026-04-01")
                lines.insert(next.replacing("返還金", with: "新しい科目"), at: at + 2)
            })
        #expect(renamed.collection(on: date("2026-05-29"))?.revenue.hasSuffix("新しい科目") == true)
        try office.handOver(refund: request, law: renamed)
        #expect(try office.refund(request).payout?.charge.account == "一般会計 諸収入・雑入・返還金")
    }

    /// The book of the fictional city without one of its values about money.
    private func without(_ key: String) throws -> SchemeBook {
        try changed(key) { $0.removeSubrange($1...($1 + 1)) }
    }

    /// The book of the fictional city with other lines of one of its values about money.
    private func changed(
        _ key: String, _ change: (inout [String], Int) -> Void
    ) throws -> SchemeBook {
        let folder = FileManager.default.temporaryDirectory.appending(path: "h-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(
            at: PaymentOffice.root.appending(path: "Schemes"), to: folder)
        let file = folder.appending(path: "sample/book.yaml")
        var lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
        let at = try #require(lines.firstIndex(of: "  \(key):"))
        change(&lines, at)
        try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
        let library = try SchemeLibrary.load(directory: folder.path, digest: { _ in "x" })
        return try #require(library.book("sample"))
    }

    @Test("納付の日の翌日から5年で時効になり、その日の終わりまでは還付できる")
    func lapsed() throws {
        let (office, id, excess) = try overpaid(account: false)
        office.clock.stand(on: date("2030-06-02"))
        let request = try office.ask(
            .refund(of: excess.id, Yen(1), .counter), about: id, key: "F1")
        office.clock.stand(on: date("2030-06-03"))
        #expect(throws: RefundRefusal.refundLapsed(date("2030-06-02"))) {
            try office.ask(.refund(of: excess.id, Yen(1), .counter), about: id, key: "F2")
        }
        #expect(throws: RefundRefusal.refundLapsed(date("2030-06-02"))) {
            try office.grant(request)
        }
    }

    @Test("充当は同じ方の残りのある返還だけにでき、決裁で納付になり、根拠が残る")
    func credit() throws {
        let (office, id, excess) = try overpaid()
        let other = try office.claim(500, key: "R2")
        let stranger = try office.claim(500, of: 2, key: "R3")
        #expect(throws: RecoveryRefusal.otherRecipient) {
            try office.ask(
                .credit(of: excess.id, Yen(100), to: stranger, .notice, agreedOn: nil), about: id,
                key: "C1")
        }
        #expect(throws: RecoveryRefusal.notAgreed) {
            try office.ask(
                .credit(of: excess.id, Yen(100), to: other, .consent, agreedOn: nil), about: id,
                key: "C1")
        }
        let request = try office.ask(
            .credit(of: excess.id, Yen(150), to: other, .consent, agreedOn: date("2025-06-02")),
            about: id, key: "C1")
        for _ in 0..<2 { try office.grant(request) }
        let refund = try office.refund(request)
        #expect(refund.state == .credited && refund.basis == .consent)
        let target = try #require(try office.read { try RecoveryBook.recovery(other, from: $0) })
        #expect(target.outstanding == Yen(350) && target.state == .partly)
        let balance = try office.balance()
        #expect(balance[.credited] == Yen(150) && balance[.excess] == Yen(50))
        let figures = try office.returned()
        #expect(figures.received == Yen(950) && figures.refunded == Yen(150))
        #expect(figures.open == Yen(850) && figures.excess == Yen(50))
        try office.prove()
        let receipt = try #require(try office.file(other).receipts.last).id
        #expect(throws: RefundRefusal.receiptByCredit) {
            try office.gate.perform(
                ReverseReceipt.operation, by: PaymentOffice.second, for: .benefit
            ) { try ReverseReceipt.perform(receipt, of: other, reason: "誤り", in: $0) }
        }
    }

    @Test("本人の同意による充当は承認として時効を更新し、市の通知による充当は更新しない", arguments: CreditBasis.allCases)
    func acknowledged(basis: CreditBasis) throws {
        let (office, id, excess) = try overpaid()
        let other = try office.claim(500, key: "R2")
        let before = try #require(try office.file(other).clock)
        office.clock.stand(on: date("2025-09-01"))
        try office.grant(
            try office.ask(
                .credit(
                    of: excess.id, Yen(150), to: other, basis,
                    agreedOn: basis == .consent ? date("2025-09-01") : nil), about: id, key: "C1"))
        let after = try #require(try office.file(other).clock)
        #expect((after == before) == (basis == .notice))
    }

    @Test("決裁した還付と充当には、文書番号のある通知が一通ずつ出て、二度は出ない")
    func letters() throws {
        let (office, id, excess) = try overpaid()
        let source = RefundLetters()
        #expect(try office.letters(source) == 0)
        let request = try office.ask(
            .refund(of: excess.id, Yen(120), .transfer), about: id, key: "F1")
        #expect(try office.letters(source) == 0)
        try office.grant(request)
        #expect(try office.letters(source) == 1)
        let orders = try office.gate.perform(
            .viewLists, by: PaymentOffice.clerk, for: .benefit
        ) { try source.orders(try source.waiting(in: $0), in: $0) }
        let order = try #require(orders.first)
        #expect(order.values[.amount] == .yen(Yen(120)))
        #expect(order.values[.total] == .yen(Yen(200)))
        let wording = try PaymentOffice.letters.wording(.refund, on: date("2025-08-01")).wording
        #expect(wording.said(order.values)[.method] == .text("口座への振込"))
        #expect(order.recipient == PaymentOffice.parent(1))
    }

    @Test("記録・決裁・振込・結果・窓口は、どの文の前で切れても全部か無しか")
    func cuts() throws {
        let store = CutStore(try Stores.memory())
        let office = try PaymentOffice(store: store)
        try office.account(1)
        let id = try office.claim(600)
        let other = try office.claim(500, key: "R2")
        func through<R>(_ step: () throws -> R) throws -> R {
            try store.everywhere({ try books(office) }, step)
        }
        try through { try office.overpay(800, for: id, key: "N1") }
        let excess = try #require(try office.excesses(id).first)
        let request = try through {
            try office.ask(.refund(of: excess.id, Yen(100), .transfer), about: id, key: "F1")
        }
        try through { try office.grant(request) }
        let file = try through { try office.refundFile() }
        #expect(RawTransfers(file.bytes).payments.map(\.amount) == [100])
        office.clock.stand(on: date("2025-06-23"))
        try through { try office.result(request, returned: .closed) }
        try through { try office.identify(refund: request) }
        #expect(try through { try office.handOver(refund: request) })
        let credit = try through {
            try office.ask(
                .credit(of: excess.id, Yen(60), to: other, .notice, agreedOn: nil), about: id,
                key: "C1")
        }
        try through { try office.grant(credit) }
        try office.prove()
        let report = try office.ledger.verify(office.store)
        #expect(report.ok, "\(report.problems)")
    }

    private func books(_ office: PaymentOffice) throws -> [String] {
        try office.read { db in
            try [
                "recovery_event", "recovery_request", "recovery_request_outcome", "fund_posting",
                "overpayment", "overpayment_reversal", "recovery_refund", "refund_file",
                "refund_payout", "refund_result", "refund_identification", "refund_cancellation",
            ].flatMap { table in
                try db.rows("SELECT COUNT(*) FROM \(table)") { "\(table) \($0.int64(0))" }
            }
        }
    }
}
