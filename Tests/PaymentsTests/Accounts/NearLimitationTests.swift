// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Testing
import Vocabulary

@testable import Payments

@Suite("時効の近い返還")
struct NearLimitationTests {
    private func near(_ office: PaymentOffice) throws -> [NearLimitation] {
        let today = office.clock.now().dayInJapan
        return try office.read { db in
            let law = PaymentOffice.recoveryLaw
            let found = try NearLimitation.all(on: today, law: law, from: db)
            // What a page has read already says the same, without a statement more.
            let ids = try RecoveryBook.all(from: db).map(\.id)
            let files = try RecoveryFile.load(ids, law: law, today: today, from: db)
            let again = NearLimitation.among(files.values.map(\.self), on: today)
            #expect(again.map(\.file.recovery.id) == found.map(\.file.recovery.id))
            return found
        }
    }

    @Test("時効の6か月前の日から載り、完成しても残りがあれば載り、早いものが先。納付・不納欠損で消える")
    func window() throws {
        let office = try PaymentOffice()
        let first = try office.claim(600, due: "2025-06-30")
        let second = try office.claim(300, of: 2, key: "R2", due: "2025-07-31")
        #expect(try near(office).isEmpty)
        let last = try #require(try office.file(first).clock?.lastDay)
        office.clock.stand(on: last.adding(days: -200))
        #expect(try near(office).isEmpty)
        office.clock.stand(on: last.adding(days: -100))
        let both = try near(office)
        #expect(both.map(\.file.recovery.id) == [first, second])
        #expect(both.map(\.lastDay).first == last && both.allSatisfy { !$0.isLapsed })
        office.clock.stand(on: last.next)
        #expect(try near(office).map(\.isLapsed) == [true, false])
        let loss = try office.ask(.writeOff(.limitation), about: first, key: "L1")
        #expect(try near(office).count == 2)
        try office.grant(loss)
        #expect(try near(office).map(\.file.recovery.id) == [second])
        try office.receive(300, for: second, on: last.description, key: "N1")
        #expect(try near(office).isEmpty)
        try office.prove()
    }

    @Test("督促・一部の納付で時効が延びれば消え、その納付を取り消せばまた載る")
    func renewed() throws {
        let office = try PaymentOffice()
        let id = try office.claim(600, due: "2025-06-30")
        let last = try #require(try office.file(id).clock?.lastDay)
        office.clock.stand(on: last.adding(days: -30))
        #expect(try near(office).count == 1)
        try office.receive(100, for: id, on: last.adding(days: -30).description, key: "N1")
        #expect(try near(office).isEmpty)
        let receipt = try office.file(id).receipts[0].id
        try office.gate.perform(
            ReverseReceipt.operation, by: PaymentOffice.second, for: .benefit
        ) { try ReverseReceipt.perform(receipt, of: id, reason: "別の返還の分", in: $0) }
        #expect(try near(office).count == 1)
    }

    @Test("6か月後の月に同じ日がなければ、その月の終わりまで")
    func monthEnd() {
        #expect(NearLimitation.last(from: date("2025-08-31")) == date("2026-02-28"))
        #expect(NearLimitation.last(from: date("2025-06-10")) == date("2025-12-10"))
    }
}
