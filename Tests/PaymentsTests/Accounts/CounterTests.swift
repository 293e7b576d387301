// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Formats
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("窓口払")
struct CounterTests {
    /// Two recipients, three payments over the counter, approved and drawn.
    private func open() throws -> (office: PaymentOffice, run: PaymentRun) {
        let office = try PaymentOffice()
        try office.schedule([
            office.due(1, yen: 100, method: .counter), office.due(2, yen: 200, method: .counter),
            office.due(3, yen: 30, parent: 1, method: .counter),
        ])
        let items = try (1...3).flatMap { try office.items($0) }
        let run = try office.proposeCash(items)
        try office.approve(run.id)
        office.clock.stand(on: date("2025-06-20"))
        try office.draw(run.id)
        return (office, run)
    }

    @Test("受給者ごとに一枚の支払票になり、本人確認と二人目の交付で支払済みになる")
    func handOver() throws {
        let (office, run) = try open()
        let vouchers = try office.vouchers(run.id)
        #expect(vouchers.map(\.amount) == [Yen(130), Yen(200)])
        #expect(try office.balance()[.transit] == Yen(330))
        try office.identify(vouchers[0].id)
        #expect(try office.handOver(vouchers[0].id))
        #expect(try office.status(1) == [.paid])
        #expect(try office.status(3) == [.paid])
        #expect(try office.status(2) == [.sent])
        #expect(try office.balance()[.paid] == Yen(130))
        #expect(try office.vouchers(run.id).map(\.state) == [.paid, .open])
        try office.identify(vouchers[1].id)
        try office.handOver(vouchers[1].id)
        #expect(try office.read { try RunBook.run(run.id, from: $0) }?.status == .settled)
        try office.prove()
        let history = try office.read {
            try PaymentHistory.of(
                child: PaymentOffice.child(1), for: PaymentOffice.clerk, from: $0)
        }
        #expect(history.map(\.paidOn) == [date("2025-06-20"), date("2025-06-20")])
        #expect(history.allSatisfy { $0.account == nil })
    }

    @Test("確かめた本人は現金を渡せない。確認がなければ誰も渡せない")
    func fourEyes() throws {
        let (office, run) = try open()
        let voucher = try #require(try office.vouchers(run.id).first).id
        #expect(throws: CounterRefusal.notIdentified) { try office.handOver(voucher) }
        try office.identify(voucher, by: PaymentOffice.clerk)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.handOver(voucher, by: PaymentOffice.clerk)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.handOver(voucher, by: PaymentOffice.counter)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.identify(voucher, by: PaymentOffice.head)
        }
        try office.handOver(voucher)
    }

    @Test("窓口払の起案と決裁も二人で行う")
    func proposal() throws {
        let office = try PaymentOffice()
        try office.schedule([office.due(1, method: .counter)])
        let run = try office.proposeCash(try office.items(1), by: PaymentOffice.both)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.approve(run.id, by: PaymentOffice.both)
        }
        #expect(throws: PaymentRefusal.wrongRunState(.proposed)) { try office.draw(run.id) }
    }

    @Test("同じ支払票は一度しか渡せず、もう一度押しても何も動かない")
    func once() throws {
        let (office, run) = try open()
        let voucher = try #require(try office.vouchers(run.id).first).id
        try office.identify(voucher)
        #expect(try office.handOver(voucher))
        #expect(try office.handOver(voucher) == false)
        #expect(throws: CounterRefusal.voucherSettled) {
            try office.handOver(voucher, by: PaymentOffice.head)
        }
        #expect(throws: CounterRefusal.voucherSettled) { try office.identify(voucher) }
        #expect(try office.balance()[.paid] == Yen(130))
        try office.draw(run.id)
        #expect(try office.balance()[.transit] == Yen(200))
    }

    @Test("代理人には委任状、誰にでも書類と受領証が要る")
    func evidence() throws {
        let (office, run) = try open()
        let voucher = try #require(try office.vouchers(run.id).first).id
        for evidence in [
            CashIdentification(receiver: .agent, document: "運転免許証", receipt: "受-1"),
            CashIdentification(receiver: .recipient, document: " ", receipt: "受-1"),
            CashIdentification(receiver: .recipient, document: "旅券", receipt: ""),
            CashIdentification(
                receiver: .recipient, document: "旅券", authority: "委任状", receipt: "受-1"),
        ] {
            #expect(throws: CounterRefusal.evidenceMissing) {
                try office.identify(voucher, evidence)
            }
        }
        try office.identify(
            voucher,
            CashIdentification(
                receiver: .agent, document: "運転免許証", authority: "委任状", receipt: "受-1"))
        #expect(try office.vouchers(run.id).first?.identification?.receiver == .agent)
    }

    @Test("取りに来なかった分は締切りで戻り、口座が分かれば振込で払い直せる")
    func unclaimed() throws {
        let (office, run) = try open()
        let vouchers = try office.vouchers(run.id)
        try office.identify(vouchers[0].id)
        try office.handOver(vouchers[0].id)
        #expect(try office.closeCounter(run.id) == [vouchers[1].id])
        #expect(try office.closeCounter(run.id).isEmpty)
        #expect(try office.status(2) == [.returned])
        #expect(try office.balance()[.returned] == Yen(200))
        #expect(throws: CounterRefusal.voucherSettled) { try office.handOver(vouchers[1].id) }
        try office.prove()
        office.clock.stand(on: date("2025-07-01"))
        let item = try #require(try office.items(2).last)
        try office.repay(.atCounter([item]), month: "2025-07")
        #expect(try office.status(2) == [.rescheduled, .held])
        let again = try office.proposeCash(
            [try #require(try office.items(2).last)], on: "2025-07-10", key: "C2")
        #expect(again.total == Yen(200))
        try office.prove()
    }

    @Test("支払日の前と、現金を受け入れる前には渡せない")
    func notOpen() throws {
        let office = try PaymentOffice()
        try office.schedule([office.due(1, method: .counter)])
        let run = try office.proposeCash(try office.items(1))
        try office.approve(run.id)
        let voucher = try #require(try office.vouchers(run.id).first).id
        #expect(throws: CounterRefusal.notOpen(date("2025-06-20"))) {
            try office.identify(voucher)
        }
        try office.draw(run.id)
        #expect(throws: CounterRefusal.notOpen(date("2025-06-20"))) {
            try office.identify(voucher)
        }
    }

    @Test("口座のある支給は窓口で払えず、窓口の支払処理から振込データも結果も作れない")
    func kinds() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1), office.due(2)])
        #expect(throws: PaymentRefusal.itemNotReady(.extracted)) {
            try office.proposeCash(try office.items(1))
        }
        #expect(throws: CounterRefusal.nothingChosen) { try office.proposeCash([]) }
        let run = try office.proposeCash(try office.items(2))
        try office.approve(run.id)
        #expect(throws: PaymentRefusal.otherKind(.cash)) { try office.write(run.id) }
        #expect(throws: PaymentRefusal.otherKind(.cash)) { try office.nothingReturned(run.id) }
        let bank = try office.propose(key: "K1").run
        #expect(bank.items == 1)
        #expect(throws: PaymentRefusal.otherKind(.bulk)) { try office.draw(bank.id) }
    }

    @Test("差し戻した窓口払の支給は、振込の支払処理に紛れ込まない")
    func sentBack() throws {
        let office = try PaymentOffice()
        try office.schedule([office.due(1, method: .counter)])
        let run = try office.proposeCash(try office.items(1))
        try office.sendBack(run.id)
        #expect(try office.status(1) == [.scheduled])
        #expect(throws: PaymentRefusal.nothingToPay(date("2025-06-20"))) { try office.propose() }
        try office.prove()
    }
}
