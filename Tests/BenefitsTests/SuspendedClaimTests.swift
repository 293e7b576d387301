// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Safeguards
import Support
import Testing
import Vocabulary

/// 停止, by whom it was proposed, is a decision in the record: claims of its days are not covered.
@Suite("停止している間の診療の請求") struct SuspendedClaimTests {
    private func decide(_ office: Office, _ body: (Scope) throws -> Int64) throws {
        let id = try office.gate.perform(
            SuspendEntitlement.operation, by: Office.counter, for: .change, body)
        _ = try office.gate.perform(
            ApproveDecisions.operation, by: Office.head, for: .registration
        ) { try ApproveDecisions.perform(.these([id]), in: $0) }
    }

    @Test("停止の間の診療は支払わず、理由とともにエラー一覧に残り、前の月と解除の後の月は通る", .measure("R-04"))
    func errorList() throws {
        let office = try Office()
        try decide(office) {
            try SuspendEntitlement.propose(
                Office.taro, on: date("2025-06-01"), why: "条例第9条(架空)", exOfficio: true,
                consequences: MemoryConsequences(), in: $0)
        }
        #expect(try office.take(Uke()).rejected == 1)
        let error = try #require(try office.errors().first)
        #expect(error.reason == .outsidePeriod && error.child == Office.taro)
        let may = Uke(billing: "202506", claims: [Uke.Claim(month: "202505")])
        #expect(try office.take(may, name: "1_B.UKE").accepted == 1)
        try decide(office) {
            try SuspendEntitlement.proposeRelease(
                Office.taro, on: date("2025-07-01"), why: "届出があったため", exOfficio: false, in: $0)
        }
        let july = Uke(billing: "202508", claims: [Uke.Claim(month: "202507")])
        #expect(try office.take(july, name: "1_C.UKE").accepted == 1)
        // The days of the suspension stay what they were.
        let again = try office.gate.perform(
            RecheckClaims.operation, by: Office.payment, for: .benefit
        ) { try RecheckClaims.perform([error.id], law: Office.law, in: $0) }
        #expect(again.faults[error.id] != nil)
    }
}
