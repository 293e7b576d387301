// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("支払の後のこと")
struct AfterwardsTests {
    private func consequences(
        _ office: PaymentOffice, _ lapse: String, child: Int = 1
    ) throws -> [Consequence] {
        try office.read {
            try ConsequencesOfPayments(benefits: MemoryConsequences()).afterLapse(
                [PaymentOffice.child(child): date(lapse)], in: $0)
        }[PaymentOffice.child(child)] ?? []
    }

    @Test("資格が遡って消滅すると、支払済みと支給予定の分を月と金額で答える")
    func afterLapse() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.pay([
            office.due(1, yen: 100, parent: 1, month: "2025-03"),
            office.due(2, yen: 200, parent: 1, month: "2025-04"),
            office.due(3, yen: 300, parent: 1, month: "2025-05"),
        ])
        office.clock.stand(on: date("2025-07-01"))
        try office.schedule(
            [office.due(4, yen: 400, parent: 1, month: "2025-05")], month: "2025-07")
        let found = try consequences(office, "2025-04-15")
        #expect(found.map(\.kind) == [.paidAfterLapse, .paidAfterLapse, .claimAfterLapse])
        #expect(found.map(\.amount) == [Yen(200), Yen(300), Yen(400)])
        #expect(found[0].text.contains("診療日を確認"))
        #expect(!found[1].text.contains("診療日を確認"))
        #expect(try consequences(office, "2025-06-01").isEmpty)
        #expect(try consequences(office, "2025-04-15", child: 2).isEmpty)
    }

    @Test("返還は支払った額までで、同じ記録を二度しても一つ。入金で完納になる")
    func recovery() throws {
        let office = try PaymentOffice()
        try office.account(1)
        let run = try office.pay([office.due(1, yen: 900)]).run
        office.clock.stand(on: date("2025-06-24"))
        let item = try #require(try office.items(1).first)
        func perform<R>(_ body: (Scope) throws -> R) throws -> R {
            try office.gate.perform(
                RecordRecovery.operation, by: PaymentOffice.clerk, for: .benefit, body)
        }
        func claim(_ yen: Int, key: String) throws -> Int64 {
            try perform {
                try RecordRecovery.claim(
                    RecoveryClaim(
                        child: PaymentOffice.child(1), recipient: PaymentOffice.parent(1),
                        item: item, amount: Yen(yen), reason: .lapsed, explanation: "転出後の診療"),
                    key: key, in: $0)
            }
        }
        #expect(throws: PaymentRefusal.itemNotReady(.paid)) { try claim(900, key: "R1") }
        try office.nothingReturned(run.id)
        let id = try claim(600, key: "R1")
        #expect(try claim(600, key: "R1") == id)
        #expect(throws: PaymentRefusal.recoveryTooLarge) { try claim(301, key: "R2") }
        #expect(try consequences(office, "2025-04-01").map(\.amount) == [Yen(300)])
        func receive(_ yen: Int, key: String) throws {
            try perform {
                try RecordRecovery.receive(
                    Yen(yen), for: id, on: date("2025-06-24"), key: key, in: $0)
            }
        }
        func state() throws -> Recovery? {
            try office.read { try RecoveryBook.recovery(id, from: $0) }
        }
        #expect(try state()?.state == .open)
        try receive(200, key: "N1")
        try receive(200, key: "N1")
        #expect(try state()?.outstanding == Yen(400))
        #expect(throws: RecoveryRefusal.overpaid(outstanding: Yen(400))) {
            try receive(401, key: "N2")
        }
        try receive(400, key: "N2")
        #expect(try state()?.state == .settled)
        #expect(throws: PaymentRefusal.recoverySettled) { try receive(1, key: "N3") }
        #expect(throws: PaymentRefusal.recoverySettled) {
            try perform { try RecordRecovery.withdraw(id, key: "W1", in: $0) }
        }
    }

    @Test("支給履歴は口座を伏せて、児童からも受給者からも引ける")
    func history() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.pay([office.due(1, yen: 900)])
        let byChild = try office.read {
            try PaymentHistory.of(
                child: PaymentOffice.child(1), for: PaymentOffice.clerk, from: $0)
        }
        let byRecipient = try office.read {
            try PaymentHistory.of(
                recipient: PaymentOffice.parent(1), for: PaymentOffice.clerk, from: $0)
        }
        #expect(byChild == byRecipient)
        #expect(byChild.first?.paidOn == date("2025-06-20"))
        #expect(byChild.first?.account?.number.isWhole == false)
        let auditor = PaymentOffice.officer("A001", [.auditor])
        let hidden = try office.read {
            try PaymentHistory.of(child: PaymentOffice.child(1), for: auditor, from: $0)
        }
        #expect(hidden.first?.account?.number.description == "")
    }

    @Test("PostgreSQL でも同じ一巡になる")
    func postgres() throws {
        let schema = "t" + UUID().uuidString.replacing("-", with: "").lowercased()
        let office = try PaymentOffice(
            store: Stores.postgres(
                PostgresCluster.running().connection, schema: schema, body: "119997"))
        for n in 1...2 { try office.account(n) }
        let (run, file) = try office.pay([
            office.due(1, yen: 100), office.due(2, yen: 200), office.due(3, yen: 5, parent: 1),
            office.due(4),
        ])
        #expect(RawTransfers(file.bytes).payments.map(\.amount) == [105, 200])
        #expect(try office.write(run.id).bytes == file.bytes)
        office.clock.stand(on: date("2025-06-24"))
        try office.results([("2025-06-20", 1, 105, "解約")])
        try office.account(1, digit: 71)
        office.clock.stand(on: date("2025-07-01"))
        #expect(try office.repay(month: "2025-07").rescheduled.count == 2)
        #expect(try office.status(1) == [.rescheduled, .scheduled])
        #expect(try office.status(4) == [.held])
        #expect(try office.balance().sum == .zero)
        #expect(try office.imbalances().isEmpty)
        #expect(try office.shown(run.id).map(\.returned) == [.closed, nil])
        let sums = try office.read {
            try PaymentSums.byMonth(in: EffectivePeriod(from: date("2025-04-01")), from: $0)
        }
        #expect(sums.first?.sent.amount == Yen(305))
        #expect(try office.read { try PaymentSchedule.days(in: $0) }.count == 2)
        #expect(try consequences(office, "2025-04-15").count == 2)
    }
}
