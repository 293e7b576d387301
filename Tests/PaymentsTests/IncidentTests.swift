// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

/// What went wrong in real offices, as tests under their names (`docs/incidents.md`).
@Suite("実際に起きた事故: 支払")
struct IncidentTests {
    @Test("仙台市の件: 同じ決定は、同じ月に二度起案しても、翌月にもう一度起案しても、一度だけ振り込まれる")
    func paidOnce() throws {
        let office = try PaymentOffice()
        try office.account(1)
        let due = office.due(1, yen: 2_800)
        let run = try office.pay([due]).run
        office.clock.stand(on: date("2025-06-24"))
        try office.nothingReturned(run.id)
        office.clock.stand(on: date("2025-07-02"))
        #expect(throws: PaymentRefusal.self) {
            try office.pay([due], month: "2025-07", day: "2025-07-22", key: "K2")
        }
        #expect(try office.balance()[.paid] == Yen(2_800))
        #expect(try office.imbalances().isEmpty && office.balance().sum == .zero)
    }

    @Test("仙台市の件: 返還の請求は支払った額を超えず、請求した本人は取り下げられない")
    func claimedBackRightly() throws {
        let office = try PaymentOffice()
        try office.account(1)
        let run = try office.pay([office.due(1, yen: 900)]).run
        office.clock.stand(on: date("2025-06-24"))
        try office.nothingReturned(run.id)
        let item = try #require(try office.items(1).first)
        func perform<R>(_ who: Principal, _ body: (Scope) throws -> R) throws -> R {
            try office.gate.perform(RecordRecovery.operation, by: who, for: .benefit, body)
        }
        func claim(_ yen: Int, key: String) throws -> Int64 {
            try perform(PaymentOffice.clerk) {
                try RecordRecovery.claim(
                    RecoveryClaim(
                        child: PaymentOffice.child(1), recipient: PaymentOffice.parent(1),
                        item: item, amount: Yen(yen), reason: .double, explanation: "二重の支給"),
                    key: key, in: $0)
            }
        }
        #expect(throws: PaymentRefusal.recoveryTooLarge) { try claim(901, key: "R0") }
        let id = try claim(900, key: "R1")
        #expect(throws: PaymentRefusal.recoveryTooLarge) { try claim(1, key: "R2") }
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try perform(PaymentOffice.clerk) { try RecordRecovery.withdraw(id, key: "W1", in: $0) }
        }
        try perform(PaymentOffice.second) { try RecordRecovery.withdraw(id, key: "W2", in: $0) }
        #expect(try office.read { try RecoveryBook.recovery(id, from: $0) }?.state == .withdrawn)
    }

    @Test("仙台市の件: 手で登録した返還は、別の職員が決裁するまで通知も納入通知も出ず、台帳の額にもならない")
    func claimedBackByTwo() throws {
        let office = try PaymentOffice()
        try office.account(1)
        let run = try office.pay([office.due(1, yen: 900)]).run
        office.clock.stand(on: date("2025-06-24"))
        try office.nothingReturned(run.id)
        let item = try #require(try office.items(1).first)
        let id = try office.proposeClaim(900, item: item)
        // The same form again is the same claim, and the payment cannot be claimed twice.
        #expect(try office.proposeClaim(900, item: item) == id)
        #expect(throws: PaymentRefusal.recoveryTooLarge) {
            try office.proposeClaim(1, item: item, key: "H2")
        }
        #expect(throws: RecoveryRefusal.notApproved) { try office.demand(of: id) }
        #expect(throws: RecoveryRefusal.notApproved) {
            try office.receive(900, for: id, on: "2025-06-24", key: "N1")
        }
        #expect(try office.letters(RecoveryLetters(law: PaymentOffice.recoveryLaw)) == 0)
        #expect(try office.file(id).recovery.state == .proposed)
        #expect(try office.balance()[.claimed] == .zero)
        let request = try office.request(of: id)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.grant(request, by: PaymentOffice.second)
        }
        try office.grant(request)
        try office.grant(request)
        #expect(try office.balance()[.claimed] == Yen(900))
        #expect(try office.letters(RecoveryLetters(law: PaymentOffice.recoveryLaw)) == 1)
        #expect(try office.demand(of: id).amount == Yen(900))
        try office.prove()
    }

    @Test("仙台市の件: 返還を登録した職員は決裁できず、差し戻された返還は残らず登録し直せる")
    func claimSentBack() throws {
        let office = try PaymentOffice()
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.proposeClaim(900, by: PaymentOffice.machine)
        }
        let own = try office.proposeClaim(900, by: PaymentOffice.both)
        let request = try office.request(of: own)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.grant(request, by: PaymentOffice.both)
        }
        try office.gate.perform(
            SendBackRecoveryAct.operation, by: PaymentOffice.head, for: .benefit
        ) { try SendBackRecoveryAct.perform(request, reason: "相手が違う", in: $0) }
        #expect(try office.file(own).recovery.state == .withdrawn)
        #expect(throws: RecoveryRefusal.requestSettled) { try office.grant(request) }
        #expect(try office.balance()[.claimed] == .zero)
        #expect(try office.proposeClaim(900, key: "H2") != own)
        try office.prove()
    }
}
