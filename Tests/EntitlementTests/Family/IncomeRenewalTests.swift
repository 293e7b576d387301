// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Entitlement

/// The year of assessment changes and no news arrives about anybody.
@Suite("所得の年度の切替")
struct IncomeRenewalTests {
    /// What the night does: whatever stands in the queue.
    private func night(_ income: IncomeOffice) throws -> RejudgementReport {
        try income.office.gate.perform(Rejudge.operation, by: Office.machine, for: .change) {
            try Rejudge.perform(
                .queue, law: IncomeOffice.law, directory: income.office.directory,
                consequences: MemoryConsequences(), in: $0)
        }
    }

    private func renew(_ income: IncomeOffice, by who: Principal = Office.machine) throws -> Int {
        try income.office.gate.perform(IncomeRenewal.operation, by: who, for: .change) {
            scope in
            let plan = try IncomeRenewal.plan(year: 2026, law: IncomeOffice.law, from: scope.db)
            return try IncomeRenewal.perform(
                year: 2026, only: plan.map(\.id), law: IncomeOffice.law, in: scope)
        }
    }

    private func missing(_ income: IncomeOffice) throws -> [String] {
        try income.office.read { try GuardianBook.attention(.income, from: $0) }
            .map(\.sentence)
    }

    @Test("誰の知らせも届かない新しい年度に、所得を問う児童が一度だけ判定され、足りない課税の情報が、誰のどの年度かとともに一覧に残り、届けば消える")
    func nobodyNamed() throws {
        let income = try IncomeOffice()
        try income.grant()
        _ = try night(income)
        income.office.clock.stand(on: date("2026-07-01"))
        // Without the renewal nobody is judged, and no list says that the tax is missing.
        #expect(try night(income).kept == 0)
        #expect(try missing(income).isEmpty)
        #expect(try renew(income) == 1)
        #expect(try renew(income) == 0)
        let before = try income.office.read {
            try IncomeRenewal.progress(year: 2026, from: $0)
        }
        #expect(before?.expected == 1 && before?.judged == 0 && before?.missing == 0)
        let report = try night(income)
        #expect(report.kept == 1 && report.waiting.isEmpty)
        #expect(try income.office.state().isLive)
        let words = try #require(try missing(income).first)
        #expect(words.contains("受給者の令和8年度の課税の情報"))
        #expect(words.contains("もう一方の保護者の令和8年度の課税の情報"))
        // It is no matter of the recipient.
        #expect(try income.office.read { try GuardianBook.attentionCount(.person, from: $0) } == 0)
        let after = try income.office.read { try IncomeRenewal.progress(year: 2026, from: $0) }
        #expect(after?.expected == 1 && after?.judged == 1 && after?.missing == 1)
        #expect(try renew(income) == 0)
        // One parent's tax arrives: the other's is still missing, and nobody else's.
        try income.record(levies: [Office.parent: 100_000])
        _ = try night(income)
        #expect(try missing(income).allSatisfy { !$0.contains("受給者の") })
        #expect(try missing(income).count == 1)
        try income.record(levies: [Office.father: 134_999])
        #expect(try night(income).waiting.isEmpty)
        #expect(try missing(income).isEmpty)
        #expect(try income.office.state().isLive)
    }

    @Test("新しい年度の所得がもう届いていて限度額の範囲なら、切替の判定で何も残らない")
    func withinTheLimit() throws {
        let income = try IncomeOffice()
        try income.grant()
        income.office.clock.stand(on: date("2026-06-20"))
        try income.record(levies: [Office.parent: 117_500, Office.father: 117_499])
        _ = try night(income)
        income.office.clock.stand(on: date("2026-07-01"))
        #expect(try renew(income) == 1)
        let within = try night(income)
        #expect(within.waiting.isEmpty && within.kept == 1)
        #expect(try missing(income).isEmpty)
    }

    @Test("所得を問わない年の児童は、その年が終わる日の翌日から問い、その年度に問われない児童は入らない")
    func youngChildren() {
        let book = IncomeOffice.law.book
        func first(_ born: String) -> CivilDate? {
            book.firstDayAskingIncome(born: date(born), ofYear: 2026)
        }
        #expect(first("2015-06-10") == date("2026-07-01"))
        #expect(first("2023-09-10") == date("2026-09-10"))
        #expect(first("2024-09-10") == nil)
        #expect(book.incomeYearBegins == 7)
    }

    @Test("課税の情報が足りない児童も、資格が消えれば一覧から消える")
    func ended() throws {
        let income = try IncomeOffice()
        try income.grant()
        _ = try night(income)
        income.office.clock.stand(on: date("2026-07-01"))
        _ = try renew(income)
        _ = try night(income)
        #expect(try missing(income).count == 1)
        let lapse = try income.office.gate.perform(
            LapseEntitlement.operation, by: Office.counter, for: .change
        ) {
            try LapseEntitlement.propose(
                Office.child, on: date("2026-07-01"), decision: .movedOut, asked: .movingOut,
                exOfficio: false, consequences: MemoryConsequences(), in: $0)
        }
        try income.office.approve([lapse])
        #expect(try missing(income).isEmpty)
    }

    @Test("切替の後に転入した児童も、所得を問い始める日が近づけば、その日の判定に一度だけ入る")
    func betweenRenewals() {
        func notice(_ born: String, _ today: String) -> RejudgementNotice? {
            IncomeRenewal.notice(
                born: date(born), of: Office.child, law: IncomeOffice.law, on: date(today))
        }
        #expect(notice("2023-09-10", "2026-08-20")?.on == date("2026-09-10"))
        #expect(
            notice("2023-09-10", "2026-08-20")?.key == notice("2023-09-10", "2026-09-01")?.key)
        #expect(notice("2023-09-10", "2026-07-15") == nil, "まだ遠い")
        #expect(notice("2023-09-10", "2026-09-10") == nil, "その日からはもう列にある")
        #expect(notice("2015-06-10", "2026-08-20") == nil, "切替の日に入っている")
    }

    @Test("切替の後に登録した児童が3歳になると、毎日の一覧の作り直しがその日を列に一度だけ入れ、その日から課税の情報を求める")
    func turnsThree() throws {
        let income = try IncomeOffice()
        let office = income.office
        var child = office.person(
            Office.child, "検証 太郎", "ケンショウ タロウ", born: "2023-09-10")
        child.mother = Office.parent
        child.father = Office.father
        office.directory.put(child)
        office.clock.stand(on: date("2026-08-05"))
        var form = office.form(applied: "2026-08-05")
        form.reason = .movingIn
        try office.grant(form)
        func list() throws {
            try office.gate.perform(
                ListUnregistered.operation, by: Office.machine, for: .registration
            ) {
                _ = try ListUnregistered.perform(
                    law: IncomeOffice.law, directory: office.directory, in: $0)
            }
        }
        func waiting() throws -> [RejudgementTask] {
            try office.read { try RejudgementQueue.waiting(from: $0) }
                .filter { $0.notice.key.hasPrefix("income-year-2026-") }
        }
        office.clock.stand(on: date("2026-08-20"))
        try list()
        try list()
        #expect(try waiting().map(\.notice.on) == [date("2026-09-10")])
        office.clock.stand(on: date("2026-09-09"))
        _ = try night(income)
        #expect(try missing(income).isEmpty, "まだ所得を問わない")
        #expect(try waiting().count == 1)
        office.clock.stand(on: date("2026-09-10"))
        _ = try night(income)
        let words = try #require(try missing(income).first)
        #expect(words.contains("受給者の令和8年度の課税の情報"))
        #expect(try office.state().isLive)
        #expect(try waiting().isEmpty)
    }

    @Test("年度の切替は、窓口の職員と機械だけが行う")
    func permitted() throws {
        let income = try IncomeOffice()
        try income.grant()
        #expect(try renew(income, by: Office.counter) == 1)
        #expect(throws: SafeguardRefusal.notPermitted) { try renew(income, by: Office.head) }
    }
}
