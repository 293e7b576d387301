// SPDX-License-Identifier: Apache-2.0
import Database
import Formats
import PowerCuts
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("過誤納の記録")
struct OverpaymentTests {
    @Test("納付書の番号があれば、残りまでが納付になり、超えた分が過誤納として日・番号・職員とともに残る")
    func recorded() throws {
        let office = try PaymentOffice()
        let id = try office.claim(600)
        try office.overpay(800, for: id, key: "N1")
        let recovery = try #require(try office.read { try RecoveryBook.recovery(id, from: $0) })
        #expect(recovery.received == Yen(600) && recovery.state == .settled)
        let excess = try #require(try office.excesses(id).first)
        #expect(excess.amount == Yen(200) && excess.free == Yen(200))
        #expect(excess.slip == "領収済 12" && excess.officer == "P001")
        #expect(excess.receivedOn == date("2025-06-02") && excess.origin == .paid)
        let balance = try office.balance()
        #expect(balance[.recovered] == Yen(600) && balance[.excess] == Yen(200))
        #expect(balance[.paid] == .zero)
        let figures = try office.returned()
        #expect(figures.received == Yen(800) && figures.excess == Yen(200))
        try office.prove()
    }

    @Test("納付書の番号がなければ、打ち間違いを過誤納にせずに断る。完納・取下げの後の納付も同じ")
    func needsSlip() throws {
        let office = try PaymentOffice()
        let id = try office.claim(600)
        #expect(throws: RecoveryRefusal.overpaid(outstanding: Yen(600))) {
            try office.receive(800, for: id, on: "2025-06-02", key: "N1")
        }
        try office.receive(600, for: id, on: "2025-06-02", key: "N2")
        #expect(throws: PaymentRefusal.recoverySettled) {
            try office.receive(600, for: id, on: "2025-06-02", key: "N3")
        }
        try office.overpay(600, for: id, key: "N3")
        #expect(try office.excesses(id).map(\.amount) == [Yen(600)])
        let other = try office.claim(300, of: 2, key: "R2")
        try office.withdraw(other)
        try office.overpay(300, for: other, key: "N4")
        #expect(try office.excesses(other).map(\.amount) == [Yen(300)])
        #expect(throws: PaymentRefusal.missingReason) {
            try office.overpay(1, for: id, slip: "", key: "N5")
        }
        try office.prove()
    }

    @Test("同じ納付を二度記録しても一度と同じ。同じ鍵の別の額は断る")
    func twice() throws {
        let office = try PaymentOffice()
        let id = try office.claim(600)
        for _ in 0..<2 { try office.overpay(800, for: id, key: "N1") }
        #expect(try office.excesses(id).map(\.amount) == [Yen(200)])
        #expect(throws: PaymentRefusal.keyUsed) { try office.overpay(900, for: id, key: "N1") }
        for _ in 0..<2 { try office.overpay(50, for: id, key: "N2") }
        #expect(try office.excesses(id).map(\.amount) == [Yen(200), Yen(50)])
        try office.prove()
    }

    @Test("番号を控えていない同じ日の同じ額の納付は、別の納付と確かめたときだけ過誤納になる")
    func byTwoOfficers() throws {
        let office = try PaymentOffice()
        let id = try office.claim(600)
        try office.receive(600, for: id, on: "2025-06-02", key: "N1")
        #expect(throws: RefundRefusal.recordedBefore) {
            try office.overpay(600, for: id, isAnother: false, key: "N2", by: PaymentOffice.second)
        }
        #expect(try office.excesses(id).isEmpty)
        // Another day or another amount is another payment.
        try office.overpay(
            600, for: id, on: "2025-06-01", slip: "領収済 13", isAnother: false, key: "N3")
        try office.overpay(50, for: id, slip: "領収済 14", isAnother: false, key: "N4")
        try office.overpay(600, for: id, isAnother: true, key: "N5", by: PaymentOffice.second)
        #expect(try office.excesses(id).map(\.amount) == [Yen(600), Yen(50), Yen(600)])
        try office.prove()
    }

    @Test("同じ番号の納付書は、日や書き方が違っても二度は記録せず、同じ日の別の番号は問わずに記録する")
    func bySlip() throws {
        let office = try PaymentOffice()
        let id = try office.claim(600)
        func pay(
            _ yen: Int, _ slip: String, on day: String = "2025-06-02", isAnother: Bool = false,
            key: String, by who: Principal = PaymentOffice.clerk
        ) throws {
            try office.overpay(
                yen, for: id, on: day, slip: slip, isAnother: isAnother, key: key, by: who)
        }
        // A part of what is owed, and nothing above it.
        for _ in 0..<2 { try pay(300, "領収済 12", key: "N1") }
        #expect(try office.file(id).receipts.map(\.slip) == ["領収済 12"])
        for slip in ["領収済 12", "領収済１２"] {
            #expect(throws: RefundRefusal.slipRecorded(date("2025-06-02"))) {
                try pay(300, slip, on: "2025-06-01", key: "N2", by: PaymentOffice.second)
            }
        }
        try pay(300, "領収済 13", key: "N3")
        try pay(300, "領収済 14", key: "N4")
        #expect(try office.excesses(id).map(\.amount) == [Yen(300)])
        #expect(throws: RefundRefusal.slipRecorded(date("2025-06-02"))) {
            try pay(300, "領収済 14", key: "N5")
        }
        // One slip can be paid twice, at the bank and at the shop.
        for _ in 0..<2 { try pay(300, "領収済 14", isAnother: true, key: "N5") }
        #expect(try office.excesses(id).map(\.amount) == [Yen(300), Yen(300)])
        // What was taken back is free to be recorded rightly.
        try office.takeBack(of: id)
        try pay(300, "領収済 13", key: "N6")
        #expect(try office.balance()[.recovered] == Yen(600))
        #expect(throws: PaymentRefusal.missingReason) { try pay(1, "", key: "N7") }
        try office.prove()
    }

    @Test("控えた番号は、取り下げた返還の納付を過誤納と認めて取り消した後も残る")
    func slipStays() throws {
        let office = try PaymentOffice()
        let id = try office.claim(600)
        try office.overpay(500, for: id, slip: "領収済 3", key: "N1")
        try office.withdraw(id)
        let receipt = try #require(try office.file(id).receipts.first)
        try office.gate.perform(
            RecognizeOverpayment.operation, by: PaymentOffice.second, for: .benefit
        ) {
            try RecognizeOverpayment.perform(
                receipt.id, of: id, slip: receipt.slip ?? "", reason: "請求が誤りのため", in: $0)
        }
        #expect(throws: RefundRefusal.slipRecorded(date("2025-06-02"))) {
            try office.overpay(500, for: id, slip: "領収済 3", isAnother: false, key: "N2")
        }
        let excess = try #require(try office.excesses(id).first).id
        try office.gate.perform(
            ReverseOverpayment.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try ReverseOverpayment.perform(excess, reason: "請求は正しい", in: $0) }
        #expect(try office.file(id).receipts.last?.slip == "領収済 3")
        try office.prove()
    }

    @Test("決裁を待つ返還と、差し戻された返還には、過誤納も入らない")
    func notAsked() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1, yen: 900)])
        let run = try office.propose().run
        try office.approve(run.id)
        try office.write(run.id)
        office.clock.stand(on: date("2025-06-21"))
        try office.nothingReturned(run.id)
        let id = try office.proposeClaim(600, item: try office.items(1)[0])
        #expect(throws: RecoveryRefusal.notApproved) { try office.overpay(600, for: id, key: "N1") }
        let request = try office.request(of: id)
        try office.gate.perform(
            SendBackRecoveryAct.operation, by: PaymentOffice.head, for: .benefit
        ) { try SendBackRecoveryAct.perform(request, reason: "誤り", in: $0) }
        #expect(throws: RecoveryRefusal.notApproved) { try office.overpay(600, for: id, key: "N1") }
        try office.prove()
    }

    @Test("誤って記録した過誤納は別の職員が取り消す。納付の一部は納付ごと、起案の後は取り消せない")
    func reversed() throws {
        let office = try PaymentOffice()
        let id = try office.claim(600)
        try office.overpay(800, for: id, key: "N1")
        try office.overpay(50, for: id, key: "N2")
        let (part, alone) = (try office.excesses(id)[0], try office.excesses(id)[1])
        func reverse(_ excess: Overpayment, by who: Principal = PaymentOffice.second) throws {
            try office.gate.perform(ReverseOverpayment.operation, by: who, for: .benefit) {
                try ReverseOverpayment.perform(excess.id, reason: "別の方の納付", in: $0)
            }
        }
        #expect(throws: RefundRefusal.partOfReceipt) { try reverse(part) }
        for who in [PaymentOffice.clerk, .machine("payments"), PaymentOffice.counter] {
            #expect(throws: SafeguardRefusal.self) { try reverse(alone, by: who) }
        }
        let request = try office.ask(
            .refund(of: alone.id, Yen(50), .transfer), about: id, key: "F1")
        #expect(throws: RefundRefusal.excessInUse) { try reverse(alone) }
        try office.gate.perform(
            SendBackRecoveryAct.operation, by: PaymentOffice.head, for: .benefit
        ) { try SendBackRecoveryAct.perform(request, reason: "確認", in: $0) }
        for _ in 0..<2 { try reverse(alone) }
        #expect(try office.balance()[.excess] == Yen(200))
        try office.prove("過誤納だけの取消し")
        try office.takeBack(of: id)
        #expect(try office.balance()[.excess] == .zero)
        #expect(try office.excesses(id).allSatisfy { $0.free == .zero })
        #expect(try office.returned().received == .zero)
        try office.prove("納付ごとの取消し")
    }

    @Test("取り下げた返還に入っていた納付は、別の職員が過誤納と認めて還付でき、返した額には数えない")
    func withdrawn() throws {
        let office = try PaymentOffice()
        try office.account(1)
        let id = try office.claim(600)
        try office.receive(500, for: id, on: "2025-06-02", key: "N1")
        try office.withdraw(id)
        let receipt = try #require(try office.file(id).receipts.first).id
        func recognize(by who: Principal = PaymentOffice.second) throws {
            try office.gate.perform(RecognizeOverpayment.operation, by: who, for: .benefit) {
                try RecognizeOverpayment.perform(
                    receipt, of: id, slip: "領収済 3", reason: "請求が誤りのため", in: $0)
            }
        }
        #expect(throws: SafeguardRefusal.sameOfficer) { try recognize(by: PaymentOffice.clerk) }
        for _ in 0..<2 { try recognize() }
        let excess = try #require(try office.excesses(id).first)
        #expect(excess.amount == Yen(500) && excess.origin == .withdrawn)
        let recovery = try #require(try office.read { try RecoveryBook.recovery(id, from: $0) })
        #expect(recovery.counted == .zero)
        #expect(try office.returned().excess == Yen(500))
        try office.prove()
        try office.refunded(excess, 500)
        try office.refundFile()
        #expect(try office.returned().excess == .zero)
        try office.prove("還付の後")
    }

    @Test("誤って過誤納と認めた納付は、別の職員が取り消すと納付に戻り、もう一度認められる")
    func recognizedWrongly() throws {
        let office = try PaymentOffice()
        let id = try office.claim(600)
        try office.receive(500, for: id, on: "2025-06-02", key: "N1")
        try office.withdraw(id)
        let before = try office.returned()
        func recognize(_ receipt: Int64, by who: Principal = PaymentOffice.second) throws {
            try office.gate.perform(RecognizeOverpayment.operation, by: who, for: .benefit) {
                try RecognizeOverpayment.perform(
                    receipt, of: id, slip: "領収済 3", reason: "請求が誤りのため", in: $0)
            }
        }
        func reverse(_ excess: Int64, by who: Principal) throws {
            try office.gate.perform(ReverseOverpayment.operation, by: who, for: .benefit) {
                try ReverseOverpayment.perform(excess, reason: "請求は正しい", in: $0)
            }
        }
        try recognize(try #require(try office.file(id).receipts.first).id)
        let excess = try #require(try office.excesses(id).first)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try reverse(excess.id, by: PaymentOffice.second)
        }
        for _ in 0..<2 { try reverse(excess.id, by: PaymentOffice.clerk) }
        let standing = try office.file(id).receipts.filter { $0.reversal == nil }
        #expect(standing.map(\.amount) == [Yen(500)])
        #expect(try office.balance()[.excess] == .zero)
        #expect(try office.returned() == before)
        try office.prove("取消しの後")
        try recognize(try #require(standing.first).id)
        #expect(try office.returned().excess == Yen(500))
        try office.prove("もう一度認めた後")
    }

    @Test("過誤納の付いた納付は、残りだけを過誤納と認めず、納付ごと取り消して記録し直す")
    func receiptWithExcess() throws {
        let office = try PaymentOffice()
        let id = try office.claim(600)
        try office.receive(300, for: id, on: "2025-06-02", key: "N1")
        try office.overpay(500, for: id, key: "N2")
        let (first, last) = try (office.file(id).receipts[0].id, office.file(id).receipts[1].id)
        try office.gate.perform(
            ReverseReceipt.operation, by: PaymentOffice.second, for: .benefit
        ) { try ReverseReceipt.perform(first, of: id, reason: "別の方の納付", in: $0) }
        try office.withdraw(id)
        #expect(throws: RefundRefusal.receiptHasExcess) {
            try office.gate.perform(
                RecognizeOverpayment.operation, by: PaymentOffice.second, for: .benefit
            ) {
                try RecognizeOverpayment.perform(
                    last, of: id, slip: "領収済 12", reason: "請求が誤りのため", in: $0)
            }
        }
        try office.takeBack(of: id)
        try office.overpay(500, for: id, key: "N3")
        #expect(
            try office.excesses(id).filter { $0.reversal == nil }.map(\.amount) == [Yen(500)])
        try office.prove()
    }

    @Test("取り下げた返還の納付の時効は、納付の日ではなく取下げの日の翌日から数える")
    func withdrawnLapse() throws {
        let office = try PaymentOffice()
        let id = try office.claim(600)
        try office.receive(500, for: id, on: "2025-06-02", key: "N1")
        office.clock.stand(on: date("2028-06-01"))
        try office.withdraw(id)
        let receipt = try #require(try office.file(id).receipts.first).id
        try office.gate.perform(
            RecognizeOverpayment.operation, by: PaymentOffice.second, for: .benefit
        ) {
            try RecognizeOverpayment.perform(
                receipt, of: id, slip: "領収済 3", reason: "請求が誤りのため", in: $0)
        }
        let excess = try #require(try office.excesses(id).first)
        office.clock.stand(on: date("2033-06-01"))
        try office.ask(.refund(of: excess.id, Yen(1), .counter), about: id, key: "F1")
        office.clock.stand(on: date("2033-06-02"))
        #expect(throws: RefundRefusal.refundLapsed(date("2033-06-01"))) {
            try office.ask(.refund(of: excess.id, Yen(1), .counter), about: id, key: "F2")
        }
    }

    @Test(
        "閉じた年度の納付を過誤納と認めても、閉じた年度の数字は変わらない。出納整理期間に入った納付も同じ",
        arguments: [("2025-06-02", "2025-06-02"), ("2026-03-10", "2026-04-10")])
    func withdrawnLater(asked: String, received: String) throws {
        let office = try PaymentOffice()
        office.clock.stand(on: date(asked))
        let id = try office.claim(600)
        office.clock.stand(on: date(received))
        try office.receive(500, for: id, on: received, key: "N1")
        office.clock.stand(on: date("2026-06-16"))
        try office.withdraw(id)
        let before = try office.returned(2025)
        #expect(before.received == Yen(500))
        let receipt = try #require(try office.file(id).receipts.first).id
        try office.gate.perform(
            RecognizeOverpayment.operation, by: PaymentOffice.second, for: .benefit
        ) {
            try RecognizeOverpayment.perform(
                receipt, of: id, slip: "領収済 3", reason: "請求が誤りのため", in: $0)
        }
        #expect(try office.returned(2025) == before)
        #expect(try office.returned(2026).excess == Yen(500))
        try office.prove()
    }
}
