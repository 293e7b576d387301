// SPDX-License-Identifier: Apache-2.0
import Benefits
import Safeguards
import Scheme
import Testing
import Vocabulary

@Suite("レセプトの個別入力")
struct KeyedClaimTests {
    private func entry(_ edit: (inout ClaimEntry) -> Void = { _ in }) throws -> ClaimEntry {
        var entry = ClaimEntry(
            dataKind: .medicalCareExpense, source: .federation,
            billingMonth: yearMonth("2025-07"), treatmentMonth: yearMonth("2025-06"),
            institution: "1119900010", institutionName: "見本整骨院", setting: .outpatient,
            born: date("2015-06-10"), insurer: try #require(InsurerNumber(Office.insurer)),
            recipientNumber: try #require(RecipientNumber(Office.taroNumber)), days: 3,
            points: 1_234)
        edit(&entry)
        return entry
    }

    @discardableResult
    private func enter(
        _ entry: ClaimEntry, _ office: Office, by who: Principal = Office.payment
    ) throws -> Int64 {
        try office.gate.perform(EnterClaim.operation, by: who, for: .benefit) {
            try EnterClaim.perform(entry, law: Office.law, in: $0)
        }
    }

    @Test("柔道整復の紙の請求が1件登録され、計算の順番が残り、二度目は断られる")
    func one() throws {
        let office = try Office()
        let id = try enter(try entry(), office)
        let claim = try #require(try office.read { try ClaimBook.claims([id], from: $0) }[id])
        #expect(claim.payable == Yen(3_702) && claim.dataKind == .medicalCareExpense)
        #expect(claim.child == Office.taro && claim.recipient == Office.parent)
        let steps = try #require(try office.read { try Explanations.claim(id, from: $0) })
        #expect(steps.steps.last?.amount == Yen(3_702))
        do {
            try enter(try entry(), office)
            Issue.record("二度登録できました")
        } catch let fault as ClaimFault {
            #expect(fault.code == "E-BEN-025")
        }
    }

    @Test("個別入力とファイルの取込は、同じ診療を互いに重複と見る")
    func sameTreatment() throws {
        let office = try Office()
        try office.take(Uke())
        #expect(throws: ClaimFault.self) { try enter(try entry(), office) }
        let other = try Office()
        try enter(try entry(), other)
        #expect(try other.take(Uke()).rejected == 1)
    }

    @Test("月の個別入力は一つのファイルに集まり、取込の一覧で件数を二重に数えない")
    func oneFile() throws {
        let office = try Office()
        let first = try enter(try entry(), office)
        let second = try enter(
            try entry {
                $0.recipientNumber = RecipientNumber(Office.hanaNumber) ?? $0.recipientNumber
                $0.born = date("2022-06-15")
            }, office)
        let claims = try office.read { try ClaimBook.claims([first, second], from: $0) }
        #expect(Set(claims.values.map(\.file)).count == 1)
    }

    @Test("点検に通らない入力は番号つきで断られ、何も残らない")
    func refused() throws {
        let office = try Office()
        let wrong: [(String, ClaimEntry)] = [
            ("E-BEN-014", try entry { $0.treatmentMonth = yearMonth("2025-03") }),
            ("E-BEN-018", try entry { $0.born = date("2015-06-11") }),
            ("E-BEN-065", try entry { $0.days = 31 }),
            ("E-BEN-023", try entry { $0.points = 7_000 }),
            ("E-BEN-020", try entry { $0.copayment = 1 }),
        ]
        for (code, entry) in wrong {
            do {
                try enter(entry, office)
                Issue.record("\(code) が通りました")
            } catch let fault as ClaimFault {
                #expect(fault.code == code)
            }
        }
        #expect(throws: BenefitsRefusal.entryOutOfRange("医療機関コード")) {
            try enter(try entry { $0.institution = "12" }, office)
        }
        #expect(try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }.isEmpty)
    }

    @Test("窓口の担当と決裁者は入力できない")
    func permission() throws {
        let office = try Office()
        for who in [Office.counter, Office.head] {
            #expect(throws: SafeguardRefusal.notPermitted) {
                try enter(try entry(), office, by: who)
            }
        }
    }
}
