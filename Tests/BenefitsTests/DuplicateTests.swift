// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// Nothing is paid twice across channels: claim in kind against receipt, receipt against receipt.
@Suite("二重給付の疑い")
struct DuplicateTests {
    private func decide(
        _ office: Office, _ outcome: DuplicateOutcome, reason: String = "領収書を見比べた",
        by who: Principal = Office.payment
    ) throws {
        let id = try office.file("S-2").id
        let pair = try #require(
            try office.read { try DuplicateBook.undecided(reimbursements: [id], from: $0)[id] }?
                .first)
        try office.gate.perform(DecideDuplicate.operation, by: who, for: .benefit) {
            try DecideDuplicate.perform(pair.key, outcome, reason: reason, in: $0)
        }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let answer: String
        let edit: @Sendable (inout ReimbursementInput) -> Void

        init(
            _ name: String, _ answer: String,
            _ edit: @escaping @Sendable (inout ReimbursementInput) -> Void
        ) {
            testDescription = name
            self.answer = answer
            self.edit = edit
        }
    }

    @Test(
        "先の申請とどこまで似ていれば止まるか",
        arguments: [
            Case("すべて同じ", "不支給 duplicate") { _ in },
            Case("金額だけ違う", "保留 二重疑い") { $0.paid = Yen(3_010) },
            Case("入外だけ違う", "保留 二重疑い") { $0.setting = .inpatient },
            Case("医療機関コードが一字違い", "保留 二重疑い") { $0.institution = "1319900017" },
            Case("医療機関コードの隣どうしが入れ替わり", "保留 二重疑い") {
                $0.institution = "1319900061"
            },
            Case("同じ名で別のコード", "保留 二重疑い") { $0.institution = "1339900501" },
            Case("前後の月の同じ額は知らせるだけ", "支給 3000") {
                $0.treatmentMonth = yearMonth("2025-07")
            },
            Case("別の医療機関の同じ点数", "支給 3000") {
                $0.institution = "1319900503"
                $0.institutionName = "隣町の見本医院"
            },
            Case("二か月後の同じ額", "支給 3000") { $0.treatmentMonth = yearMonth("2025-04") },
        ])
    func likeness(_ case: Case) throws {
        let office = try Office()
        try office.enter([office.input("S-1")])
        #expect(try office.verdict(office.input("S-2", edit: `case`.edit)) == `case`.answer)
    }

    @Test("同じ診療と判断すれば不支給、別の診療と判断すれば支給へ進む")
    func words() throws {
        for (outcome, answer) in [
            (DuplicateOutcome.same, ReimbursementOutcome.notPaid), (.different, .paid),
        ] {
            let office = try Office()
            try office.enter([office.input("S-1")])
            #expect(
                try office.verdict(office.input("S-2") { $0.setting = .inpatient })
                    == "保留 二重疑い")
            try decide(office, outcome)
            #expect(try office.file("S-2").status == .received)
            let report = try office.propose()
            #expect(report.proposed[answer] == 1, "\(outcome) \(report)")
        }
    }

    @Test("判断には理由が要り、機械はできず、似ていない組は受け付けない")
    func refusals() throws {
        let office = try Office()
        try office.enter([office.input("S-1")])
        _ = try office.verdict(office.input("S-2") { $0.setting = .inpatient })
        #expect(throws: BenefitsRefusal.missingReason) {
            try decide(office, .different, reason: "")
        }
        #expect(throws: SafeguardRefusal.self) {
            try decide(office, .different, by: Office.machine)
        }
        #expect(throws: SafeguardRefusal.self) { try decide(office, .same, by: Office.head) }
        let id = try office.file("S-2").id
        #expect(throws: BenefitsRefusal.noSuchPair) {
            try office.gate.perform(DecideDuplicate.operation, by: Office.payment, for: .benefit) {
                try DecideDuplicate.perform(
                    .init(first: .claim(999), second: .reimbursement(id)), .same, reason: "試験",
                    in: $0)
            }
        }
    }

    @Test("現物と償還: 起案の後に届いた似た現物給付は、判断があるまで決裁を止める")
    func claimAfterProposal() throws {
        let office = try Office()
        try office.enter([
            office.input("S-2", points: 1_234) {
                // The clinic's code with one digit wrong.
                $0.institution = "1119900011"
            }
        ])
        try office.propose()
        try office.take(Uke())
        let waiting = try office.approve()
        #expect(waiting.decisions.isEmpty)
        #expect(waiting.leftOut.values.first == BenefitsRefusal.duplicateUndecided.message)
        try decide(office, .different)
        #expect(try office.approve().decisions.count == 1)
    }

    @Test("決裁の後に届いた似た現物給付は、支払の前に見つかる")
    func claimAfterApproval() throws {
        let office = try Office()
        try office.enter([
            office.input("S-2", points: 1_234) { $0.institution = "1119900011" }
        ])
        try office.propose()
        try office.approve()
        let id = try office.file("S-2").id
        func undecided() throws -> [DuplicatePair] {
            try office.read { try DuplicateBook.undecided(reimbursements: [id], from: $0) }[id]
                ?? []
        }
        #expect(try undecided().isEmpty)
        try office.take(Uke())
        let found = try undecided()
        #expect(found.map(\.degree) == [.likely])
        let open = try office.read {
            try DuplicateBook.open(
                months: yearMonth("2025-01")...yearMonth("2025-12"), from: $0)
        }
        #expect(open.map(\.key) == found.map(\.key))
        try decide(office, .different)
        #expect(try undecided().isEmpty)
    }

    @Test("疑いのまま職員が支給すると決めれば、その理由が判断として残る")
    func decidedByOfficer() throws {
        let office = try Office()
        try office.enter([office.input("S-1")])
        _ = try office.verdict(office.input("S-2") { $0.setting = .inpatient })
        let id = try office.file("S-2").id
        _ = try office.gate.perform(
            DecideReimbursement.operation, by: Office.payment, for: .benefit
        ) {
            try DecideReimbursement.perform(
                id, .pay(Yen(3_000)), explanation: "入院の領収書を確認", law: Office.law, in: $0)
        }
        #expect(try office.approve(.all).decisions.count >= 1)
        let words = try office.read {
            try DuplicateBook.decisions(children: [Office.taro], from: $0)
        }
        #expect(words.values.map(\.reason) == ["入院の領収書を確認"])
        #expect(words.values.map(\.outcome) == [.different])
    }

    @Test("一つの台帳に、両方の経路の給付が月の順に並ぶ")
    func ledger() throws {
        let office = try Office()
        try office.take(Uke())
        try office.enter([office.input("S-1", month: "2025-05")])
        let entries =
            try office.read {
                try LedgerBook.entries(
                    children: [Office.taro], months: yearMonth("2025-04")...yearMonth("2025-08"),
                    .all, from: $0)
            }[Office.taro] ?? []
        #expect(entries.map(\.source.wording) == ["償還払い", "現物給付"])
        #expect(entries.map(\.month.description) == ["2025-05", "2025-06"])
        #expect(entries.last?.payable == Yen(3_702))
    }
}
