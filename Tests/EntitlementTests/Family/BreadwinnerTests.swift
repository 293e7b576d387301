// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// Who keeps the family: a doubt for the officer who examines, never an answer.
@Suite("主たる生計維持者の確認")
struct BreadwinnerTests {
    private func draft(
        insured name: String?, insurer: String = "06119903", fatherDied: Bool = false
    ) throws -> ProposalDraft {
        let office = try Office()
        office.family()
        if fatherDied {
            office.directory.change(
                Office.father, reason: "B12", on: date("2025-04-02"), at: office.clock.now()
            ) { $0.status = .died }
        }
        var form = office.form()
        form.insurance = office.insurance(Office.child, from: "2025-04-01", insurer: insurer)
        form.insurance?.insuredName = name
        let receipt = try office.receive(form)
        let ids = try office.propose([receipt.id])
        return try #require(
            try office.read { try ProposalBook.proposals(ids, from: $0) }.values.first?.draft)
    }

    @Test("児童の保険の被保険者が申請者でなければ、父母がともにいるとき、審査の案に注意が付く。却下にはならない")
    func insuredPerson() throws {
        let other = try draft(insured: "検証 一郎")
        #expect(other.flags.contains(.notInsuredPerson))
        #expect(other.flagWords.contains("申請者が被保険者でない"))
        #expect(other.result == .granted)
        #expect(try draft(insured: "ケンショウイチロウ").flags.contains(.notInsuredPerson))
        // The applicant's own name, however it is written; nobody's name; a parent who has died.
        #expect(try !draft(insured: "検証　花子").flags.contains(.notInsuredPerson))
        #expect(try !draft(insured: "ｹﾝｼｮｳ ﾊﾅｺ").flags.contains(.notInsuredPerson))
        #expect(try !draft(insured: nil).flags.contains(.notInsuredPerson))
        #expect(
            try !draft(insured: "検証 一郎", fatherDied: true).flags.contains(.notInsuredPerson))
    }

    private func draft(mother: Int, father: Int) throws -> ProposalDraft {
        let income = try IncomeOffice()
        let id = try income.receive()
        try income.record(Office.parent, 2025, income: mother)
        try income.record(Office.father, 2025, income: father)
        let ids = try income.office.gate.perform(
            ProposeDecisions.operation, by: Office.counter, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                [id], law: IncomeOffice.law, directory: income.office.directory,
                terms: Office.terms, in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: income.office.directory, in: scope)
        }
        return try #require(
            try income.office.read { try ProposalBook.proposals(ids, from: $0) }.values.first?
                .draft)
    }

    @Test("父母の所得が分かり、もう一方の方が高ければ注意が付く。同じか低ければ付かない。額は出ない")
    func higherIncome() throws {
        let less = try draft(mother: 2_000_000, father: 2_000_001)
        #expect(less.flags.contains(.lowerIncome) && less.result == .granted)
        #expect(less.flagWords.contains("もう一方の保護者の所得が高い"))
        #expect(!less.explanation.contains("2,000,001"))
        #expect(try !draft(mother: 2_000_000, father: 2_000_000).flags.contains(.lowerIncome))
        #expect(try !draft(mother: 3_000_000, father: 0).flags.contains(.lowerIncome))
    }

    @Test("所得は、父母とも分かる最も新しい年度で比べ、分からない年度や未申告では比べない")
    func newestYear() {
        func less(_ mine: [IncomeStatement], _ other: [IncomeStatement]) -> Bool {
            HouseholdIncome(
                parents: [
                    .init(isRecipient: true, statements: mine),
                    .init(isRecipient: false, statements: other),
                ], isComplete: true
            ).recipientEarnsLess
        }
        let (low, high) = (Yen(1_000_000), Yen(2_000_000))
        let before = IncomeStatement(year: 2024, income: low)
        #expect(less([before], [IncomeStatement(year: 2024, income: high)]))
        #expect(!less([before], [IncomeStatement(year: 2025, income: high)]))
        #expect(
            !less(
                [before, IncomeStatement(year: 2025, income: high)],
                [
                    IncomeStatement(year: 2024, income: high),
                    IncomeStatement(year: 2025, income: low),
                ]))
        #expect(!less([before], [IncomeStatement(year: 2024, isDeclared: false, income: high)]))
        let exempt = IncomeStatement(year: 2025, isExempt: true)
        #expect(less([exempt], [IncomeStatement(year: 2025, income: low)]))
    }
}
