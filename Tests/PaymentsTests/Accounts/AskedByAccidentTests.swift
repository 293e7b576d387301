// SPDX-License-Identifier: Apache-2.0
import Benefits
import Safeguards
import Testing
import Vocabulary

@testable import Payments

@Suite("事故の返還とほかの返還を、二重に求めない")
struct AskedByAccidentTests {
    /// A claim of 3,000 yen that an accident touches, of which the family is asked for a part.
    private func accident(_ family: Family, _ yen: Int) throws -> (id: Int64, recovery: Int64) {
        let office = family.office
        let (id, back) = try office.gate.perform(
            RecordLiability.operation, by: PaymentOffice.clerk, for: .benefit
        ) { scope in
            let id = try RecordLiability.open(
                LiabilityInput(
                    child: Family.taro, kind: .thirdParty, happenedOn: date("2025-05-01"),
                    reportedOn: date("2025-05-02"), counterpart: "相手方", circumstances: "交差点"),
                in: scope)
            try RecordLiability.mark(.claim(1), of: id, isTouched: true, in: scope)
            let back = try RecordLiability.proposeGiveBack(
                of: id, amount: Yen(yen), explanation: "示談金を受領", law: family.law,
                payments: BenefitClaimsBack(), in: scope)
            return (id, back)
        }
        let recovery = try office.gate.perform(
            ApproveClaimBack.operation, by: PaymentOffice.head, for: .benefit
        ) {
            try ApproveClaimBack.perform(
                back, to: BenefitClaimsBack(), law: family.law, in: $0)
        }
        return (id, recovery)
    }

    private func register(_ family: Family, _ yen: Int, key: String) throws -> Int64 {
        try family.office.gate.perform(
            ProposeRecovery.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try ProposeRecovery.perform(
                RecoveryClaim(
                    child: Family.taro, recipient: Family.hanako, inKind: 1, amount: Yen(yen),
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

    @Test("事故の返還を求めた分は、返還でも申立でも求めず、残りだけを返還に登録できる")
    func once() throws {
        let family = try Family()
        try family.claimInKind(3_000)
        let (id, _) = try accident(family, 2_000)
        #expect(throws: RecoveryRefusal.askedByAccident(id)) {
            try register(family, 1_001, key: "K1")
        }
        #expect(throws: RecoveryRefusal.askedByAccident(id)) { try contest(family) }
        let rest = try register(family, 1_000, key: "K2")
        try family.office.grant(try family.office.request(of: rest))
        try family.office.prove()
    }

    @Test("取り下げた事故の返還は、入った額だけを数える")
    func withdrawn() throws {
        let family = try Family()
        try family.claimInKind(3_000)
        let (id, recovery) = try accident(family, 3_000)
        try family.office.receive(500, for: recovery, on: "2025-06-02", key: "P1")
        try family.office.gate.perform(
            RecordRecovery.operation, by: PaymentOffice.second, for: .benefit
        ) { try RecordRecovery.withdraw(recovery, key: "W1", in: $0) }
        #expect(throws: RecoveryRefusal.askedByAccident(id)) {
            try register(family, 2_501, key: "K1")
        }
        _ = try register(family, 2_500, key: "K2")
    }

    @Test("遡及の精算も、事故で求めたレセプトは決裁されない")
    func retroactive() throws {
        let family = try Family()
        try family.claimInKind(3_000)
        let (id, _) = try accident(family, 3_000)
        try family.lapse("2025-05-01")
        #expect(try family.plan().effects.count == 1)
        let proposal = try family.draft()
        #expect(throws: RecoveryRefusal.askedByAccident(id)) {
            try family.settle(proposal)
        }
    }
}
