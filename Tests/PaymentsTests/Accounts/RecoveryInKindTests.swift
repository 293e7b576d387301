// SPDX-License-Identifier: Apache-2.0
import Benefits
import Safeguards
import Testing
import Vocabulary

@testable import Payments

@Suite("現物給付の返還")
struct RecoveryInKindTests {
    /// A claim of 3,000 yen for a month that the boy turned out not to be entitled in.
    private func lapsed() throws -> Family {
        let family = try Family()
        try family.claimInKind(3_000)
        try family.lapse("2025-05-01")
        return family
    }

    private func register(
        _ family: Family, _ yen: Int, key: String = "K1", claim: Int64 = 1,
        of recipient: AddresseeNumber = Family.hanako
    ) throws -> Int64 {
        try family.office.gate.perform(
            ProposeRecovery.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try ProposeRecovery.perform(
                RecoveryClaim(
                    child: Family.taro, recipient: recipient, inKind: claim, amount: Yen(yen),
                    reason: .lapsed, explanation: "資格喪失後の受診"), key: key, in: $0)
        }
    }

    private func contest(_ family: Family) throws {
        try family.office.gate.perform(
            ContestClaim.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try ContestClaim.perform(
                .claim(1), .readjustment, reason: .notEntitled, on: date("2025-06-02"), in: $0)
        }
    }

    private func answer(_ family: Family, _ result: ObjectionResult, offset: Yen? = nil) throws {
        try family.office.gate.perform(
            AnswerObjection.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try AnswerObjection.perform(
                .claim(1), result, on: date("2025-06-02"), offset: offset, in: $0)
        }
    }

    @Test("過誤が認められなかった現物給付は、二人で保護者の返還になり、精算が要る児童から消える")
    func upheld() throws {
        let family = try lapsed()
        let office = family.office
        try contest(family)
        #expect(throws: RecoveryRefusal.objectionOpen) { try register(family, 3_000) }
        try answer(family, .upheld)
        #expect(try office.read { try UnsettledBook.count(from: $0) } == 1)
        let id = try register(family, 3_000)
        #expect(try register(family, 3_000) == id)
        #expect(try office.read { try UnsettledBook.count(from: $0) } == 0)
        #expect(try family.plan().effects.isEmpty)
        #expect(try office.balance()[.claimed] == .zero)
        try office.grant(try office.request(of: id))
        let recovery = try office.file(id).recovery
        #expect(recovery.inKind == 1 && recovery.outstanding == Yen(3_000))
        #expect(try office.demand(of: id).amount == Yen(3_000))
        try office.prove()
    }

    @Test("市が支払った額を超えず、二度求めず、ほかの人には求めない")
    func notTwice() throws {
        let family = try lapsed()
        #expect(throws: PaymentRefusal.recoveryTooLarge) { try register(family, 3_001) }
        #expect(throws: BenefitsRefusal.unknownClaim) { try register(family, 1, claim: 99) }
        #expect(throws: BenefitsRefusal.unknownClaim) {
            try register(family, 1, of: PaymentOffice.parent(2))
        }
        let first = try register(family, 2_000)
        #expect(throws: PaymentRefusal.recoveryTooLarge) { try register(family, 1_001, key: "K2") }
        try family.office.grant(try family.office.request(of: first))
        _ = try register(family, 1_000, key: "K3")
        #expect(throws: PaymentRefusal.recoveryTooLarge) { try register(family, 1, key: "K4") }
    }

    @Test("保護者が一部を返した後は、残りだけを申し立てられ、残りだけが相殺され、すべて返っていれば断る")
    func partGiven() throws {
        let family = try lapsed()
        let office = family.office
        let id = try register(family, 2_000)
        try office.grant(try office.request(of: id))
        try office.receive(500, for: id, on: "2025-06-02", key: "P1")
        #expect(throws: RecoveryRefusal.askedOfFamily) { try contest(family) }
        try office.receive(1_500, for: id, on: "2025-06-02", key: "P2")
        try contest(family)
        #expect(throws: BenefitsRefusal.offsetTooLarge(Yen(1_000))) {
            try answer(family, .partlyAccepted, offset: Yen(1_001))
        }
        try answer(family, .accepted)
        let back = try office.read { try ObjectionBook.takenBack(.claim(1), from: $0) }
        #expect(back == Yen(1_000))
        try office.prove()

        let other = try lapsed()
        let whole = try register(other, 3_000)
        try other.office.grant(try other.office.request(of: whole))
        try other.office.receive(3_000, for: whole, on: "2025-06-02", key: "P1")
        #expect(throws: RecoveryRefusal.givenBack) { try contest(other) }
    }

    @Test("一部の納付の後に取り下げた返還は、戻った額を除いて申し立て、同じ額を二度は求めない")
    func withdrawn() throws {
        let family = try lapsed()
        let office = family.office
        let id = try register(family, 3_000)
        try office.grant(try office.request(of: id))
        try office.receive(1_000, for: id, on: "2025-06-02", key: "P1")
        try office.gate.perform(
            RecordRecovery.operation, by: PaymentOffice.second, for: .benefit
        ) { try RecordRecovery.withdraw(id, key: "W1", in: $0) }
        #expect(try family.plan().effects.map(\.amount) == [Yen(2_000)])
        #expect(
            try office.read { try UnsettledBook.children(from: $0) }.map(\.recover)
                == [Yen(2_000)])
        #expect(throws: PaymentRefusal.recoveryTooLarge) { try register(family, 2_001, key: "K2") }
        try contest(family)
        try answer(family, .accepted)
        let back = try office.read { try ObjectionBook.takenBack(.claim(1), from: $0) }
        #expect(back == Yen(2_000))
    }

    @Test("過誤で戻った分は保護者に求めず、保護者に求めている間は申し立てられない")
    func eitherOr() throws {
        let family = try lapsed()
        try contest(family)
        try answer(family, .partlyAccepted, offset: Yen(1_000))
        #expect(throws: PaymentRefusal.recoveryTooLarge) { try register(family, 2_001) }
        let id = try register(family, 2_000)
        #expect(throws: RecoveryRefusal.askedOfFamily) { try contest(family) }
        let request = try family.office.request(of: id)
        try family.office.gate.perform(
            SendBackRecoveryAct.operation, by: PaymentOffice.head, for: .benefit
        ) { try SendBackRecoveryAct.perform(request, reason: "医療機関に求める", in: $0) }
        try contest(family)
        try answer(family, .accepted)
        #expect(throws: PaymentRefusal.recoveryTooLarge) { try register(family, 1, key: "K2") }
    }
}
