// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Testing
import Vocabulary

@testable import Payments

@Suite("誤った円を振り込ませようとしても")
struct WrongYenTests {
    @Test("結果のファイルに同じ振込が二度あれば、全体を断り何も動かさない")
    func returnedTwiceInOneFile() throws {
        let office = try PaymentOffice()
        for n in 1...2 { try office.account(n) }
        try office.pay([office.due(1, yen: 100), office.due(2, yen: 200)])
        office.clock.stand(on: date("2025-06-24"))
        #expect(throws: RefusedResults.self) {
            try office.results([
                ("2025-06-20", 1, 100, "解約"), ("2025-06-20", 1, 100, "名義相違"),
            ])
        }
        #expect(try office.status(1) == [.sent])
        #expect(try office.balance()[.transit] == Yen(300))
    }

    @Test("返還を求めている支払が銀行から戻っても、ひとりでに再振込しない")
    func returnedWhileClaimedBack() throws {
        let office = try PaymentOffice()
        try office.account(1)
        let run = try office.pay([office.due(1, yen: 900)]).run
        office.clock.stand(on: date("2025-06-24"))
        try office.nothingReturned(run.id)
        let item = try #require(try office.items(1).first)
        let claim = try recovery(office, item: item, 900, key: "R1")
        try office.results([("2025-06-20", 1, 900, "解約")])
        try office.account(1, digit: 71)
        office.clock.stand(on: date("2025-07-01"))
        let report = try office.repay(month: "2025-07")
        #expect(report.rescheduled.isEmpty)
        #expect(report.waiting == [item])
        try office.gate.perform(
            RecordRecovery.operation, by: PaymentOffice.second, for: .benefit
        ) { try RecordRecovery.withdraw(claim, key: "W1", in: $0) }
        #expect(try office.repay(month: "2025-07").rescheduled.count == 1)
    }

    @Test("同じ鍵で違う返還や入金を記録しようとしたら断る")
    func recoveryKeys() throws {
        let office = try PaymentOffice()
        try office.account(1)
        let run = try office.pay([office.due(1, yen: 900)]).run
        office.clock.stand(on: date("2025-06-24"))
        try office.nothingReturned(run.id)
        let item = try #require(try office.items(1).first)
        let first = try recovery(office, item: item, 300, key: "R1")
        #expect(throws: PaymentRefusal.keyUsed) {
            try recovery(office, item: item, 301, key: "R1")
        }
        let second = try recovery(office, item: item, 300, key: "R2")
        func receive(_ yen: Int, for id: Int64) throws {
            try office.gate.perform(
                RecordRecovery.operation, by: PaymentOffice.clerk, for: .benefit
            ) {
                try RecordRecovery.receive(
                    Yen(yen), for: id, on: date("2025-06-24"), key: "N1", in: $0)
            }
        }
        try receive(100, for: first)
        try receive(100, for: first)
        #expect(throws: PaymentRefusal.keyUsed) { try receive(100, for: second) }
        #expect(throws: PaymentRefusal.keyUsed) { try receive(200, for: first) }
        let open = try office.read { try RecoveryBook.all(from: $0) }.map(\.outstanding)
        #expect(open == [Yen(200), Yen(300)])
    }

    @Test("入金停止で戻ったものは、職員が確かめれば同じ口座へ再振込でき、決裁者に見える")
    func sameAccountConfirmed() throws {
        let office = try PaymentOffice()
        for n in 1...2 { try office.account(n) }
        try office.pay([office.due(1, yen: 100), office.due(2, yen: 200)])
        office.clock.stand(on: date("2025-06-24"))
        try office.results([("2025-06-20", 1, 100, "入金停止"), ("2025-06-20", 2, 200, "解約")])
        office.clock.stand(on: date("2025-07-01"))
        #expect(try office.repay(month: "2025-07").waiting.count == 2)
        let (stopped, closed) = (try office.items(1), try office.items(2))
        #expect(throws: PaymentRefusal.missingReason) {
            try office.repay(.confirmed(stopped), month: "2025-07")
        }
        #expect(throws: PaymentRefusal.otherAccountNeeded) {
            try office.repay(.confirmed(stopped + closed), month: "2025-07", reason: "電話で確認")
        }
        let report = try office.repay(
            .confirmed(stopped + stopped), month: "2025-07", reason: "銀行に入金停止の解除を確認")
        #expect(report.rescheduled.count == 1)
        #expect(report.total == Yen(100))
        let run = try office.propose("2025-07-22", key: "K2").run
        #expect(run.warnings == 1)
        let events = try office.read { try PaymentSchedule.history(of: stopped[0], from: $0) }
        #expect(events.last?.reason == "銀行に入金停止の解除を確認")
        #expect(try office.imbalances().isEmpty)
    }

    @Test("戻ったままの支払は理由を付けて取り消せ、再振込されない")
    func cancelReturned() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.pay([office.due(1, yen: 100)])
        office.clock.stand(on: date("2025-06-24"))
        try office.results([("2025-06-20", 1, 100, "解約")])
        let ids = try office.items(1)
        try office.gate.perform(
            CancelPayment.operation, by: PaymentOffice.clerk, for: .benefit, reason: "決定の取消し"
        ) { try CancelPayment.perform(ids, because: .other, in: $0) }
        try office.account(1, digit: 71)
        office.clock.stand(on: date("2025-07-01"))
        #expect(try office.repay(month: "2025-07").rescheduled.isEmpty)
        #expect(try office.balance()[.returned] == .zero)
        #expect(try office.balance().sum == .zero)
        #expect(try office.imbalances().isEmpty)
    }

    @discardableResult
    private func recovery(
        _ office: PaymentOffice, item: Int64, _ yen: Int, key: String
    ) throws -> Int64 {
        try office.gate.perform(
            RecordRecovery.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try RecordRecovery.claim(
                RecoveryClaim(
                    child: PaymentOffice.child(1), recipient: PaymentOffice.parent(1), item: item,
                    amount: Yen(yen), reason: .lapsed, explanation: "転出後の診療"),
                key: key, in: $0)
        }
    }
}
