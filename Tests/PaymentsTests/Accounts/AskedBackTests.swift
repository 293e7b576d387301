// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

/// What a family is asked to give back of a benefit itself is not asked for again by an accident.
@Suite("事故の返還と、返還台帳の返還")
struct AskedBackTests {
    private func asked(_ family: Family, _ source: LedgerEntry.Source) throws -> Yen {
        try family.office.read { try BenefitClaimsBack().askedBack([source], from: $0) }
    }

    private func claim(_ family: Family, _ claim: RecoveryClaim, key: String) throws -> Int64 {
        try family.office.gate.perform(
            ProposeRecovery.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try ProposeRecovery.perform(claim, key: key, in: $0) }
    }

    @Test("支払済みの償還の返還は、その申請の分として数えられ、差し戻されれば数えない")
    func reimbursement() throws {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        try family.pay()
        let item = try #require(
            try family.office.read { try ItemBook.items(child: Family.taro, from: $0) }.last
        ).id
        let form = try #require(
            try family.office.read {
                try $0.first("SELECT reimbursement_id FROM payment_item WHERE id = ?", [item]) {
                    $0.int64(0)
                }
            })
        #expect(try asked(family, .reimbursement(form)) == .zero)
        _ = try claim(
            family,
            RecoveryClaim(
                child: Family.taro, recipient: Family.hanako, item: item, amount: Yen(700),
                reason: .wrong, explanation: "点数の誤り"), key: "A1")
        #expect(try asked(family, .reimbursement(form)) == Yen(700))
        #expect(try asked(family, .reimbursement(form + 1)) == .zero)
        let request = try #require(
            try family.office.read { try RecoveryRequestBook.pending(from: $0) }.last)
        try family.office.gate.perform(
            SendBackRecoveryAct.operation, by: PaymentOffice.head, for: .benefit
        ) { try SendBackRecoveryAct.perform(request.id, reason: "額の誤り", in: $0) }
        #expect(try asked(family, .reimbursement(form)) == .zero)
    }

    @Test("現物給付の返還も、その明細書の分として数えられる")
    func inKind() throws {
        let family = try Family()
        try family.claimInKind(3_000)
        _ = try claim(
            family,
            RecoveryClaim(
                child: Family.taro, recipient: Family.hanako, inKind: 1, amount: Yen(3_000),
                reason: .lapsed, explanation: "資格喪失後の受診"), key: "A2")
        #expect(try asked(family, .claim(1)) == Yen(3_000))
    }
}
