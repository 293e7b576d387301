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
}
