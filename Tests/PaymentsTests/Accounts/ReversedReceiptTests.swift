// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Testing
import Vocabulary

@testable import Payments

@Suite("納付の取消し")
struct ReversedReceiptTests {
    private func reverse(
        _ office: PaymentOffice, _ recovery: Int64, place: Int = 0, reason: String = "1桁多く入力した",
        by who: Principal = PaymentOffice.second
    ) throws {
        let receipt = try office.file(recovery).receipts[place].id
        try office.gate.perform(ReverseReceipt.operation, by: who, for: .benefit) {
            try ReverseReceipt.perform(receipt, of: recovery, reason: reason, in: $0)
        }
    }

    private func standing(_ office: PaymentOffice, _ id: Int64) throws -> Recovery {
        try #require(try office.read { try RecoveryBook.recovery(id, from: $0) })
    }

    /// A claim of 600 of which 500 came in, where 50 was meant.
    private func mistyped(_ office: PaymentOffice) throws -> Int64 {
        let id = try office.claim(600)
        try office.receive(500, for: id, on: "2025-06-02", key: "N1")
        return id
    }

    @Test("打ち間違えた納付は、別の職員が理由を書いて取り消し、正しい額を記録し直せる。出納は逆の記帳で合う")
    func putRight() throws {
        let office = try PaymentOffice()
        let id = try mistyped(office)
        let paid = try office.read { try MoneyBook.balance(from: $0) }
        #expect(paid[.recovered] == Yen(500) && paid[.claimed] == Yen(100))
        try reverse(office, id)
        #expect(try standing(office, id).outstanding == Yen(600))
        #expect(try standing(office, id).state == .open)
        let back = try office.read { try MoneyBook.balance(from: $0) }
        #expect(back[.recovered] == .zero && back[.claimed] == Yen(600))
        try office.prove("取消しの後")
        try office.receive(50, for: id, on: "2025-06-02", key: "N2")
        #expect(try standing(office, id).outstanding == Yen(550))
        let receipts = try office.file(id).receipts
        #expect(receipts.map(\.amount) == [Yen(500), Yen(50)])
        #expect(receipts[0].reversal?.reason == "1桁多く入力した")
        #expect(receipts[0].reversal?.officer == "P002" && receipts[1].reversal == nil)
        try office.prove("記録し直した後")
    }

    @Test("完納にしてしまった納付も取り消せ、時効は取り消した納付から数えない")
    func settled() throws {
        let office = try PaymentOffice()
        let id = try office.claim(600, due: "2025-05-01")
        let before = try office.file(id).clock
        try office.receive(600, for: id, on: "2025-06-02", key: "N1")
        #expect(try standing(office, id).state == .settled)
        #expect(try office.file(id).clock != before)
        try reverse(office, id)
        #expect(try standing(office, id).state == .open)
        #expect(try office.file(id).clock == before)
        try office.prove()
    }

    @Test("取り下げた返還の納付を取り消すと、だれの未収にもならない")
    func withdrawn() throws {
        let office = try PaymentOffice()
        let id = try mistyped(office)
        try office.gate.perform(
            RecordRecovery.operation, by: PaymentOffice.second, for: .benefit
        ) { try RecordRecovery.withdraw(id, key: "W1", in: $0) }
        try reverse(office, id)
        #expect(try standing(office, id).counted == .zero)
        let balance = try office.read { try MoneyBook.balance(from: $0) }
        #expect(balance[.claimed] == .zero && balance[.recovered] == .zero)
        #expect(balance[.reclaimable] == .zero)
        try office.prove()
    }

    @Test("二度取り消しても一度と同じ。別の理由・別の職員の二度目は断る")
    func twice() throws {
        let office = try PaymentOffice()
        let id = try mistyped(office)
        try reverse(office, id)
        try reverse(office, id)
        #expect(try standing(office, id).outstanding == Yen(600))
        #expect(throws: RecoveryRefusal.receiptReversed) {
            try reverse(office, id, reason: "別の理由")
        }
        try office.prove()
    }

    @Test("記録した本人・機械・窓口・決裁だけの職員は取り消せず、理由がなければ断る")
    func permission() throws {
        let office = try PaymentOffice()
        let id = try mistyped(office)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try reverse(office, id, by: PaymentOffice.clerk)
        }
        #expect(throws: PaymentRefusal.missingReason) { try reverse(office, id, reason: "") }
        for who in [PaymentOffice.machine, PaymentOffice.counter, PaymentOffice.head] {
            #expect(throws: SafeguardRefusal.self) { try reverse(office, id, by: who) }
        }
        let other = try office.claim(300, of: 2, key: "R2")
        let receipt = try office.file(id).receipts[0].id
        #expect(throws: RecoveryRefusal.unknownReceipt) {
            try office.gate.perform(
                ReverseReceipt.operation, by: PaymentOffice.second, for: .benefit
            ) { try ReverseReceipt.perform(receipt, of: other, reason: "取違え", in: $0) }
        }
        #expect(try standing(office, id).outstanding == Yen(100))
    }

    @Test("残りを超える納付は、残りの額と、その場で返すか過誤納として扱うことを示して断る")
    func overpaid() throws {
        let office = try PaymentOffice()
        let id = try mistyped(office)
        let refusal = RecoveryRefusal.overpaid(outstanding: Yen(100))
        #expect(throws: refusal) {
            try office.receive(101, for: id, on: "2025-06-02", key: "N2")
        }
        #expect(refusal.message.contains("過誤納") && refusal.message.contains("100円"))
    }
}
