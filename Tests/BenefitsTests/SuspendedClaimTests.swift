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
        try approve(
            office,
            try office.gate.perform(
                SuspendEntitlement.operation, by: Office.counter, for: .change, body))
    }

    private func approve(_ office: Office, _ id: Int64) throws {
        _ = try office.gate.perform(
            ApproveDecisions.operation, by: Office.head, for: .registration
        ) { try ApproveDecisions.perform(.these([id]), in: $0) }
    }

    /// Suspended from June on; a release from 1 July is proposed, and nobody has decided it.
    private func awaiting(_ office: Office, from day: String = "2025-07-01") throws -> Int64 {
        try office.gate.perform(SuspendEntitlement.operation, by: Office.counter, for: .change) {
            try SuspendEntitlement.proposeRelease(
                Office.taro, on: date(day), why: "届出があったため", exOfficio: false, in: $0)
        }
    }

    private func suspend(_ office: Office) throws {
        try decide(office) {
            try SuspendEntitlement.propose(
                Office.taro, on: date("2025-06-01"), why: "条例第9条(架空)", exOfficio: true,
                consequences: MemoryConsequences(), in: $0)
        }
    }

    @Test("停止の解除が決裁を待つ間、解除の日からの診療は期間外とせず、何を待つかを言い、決裁の後の再判定で通る")
    func awaited() throws {
        let office = try Office()
        try suspend(office)
        let release = try awaiting(office)
        let june = Uke(claims: [Uke.Claim(month: "202506")])
        let july = Uke(billing: "202508", claims: [Uke.Claim(month: "202507")])
        #expect(try office.take(june).rejected == 1)
        #expect(try office.take(july, name: "1_B.UKE").rejected == 1)
        let errors = try office.errors()
        let error = try #require(errors.first { $0.code == "E-BEN-171" })
        #expect(errors.map(\.code).sorted() == ["E-BEN-014", "E-BEN-171"])
        #expect(error.reason == .outsidePeriod && error.message.contains("解除の決裁の後に再判定"))
        func recheck() throws -> RecheckClaims.Report {
            try office.gate.perform(
                RecheckClaims.operation, by: Office.payment, for: .benefit
            ) { try RecheckClaims.perform(errors.map(\.id), law: Office.law, in: $0) }
        }
        #expect(try recheck().claims.isEmpty, "決裁までは助成しない")
        try approve(office, release)
        #expect(try recheck().claims.keys.map(\.self) == [error.id])
    }

    @Test("解除の日より前と後の受診日が混じる明細書は、解除を待つと言わない")
    func mixedDays() throws {
        let office = try Office()
        try suspend(office)
        _ = try awaiting(office, from: "2025-06-15")
        func code(_ visits: MonthDays?, at institution: String) throws -> String {
            let entry = ClaimEntry(
                dataKind: .medicalCareExpense, source: .federation,
                billingMonth: yearMonth("2025-07"), treatmentMonth: yearMonth("2025-06"),
                institution: institution, institutionName: "見本整骨院", setting: .outpatient,
                born: date("2015-06-10"), insurer: try #require(InsurerNumber(Office.insurer)),
                recipientNumber: try #require(RecipientNumber(Office.taroNumber)), days: 2,
                points: 1_000, visits: visits)
            do {
                _ = try office.gate.perform(
                    EnterClaim.operation, by: Office.payment, for: .benefit
                ) { try EnterClaim.perform(entry, law: Office.law, in: $0) }
                return "登録"
            } catch let fault as ClaimFault { return fault.code }
        }
        #expect(try code([.day(15), .day(20)], at: "1119900010") == "E-BEN-171")
        #expect(try code(nil, at: "1119900010") == "E-BEN-171")
        #expect(try code([.day(14), .day(15)], at: "1119900010") == "E-BEN-014")
        #expect(try code([.day(14)], at: "1119900010") == "E-BEN-014")
    }

    @Test("解除が決裁を待つ間の償還は不支給にせず保留し、作ってあった不支給の案は決裁できず、決裁の後に支給になる")
    func awaitedForm() throws {
        let office = try Office()
        try suspend(office)
        let july = office.input("S-1", month: "2025-07", applied: "2025-08-10")
        #expect(try office.verdict(july) == "不支給 outside-period")
        let release = try awaiting(office)
        let draft = try office.approve()
        #expect(draft.decisions.isEmpty)
        #expect(draft.leftOut.values.allSatisfy { $0.contains("停止の解除") }, "\(draft.leftOut)")
        let other = office.input("S-2", month: "2025-07", points: 500, applied: "2025-08-10") {
            $0.institution = "1319900024"
        }
        #expect(try office.verdict(other) == "保留 資格確認中")
        let june = office.input("S-3", month: "2025-06", applied: "2025-08-10")
        #expect(try office.verdict(june) == "不支給 outside-period")
        try approve(office, release)
        try office.propose()
        let file = try office.file("S-2").id
        let decided = try office.read {
            try ReimbursementDecisionBook.decisions(of: file, from: $0).last
        }
        #expect(decided?.payable == Yen(1_500))
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
